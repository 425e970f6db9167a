"""What the catalogue says of a form: its rows, who answers them, in which words. Asked of chiso-catalog only."""
import csv
import io
import os
import subprocess
from collections import namedtuple

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
FEED = "bien-so-chi-so"
MEASURE = "index_variable"

# What a form asks for: the variable's row of variables.csv; the rows of set_rows.csv that it answers.
Entry = namedtuple("Entry", "variable places")


class Stop(Exception):
    def __init__(self, status, text):
        super().__init__(text)
        self.status = status


def chiso(*args, accept=(0,)):
    folder = os.environ.get("CHISO_BIN") or os.path.join(ROOT, "build", "bin")
    program = os.path.join(folder, args[0]) if os.path.exists(os.path.join(folder, args[0])) else args[0]
    try:
        done = subprocess.run([program, *args[1:]], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    except OSError as e:
        raise Stop(69, f"{program}: {e.strerror}")
    if done.returncode not in accept:
        raise Stop(done.returncode if done.returncode in (69, 78) else 70, done.stderr.strip())
    return done.stdout


kept = {}


def table(name, day=None):
    if name not in kept:
        kept[name] = list(csv.DictReader(io.StringIO(chiso("chiso-catalog", "show", name, "-q"))))
    return [r for r in kept[name] if day is None or (r["valid_from"] or "0") <= day <= (r["valid_to"] or "9")]


def last_day(period):
    for r in table("calendars"):
        if r["period"] == period and r["calendar"] == "duong-lich" and r["kind"] == "quarter":
            return r["ends_on"]
    raise Stop(64, f"kỳ \"{period}\" không có trong lịch, cần một quý như 2024-Q1")


def agency_of(text, day):
    """The agency's id: ids are taken as they are, names must be found once."""
    if any(r["agency"] == text for r in table("agencies", day)):
        return text
    found = set()
    for territory in sorted({r["territory"] for r in sets_of(day)}):
        out = chiso("chiso-catalog", "find", "agency", "--territory", territory, "--at", day, "-q", "--", text, accept=(0, 1, 65))
        if out and not out.startswith("?"):
            found.update(line.split("\t")[0] for line in out.splitlines())
    if len(found) != 1:
        raise Stop(64, f"đơn vị \"{text}\": tìm thấy {len(found)}, cần đúng một")
    return found.pop()


def sets_of(day):
    return [r for r in table("sets", day) if FEED in r["needs"].split()]


def root_of(territory):
    return next((r["root_agency"] for r in table("territories") if r["territory"] == territory), "")


def territory_of(agency, day):
    """Of which the agency answers: the one that it is the head of, else the one that it stands in."""
    heads = [r["territory"] for r in sets_of(day) if root_of(r["territory"]) == agency]
    return heads[0] if heads else next((r["territory"] for r in table("agencies", day) if r["agency"] == agency), "")


def duties(day):
    key = "duties", day
    if key not in kept:
        kept[key] = list(csv.DictReader(io.StringIO(chiso("chiso-catalog", "show", "duties", "--at", day, "-q"))))
    return kept[key]


def answered_rows(agency, territory, roles, day):
    """The rows of the territory's sets that the agency answers. What a group leads is for the head of the territory: its form has
    all rows."""
    sets = {r["set"] for r in sets_of(day) if r["territory"] == territory}
    own = {(r["set"], r["indicator"]) for r in duties(day) if r["role"] in roles and r["agency"] == agency}
    return [r for r in table("set_rows", day) if r["set"] in sets
            and ((r["set"], r["indicator"]) in own or agency == root_of(territory))]


def elsewhere(agency, territory, roles, day):
    """Other territories whose rows the agency answers, with how many."""
    found = {}
    for r in sets_of(day):
        if r["territory"] != territory:
            found[r["territory"]] = found.get(r["territory"], 0) + sum(
                d["set"] == r["set"] and d["role"] in roles and d["agency"] == agency for d in duties(day))
    return {t: n for t, n in found.items() if n}


def variables_of(indicator, day):
    return [v for v in table("variables", day) if v["indicator"] == indicator and v["measure"] == MEASURE
            and v["item"] == f"{indicator} {v['var']}"]


def same_as(indicator, day):
    """The indicator, then those that relations.csv calls the same, nearest first."""
    found = [indicator]
    for at in found:
        for r in table("relations", day):
            other = r["b"] if r["a"] == at else r["a"] if r["b"] == at else None
            if other and r["relation"] == "same" and other not in found:
                found.append(other)
    return found


def asked_of(indicator, day):
    """The variables that are sent for it: its own, or those of one that is the same."""
    if any(v["indicator"] == indicator for v in table("variables", day)):
        return variables_of(indicator, day)
    return next((v for v in (variables_of(i, day) for i in same_as(indicator, day)) if v), [])


def entries(rows, day):
    """Each variable once, in the order of the documents."""
    found = {}
    for row in rows:
        for v in asked_of(row["indicator"], day):
            found.setdefault((v["indicator"], v["var"]), Entry(v, [])).places.append(row)
    return found


def words_of_lists(day):
    """A code list's titles, each once."""
    words = {}
    for r in table("codes", day):
        words.setdefault(r["list"], {})[r["title_vi"]] = None
    return {name: list(titles) for name, titles in words.items()}


def choices(v, words):
    """What a variable that is no number may say."""
    return ["Có", "Không"] if v["kind"] == "bool" else words.get(v["codes"], [])
