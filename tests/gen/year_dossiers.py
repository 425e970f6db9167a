"""The dossiers of the generated year: eight feeds of the kind hoso-tthc over all bodies of the province, versions that change over
the nights, and every class of defect in them, planted and counted.

What a day's file holds is decided on objects; the text is written at the end and never read back."""
import collections
import copy
import datetime as dt
import gzip
import unicodedata
import uuid
from xml.sax.saxutils import escape, quoteattr

import truth
from year_parts import DAY, Delivery, FeedYear, Planted, quarter_of, rng_of

NS = "http://dichvucong.gov.vn/qcvn120"
BACK_WEEKS = 7      # what the portal hands over with its first delivery
A_DAY = {"hoso-tthc": 24}
A_DAY_OF_A_SYSTEM = 3
HALF = 6            # dossiers of a day of which half a feed came

# How each system names what all of them tell, and where its records stand.
SHAPES = {
    "hoso-tthc": ("DongBoHoSoMC/data", {}),
    "ho-so-ly-lich-tu-phap": ("DanhSachHoSoLLTP", {"MaTTHC": "MaThuTuc", "NgayTiepNhan": "NgayNhan", "NgayHenTra": "NgayHen",
                                                   "TrangThaiHoSo": "TinhTrang", "NgayTra": "NgayTraPhieu", "NgayKetThucXuLy": "NgayCapPhieu",
                                                   "SoGiayToChuHoSo": "SoDinhDanh"}),
    "ho-so-ho-tich": ("DongBoHoSoMC/data", {}),
    "ho-so-ma-so-ngan-sach": ("HoSoMaSoNganSach/DanhSach", {"MaHoSo": "SoHoSo"}),
    "ho-so-giao-thong": ("TraCuuHoSoResponse/TraCuuHoSoResult", {"MaHoSo": "@SoHoSo", "TrangThaiHoSo": "@TrangThai"}),
    "ho-so-xay-dung": ("DongBoHoSoMC/data", {}),
    "ho-so-tro-giup-xa-hoi": ("HoSoTroGiup", {"NgayKetThucXuLy": "NgayQuyetDinh"}),
    "ho-so-buu-chinh": ("HoSoBuuChinh", {"NgayTra": "NgayPhat", "KenhThucHien": "KenhNhan"}),
}
SYSTEMS = [feed for feed in SHAPES if feed != "hoso-tthc"]

# What a flaw of a record gives: the rows of audit.reject (field, code); whether the record is refused.
FLAWS = {
    "no-key": ([("ma_ho_so", "record.key_missing")], True),
    "bad-date": ([("ngay_tiep_nhan", "date.not_real")], True),
    "unknown-code": ([("trang_thai", "code.unknown")], True),
    "bad-channel": ([("kenh", "code.unknown")], False),
    "bad-due": ([("ngay_hen_tra", "date.not_real")], False),
    "unknown-agency": ([("ma_co_quan", "agency.unknown")], False),
    "other-province": ([("ma_co_quan", "agency.unknown")], False),
    "wrong-unit": ([("tong_le_phi", "unit.unknown")], False),
    "bad-number": ([("tong_le_phi", "number.syntax")], False),
}
CLASS_OF = {"bad-channel": "unknown-code", "bad-due": "bad-date"}
FEE_FLAWS = {"wrong-unit": "5 kg", "bad-number": "năm chục"}


class Dossier:
    """One version of one dossier, as its sender means it (flaw: as he spoils it)."""
    flaw, other_key, parts, returned, finished, has_digital = "", "", (), None, None, False

    def later(self, **changes):
        new = copy.copy(self)
        new.__dict__.update(changes)
        return new

    def is_refused(self):
        return bool(self.flaw) and FLAWS[self.flaw][1]

    def channel_seen(self):
        return None if self.flaw == "bad-channel" else self.channel

    def due_seen(self):
        return None if self.flaw == "bad-due" else self.due


class File:
    """One message: its records in order. fault: what spoils it whole."""

    def __init__(self, feed, night, sent, records, fault=""):
        self.feed, self.night, self.sent, self.records, self.fault = feed, night, sent, records, fault
        self.mid, self.name, self.style, self.planted, self.copy_of, self.again_of, self.total = "", "", "", [], None, None, None
        self.is_sealed = False      # no more defects


class Dossiers(FeedYear):
    feed = "hoso-tthc"

    def __init__(self, rng, calendar, world, feeds=None):
        super().__init__(rng, calendar, world)
        self.feeds = list(feeds or SHAPES)
        self.files, self.number, self.absent = [], 0, []
        self.pending = collections.defaultdict(list)    # (feed, day) -> versions due that evening
        self.half = set()
        plant = Planter(self)
        plant.days()
        self.hand_over()
        for n in range(calendar.count):
            day = calendar.first + (n - 1) * DAY
            for feed in self.feeds:
                self.evening(feed, day)
        plant.all()
        self.write()

    # --- what happens

    def new_dossier(self, feed, day):
        r, d = self.rng, Dossier()
        self.number += 1
        n, d.feed = self.number, feed
        d.body = self.world.bodies[n * 7 % len(self.world.bodies)]      # all of them in turn
        d.agency, d.code = d.body.agency, d.body.code
        d.received = dt.datetime.combine(day, dt.time(7)) + dt.timedelta(seconds=r.randrange(10 * 3600))
        d.key = f"{d.code}-{d.received:%y%m%d}-{n:06d}"
        d.procedure = r.choice(self.world.procedures).code
        d.has_tail = r.random() < 0.5
        d.channel = r.choice("1122223")
        d.due = d.received + r.randrange(1, 9) * DAY if r.random() < 0.95 else None
        d.fees = [r.choice([5000, 30000, 75000, 150000, 1234567])] if r.random() < 0.4 else []
        d.paid = r.choice("01") if d.fees else "0"
        d.has_digital = r.random() < 0.6
        d.state, d.is_dummy = r.choice("1244"), False
        plant = self.world.plant
        d.name = plant(f"LÊ THỊ BỊA {n:06d}")
        d.phone = plant(f"0999{n:06d}")
        d.person = plant(f"099900{n:06d}")
        d.note = plant(f"đã gọi bà Bịa nhà số {n:06d}") if r.random() < 0.2 else ""
        self.plan_end(d)
        return d

    def plan_end(self, d):
        """When it ends, its next version is due in the evening of that day."""
        r = self.rng
        if r.random() < 0.15:
            return
        ended = d.received + r.randrange(0, 8) * DAY + dt.timedelta(minutes=r.randrange(1, 300))
        state = r.choice(["9", "9", "10", "7"])
        done = d.later(state=state, finished=ended, returned=ended + dt.timedelta(minutes=20) if state == "10" else None)
        self.pending[d.feed, ended.date()].append(done)

    def is_sending(self, feed, day):
        return feed == "hoso-tthc" or self.calendar.is_working(day)

    def count_of(self, feed, day):
        if not self.calendar.is_working(day):
            return self.rng.randrange(3) if feed == "hoso-tthc" else 0
        if (feed, day) in self.half:
            return HALF
        return A_DAY.get(feed, A_DAY_OF_A_SYSTEM)

    def hand_over(self):
        """The portal's dossiers of the weeks before the first night, as they stood then."""
        if "hoso-tthc" not in self.feeds:
            return
        last, now = self.calendar.first - 2 * DAY, {}
        day = last - 7 * BACK_WEEKS * DAY
        while day <= last:
            for _ in range(self.count_of("hoso-tthc", day)):
                d = self.new_dossier("hoso-tthc", day)
                now[d.key] = d
            for d in self.pending.pop(("hoso-tthc", day), ()):
                now[d.key] = d
            day += DAY
        sent = dt.datetime.combine(self.calendar.first - DAY, dt.time(12))
        self.add(File("hoso-tthc", self.calendar.first, sent, list(now.values()))).is_sealed = True

    def evening(self, feed, day):
        if day in self.calendar.missing[feed]:
            for d in self.pending.pop((feed, day), ()):      # told the next time
                self.pending[feed, day + DAY].append(d)
            return
        if not self.is_sending(feed, day):
            for d in self.pending.pop((feed, day), ()):
                self.pending[feed, day + DAY].append(d)
            return
        fresh = [self.new_dossier(feed, day) for _ in range(self.count_of(feed, day))]
        ended = self.pending.pop((feed, day), [])
        newest = {d.key: d for d in fresh}
        newest.update({d.key: d for d in ended})
        sent = dt.datetime.combine(day, dt.time(22)) + dt.timedelta(seconds=self.rng.randrange(3600))
        self.add(File(feed, day + DAY, sent, list(newest.values())))

    def add(self, file):
        """Nothing is sent on a day on which its sender is silent: such a file is not made."""
        if file.sent.date() not in self.calendar.missing[file.feed] and file.night <= self.calendar.last:
            self.files.append(file)
        return file

    # --- what is written

    def write(self):
        taken = set()
        for n, f in enumerate(sorted(self.files, key=lambda f: (f.night, f.sent, f.feed))):
            while (f.feed, f.sent) in taken and f.again_of is None and f.copy_of is None:
                f.sent += dt.timedelta(seconds=1)
            taken.add((f.feed, f.sent))
            f.number = n
        for f in self.files:
            if f.again_of is not None:
                f.sent = f.again_of.sent
        for f in self.files:
            f.mid = str(uuid.UUID(int=rng_of(f.number, f.feed).getrandbits(128), version=4)) if f.feed == "hoso-tthc" else ""
            f.name = f"{f.feed[:6]}-{f.number:05d}" + (f"_{f.sent:%Y%m%d%H%M%S}" if stamps_name(f) else "") + (".xml.gz" if is_packed(f) else ".xml")
        for f in self.files:
            if f.again_of is not None:
                f.mid = f.again_of.mid

    def good(self):
        return [f for f in self.files if not f.fault and f.copy_of is None and f.again_of is None]

    def deliveries(self):
        out, made = [], {}
        for f in self.files:
            made[f] = message(f)
        for f in self.files:
            data = made[f.copy_of] if f.copy_of is not None else made[f]
            if f.fault == "truncated-gzip":
                data = gzip.compress(data, 6, mtime=0)[:-40]
            elif f.fault == "truncated":
                data = data[:len(data) * 2 // 3]
            elif is_packed(f):
                data = gzip.compress(data, 6, mtime=0)
            meta = {} if stamps_name(f) else {"sent_at": f.sent.strftime("%Y-%m-%dT%H:%M:%S+07:00")}
            if f.total is not None:
                meta["total"] = f.total
            for p in f.planted:
                p.name = f.name
            refused = 0 if f.fault or f.copy_of or f.again_of else sum(d.is_refused() for d in f.records)
            state = "bad" if f.fault else "duplicate" if f.copy_of is not None else "ok"
            out.append(Delivery(f.night, f.feed, f.name, data, meta or None, f.planted, state, len(f.records), refused))
        return out

    # --- what is true

    def settled(self):
        best = {}
        for f in self.good():
            for n, d in enumerate(f.records):
                rank = (f.sent, f.mid, n)
                if not d.is_refused() and ((f.feed, d.key) not in best or rank > best[f.feed, d.key][0]):
                    best[f.feed, d.key] = (rank, d)
        return {at: d for at, (_, d) in best.items()}

    def accepted(self):
        return len(self.settled())

    def accepted_by_feed(self):
        return collections.Counter(feed for feed, _ in self.settled())

    def refused(self):
        return collections.Counter(code for f in self.good() for d in f.records if d.flaw for _, code in FLAWS[d.flaw][0])

    def refused_by_feed(self):
        return collections.Counter((f.feed, code) for f in self.good() for d in f.records if d.flaw for _, code in FLAWS[d.flaw][0])

    def facts(self):
        """(figure, agency, day, value) of every settled dossier; a value that is text is a member of a set."""
        settings = {r["setting"]: r["value"] for folder in ("base", self.world.territory) for r in self.world.rows("settings", folder)}
        rules, levels = truth.Rules(settings), truth.Levels(self.world.procedures)
        for d in self.settled().values():
            for figure, when, value in truth._facts(d, rules, levels):
                if d.flaw in FEE_FLAWS and figure in ("fee_sum", "fee_sum_online"):
                    continue
                yield figure, d.agency, when.date(), value

    def measures(self):
        cells = truth.Figures()
        for figure, agency, day, value in self.facts():
            cells.add((figure, "", agency, quarter_of(day)), value)
        return {at: len(v) if isinstance(v, set) else v for at, v in cells.cells.items()}

    def absent_planted(self):
        return self.absent

    def dummies(self):
        """How many that stand have no identity number, for their sender wrote the dummy."""
        return sum(d.is_dummy for d in self.settled().values())


def stamps_name(f):
    return f.feed != "ho-so-xay-dung"


def is_packed(f):
    return f.style == "gz" or f.fault == "truncated-gzip"


# --- the defects -------------------------------------------------------------------------------------------------------------------

class Planter:
    """Goes through the nights in blocks of ten working days and plants each class in each of them, where it fits."""

    def __init__(self, year):
        self.year, self.rng, self.calendar = year, year.rng, year.calendar
        days = [d for d in (self.calendar.first + (n - 1) * DAY for n in range(self.calendar.count)) if self.calendar.is_working(d)]
        size = 10 if len(days) >= 10 else max(1, len(days))
        self.blocks = [days[k:k + size] for k in range(0, len(days) - size + 1, size)]

    def days(self):
        """Days on which nothing comes, or half of it: between two working days, so that the next evening tells."""
        for n, block in enumerate(self.blocks):
            inner = [d for d in block if all(self.calendar.is_working(d + k * DAY) for k in (-1, 1))
                     and self.calendar.first <= d < self.calendar.last - 2 * DAY]
            if not inner:
                continue
            lost = inner[0]
            feed = "hoso-tthc" if n % 2 == 0 else SYSTEMS[n % len(SYSTEMS)]
            for f in {feed, SYSTEMS[n % len(SYSTEMS)]} & set(self.year.feeds):
                self.calendar.missing[f].add(lost)
                self.year.absent.append(Planted("missing-day", f, "", f"{lost}", ("finding", "gap")))
                if f == "hoso-tthc":
                    self.year.absent.append(Planted("missing-day", f, "", f"{lost}", ("finding", "half_day")))
            rest = [d for d in inner if d > lost and (d - lost).days % 7 and "hoso-tthc" in self.year.feeds]
            if rest:
                self.year.half.add(("hoso-tthc", rest[-1]))
                self.year.absent.append(Planted("half-feed", "hoso-tthc", "", f"{rest[-1]}", ("finding", "half_day")))
        for d in self.calendar.nights():
            if self.calendar.is_tet(d):
                self.year.absent.append(Planted("tet", "hoso-tthc", "", f"{d}", ("none",)))

    def all(self):
        for block in self.blocks:
            for feed in self.year.feeds:
                self.records(block, feed)
                self.versions(block, feed)
                self.whole_files(block, feed)
            self.two_feeds(block)

    def some_file(self, block, feed, least=1, is_late_enough=1):
        """A good file of the block that nothing else is planted around."""
        files = [f for f in self.year.files if f.feed == feed and f.sent.date() in block and not f.fault and not f.is_sealed
                 and f.copy_of is None and f.again_of is None and len(f.records) >= least
                 and f.night + is_late_enough * DAY <= self.calendar.last]
        return self.rng.choice(files) if files else None

    def records(self, block, feed):
        """Single records that are refused, or lose a field; those of the small feeds are new ones, a few a file."""
        flaws = list(FLAWS) if feed == "hoso-tthc" else self.rng.sample(list(FLAWS), 3)
        for flaw in flaws:
            f = self.some_file(block, feed)
            if f is None:
                continue
            new = self.year.new_dossier(feed, f.sent.date())
            self.spoil(f, new, flaw)
        for cls, change in (("dummy-id", {"is_dummy": True}), ("state-lie", None), ("nfd", {"is_nfd": True})):
            f = self.some_file(block, feed)
            if f is None:
                continue
            new = self.year.new_dossier(feed, f.sent.date())
            if cls == "state-lie":
                change = {"state": "9", "finished": self.rng.choice([None, new.received])}
            f.records.append(new.later(**change))
            expect = {"dummy-id": ("figure", "dummy"), "state-lie": ("figure", "suspicious_end"), "nfd": ("none",)}[cls]
            f.planted.append(Planted(cls, feed, "", new.key, expect))
        self.renumbered(block, feed)

    def spoil(self, f, d, flaw):
        if flaw in ("unknown-agency", "other-province"):
            code = "H48.99999" if flaw == "unknown-agency" else "000.00.19.H26"
            d = d.later(agency=self.year.world.root + ".?", code=code, key=code + d.key[d.key.index("-"):])
        if flaw in FEE_FLAWS:
            d = d.later(fees=[5], paid="1")
        f.records.append(d.later(flaw=flaw))
        for field, code in FLAWS[flaw][0]:
            f.planted.append(Planted(CLASS_OF.get(flaw, flaw), f.feed, "", d.key, ("reject", code, field, len(f.records))))

    def renumbered(self, block, feed):
        """A dossier that comes again under a number of the portal, with its old one beside it."""
        f = self.some_file(block, feed)
        if f is None or not f.records:
            return
        old = self.rng.choice(f.records)
        if old.flaw or old.other_key:
            return
        new = old.later(key=f"{old.key[:-6]}9{old.key[-5:]}", other_key=old.key)
        f.records.append(new)
        f.planted.append(Planted("renumbered", feed, "", new.key, ("figure", "foreign_id")))

    def versions(self, block, feed):
        """Corrections, a newer version before an older one, a message that comes days late, a key twice in a message."""
        f = self.some_file(block, feed, is_late_enough=3)
        if f is not None and sound(f):
            for cls, hours, nights in (("correction", 12, 1), ("late", 2, 3)):
                d = self.rng.choice(sound(f))
                again = File(feed, f.night + nights * DAY, f.sent + dt.timedelta(hours=hours, minutes=self.rng.randrange(50)),
                             [d.later(channel="3", fees=[99000 + nights], paid="1")])
                again.planted.append(Planted(cls, feed, "", d.key, ("figure", "fee_sum")))
                again.is_sealed = True
                self.year.add(again)
        f = self.some_file(block, feed, is_late_enough=2)
        if f is not None and sound(f):
            d = self.rng.choice(sound(f))
            newer = File(feed, f.night + DAY, f.sent + dt.timedelta(hours=4), [d.later(channel="1", procedure=self.year.world.procedures[0].code)])
            older = File(feed, f.night + 2 * DAY, f.sent + dt.timedelta(hours=1), [d.later(channel="3", fees=[777000], paid="1")])
            older.planted.append(Planted("out-of-order", feed, "", d.key, ("figure", "fee_sum")))
            newer.is_sealed = older.is_sealed = True
            self.year.add(newer)
            self.year.add(older)
        f = self.some_file(block, feed)
        if f is not None and sound(f) and not f.planted:
            d = self.rng.choice(sound(f))
            f.records.append(d.later(channel="1" if d.channel != "1" else "2"))
            f.planted.append(Planted("duplicate", feed, "", d.key, ("finding", "key-twice")))

    def whole_files(self, block, feed):
        f = self.some_file(block, feed, is_late_enough=1)
        if f is None:
            return
        copied = File(feed, f.night + self.rng.choice([0, 1]) * DAY, f.sent, f.records)
        copied.copy_of, copied.style = f, self.rng.choice(["", "gz"])
        copied.planted.append(Planted("repeated-file", feed, "", "", ("duplicate",)))
        self.year.add(copied)
        f = self.some_file(block, feed, is_late_enough=1)
        if feed == "hoso-tthc" and f is not None and not any(d.flaw for d in f.records):
            again = File(feed, f.night + DAY, f.sent, f.records)
            again.again_of = f
            again.planted.append(Planted("duplicate", feed, "", "", ("duplicates", len(f.records))))
            again.planted += [Planted(p.cls, feed, "", p.key, p.expect) for p in f.planted if p.expect == ("finding", "key-twice")]
            self.year.add(again)
            f.is_sealed = True
        for fault, code in (("truncated-gzip", "gzip.cut_off"), ("truncated", "xml.malformed"), ("wrong-feed", "file.other_feed"),
                            ("too-many-rejects", "file.rejects")):
            if feed != "hoso-tthc" and self.rng.random() < 0.6:
                continue
            f = self.some_file(block, feed, is_late_enough=1)
            if f is None or f.is_sealed:
                continue
            records = [d.later(fees=[777777777]) for d in f.records]
            if fault == "too-many-rejects":
                records = [self.year.new_dossier(feed, f.sent.date()).later(flaw="unknown-code") for _ in range(25)]
            bad = File(feed, f.night, f.sent - dt.timedelta(hours=3), records, fault)
            bad.planted.append(Planted(fault, feed, "", "", ("file", code)))
            self.year.add(bad)
        if feed == "hoso-tthc":
            f = self.some_file(block, feed)
            f.total = len(f.records) + 7
            f.is_sealed = True
            f.planted.append(Planted("control-total", feed, "", "", ("finding", "control_total")))

    def two_feeds(self, block):
        """One dossier by two ways: both stand, and the night asks."""
        if not {"hoso-tthc", "ho-so-ho-tich"} <= set(self.year.feeds):
            return
        f, g = self.some_file(block, "hoso-tthc"), self.some_file(block, "ho-so-ho-tich")
        if f is None or g is None or not sound(f):
            return
        d = self.rng.choice(sound(f))
        g.records.append(d.later(feed="ho-so-ho-tich"))
        g.planted.append(Planted("two-feeds", "ho-so-ho-tich", "", d.key, ("finding", "two-feeds")))


def sound(f):
    return [d for d in f.records if not d.flaw and not d.other_key]


# --- how it is written -------------------------------------------------------------------------------------------------------------

def stamp(when):
    return f"{when:%Y%m%d%H%M%S}" if when else ""


def fields(d, root):
    tail = f".000.00.00.{root}" if d.has_tail else ""
    name = d.body.name
    if getattr(d, "is_nfd", False):
        name = unicodedata.normalize("NFD", name)
    yield "MaHoSo", "" if d.flaw == "no-key" else d.key
    yield "MaTTHC", d.procedure + tail
    yield "KenhThucHien", "8" if d.flaw == "bad-channel" else d.channel
    yield "ChuHoSo", d.name
    yield "LoaiDoiTuong", "1"
    yield "SoDienThoai", d.phone
    yield "NgayTiepNhan", "20260230083000" if d.flaw == "bad-date" else stamp(d.received)
    yield "NgayHenTra", "20260230083000" if d.flaw == "bad-due" else stamp(d.due)
    yield "TrangThaiHoSo", "77" if d.flaw == "unknown-code" else d.state
    yield "NgayTra", stamp(d.returned)
    yield "NgayKetThucXuLy", stamp(d.finished)
    yield "DonViXuLy", name
    yield "GhiChu", d.note
    yield "SoGiayToChuHoSo", "000000001" if d.is_dummy else d.person
    yield "HoSoCoThanhPhanSoHoa", str(int(d.has_digital))
    yield "DuocThanhToanTrucTuyen", d.paid
    yield "MaHoSoKhac", d.other_key


def record(d, shape, root):
    inside, attributes = [], []
    for name, value in fields(d, root):
        name = shape.get(name, name)
        if name.startswith("@"):
            attributes.append(f" {name[1:]}={quoteattr(value)}")
        else:
            inside.append(f"<{name}>{escape(value)}</{name}>")
    fees = "".join(f"<LePhi><TenPhiLePhi>Lệ phí</TenPhiLePhi><Gia>{FEE_FLAWS.get(d.flaw, fee)}</Gia></LePhi>" for fee in d.fees)
    return f"<HoSo{''.join(attributes)}>{''.join(inside)}<DanhSachLePhi>{fees}</DanhSachLePhi></HoSo>"


def message(f):
    if f.fault == "wrong-feed":
        return ('<DanhSach xmlns="http://tempuri.org/"><TABLE xmlns=""><MaTinh>62</MaTinh>'
                f"<Ten>{f.number}</Ten></TABLE></DanhSach>\n").encode()
    path, shape = SHAPES[f.feed]
    steps = path.split("/")
    gap = "\n\n" if f.again_of is not None else "\n"
    rows = gap.join(record(d, shape, "H48") for d in f.records)
    text = rows
    for n, step in reversed(list(enumerate(steps))):
        text = f"<{step}{f' xmlns={quoteattr(NS)}' if n == 0 else ''}>{gap}{text}{gap}</{step}>"
    if f.feed == "hoso-tthc":
        text = ('<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:x="http://x-road.eu/xsd/xroad.xsd"><s:Header>'
                f"<x:id>{f.mid}</x:id></s:Header><s:Body>{text}</s:Body></s:Envelope>")
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + text + "\n").encode("utf-8")


# --- the list of procedures --------------------------------------------------------------------------------------------------------

class Procedures(FeedYear):
    """The list that dossiers look their level up in: it comes once, with the first night."""
    feed = "danh-muc-tthc"

    def rows(self):
        return self.world.procedures

    def deliveries(self):
        sent = self.calendar.first - DAY
        out = [f'<LayDanhSachTTHCResponse xmlns="{NS}"><DanhSachTTHC>']
        for p in self.rows():
            out.append(f"<TTHC><MaTTHC>{p.code}</MaTTHC><HieuLucTu>{p.since.replace('-', '')}</HieuLucTu><HieuLucDen/>"
                       f"<TenTTHC>Thủ tục thử {p.code}</TenTTHC><MucDo>{p.level}</MucDo><DuDieuKien>{int(p.eligible)}</DuDieuKien>"
                       f"<DienSan>{int(p.filled)}</DienSan><CaTheHoa>{int(p.own)}</CaTheHoa><CoPhi>0</CoPhi>"
                       f"<CoQuanThucHien>{escape(p.office.name)}</CoQuanThucHien></TTHC>")
        out.append("</DanhSachTTHC></LayDanhSachTTHCResponse>\n")
        return [Delivery(self.calendar.first, self.feed, f"danh-muc_{sent:%Y%m%d}080000.xml", "\n".join(out).encode("utf-8"),
                         held=len(self.rows()))]

    def absent_planted(self):
        """That of the quarter after it never comes, which is told when its days are over."""
        row = next(r for r in self.world.rows("feeds", "base") if r["feed"] == self.feed)
        sent = self.calendar.first - DAY
        quarter = sent.year * 4 + (sent.month - 1) // 3 + 2  # behind the one that is to come
        due = dt.date(quarter // 4, quarter % 4 * 3 + 1, 1) - DAY + (int(row["due"][1:-1]) + int(row["grace_days"])) * DAY
        return [Planted("late", self.feed, "", "", ("finding", "late"))] if due < self.calendar.last else []

    def accepted(self):
        return len(self.rows())

    def refused(self):
        return collections.Counter()

    def measures(self):
        return {}
