#!/usr/bin/python3
"""year.py - the generated year of a province of today, night by night, and what must be true of it at the end

usage: year.py write CATALOG TERRITORY FIRST DAYS SEED DIR   FIRST: the first night (YYYY-MM-DD), DAYS nights
       year.py compare DIR GOT [WHAT…]   GOT: the CSVs of tests/lib/year.sh; prints each difference, exits 1 when there is one
       year.py shuffle DIR SEED OUT NIGHTS   the same files in another order, in so many nights, every third of them twice
       year.py same VAR VAR       what two warehouses publish and hold, but for times of loading: prints each difference, exits 1

DIR/nights/NIGHT/FEED/  what lies in the inbox in the evening before; DIR/nights.txt the nights in order
DIR/truth.csv     set, indicator, agency, period, value: the figures of the dossiers, and 6.8 to 6.12; value n or n/d
DIR/measures.csv  measure, item, agency, period, value; nothing rolled up
DIR/planted.csv   class, feed, name, key, expect: every defect and what must be found of it
DIR/counts.csv    what, feed, code, n: rows that stand, rows of rejects, files by what becomes of them
DIR/personal.txt  every planted personal datum, one a line

Shares no code with the product and never reads back what it wrote.
"""
import collections
import csv
import datetime as dt
import io
import os
import re
import shutil
import sys
from fractions import Fraction as F

import year_parts
import year_feeds
from year_dossiers import Dossiers, Procedures
from year_parts import Calendar, World, day_of, quarter_of, rng_of, text_of

# The figures of the dossier set: above, below (None: a count).
FORMULAS = {
    "hs.tiep-nhan": ("received", None), "hs.truc-tiep": ("received_channel_1", None), "hs.truc-tuyen": ("received_channel_2", None),
    "hs.buu-chinh": ("received_channel_3", None), "hs.khong-ro-kenh": ("received_channel_absent", None),
    "hs.ty-le-truc-tuyen": ("received_channel_2", "received_channel_1 received_channel_2 received_channel_3"),
    "hs.giai-quyet": ("resolved", None), "hs.dung-han": ("on_time", None), "hs.qua-han": ("overdue", None),
    "hs.thieu-hen-tra": ("resolved_no_due", None), "hs.ty-le-dung-han": ("on_time", "on_time overdue"),
    "hs.so-hoa": ("digitised", None), "hs.ty-le-so-hoa": ("digitised", "received"), "hs.co-phi": ("with_fee", None),
    "hs.thanh-toan-truc-tuyen": ("paid_online", None), "hs.ty-le-thanh-toan-truc-tuyen": ("paid_online", "with_fee"),
    "hs.tong-phi": ("fee_sum", None), "hs.tong-phi-truc-tuyen": ("fee_sum_online", None),
    "hs.ty-le-gia-tri-truc-tuyen": ("fee_sum_online", "fee_sum"), "hs.khong-thoi-gian": ("zero_duration", None),
    "hs.ty-le-khong-thoi-gian": ("zero_duration", "resolved"), "hs.dang-ngo": ("suspicious_end", None),
    "hs.ty-le-dung-han-loai-dang-ngo": ("on_time_sure", "on_time_sure overdue_sure"), "hs.ma-khac": ("foreign_id", None),
}


# --- writing ------------------------------------------------------------------------------------------------------------------------

def put(folder, name, header, rows):
    with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow(header)
        out.writerows(rows)


def put_delivery(folder, d):
    place = os.path.join(folder, "nights", f"{d.night}", d.feed)
    os.makedirs(place, exist_ok=True)
    path = os.path.join(place, d.name)
    if os.path.exists(path):
        raise ValueError(f"two files {path}")
    with open(path, "wb") as f:
        f.write(d.data)
    if d.meta:
        with open(path + ".meta", "w", encoding="utf-8") as f:
            f.write("".join(f"{k}={v}\n" for k, v in d.meta.items()))


def unusual(world, deliveries):
    """Files with fewer or more records than feeds.csv calls usual are told, by the feed."""
    usual = {r["feed"]: (int(r["usual_min"] or 0), int(r["usual_max"] or 10**9)) for r in world.rows("feeds", "base")}
    feeds = {d.feed for d in deliveries if d.state == "ok" and not usual[d.feed][0] <= d.held <= usual[d.feed][1]}
    return [year_parts.Planted("unusual", feed, "", "", ("finding", "usual_volume")) for feed in sorted(feeds)]


def figures(dossiers, world):
    """(indicator, agency, period, value) of every agency under which anything is dated in the period; an agency without tells nothing."""
    cells = collections.defaultdict(int)
    for figure, agency, day, value in dossiers.facts():
        if isinstance(value, str):
            continue
        for above in world.ancestors(agency) if agency in world.parents else (agency, world.root):
            for period in (quarter_of(day), f"{day.year}"):
                cells[figure, above, period] += value
    told = sorted({(agency, period) for _, agency, period in cells})
    for indicator, (above, below) in FORMULAS.items():
        for agency, period in told:
            n = cells[above, agency, period]
            if below is None:
                yield indicator, agency, period, n
                continue
            whole = sum(cells[figure, agency, period] for figure in below.split())
            yield indicator, agency, period, F(100 * n, whole) if whole else None


def services(dossiers, world):
    """(indicator, agency, period, value) of 6.8 to 6.12, of the province alone: the list of procedures, and what was done online."""
    cells, seen = collections.defaultdict(int), collections.defaultdict(set)
    for figure, _, day, value in dossiers.facts():
        for period in (quarter_of(day), f"{day.year}"):
            if isinstance(value, str):
                seen[figure, period].add(value)
            else:
                cells[figure, period] += value
    listed = world.procedures
    number = lambda test: sum(1 for p in listed if test(p))
    online = number(lambda p: p.level in "34")
    for period in sorted({period for _, period in cells}):
        came = lambda *figures: sum(len(seen[f, period]) for f in figures)
        yield "6.8", world.root, period, F(100 * number(lambda p: p.level == "4"), number(lambda p: p.eligible))
        yield "6.9", world.root, period, F(100 * number(lambda p: p.level in "34" and p.filled), online)
        yield "6.10", world.root, period, F(100 * number(lambda p: p.level in "34" and p.own), online)
        below = came("services_partial", "services_full")
        yield "6.11", world.root, period, F(100 * came("services_partial_online", "services_full_online"), below) if below else None
        done = cells["resolved", period]
        above = cells["resolved_online_partial", period] + cells["resolved_online_full", period]
        yield "6.12", world.root, period, F(100 * above, done) if done else None


def write(catalog, territory, first, days, seed, folder):
    os.makedirs(folder, exist_ok=True)
    calendar, world = Calendar(day_of(first), int(days)), World(catalog, territory, seed)
    parts = [part(rng_of(seed, part.feed), calendar, world) for part in (Procedures, Dossiers)] + year_feeds.feeds(seed, calendar, world)
    deliveries = [d for part in parts for d in part.deliveries()]
    for d in deliveries:
        if not calendar.first <= d.night <= calendar.last:
            raise ValueError(f"{d.feed} {d.name} lies in no night")
        put_delivery(folder, d)
    for night in calendar.nights():
        os.makedirs(os.path.join(folder, "nights", f"{night}"), exist_ok=True)
    with open(os.path.join(folder, "nights.txt"), "w", encoding="utf-8") as f:
        f.write("".join(f"{n}\n" for n in calendar.nights()))
    planted = [p for d in deliveries for p in d.planted] + [p for part in parts for p in part.absent_planted()] + unusual(world, deliveries)
    put(folder, "planted.csv", ["class", "feed", "name", "key", "expect"], [[p.cls, p.feed, p.name, p.key, " ".join(map(str, p.expect))] for p in planted])
    counts = [["row", feed, "", n] for part in parts for feed, n in sorted(part.accepted_by_feed().items())]
    counts += [["reject", feed, code, n] for part in parts for (feed, code), n in sorted(part.refused_by_feed().items())]
    files = collections.Counter((d.feed, d.state) for d in deliveries)
    counts += [["file", feed, state, n] for (feed, state), n in sorted(files.items())]
    counts += [["dummy", "hoso-tthc", "", part.dummies()] for part in parts if isinstance(part, Dossiers)]
    put(folder, "counts.csv", ["what", "feed", "code", "n"], counts)
    measures = collections.Counter()    # of the feeds of a kind together: their lists and keys are their own
    for part in parts:
        measures.update(part.measures())
    put(folder, "measures.csv", ["measure", "item", "agency", "period", "value"], [[*at, text_of(v)] for at, v in sorted(measures.items())])
    truth = [[f"ho-so-{territory}", *at, text_of(v)] for part in parts if isinstance(part, Dossiers) for *at, v in figures(part, world)]
    truth += [[f"dich-vu-cong-{territory}", *at, text_of(v)] for part in parts if isinstance(part, Dossiers) for *at, v in services(part, world)]
    put(folder, "truth.csv", ["set", "indicator", "agency", "period", "value"], truth)
    with open(os.path.join(folder, "personal.txt"), "w", encoding="utf-8") as f:
        f.write("".join(f"{datum}\n" for datum in sorted(world.personal)))
    print(f"{len(deliveries)} files, {sum(d.held for d in deliveries)} records in them, {len(planted)} defects planted "
          f"({len({p.cls for p in planted})} classes), {len(measures)} measures, {len(truth)} figures")


# --- comparing ----------------------------------------------------------------------------------------------------------------------

def rows(*path):
    with open(os.path.join(*path), encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def diff(what, got, expected):
    """Two counters: each key that differs."""
    for at in sorted(set(got) | set(expected)):
        if got.get(at, 0) != expected.get(at, 0):
            yield f"{what} {' '.join(map(str, at)) if isinstance(at, tuple) else at}: {got.get(at, 0)}, expected {expected.get(at, 0)}"


def count(items):
    return collections.Counter(items)


def of_counts(folder, what):
    return {(r["feed"], r["code"]): int(r["n"]) for r in rows(folder, "counts.csv") if r["what"] == what}


def compare_counts(folder, got):
    stands = {(r["feed"], ""): int(r["n"]) for r in rows(got, "current.csv")}
    yield from diff("rows that stand", stands, of_counts(folder, "row"))
    rejects = count((r["feed"], r["code"]) for r in rows(got, "rejects.csv") if r["state"] == "ok")
    yield from diff("rejects", rejects, of_counts(folder, "reject"))
    expected = of_counts(folder, "file")
    loads = count((r["feed"], r["state"]) for r in rows(got, "loads.csv"))
    for (feed, state), n in expected.items():
        if state == "ok":
            yield from diff("files that stand", {feed: loads[feed, "ok"]}, {feed: n})
    for r in rows(got, "loads.csv"):
        if int(r["n_read"]) != int(r["n_kept"]) + int(r["n_rejected"]) + int(r["n_duplicate"]):
            yield f"{r['feed']} {r['file_name']}: its counts do not add up"
    dummies = {(r["feed"], ""): int(r["n"]) for r in rows(got, "dummies.csv")}
    yield from diff("dossiers without an identity number", {("hoso-tthc", ""): sum(dummies.values())}, of_counts(folder, "dummy"))


def planted(folder, word):
    return [r for r in rows(folder, "planted.csv") if r["expect"].split()[0] == word]


def compare_rejects(folder, got):
    """By file, code, field and record, as far as the plan says them: a plan without a field is held against the row without it."""
    found = collections.defaultdict(list)
    for r in rows(got, "rejects.csv"):
        if r["state"] == "ok":
            found[r["feed"], r["file_name"], r["code"]].append((r["field"], r["record"]))
    for p in planted(folder, "reject"):
        code, *rest = p["expect"].split()[1:]
        here = found[p["feed"], p["name"], code]
        match = next((x for x in here if all(a == b for a, b in zip(x, rest))), None)
        if match is None:
            yield f"planted {p['class']} {p['feed']} {p['name']} {p['key']} {p['expect']}: not found"
        else:
            here.remove(match)
    for at, left in sorted(found.items()):
        for field, record in left:
            yield f"invented: {' '.join(at)} {field} record {record}"


def compare_files(folder, got):
    held = count((r["feed"], r["name"], r["code"]) for r in rows(got, "quarantine.csv"))
    yield from diff("quarantine", held, count((p["feed"], p["name"], (p["expect"].split() + ["file.rejects"])[1]) for p in planted(folder, "file")))
    known = sum(int(a or b) for page in pages(got) for a, b in KNOWN.findall(page))
    yield from diff("files that came already", {"known": known}, {"known": len(planted(folder, "duplicate"))})
    twice = {(r["feed"], r["file_name"]): int(r["n_duplicate"]) for r in rows(got, "loads.csv") if int(r["n_duplicate"])}
    expected = count(())
    for p in planted(folder, "duplicates"):
        expected[p["feed"], p["name"]] += int(p["expect"].split()[1])
    yield from diff("records stored already", twice, expected)


def is_month(period):
    return re.fullmatch("[0-9]{4}-[0-9]{2}", period) is not None


def compare_measures(folder, got):
    have = {(r["measure"], r["item"], r["agency"], r["period"]): r["value"] for r in rows(got, "measures.csv")}
    expected = {(r["measure"], r["item"], r["agency"], r["period"]): r["value"] for r in rows(folder, "measures.csv")}
    names, monthly = {at[0] for at in expected}, {at[0] for at in have if is_month(at[3])}
    for at in sorted(set(have) | set(expected)):
        if is_month(at[3]) and at[0] not in monthly:
            continue    # records of a day are measured by months where a set asks for months: of this province none does
        if at[0] in names and F(have.get(at) or 0) != F(expected.get(at) or 0):
            yield f"measure {' '.join(at)}: {have.get(at, 'missing')}, expected {expected.get(at, 'nothing')}"


def compare_figures(folder, got):
    have = {(r["set"], r["indicator"], r["agency"], r["period"]): r for r in rows(got, "indicators.csv")}
    expected = {(r["set"], r["indicator"], r["agency"], r["period"]): r["value"] for r in rows(folder, "truth.csv")}
    seen = 0
    for at in sorted(set(have) | set(expected)):
        if at not in expected and not at[0].startswith("ho-so-"):
            continue
        r, value = have.get(at), expected.get(at, "")
        same = r is not None and (F(r["value"]) == F(value) if r["value"] and value else r["value"] == value)
        seen += same
        if not same or not (r["value"] or r["reason"]):
            yield f"figure {' '.join(at)}: {'no row' if r is None else r['value'] or r['reason']}, expected {value or 'none'}"
    if not seen:
        yield "no figure was compared"


KNOWN = re.compile(r"files: [0-9]+ loaded, ([0-9]+) already known|nothing new arrived \(([0-9]+) đã có")
# What the pages of the nights say, word for word: the finding, and how its place is read.
SAID = [
    ("gap", re.compile(r"^(?P<feed>[a-z0-9-]+): .* / nothing came on (?P<days>[0-9/–, ]+)(?: and [0-9]+ stretches before)?: hỏi nơi gửi")),
    ("half_day", re.compile(r"^(?P<feed>[a-z0-9-]+) (?P<days>[0-9/]{10}): half_day: ")),
    ("control_total", re.compile(r"^(?P<feed>[a-z0-9-]+) (?P<name>\S+): control_total: ")),
    ("usual_volume", re.compile(r"^(?P<feed>[a-z0-9-]+)(?: \S+)?: usual_volume: ")),
    ("two-feeds", re.compile(r"^(?P<feeds>[a-z0-9-]+ [a-z0-9-]+): .* / keys stand in both feeds")),
    ("key-twice", re.compile(r"^(?P<feed>[a-z0-9-]+) (?P<name>\S+): .* / of [0-9]+ records have a key that a later one")),
    ("strangers", re.compile(r"^(?P<feed>[a-z0-9-]+) (?P<name>\S+): .* / strangers beside")),
    ("unreached", re.compile(r"^(?P<feed>[a-z0-9-]+): .* / records reach no figure: ")),
    ("late", re.compile(r"^.* \((?P<feed>[a-z0-9-]+)(?:, hệ thống / system [0-9 ]+)?\): (?:CHẬM|THIẾU)")),
]


def days_of(text):
    """06–12/04/2024, 28/02/2026–02/03/2026, 14/04/2024: the days."""
    for part in text.split(", "):
        first, _, last = part.partition("–")
        last = last or first
        first = first + last[len(first):] if len(first) < 10 else first
        a, b = (dt.datetime.strptime(x, "%d/%m/%Y").date() for x in (first, last))
        yield from year_parts.span(a, b)


def items(page):
    """The page's items, each in one line again."""
    out = []
    for line in page.splitlines():
        if line.startswith("    ") and out and not line.strip().startswith("scripts/"):
            out[-1] += " " + line.strip()
        else:
            out.append(line.strip().removeprefix("- "))
    return out


def found_in(page):
    for text in items(page):
        for word, pattern in SAID:
            m = pattern.match(text)
            if not m:
                continue
            part = m.groupdict()
            if part.get("days"):
                yield from ((word, part["feed"], f"{d}") for d in days_of(part["days"].strip()))
            else:
                yield word, part.get("feed") or part["feeds"], part.get("name") or ""
            break


def pages(got):
    for name in sorted(os.listdir(os.path.join(got, "pages"))):
        with open(os.path.join(got, "pages", name), encoding="utf-8") as f:
            yield f.read()


def compare_findings(folder, got):
    found = {at for page in pages(got) for at in found_in(page)}
    expected = set()
    for p in planted(folder, "finding"):
        word, feed, place = p["expect"].split()[1], p["feed"], p["name"]
        if word == "two-feeds":
            feed, place = "ho-so-ho-tich hoso-tthc", ""
        expected.add((word, feed, p["key"] if word in ("gap", "half_day") else place))
    yield from (f"planted, not found: {' '.join(at)}" for at in sorted(expected - found))
    yield from (f"invented: {' '.join(at)}" for at in sorted(found - expected))


COMPARISONS = {"counts": compare_counts, "rejects": compare_rejects, "files": compare_files, "findings": compare_findings,
               "measures": compare_measures, "figures": compare_figures}


def compare(folder, got, names):
    differences = [line for name in names or COMPARISONS for line in COMPARISONS[name](folder, got)]
    for line in differences[:60]:
        print(line)
    print(f"{len(differences)} differences")
    return bool(differences)


# --- the same, however it came ------------------------------------------------------------------------------------------------------

def shuffle(folder, seed, out, nights):
    rng = rng_of(seed, "shuffle")
    files = []
    for place, _, names in os.walk(os.path.join(folder, "nights")):
        files += [(os.path.basename(place), os.path.join(place, n)) for n in names if not n.endswith(".meta")]
    for feed, path in sorted(files):
        name, last = os.path.basename(path), f"{rng.randrange(int(nights))}"
        for prefix in ("", "lan2-") if rng.random() < 0.33 else ("",):
            place = os.path.join(out, "nights", last if not prefix else f"{rng.randrange(int(nights))}", feed)
            os.makedirs(place, exist_ok=True)
            for suffix in ("", ".meta"):
                if os.path.exists(path + suffix):
                    shutil.copyfile(path + suffix, os.path.join(place, prefix + name + suffix))


# What says when, or in which run, something was loaded: all that may differ. Of the history what holds now; of a load what it kept
# and what was there already together, for of two messages that are equal the one that came first has the records; a file that could
# not be read does not say when it was sent: its time is that of its taking. What waits waits since it came; which delivery was a
# feed's last, and what of it was kept, is how it came.
TIMES = {"lan_chay", "tu_lan_chay", "den_lan_chay", "nhan_luc", "lan_cuoi", "lan_nap", "cho_tu", "so_giu_lan_cuoi", "so_tu_choi_lan_cuoi",
         "Chờ từ", "Bản tin cuối", "Lần cuối: giữ", "Lần cuối: từ chối"}
# Of a feed that is late by its nights: whether and since when.
LATE = {"nguon_du_lieu.csv": ("nguon", {"trang_thai", "ma_trang_thai", "cham_tu_ngay"}),
        "nguon-du-lieu.csv": ("Mã nguồn", {"Tình trạng", "Số ngày chậm", "Chậm kể từ"})}


def written(var, name):
    """The rows of a view's CSV, and of a page's, which is separated as a spreadsheet of Viet Nam expects it."""
    with open(os.path.join(var, "publish", name), encoding="utf-8-sig", newline="") as f:
        text = f.read()
    head = text.split("\n", 1)[0]
    return list(csv.DictReader(io.StringIO(text), delimiter=";" if head.count(";") > head.count(",") else ","))


def late_feeds(var):
    return {r["nguon"] for r in written(var, "nguon_du_lieu.csv") if r["ma_trang_thai"] == "late"}


def published(var, late):
    out = {}
    for name in sorted(os.listdir(os.path.join(var, "publish"))):
        if not name.endswith(".csv") or name == "lan_chay.csv":  # which runs there were is what differs
            continue
        feed, of_late = LATE.get(name, (None, set()))
        kept = []
        for r in written(var, name):
            if r.get("den_lan_chay"):
                continue
            if "so_giu" in r and "so_trung" in r:
                r["so_giu"] = str(int(r["so_giu"]) + int(r.pop("so_trung")))
            if r.get("ma_trang_thai") == "bad":
                r.pop("gui_luc", None)
            left_out = TIMES | of_late if feed and r[feed] in late else TIMES
            kept.append([f"{k}={v}" for k, v in r.items() if k not in left_out])
        out["publish/" + name] = sorted(kept)
    for name in sorted(os.listdir(os.path.join(var, "figures"))):
        if name.endswith(".csv"):
            with open(os.path.join(var, "figures", name), encoding="utf-8", newline="") as f:
                out["figures/" + name] = f.read().splitlines()
    for name in sorted(os.listdir(os.path.join(var, "got/rows"))):
        if name.endswith(".csv"):
            with open(os.path.join(var, "got/rows", name), encoding="utf-8", newline="") as f:
                out["got/rows/" + name] = sorted(csv.DictReader(f), key=lambda r: (sorted((k, v) for k, v in r.items() if k != "periods"), r.get("periods", "")))
    return out


def is_same(x, y):
    """Rows of records are: of a record that still holds, the periods that had begun when it was loaded are those of both, or more."""
    if x == y:
        return True
    if not (x and y and len(x) == len(y) and isinstance(x[0], dict) and "periods" in x[0]):
        return False
    for a, b in zip(x, y):
        first, second = set(a["periods"].split()), set(b["periods"].split())
        if {**a, "periods": ""} != {**b, "periods": ""} or not (first <= second or second <= first):
            return False
    return True


def same(a, b):
    late = late_feeds(a) | late_feeds(b)
    first, second, bad, lines = published(a, late), published(b, late), 0, 0
    for name in sorted(set(first) | set(second)):
        x, y = first.get(name), second.get(name)
        lines += len(x or ())
        if not is_same(x, y):
            bad += 1
            only = [r for r in x or () if r not in (y or ())][:3], [r for r in y or () if r not in (x or ())][:3]
            print(f"{name}: {len(x or ())} and {len(y or ())} rows; only in the first: {only[0]}; in the second: {only[1]}")
    print(f"{len(first)} files, {lines} rows, {bad} of them different")
    return bad or not lines


if __name__ == "__main__":
    if sys.argv[1] == "write":
        write(*sys.argv[2:8])
    elif sys.argv[1] == "shuffle":
        shuffle(*sys.argv[2:6])
    elif sys.argv[1] == "same":
        sys.exit(bool(same(*sys.argv[2:4])))
    else:
        sys.exit(compare(sys.argv[2], sys.argv[3], sys.argv[4:]))
