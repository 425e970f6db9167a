"""A nonsense value in every cell kind of the catalogue, one column at a time: what lint says of it.

nonsense.py CATALOG TMP BIN NOW SAMPLES [TABLE.COLUMN...]
A line a column: TABLE.COLUMN, told | free | untold | elsewhere, what lint printed first, and of feeds, fields and measures what a
program says that meets the cell: named (its row), unnamed, or - (none does).
free: schema.csv declares the column free text. Rows: the first one, valid on NOW, whose cell is not empty; else the first one.
CHISO_TEST_STRIDE=N: only each N-th column, from CHISO_TEST_STRIDE_FROM on.
"""
import concurrent.futures, csv, io, os, pathlib, re, subprocess, sys

WORD = "ZZ?!"
catalog, tmp, bins, now, samples = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3], sys.argv[4], pathlib.Path(sys.argv[5])
program = f"{bins}/chiso-catalog"
only = sys.argv[6:]
folders = ["base"] + sorted(d.name for d in catalog.iterdir() if d.is_dir() and d.name != "base")


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as f:
        return list(csv.reader(f))


def is_valid(header, row):
    cell = lambda name: row[header.index(name)] if name in header else ""
    return cell("valid_from") <= now and (not cell("valid_to") or now <= cell("valid_to"))


schema = [dict(zip(r0, r)) for f in folders if (catalog / f / "schema.csv").exists()
          for r0, *rest in [rows_of(catalog / f / "schema.csv")] for r in rest]


def keys_of(table, header):
    return [header.index(r["column"]) for r in schema if r["table"] == table and r["key"] == "1" and r["column"] in header]


def replaced(table):
    """The rows' keys that an overlay has: the base's rows with them are not read."""
    found = set()
    for folder in folders[1:]:
        path = catalog / folder / f"{table}.csv"
        if path.exists():
            header, *rows = rows_of(path)
            found |= {tuple(row[i] for i in keys_of(table, header)) for row in rows}
    return found


def places(table, column):
    hidden = replaced(table)
    for folder in folders:
        path = catalog / folder / f"{table}.csv"
        if not path.exists():
            continue
        header, *rows = rows_of(path)
        if column not in header:
            continue
        i = header.index(column)
        for n, row in enumerate(rows, 1):
            if folder == "base" and tuple(row[k] for k in keys_of(table, header)) in hidden:
                continue
            if table == "schema" and row[0] == "schema":
                continue  # the rows that say what schema.csv itself may hold
            yield (not row[i], not is_valid(header, row), folders.index(folder), n), path, n, i


def first_place(table, column):
    return min(places(table, column), default=None, key=lambda p: p[0])


def planted(table, column, path, n, i, word):
    """A catalogue with the one cell changed, and the line that it stands in."""
    where = tmp / f"{table}.{column}"
    for folder in folders:
        (where / folder).mkdir(parents=True)
        for file in (catalog / folder).iterdir():
            if file != path:
                (where / folder / file.name).symlink_to(file.resolve())
    rows = rows_of(path)
    rows[n][i] = word
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows(rows[:n])
    line = out.getvalue().count("\n") + 1
    writer.writerows(rows[n:])
    (where / path.parent.name / path.name).write_text(out.getvalue(), encoding="utf-8")
    return where, line


def options(where):
    return [a for folder in folders for a in ("--catalog", str(where / folder))]


def met(where, table, path, n, own):
    """Extract, normalize and aggregate over a message of the row's feed: what ends them names the row."""
    if table not in ("feeds", "fields", "measures"):
        return "-"
    header, *rows = rows_of(path)
    feed = rows[n - 1][header.index("feed")]
    files = sorted((samples / feed).glob("*.xml")) if feed else []
    if not files:
        return "-"
    given, said = b"", ""
    for args in (["extract", "--key", str(tmp / "key"), str(files[0])], ["normalize"], ["aggregate"]):
        done = subprocess.run([f"{bins}/chiso-{args[0]}", "-q", "--feed", feed, "--now", now] + args[1:] + options(where),
                              input=given, capture_output=True)
        given = done.stdout
        if done.returncode == 78:
            said = done.stderr.decode(errors="replace")
            break
    return "-" if not said else "named" if re.search(r"(feeds|fields|measures)\.csv:[0-9]+: ", said) else "unnamed " + said.strip().splitlines()[-1]


def lint(where):
    dirs = options(where)
    done = subprocess.run([program, "lint", "-q", "--now", now] + dirs, capture_output=True, text=True, errors="replace")
    return done.returncode, (done.stdout + done.stderr).splitlines()


def judge(row):
    table, column, kind, references = row["table"], row["column"], row["kind"], row["references"]
    name = f"{table}.{column}"
    if kind == "text" and not references:
        return name, "free", ""
    place = first_place(table, column)
    if place is None:
        return name, "unused", ""
    where, line = planted(table, column, *place[1:], WORD + "(" if kind == "pattern" else WORD)  # as a pattern the word would do
    code, lines = lint(where)
    own = f"{place[1].parent.name}/{place[1].name}:{line}: "
    run = met(where, table, *place[1:3], own)
    subprocess.run(["rm", "-rf", str(where)])
    at = [x for x in lines if own in x and f"column {column}" in x and "ZZ" in x and "expected" in x]
    if code == 78 and at:
        return name, "told", at[0].split(own, 1)[1], run
    said = [x for x in lines if WORD in x]
    return name, "elsewhere" if code == 78 and said else "untold", (said or lines or [f"status {code}"])[0], run


schema_asked = [r for r in schema if not only or f"{r['table']}.{r['column']}" in only]
stride, begin = int(os.environ.get("CHISO_TEST_STRIDE") or 1), int(os.environ.get("CHISO_TEST_STRIDE_FROM") or 0)
schema_asked = schema_asked[begin % stride :: stride]
with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 2) as pool:
    for answer in pool.map(judge, schema_asked):
        print("\t".join(answer), flush=True)
