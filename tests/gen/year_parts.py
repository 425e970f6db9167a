"""What the parts of the generated year have in common: the calendar of its days, deliveries, planted defects, what a feed promises.

A feed's year is a FeedYear: it hands out its deliveries, and says by construction what must become of them. Nothing here reads
what was written, and nothing is shared with the product.
"""
import collections
import csv
import datetime as dt
import os
import random
from fractions import Fraction

DAY = dt.timedelta(days=1)

# The days off of 2025 and 2026, as announced: Tết and the holidays of the year (invented senders keep them too).
HOLIDAYS = [("2025-01-01", "2025-01-01"), ("2025-01-25", "2025-02-02"), ("2025-04-05", "2025-04-07"), ("2025-04-30", "2025-05-04"),
            ("2025-08-30", "2025-09-02"),
            ("2026-01-01", "2026-01-01"), ("2026-02-14", "2026-02-22"), ("2026-04-25", "2026-04-27"), ("2026-04-30", "2026-05-03"),
            ("2026-08-29", "2026-09-02")]
TET = {2025: ("2025-01-25", "2025-02-02"), 2026: ("2026-02-14", "2026-02-22")}


def day_of(text):
    return dt.date.fromisoformat(text)


class Calendar:
    """first, days: the nights; a night takes what was sent on the day before it at the latest.

    missing: {feed: set of days on which its sender delivers nothing although it works}, filled in by the parts."""

    def __init__(self, first, days):
        self.first, self.count = first, days
        self.last = first + (days - 1) * DAY
        self.off = {d for a, b in HOLIDAYS for d in span(day_of(a), day_of(b))}
        self.missing = collections.defaultdict(set)

    def nights(self):
        return span(self.first, self.last)

    def is_working(self, day):
        return day.weekday() < 5 and day not in self.off

    def is_tet(self, day):
        starts, ends = TET.get(day.year, ("9999-12-31", "9999-12-31"))
        return day_of(starts) <= day <= day_of(ends)

    def working(self):
        return [d for d in self.nights() if self.is_working(d)]

    def months(self):
        """The months any of the nights lies in, as YYYY-MM, in order."""
        return sorted({f"{d:%Y-%m}" for d in self.nights()})


def span(first, last):
    return [first + n * DAY for n in range((last - first).days + 1)]


class Delivery:
    """One file that lies in the inbox in the evening before the night of `night`.

    night    datetime.date: the night that takes it (its files are in DIR/nights/NIGHT/FEED/)
    feed     the feed's name in feeds.csv, its folder in the inbox
    name     file name without a folder; unique in the whole year, but for a repeated file under the same name
    data     bytes as they arrive (packed, cut … if so)
    meta     dict written as NAME.meta (key=value a line: sent_at, name, sha256 …) or None
    planted  list of Planted this file carries
    state    'ok', 'duplicate' (the same content again), 'bad' (refused whole: quarantine)
    held     records in it; refused: how many of them go to the rejects (0 for 'bad' and 'duplicate')
    """

    def __init__(self, night, feed, name, data, meta=None, planted=(), state="ok", held=0, refused=0):
        self.night, self.feed, self.name, self.data, self.meta = night, feed, name, data, meta
        self.planted, self.state, self.held, self.refused = list(planted), state, held, refused


class Planted:
    """One defect.

    cls      class: duplicate, correction, late, out-of-order, repeated-file, renumbered, dummy-id, state-lie, wrong-unit,
             unknown-agency, nfd, truncated-gzip, half-feed, missing-day, tet … (a word of CLASSES)
    feed, name  where (name '' when it is no file, as a missing day)
    key      which record ('' for a file), or the day for a missing day
    expect   what must be found, a tuple:
             ('reject', code[, field[, record]])  a row of audit.reject of that file has that code of reject_codes.csv; one Planted a row
             ('file', code)              the file is in audit.quarantine with that code
             ('duplicate',)              the file's bytes came already: no load of its own, nothing of it counts twice
             ('duplicates', n)           n records of the file are told as equal to stored ones
             ('finding', kind)           a finding of the nights names it: gap (key: the days YYYY-MM-DD), half_day (key: the day),
                                         late, control_total, two-feeds, key-twice, usual_volume (name: the file)
             ('flag', word, n)           a quality figure counts it
             ('figure', measure)         the figure is as if it were not there: held by the truth alone
             ('none',)                   nothing may be found: it is no defect (Tết, NFD)
    """

    def __init__(self, cls, feed, name, key, expect):
        if cls not in CLASSES:
            raise ValueError(f"{cls} is no class of defect")
        self.cls, self.feed, self.name, self.key, self.expect = cls, feed, name, key, expect


CLASSES = ("duplicate", "correction", "late", "out-of-order", "repeated-file", "renumbered", "dummy-id", "state-lie", "wrong-unit",
           "unknown-agency", "nfd", "truncated-gzip", "truncated", "half-feed", "missing-day", "tet", "unknown-code", "bad-date",
           "no-key", "wrong-feed", "too-many-rejects", "other-province", "bad-number", "two-feeds", "control-total",
           "unusual")


class FeedYear:
    """Base of a feed's year. rng: its own random.Random; calendar: Calendar; world: World."""

    feed = ""

    def __init__(self, rng, calendar, world):
        self.rng, self.calendar, self.world = rng, calendar, world

    def deliveries(self):
        """-> list[Delivery]"""
        raise NotImplementedError

    def accepted(self):
        """-> how many rows stand at the end, after duplicates and versions, or those rows"""
        raise NotImplementedError

    def refused(self):
        """-> Counter {code of reject_codes.csv: rows}: the rows of audit.reject (of fields, of records) of the good files"""
        raise NotImplementedError

    def accepted_by_feed(self):
        rows = self.accepted()
        return {self.feed: rows if isinstance(rows, int) else len(rows)}

    def refused_by_feed(self):
        return {(self.feed, code): n for code, n in self.refused().items()}

    def absent_planted(self):
        """-> list[Planted] that no file carries (a missing day, Tết)"""
        return []

    def measures(self):
        """-> {(measure, item, agency, period): int or Fraction}: the truth, counted from objects, as core.measure holds it: of each
        agency its own, nothing rolled up; item '' where the measure has none; agency as in agencies.csv; the calendar's quarter.
        What is not there is 0 or not there; of a measure of kind distinct the number"""
        raise NotImplementedError


class Body:
    """An agency of the province: agency is its key in the catalogue, code its wire code, name as senders write it."""

    def __init__(self, row):
        self.agency, self.code, self.parent, self.level = row["agency"], row["code"], row["parent"], row["level"]
        self.name = row["short_vi"] or row["name_vi"]
        self.full = row["name_vi"]

    def __repr__(self):
        return f"Body({self.agency} {self.name})"


class Procedure:
    """A row of the list of procedures (feed danh-muc-tthc), which year_dossiers.py writes: dossiers look their level up in it."""

    def __init__(self, rng, n, offices):
        self.code = f"{1 + n % 3}.{8000 + n:06d}"
        self.level = rng.choice("23444")
        online = self.level in "34"
        self.eligible, self.filled, self.own = online or rng.random() < 0.2, online and rng.random() < 0.7, online and rng.random() < 0.5
        self.office = offices[n % len(offices)]
        self.since, self.until = "2020-01-01", ""


class World:
    """The province as the catalogue's own folder has it, read as data.

    root      the root agency (H48)           bodies    departments and communes that receive dossiers
    communes  bodies of level commune         units     rows of admin_units.csv
    procedures  of the list danh-muc-tthc
    personal  every planted personal datum, which may appear nowhere; plant(datum) adds one"""

    def __init__(self, catalog, territory, seed=1, on=dt.date(2026, 6, 1)):
        self.catalog, self.territory = catalog, territory
        self.root = self.rows("territories")[0]["root_agency"]
        rows = [r for r in self.rows("agencies") if is_valid(r, on)]
        everybody = [Body(r) for r in rows]
        self.parents = {b.agency: b.parent for b in everybody}
        self.communes = [b for b in everybody if b.level == "commune" and b.code]
        self.departments = [b for b in everybody if b.code and b.parent and b.full.startswith("Sở")]
        self.bodies = self.departments + self.communes
        self.units = [r for r in self.rows("admin_units") if is_valid(r, on)]
        rng = rng_of(seed, "procedures")
        self.procedures = [Procedure(rng, n, self.departments) for n in range(60)]
        self.personal = set()

    def rows(self, name, folder=None):
        path = os.path.join(self.catalog, folder or self.territory, name + ".csv")
        if not os.path.exists(path):
            return []
        with open(path, encoding="utf-8", newline="") as f:
            return list(csv.DictReader(f))

    def ancestors(self, agency):
        while agency:
            yield agency
            agency = self.parents.get(agency, "")

    def plant(self, datum):
        self.personal.add(datum)
        return datum


def is_valid(row, day):
    return (row.get("valid_from") or "0000") <= f"{day}" <= (row.get("valid_to") or "9999")


def rng_of(seed, name):
    """A generator of its own for each feed, so that one feed's change moves no other's rows."""
    return random.Random(f"{seed}/{name}")


def quarter_of(day):
    return f"{day.year}-Q{(day.month + 2) // 3}"


def month_of(day):
    return f"{day:%Y-%m}"


def text_of(value):
    """A figure of the truth as text: an integer, or numerator/denominator."""
    if value is None:
        return ""
    value = Fraction(value)
    return str(value.numerator) if value.denominator == 1 else f"{value.numerator}/{value.denominator}"
