"""When a feed's sender sends, and what goes wrong with it: every class of defect that may befall any feed, planted for all alike."""
from year_kind import Item, KindYear
from year_parts import DAY, Planted

HELD_BACK = 40      # a slot with fewer rows sends them all: what is refused of it is sent beside them
REFUSED_MOST = 12   # a message: more would make the file bad
DEFECTS = ("half-feed", "late", "out-of-order", "truncated", "truncated-gzip", "duplicate", "correction", "repeated-file", "wrong-feed",
           "too-many-rejects", "control-total")


class SentYear(KindYear):
    absent = ()

    def absent_planted(self):
        return list(self.absent)

    def slots(self):
        """The evenings on which its sender sends: of a feed by month or quarter the first one is what it hands over at the beginning."""
        days = [d - DAY for d in self.calendar.nights()]
        if self.cadence == "daily":
            return [d for d in days if self.calendar.is_working(d)]
        months = (1, 4, 7, 10) if self.cadence == "quarterly" else range(1, 13)
        return [d for n, d in enumerate(days) if n == 0 or (d.day == 9 and d.month in months)]

    def deliveries(self):
        if self.files:
            return self.files
        days = self.slots()
        lost = {d for n, d in enumerate(days) if n % 41 == 7} if self.cadence == "daily" else set()
        if self.cadence == "daily":
            self.calendar.missing[self.feed] |= lost
            self.absent = self.days_without(lost)
        for n, day in enumerate(d for d in days if d not in lost):
            self.slot(day + DAY, self.rows(day, n), n)
        return self.files

    def days_without(self, lost):
        """Days without a file: told of whom is expected, never at Tết."""
        expect = ("finding", "gap") if self.is_expected() else ("none",)
        return [Planted("missing-day", self.feed, "", f"{d}", expect) for d in sorted(lost)] \
            + [Planted("tet", self.feed, "", f"{d}", ("none",)) for d in self.calendar.nights() if self.calendar.is_tet(d)]

    def is_expected(self):
        """A system that is not connected is not missing."""
        return any(self.feed in r["feeds"].split() and r["status"] == "connected" for r in self.world.rows("systems", "base"))

    def slot(self, night, rows, n):
        """What is sent of one slot: the message itself, refused records and defects within it, and what comes of them later."""
        form = lambda k: self.forms[(n + k) % len(self.forms)]
        rows = self.rng.sample(rows, len(rows))
        defects = [m for m in DEFECTS if self.cadence != "daily" or (n + DEFECTS.index(m)) % 4 == 0]
        few = max(1, len(rows) // 40)
        items, mended = self.spoiled(rows, n)
        apart = {m: taken(rows, few) for m in defects if m in ("late", "out-of-order", "truncated", "truncated-gzip")}
        half = taken(rows, len(rows) // 2) if "half-feed" in defects and self.cadence != "daily" else []
        changed = self.rng.sample(rows, min(few, len(rows)))
        items += [self.item(v) for v in rows]
        self.rng.shuffle(items)
        if "duplicate" in defects:
            items += self.said_again(items, n)
        main = self.send(night, items, form(0), planted=[("half-feed", "", ("none",))] if half else [])
        main.meant = next((i.v for i in items if i.is_sound), None)
        if half:
            self.send(night + DAY, [self.item(v) for v in half], form(1))
        if changed + mended:
            self.send(night + DAY, [self.item(self.change(v)) for v in changed] + [self.item(v) for v in mended], form(2),
                      planted=[("correction", self.key_text(v), ("figure", "")) for v in changed])
        for method in defects:
            getattr(self, "plant_" + method.replace("-", "_"), lambda *_: None)(night, main, apart.get(method), form(3))

    def spoiled(self, rows, n):
        """Records that are refused, or lose a field; -> them, and those that come again as they should be."""
        is_small = len(rows) < HELD_BACK
        items, mended = [], []
        for entry in rotate(self.breaks, n, 4 if is_small else REFUSED_MOST):
            v = self.rng.choice(rows) if is_small else taken(rows, 1)[0]
            items.append(self.broken(v, entry))
            if not is_small and self.rng.random() < 0.5:
                mended.append(v)
        for entry in rotate(self.notes, n, max(1, len(rows) // 8) if is_small else 6):
            for v in taken(rows, 1):
                items.append(self.noted(v, entry))
                if self.rng.random() < 0.5:
                    mended.append(v)
        return items, mended

    def said_again(self, items, n):
        """A record twice in one message: the same again, or another word, of which the later stands."""
        for i in self.rng.sample([i for i in items if i.is_sound], 1):
            v = self.change(i.v) if n % 2 else i.v
            again = Item(v, self.elements(v) if n % 2 else i.sent)
            again.planted.append(("duplicate", self.key_text(v), ("finding", "key-twice")))
            if not n % 2 or self.is_word_lost(i.v, v):
                again.planted.append(("duplicate", self.key_text(v), ("duplicates", 1)))
            yield again

    def is_word_lost(self, _old, _new):
        """Whether the other word is of a field that nobody keeps: what is stored is the same."""
        return False

    # --- what goes wrong with messages

    def plant_late(self, night, _main, rows, form):
        if rows:
            self.send(night + 4 * DAY, [self.item(v) for v in rows], form, planted=[("late", self.key_text(v), ("figure", "")) for v in rows])

    def plant_out_of_order(self, night, _main, rows, form):
        """The later word comes first; the earlier one, which comes behind it, changes nothing."""
        if not rows:
            return
        self.send(night + DAY, [self.item(self.change(v)) for v in rows], form)
        self.send(night + 3 * DAY, [self.item(v) for v in rows], "xml", sent_on=night - DAY,
                  planted=[("out-of-order", self.key_text(v), ("figure", "")) for v in rows])

    def plant_repeated_file(self, night, main, _rows, _form):
        self.again(night + 2 * DAY, main)

    def plant_duplicate(self, night, main, _rows, _form):
        self.again(night + DAY, main, "lai-" + main.name)

    def plant_truncated_gzip(self, night, _main, rows, _form):
        self.plant_cut("truncated-gzip", "gzip.cut_off", "gzip", night, rows, lambda data: data[:-len(data) // 3])

    def plant_truncated(self, night, _main, rows, _form):
        self.plant_cut("truncated", "xml.malformed", "xml", night, rows, lambda data: data[:-len(data) // 3])

    def plant_cut(self, cls, code, form, night, rows, cut):
        if not rows:
            return
        items = [self.item(v) for v in rows]
        self.send(night, items, form, planted=[(cls, "", ("file", code))], state="bad", spoil=cut)
        self.send(night + DAY, items, form)

    def plant_wrong_feed(self, night, _main, _rows, _form):
        other = f'<KhongPhai xmlns="urn:example:khong-phai"><Dong n="{self.feed} {self.serial}"/></KhongPhai>\n'.encode()
        self.send(night, [], planted=[("wrong-feed", "", ("file", "file.other_feed"))], state="bad", spoil=lambda _: other)

    def plant_too_many_rejects(self, night, main, _rows, _form):
        """More than twenty records, and more than five of a hundred, are refused: the file is, with all of them."""
        v = main.meant
        if v is not None and self.breaks:
            items = [self.broken(v, self.breaks[k % len(self.breaks)]) for k in range(24)] + [self.item(v)]
            self.send(night, items, planted=[("too-many-rejects", "", ("file", ""))], state="bad")

    def plant_control_total(self, night, main, _rows, _form):
        v = main.meant
        if v is not None:
            self.send(night + DAY, [self.item(v)], meta={"total": "2"}, planted=[("control-total", "", ("finding", "control_total"))])


def taken(rows, k):
    """k of the rows, which are no longer among them; one stays."""
    return [rows.pop() for _ in range(min(k, len(rows) - 1))]


def rotate(entries, n, most):
    """The n-th slot's share of what a kind may get wrong: all of it comes in turn."""
    entries = list(entries)
    k = n * most % len(entries) if entries else 0
    return (entries[k:] + entries[:k])[:most]
