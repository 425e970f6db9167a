"""The suppression of an open data bundle, looked at from outside: what the CSVs show, the catalogue's rows and the true counts.

open_audit.py BUNDLE TRUTH THRESHOLD AUDIT CATALOG...
  TRUTH: measure,agency,period,item,value of every count of the warehouse; AUDIT: tests/lib/suppression_audit.c, compiled.

Each count of an agency itself is an unknown, known where a number stands in the CSVs; each figure with a number is an equation between
them, and so is what the catalogue says adds up. Nothing here is the product's: sums, periods and agencies are reckoned again.
Prints a line a finding and, at last, what was looked at; exit status 1 with findings."""
import collections
import csv
import pathlib
import re
import subprocess
import sys
import tempfile

bundle, truth_path, threshold, audit = pathlib.Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4]
catalog = [pathlib.Path(folder) for folder in sys.argv[5:]]
findings = []


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def table(name):
    return [row for folder in catalog if (folder / f"{name}.csv").exists() for row in rows(folder / f"{name}.csv")]


def finding(text):
    findings.append(text)


measures = {row["measure"]: row for row in table("measures")}
feeds = {row["feed"]: row for row in table("open_feeds")}
parents = {}
for row in sorted(table("agencies"), key=lambda row: row["valid_from"]):
    parents[row["agency"]] = row["parent"]
variables = collections.defaultdict(dict)
for row in table("variables"):
    variables[row["indicator"], row["valid_from"]][row["var"]] = (row["measure"], row["item"])


def is_counted(measure):
    """A count of people or of what is theirs."""
    row = measures.get(measure)
    return bool(row) and feeds.get(row["feed"], {}).get("protects") == "1" and row["kind"] == "sum" and row["value"] == "1" and row["over_agencies"] == "sum"


truth = {}
for row in rows(truth_path):
    if is_counted(row["measure"]) and feeds[measures[row["measure"]]["feed"]]["open_set"]:
        truth[row["measure"], row["item"], row["agency"], row["period"]] = int(row["value"])


def months(period):
    """The months of a period by its name."""
    year, part = period[:4], period[5:]
    if not part:
        spread = range(1, 13)
    elif part == "9M":
        spread = range(1, 10)
    elif part[0] == "Q":
        spread = range(3 * int(part[1]) - 2, 3 * int(part[1]) + 1)
    elif part[0] == "H":
        spread = range(6 * int(part[1]) - 5, 6 * int(part[1]) + 1)
    else:
        spread = [int(part)]
    return {f"{year}-{month:02}" for month in spread}


def is_month(period):
    return period[5:].isdigit()


periods_of = collections.defaultdict(set)
for measure, _, _, period in truth:
    periods_of[measure].add(period)


def parts_of(measure, period):
    """The counted periods that it is made of: itself, else its quarters, else its months; of a stock the last."""
    have = periods_of[measure]
    if period in have:
        return [period]
    inside = [p for p in have if months(p) <= months(period)]
    parts = [p for p in inside if "Q" in p] or [p for p in inside if is_month(p)]
    if measures[measure]["over_time"] == "last" and parts:
        parts = [max(parts, key=lambda p: max(months(p)))]
    return parts


def is_under(agency, top):
    seen = set()
    while agency and agency not in seen:
        if agency == top:
            return True
        seen.add(agency)
        agency = parents.get(agency, "")
    return not agency and not parents.get(top) and not seen


by_measure = collections.defaultdict(list)
for key in truth:
    by_measure[key[0], key[1], key[3]].append(key)


def leaves(measure, item, agency, period):
    return [key for part in parts_of(measure, period) for key in by_measure[measure, item, part] if is_under(key[2], agency)]


# what stands in the statistics
known, unknown = {}, set()
shown = {}
for name in ("ho-so-tthc", "thong-ke"):
    sdmx = rows(bundle / name / f"{name}.sdmx.csv")
    for row, again in zip(rows(bundle / name / f"{name}.csv"), sdmx):
        key = (row["so_lieu"], "" if row["muc"] == "." else row["muc"], "" if row["co_quan"] == "." else row["co_quan"], row["ky"])
        shown[key] = row
        if (row["gia_tri"] == "") != (row["trang_thai"] in ("an", "tam-giu")) or again["OBS_VALUE"] != row["gia_tri"] or again["MEASURE"] != key[0] or \
                (again["OBS_STATUS"] == "A") != (row["trang_thai"] == "co"):
            finding(f"{name}: {key}: found {row['gia_tri']!r}, {row['trang_thai']}, SDMX {again['OBS_VALUE']!r} {again['OBS_STATUS']}, expected the same")
        if key[0].startswith("noi-bo."):
            finding(f"{name}: {key}: found an internal measure")
opened = {key[3] for key in shown}
truth = {key: value for key, value in truth.items() if key[3] in opened}  # a period that is not over is not opened
for key, value in truth.items():
    row = shown.get(key)
    if row is None:
        finding(f"{key}: found no row, expected one")
    elif row["gia_tri"]:
        known[key] = value
        if int(row["gia_tri"]) != value:
            finding(f"{key}: found {row['gia_tri']}, expected {value}")
        if 0 < value < threshold:
            finding(f"{key}: found {value}, expected none under {threshold}")
    else:
        unknown.add(key)
        if value == 0 and row["trang_thai"] == "an":
            finding(f"{key}: found a 0 left out")

# what the figures show: parts that are sums of counts
formulas = []
for row in table("indicators"):
    for part, column in (("numerator", "tu_so"), ("denominator", "mau_so"), ("value", "gia_tri")):
        # counted where it is counted: what is printed is checked against it below
        names = re.sub(r"coalesce[(](\w+), \w+[)]", r"\1", row[part]).split(" + ") if row[part] else []
        found = [variables[row["indicator"], row["valid_from"]].get(name) for name in names]
        if found and all(each and is_counted(each[0]) for each in found):
            formulas.append((row["indicator"], column, tuple(found)))
formulas_of = collections.defaultdict(set)
for indicator, column, found in formulas:
    formulas_of[indicator].add((column, found))
sums = {}  # (measures, agency, period): the number, or None where no figure shows it
n_figures = 0
for row in rows(bundle / "chi-so" / "chi-so.csv"):
    if row["trang_thai"] not in ("co", "khong-co") and any(row[column] for column in ("gia_tri", "gia_tri_phan_so", "hien_thi", "tu_so", "mau_so", "diem", "trang_thai_tinh")):
        finding(f"chi-so: {row['chi_so']} {row['co_quan']} {row['ky']}: found a number in what is left out")
    for column, found in formulas_of[row["chi_so"]]:
        key = (found, row["co_quan"], row["ky"])
        keys = [leaf for measure, item in found for leaf in leaves(measure, item, row["co_quan"], row["ky"])]
        if not keys:
            continue
        n_figures += 1
        if row["trang_thai"] in ("co", "khong-co") and row[column]:
            if row[column] != str(sum(truth[leaf] for leaf in keys)):
                finding(f"chi-so: {row['chi_so']} {row['co_quan']} {row['ky']}: found {row[column]}, expected {sum(truth[leaf] for leaf in keys)}")
                continue
            sums[key] = keys, int(row[column])
        else:
            sums.setdefault(key, (keys, None))

# the points of a component are those of its indicators: with one left out the component tells it
inside = collections.defaultdict(set)  # a component, by its own name
for row in table("indicators"):
    inside[row.get("parent", "")].add(row["indicator"])
catalogued = {row["indicator"]: inside[row["item"]] for row in table("variables") if row.get("of") == "children"}
state = {(row["bo_chi_so"], row["chi_so"], row["co_quan"], row["ky"]): row for row in rows(bundle / "chi-so" / "chi-so.csv")}
sources = collections.defaultdict(set)
for (name, _), used in variables.items():
    sources[name] |= {measure for measure, _ in used.values()}
internal = {name for name, used in sources.items() if any(feeds.get(measures.get(m, {}).get("feed", ""), {}).get("class") == "internal" for m in used)}
for (of_set, parent, agency, period), row in state.items():
    hidden = [child for child in sorted(catalogued.get(parent, ())) if child in internal or
              state.get((of_set, child, agency, period), {"trang_thai": "co"})["trang_thai"] not in ("co", "khong-co")]
    if hidden and (row["diem"] or row["gia_tri"]):
        finding(f"chi-so: {parent} {agency} {period}: found {row['diem'] or row['gia_tri']}, the sum of points of which {hidden[0]} is left out")

names = {key: f"c{place}" for place, key in enumerate(sorted(truth))}
sum_names = {key: f"s{place}" for place, key in enumerate(sorted(sums))}
relations = []
for key, (keys, _) in sums.items():
    relations.append(("=", [(sum_names[key], 1)] + [(names[leaf], -count) for leaf, count in collections.Counter(keys).items()]))
# a quarter is its months, where these were counted
for key, value in truth.items():
    if "Q" in key[3] and measures[key[0]]["over_time"] == "sum":
        parts = [(*key[:3], month) for month in sorted(months(key[3])) if (*key[:3], month) in truth]
        total = sum(truth[part] for part in parts)
        if parts and total <= value:
            relations.append(("=" if total == value else "<=", [(names[part], 1) for part in parts] + [(names[key], -1)]))
    # a stock at the end of a quarter is that of its last month
    if "Q" in key[3] and measures[key[0]]["over_time"] == "last":
        month = (*key[:3], max(months(key[3])))
        if truth.get(month) == value:
            relations.append(("=", [(names[month], 1), (names[key], -1)]))
# what the catalogue says, and what it may have forgotten, of the agency itself and of the sums that stand
told = collections.defaultdict(list)
for row in table("open_relations"):
    told[row["relation"], row["is"]].append((row["measure"], int(row["coefficient"])))
# a part by its definition: the condition of the one is the other's, and more
for one, row in measures.items():
    for other, whole in measures.items():
        if one != other and is_counted(one) and is_counted(other) and row["feed"] == whole["feed"] and row["date"] == whole["date"] and row["over_time"] == whole["over_time"] and \
                (not whole["where"] or row["where"].startswith(whole["where"] + " and ")):
            told[f"{one} of {other}", "<="] += [(one, 1), (other, -1)]
# by hand: what the definitions say together
told["left out", "<="] += [("on_time", 1), ("overdue", 1), ("on_time_sure", -1), ("overdue_sure", -1), ("zero_duration", -1)]
told["at once", "<="] += [("zero_duration", 1), ("received", -1)]
places = collections.defaultdict(set)
for measure, item, agency, period in truth:
    places[item, agency, period].add(measure)
for (_, sign), terms in told.items():
    for (item, agency, period), have in places.items():
        here = [(names[measure, item, agency, period], factor) for measure, factor in terms if measure in have]
        if here:
            relations.append((sign, here))

with tempfile.TemporaryDirectory() as folder:
    at = pathlib.Path(folder)
    (at / "unknowns").write_text("".join(f"{names[key]} 1 {known[key] if key in known else '?'}\n" for key in truth) +
                                 "".join(f"{sum_names[key]} 0 {'?' if value is None else value}\n" for key, (_, value) in sums.items()))
    (at / "relations").write_text("".join(f"r{place} {sign} {name} {factor}\n" for place, (sign, terms) in enumerate(relations) for name, factor in terms))
    answer = subprocess.run([audit, at / "unknowns", at / "relations"], capture_output=True, text=True, check=False)
if answer.returncode != 0:
    print(f"the audit failed: {answer.stderr.strip()}")
    sys.exit(70)

of_name = {name: key for key, name in [*names.items(), *sum_names.items()]}
n_small = n_others = 0
for line in answer.stdout.splitlines():
    name, least, greatest = line.split()
    width = float(greatest) - float(least)
    key = of_name[name]
    value = truth[key] if name[0] == "c" else sum(truth[leaf] for leaf in sums[key][0])
    if name[0] == "s" and value == 0:
        continue  # a sum of zeros: its figure was left out for another part
    is_small = 0 < value < threshold
    n_small += is_small
    n_others += not is_small
    if is_small and width < threshold - 1e-6:
        finding(f"{key}: {value} can be told: {float(least):g} to {float(greatest):g}, expected {threshold} apart")
    # what a figure rests on may be told where only another of its parts was small
    if name[0] == "c" and not is_small and width < 1 - 1e-6:
        finding(f"{key}: {value} can be told: {float(least):g} to {float(greatest):g}")
for line in findings[:40]:
    print(line)
print(f"counts={len(truth)} shown={len(known)} small={n_small} others={n_others} relations={len(relations)} figures={n_figures} findings={len(findings)}")
sys.exit(1 if findings else 0)
