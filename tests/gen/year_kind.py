"""The year of one feed that is not of dossiers: its records and messages, and the truth about them.

A kind says what its records mean and how they are written (year_systems.py, year_goods.py, year_lists.py, year_own.py); what goes
wrong with messages is planted by year_defects.py. Truth is kept by construction: what was kept of each key, of which the last one
sent stands. Nothing is shared with the product.
"""
import collections
import datetime as dt
import gzip
import io
import json
import unicodedata
import zipfile
from xml.sax.saxutils import escape, quoteattr

import people
from year_parts import DAY, Delivery, FeedYear, Planted, month_of, quarter_of

SOAP = ('<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>', "</soapenv:Body></soapenv:Envelope>")
SPELLING = "code name name full nfd".split()


class Item:
    """A record of a message: v, what it means (None: nothing that stands); sent, {path: text}; codes it is refused or told by."""

    def __init__(self, v, sent, refused="", told="", planted=()):
        self.v, self.sent, self.refused, self.told, self.planted = v, sent, refused, told, list(planted)
        self.is_sound = v is not None and not told and not v.get("nowhere")


class KindYear(FeedYear):
    root = record = ns = ""
    cadence = "monthly"                     # daily, monthly, quarterly: when its sender sends
    forms = ("xml", "soap", "gzip", "zip", "utf16", "json")
    breaks = ()                             # (class, code, {path: text or None}): the record is refused
    notes = ()                              # (class, code, {path: text or None}, {what it means then}): the field has no value

    def __init__(self, rng, calendar, world):
        super().__init__(rng, calendar, world)
        self.unknown = world.root + ".?"
        self.kept = collections.defaultdict(list)
        self.n_refused, self.n_told, self.files = collections.Counter(), collections.Counter(), []
        self.evening, self.serial, self.has_nfd = collections.Counter(), 0, False
        self.of_agency = {b.agency: b for b in world.communes + world.departments}

    # --- what a kind says

    def rows(self, day, n):
        """What the sender has to send on that day: meanings, dicts; n: the slot's number."""
        raise NotImplementedError

    def elements(self, v):
        """-> {path: text} in the order of writing; an attribute is @name; None: the element is not there."""
        raise NotImplementedError

    def key(self, v):
        raise NotImplementedError

    def change(self, v):
        """-> the same record as its sender knows better later."""
        raise NotImplementedError

    def clean(self, v):
        """-> {field: text} of the clean record, of what is neither a pseudonym nor free of meaning."""
        raise NotImplementedError

    def counts(self, v):
        """-> [(measure or (measure, item), agency, when, amount)]; when: a day, a (from, to) of a state, or a period's name; amount:
        what is added, a text of which the distinct ones are counted, or None: there is none."""
        raise NotImplementedError

    # --- ways of writing

    def place(self, body):
        """A body as a sender calls it."""
        how = self.rng.choice(SPELLING)
        self.has_nfd |= how == "nfd"
        return {"code": body.code, "name": body.name, "full": body.full, "nfd": unicodedata.normalize("NFD", body.name)}[how]

    def day(self, day):
        return "" if day is None else f"{day:{self.rng.choice(['%d/%m/%Y', '%d/%m/%Y', '%Y%m%d', '%Y-%m-%d'])}}"

    def bool(self, value):
        return None if value is None else self.rng.choice(["1", "Có", "true"] if value else ["0", "Không", "false"])

    def month(self, name):
        year, month = name.split("-")
        return self.rng.choice([f"{month}/{year}", name, f"tháng {int(month)} năm {year}", f"T{int(month)}/{year}"])

    def quarter(self, name):
        year, n = name.split("-Q")
        roman = ["I", "II", "III", "IV"][int(n) - 1]
        return self.rng.choice([name, f"Quý {roman}/{year}", f"Quý {n} năm {year}", f"Quý {roman} năm {year}"])

    def person(self):
        if self.rng.random() < 0.6:
            return self.rng.choice(["", "NGƯỜI THỬ"])
        text = people.KINDS[self.rng.choice(sorted(people.KINDS))](self.rng)[0]
        return self.world.plant(text) if sum(c.isdigit() for c in text) > 5 or text.count(" ") > 2 else text

    def secret(self, digits, n, first="0999"):
        """An identifier that is kept as a pseudonym: the datum itself may appear nowhere."""
        return self.world.plant(f"{first}{n:0{digits - len(first)}d}")

    def amount(self, units, least=1, most=9000):
        """units: [(name, factor, decimals)] -> (value in the base unit, its text, unit), written as people write it."""
        name, factor, decimals = self.rng.choice(units)
        n = self.rng.randrange(least, most) * 10 ** decimals + (self.rng.randrange(1, 10 ** decimals) if decimals else 0)
        while "9991" in f"{n}":     # as people's numbers begin (secret): an amount must not look like one
            n += 1
        return n * factor // 10 ** decimals, written(self.rng, n, decimals), name

    # --- messages

    def item(self, v):
        self.has_nfd = False
        made = Item(v, self.elements(v))
        if self.has_nfd:
            made.planted.append(("nfd", self.key_text(v), ("none",)))
        return made

    def broken(self, v, entry):
        cls, code, changes = entry
        made = Item(None, override(self.elements(v), changes), refused=code)
        made.planted.append((cls, self.key_text(v), ("reject", code)))
        return made

    def noted(self, v, entry):
        cls, code, changes, means = entry
        means = {k: self.unknown if x == "?" else x for k, x in means.items()}
        made = Item({**v, **means}, override(self.elements(v), changes), told=code)
        made.planted.append((cls, self.key_text(v), ("reject", code) if code else ("figure", "")))
        return made

    def key_text(self, v):
        return " ".join(str(k) for k in self.key(v))

    def body(self, items):
        out = [f"<{self.root} xmlns={quoteattr(self.ns)}><!-- {self.feed} {self.serial} -->\n"]
        out += [element(self.record, i.sent) + "\n" for i in items]
        return "".join(out) + f"</{self.root}>"

    def sent_in(self, sent):
        """meta, {} when the message itself says when it was sent."""
        return {"sent_at": f"{sent:%Y-%m-%dT%H:%M:%S}+07:00"}

    def pack(self, text, form):
        """-> bytes, the end of the file's name."""
        head = '<?xml version="1.0" encoding="UTF-8"?>\n'
        if form == "soap":
            return (head + SOAP[0] + text + SOAP[1]).encode(), ".xml"
        if form == "gzip":
            return gzip.compress((head + text).encode(), mtime=0), ".xml.gz"
        if form == "utf16":
            return ('<?xml version="1.0" encoding="UTF-16"?>\n' + text).encode("utf-16"), ".xml"
        if form == "json":
            return json.dumps({"message": text}, ensure_ascii=self.serial % 2 == 0).encode(), ".json"
        if form == "zip":
            out = io.BytesIO()
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
                z.writestr(zipfile.ZipInfo("ban-tin.xml"), head + text)
            return out.getvalue(), ".zip"
        return (head + text).encode(), ".xml"

    def send(self, night, items, form="xml", sent_on=None, planted=(), meta=None, state="ok", spoil=None):
        """A message of its own in the evening before the night; sent_on: the day it was sent, when that is an earlier one."""
        night = min(night, self.calendar.last)
        self.serial += 1
        day = sent_on or night - DAY
        self.evening[day] += 1
        sent = dt.datetime.combine(day, dt.time(19 if sent_on else 20)) + dt.timedelta(seconds=self.evening[day])
        self.sent = sent
        data, end = self.pack(self.body(items), form)
        if spoil:
            data, end = spoil(data), end
        name = f"{self.root.lower()}_{night:%Y%m%d}_{self.serial:05d}{end}"
        out = Delivery(night, self.feed, name, data, {**self.sent_in(sent), **(meta or {})}, state=state, held=len(items))
        for cls, key, expect in planted:
            out.planted.append(Planted(cls, self.feed, name, key, expect))
        if state == "ok":
            self.keep(out, items, sent)
        self.files.append(out)
        return out

    def keep(self, out, items, sent):
        for at, item in enumerate(items):
            out.planted += [Planted(cls, self.feed, out.name, key, expect) for cls, key, expect in item.planted]
            if item.refused:
                self.n_refused[item.refused] += 1
                out.refused += 1
            else:
                self.kept[self.key(item.v)].append((sent, at, item.v))
            if item.told:
                self.n_told[item.told] += 1

    def again(self, night, first, name=None):
        """The same bytes once more."""
        night = min(night, self.calendar.last)
        out = Delivery(night, self.feed, name or first.name, first.data, first.meta, state="duplicate", held=first.held)
        out.planted.append(Planted("repeated-file" if name is None else "duplicate", self.feed, out.name, "", ("duplicate",)))
        if night > first.night or name:
            self.files.append(out)

    # --- the truth

    def standing(self):
        self.deliveries()
        return [max(versions, key=lambda x: x[:2])[2] for versions in self.kept.values()]

    def accepted(self):
        """Clean records; one that names no agency is counted under the unknown one all the same."""
        blank = lambda row: {field: "" if text == self.unknown else text for field, text in row.items()}
        return [blank(self.clean(v)) if v.get("nowhere") else self.clean(v) for v in self.standing()]

    def refused(self):
        return self.refusals("record") + self.refusals("field")

    def refusals(self, severity):
        """{code: rows}: records that are refused, or fields without a value, whose records stand."""
        self.deliveries()
        return +(self.n_refused if severity == "record" else self.n_told)

    def planted(self):
        return [p for d in self.deliveries() for p in d.planted] + list(self.absent)

    def measures(self):
        """{(measure, item, agency, period): value}, months as well as quarters: those of months where a set asks for them."""
        sums, sets = collections.defaultdict(int), collections.defaultdict(set)
        for v in self.standing():
            for measure, agency, when, amount in self.counts(v):
                for period in self.periods(when):
                    at = (*(measure if isinstance(measure, tuple) else (measure, "")), agency, period)
                    if isinstance(amount, str):
                        sets[at].add(amount)
                    elif amount is not None:
                        sums[at] += amount
        return {**sums, **{at: len(keys) for at, keys in sets.items()}}

    def periods(self, when):
        if isinstance(when, str):
            return [when]
        if isinstance(when, dt.date):
            return [quarter_of(when), month_of(when)]
        if when is None:
            return []
        starts, ends = when
        return [p for p, first, last in periods_until(self.calendar.last) if starts <= last and (ends is None or ends >= last) and last >= starts]


def periods_until(today):
    """Quarters and months from 2025 that have begun: (name, first, last). Nothing stands that is older."""
    out, first = [], dt.date(2025, 1, 1)
    while first <= today:
        after = (first + 31 * DAY).replace(day=1)
        out.append((month_of(first), first, after - DAY))
        if first.month in (1, 4, 7, 10):
            end = (first + 93 * DAY).replace(day=1) - DAY
            out.append((quarter_of(first), first, end))
        first = after
    return out


def override(sent, changes):
    made = {**sent, **changes}
    return {path: text for path, text in made.items() if text is not None}


def element(name, sent):
    """{path: text} as an element; a path's steps are elements in each other, @x an attribute."""
    head = "".join(f" {p[1:]}={quoteattr(t)}" for p, t in sent.items() if p[0] == "@" and t is not None)
    inside, groups = [], collections.OrderedDict()
    for path, text in sent.items():
        if path[0] != "@" and text is not None:
            step, _, rest = path.partition("/")
            groups.setdefault(step, {})[rest] = text
    for step, below in groups.items():
        inside.append(leaf(step, below[""]) if "" in below else element(step, below))
    return f"<{name}{head}>{''.join(inside)}</{name}>"


def leaf(name, text):
    return f"<{name}>{escape(text)}</{name}>"


def written(rng, n, decimals=0):
    """n, of which the last decimals digits are behind the comma."""
    whole = n // 10 ** decimals
    text = f"{whole:,}".replace(",", ".") if rng.random() < 0.6 else str(whole)
    return text + (f",{n % 10 ** decimals:0{decimals}d}" if decimals else "")


def decimal(value, digits):
    """value times 10 to the minus digits, as clean records have it."""
    text = f"{value:0{digits + 1}d}"
    return text if not digits else (text[:-digits] + "." + text[-digits:]).rstrip("0").rstrip(".")
