#!/bin/bash
# A number in a form's cell: what is written in any of the accepted ways is read back, and with any one character changed it is a number
# that a person would read so too, or refused.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"

cat >"$T/property.py" <<'PY'
import csv
import random
import re
import subprocess
import sys
from fractions import Fraction

folder = sys.argv[1]
WHOLE, PARTS, SHARE, VERSION = "người", "tỷ đồng", "phần trăm", "version"
FACTORS = {WHOLE: 1, PARTS: 10**9, SHARE: 1}
draw = random.Random(20240331)
rows = list(csv.reader(open(sys.argv[2], encoding="utf-8-sig", newline=""), delimiter=";"))
places = {what: [n for n, r in enumerate(rows) if r[2] == f"CS my.{k}"] for k, what in enumerate((WHOLE, PARTS, SHARE, VERSION), 1)}
assert all(len(p) == 40 for p in places.values()), places


def run(*args, stdin=None):
    return subprocess.run(args, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def told(form):
    """Writes and reads the form until nothing of it is refused: the rows that were, by number; the message."""
    refused = set()
    while True:
        with open(folder + "/filled.csv", "w", encoding="utf-8", newline="") as f:
            csv.writer(f, delimiter=";").writerows([r[:8] + [""] * 4 + r[12:] if n in refused else r for n, r in enumerate(form)])
        done = run("chiso-form", "read", folder + "/filled.csv", "--now", "2025-01-05")
        if done.returncode == 0 or "cột I (Giá trị) trống" in done.stderr:
            return refused, done.stdout
        found = {int(n) - 1 for n in re.findall("^ô [A-Z]+([0-9]+) ", done.stderr, re.M)}
        assert done.returncode == 65 and found - refused, done.stderr
        refused |= found


def feed_of(message):
    """As the feed reads the message: its records by their row."""
    with open(folder + "/message.xml", "w", encoding="utf-8") as f:
        f.write(message)
    with open(folder + "/raw.csv", "w", encoding="utf-8") as f:
        f.write(run("chiso-extract", "-q", "--now", "2025-01-10", "--feed", "bien-so-chi-so", folder + "/message.xml").stdout)
    with open(folder + "/raw.csv", encoding="utf-8") as f:
        clean = run("chiso-normalize", "-q", "--now", "2025-01-10", "--feed", "bien-so-chi-so", stdin=f)
    return {r["ma_bien"]: r for r in csv.DictReader(clean.stdout.splitlines()) if r["_kind"] == "clean"}


def read_all(texts, what, column=8):
    """Of each text the record that the feed makes of it, or None when the form refuses it."""
    found = []
    for at in range(0, len(texts), 40):
        form, batch = [list(r) for r in rows], texts[at:at + 40]
        for n, text in zip(places[what], batch):
            form[n][8] = "3.0" if what is VERSION else "1"
            form[n][5] = what if what is PARTS else form[n][5]
            form[n][column] = text
        refused, message = told(form)
        records = feed_of(message) if message else {}
        found += [None if n in refused else records[f"{rows[n][2][3:]} {rows[n][3]}"] for n, _ in zip(places[what], batch)]
    return found


def numbers(texts, what):
    """The numbers in the unit that is written."""
    return [r and Fraction(r["gia_tri_low"]) / FACTORS[what] for r in read_all(texts, what)]


def grouped(n, mark):
    return f"{n:,}".replace(",", mark)


def printed(what):
    """(text, value): the ways in which people here write numbers."""
    n = draw.choice([0, 7, 10, 156, 999, 1000, 1250, 20500, 1234567, draw.randrange(10**6)])
    yield str(n), Fraction(n)
    if n >= 1000 and (what is WHOLE or n >= 10**6):
        yield grouped(n, "."), Fraction(n)
    if what is not WHOLE:
        parts = draw.choice(["5", "25", "05", "125", "1234"])
        yield f"{n},{parts}", Fraction(f"{n}.{parts}")
        if n >= 1000:
            yield f"{grouped(n, '.')},{parts}", Fraction(f"{n}.{parts}")


def person(text):
    """Every number that somebody could read: a point or a comma parts thousands, or is the decimal mark."""
    found = set()
    sign = -1 if text.strip().startswith("-") else 1
    text = text.strip().removeprefix("-").removesuffix("%")
    for group, decimal in ((".", ","), (",", "."), (" ", ","), (" ", ".")):
        m = re.fullmatch(r"\+?(\d+|\d{1,3}(?:%s\d{3})+)(?:%s(\d+))?" % (re.escape(group), re.escape(decimal)), text)
        if m:
            found.add(sign * Fraction(m[1].replace(group, "") + "." + (m[2] or "0")))
    return found


def mutants(text):
    for i in range(len(text)):
        for c in "05.,-/%x e+~":
            yield text[:i] + c + text[i + 1:]
        yield text[:i] + text[i + 1:]


wrong, count = [], 0
for what in (WHOLE, PARTS, SHARE):
    texts = [p for _ in range(6) for p in printed(what)]
    for (text, value), got in zip(texts, numbers([t for t, _ in texts], what)):
        if got != value:
            wrong.append(("printed", text, what, got, value))
    changed = sorted({m for text, _ in draw.sample(texts, 5) for m in mutants(text) if m.strip()})
    count += len(changed)
    for mutant, got in zip(changed, numbers(changed, what)):
        readings = person(mutant)
        if what is WHOLE:
            readings = {r for r in readings if r.denominator == 1}
        if got is not None and got not in readings:
            wrong.append(("changed", mutant, what, got, readings))
        # a point before three digits may part thousands or not: nobody guesses
        if got is not None and what is PARTS and re.fullmatch(r"[1-9]\d{0,2}\.\d{1,3}", mutant.strip()):
            wrong.append(("guessed", mutant, what, got, readings))
        if got is not None and what is WHOLE and re.fullmatch(r"\d{1,3},\d{3}", mutant.strip()):
            wrong.append(("guessed", mutant, what, got, readings))
days = (("31/12/2024", "2024-12-31"), ("1.2.2024", "2024-02-01"), ("2024-02-29", "2024-02-29"))
for (text, value), got in zip(days, read_all([t for t, _ in days], WHOLE, 10)):
    if not got or got["ngay_van_ban"] != value:
        wrong.append(("day", text, got))
changed = sorted({m for text, _ in days for m in mutants(text) if m.strip()})
for mutant, got in zip(changed, read_all(changed, WHOLE, 10)):
    digits = [int(d) for d in re.findall(r"\d+", mutant)]
    if got and sorted(digits) != sorted(int(d) for d in got["ngay_van_ban"].split("-")):
        wrong.append(("day changed", mutant, got["ngay_van_ban"]))
for texts, is_good in ((("3.0", "phiên bản 3.1", "3.10", "2", "v4.2"), True), (("3.1", "3.", ".3", "ba", "3.0 hoặc 4.0", "1.25"), False)):
    wrong += [("version", t) for t, got in zip(texts, read_all(list(texts), VERSION)) if bool(got) != is_good]
print(*wrong, sep="\n")
print(count, file=sys.stderr)
PY
# a document of our own: forty rows of each kind
mkdir "$T/my"
/usr/bin/python3 - "$T/my" <<'PY'
import sys
def put(name, head, lines):
    open(f"{sys.argv[1]}/{name}.csv", "w", encoding="utf-8").write("\n".join([head, *lines, ""]))
kinds = {"my.1": ("nguoi", "", ""), "my.2": ("dong", "", "sender"), "my.3": ("%", "", ""), "my.4": ("", "version", "")}
put("indicators", "indicator,title_vi,unit,digits,period_kind,scope,basis,missing,source",
    [f"{i},Chỉ số {i},{u or '%'},2,quarter year,territory,computed,no source,test" for i, (u, _, _) in kinds.items()])
put("variables", "indicator,var,measure,item,unit,title_vi,over_time,kind,unit_from,source",
    [f"{i},v{n},index_variable,{i} v{n},{u},Biến {n},last,{k},{f},test" for i, (u, k, f) in kinds.items() for n in range(40)])
put("set_rows", "set,seq,stt,indicator,wording,lead,source",
    [f"s003,{9000 + n},{n},{i},Chỉ số {i},Sở Y tế,test" for n, i in enumerate(kinds)])
PY
CHISO_CATALOG=$(for d in base ba-ria-vung-tau kon-tum ho-chi-minh quang-ngai; do printf '%s:' "$ROOT/pipeline/catalog/$d"; done)$T/my
export CHISO_CATALOG
ok 'the form has its rows' chiso-form write 'Sở Y tế' 2024-Q4 -o "$T/form.csv"
ok 'numbers, days and versions are tried' /usr/bin/python3 "$T/property.py" "$T" "$T/form.csv"
is 'what is written is read, and what is changed is nothing that nobody would read' "$(cat "$T/out")" ''
ok 'a thousand changes were made' test "$(tail -n 1 "$T/err")" -gt 500
done_testing
