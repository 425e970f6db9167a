"""Dossiers as objects: what is true of each, and what its sender will write."""
import copy
import datetime as dt
import unicodedata

DAY = dt.timedelta(days=1)
FAMILY = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý"]
MIDDLE = ["Văn", "Thị", "Hữu", "Minh", "Ngọc", "Đức", "Y", "A", "Thuỳ", "Uyên"]
GIVEN = ["Thử", "Nghiệm", "Mẫu", "Giả", "Bịa", "Tưởng", "Thí", "Dụ", "Hoá", "Quỳnh"]

# flaws that spoil the record; flaws that only blank a field
REFUSED = ("no_key", "impossible_received", "unknown_state", "no_procedure", "no_received")
BLANKED = ("impossible_due", "unknown_channel")


class Procedure:
    def __init__(self, code, level, eligible, prefilled, personalised, has_fee):
        self.code, self.level, self.eligible = code, level, eligible
        self.prefilled, self.personalised, self.has_fee = prefilled, personalised, has_fee
        self.since, self.until = "2020-01-01", ""


def make_procedures(rng, known):
    out = []
    for n in range(150):
        level = rng.choice(["2", "3", "3", "4", "4"])
        online = level != "2"
        p = Procedure(f"{1 + n % 3}.{7000 + n:06d}", level, online or rng.random() < 0.2,
                      online and rng.random() < 0.7, online and rng.random() < 0.6, rng.random() < 0.4)
        p.agency = rng.choice(known.coded)
        p.office = known.names[p.agency][0]
        if n % 50 == 7:
            p.until = "2024-01-31"   # a level that changes within a quarter
            q = copy.copy(p)
            q.since, q.until, q.level = "2024-02-01", "", "4" if p.level != "4" else "3"
            out.append(q)
        out.append(p)
    return out


class Dossier:
    """One version of one dossier. Attributes are what is meant; `flaw` says what the sender spoils."""
    flaw = None
    style = ()

    def later(self, **changes):
        new = copy.copy(self)
        new.__dict__.update(changes)
        return new

    def is_refused(self):
        return self.flaw in REFUSED

    def channel_seen(self):
        return None if self.flaw == "unknown_channel" else self.channel

    def due_seen(self):
        return None if self.flaw == "impossible_due" else self.due


class World:
    def __init__(self, rng, known, procedures):
        self.rng, self.known = rng, known
        self.codes = sorted({p.code for p in procedures})
        self.agencies = known.coded
        self.personal = set()
        self.start, self.end = dt.datetime(2023, 10, 2), dt.datetime(2024, 3, 20)

    def plant(self, datum):
        for form in ("NFC", "NFD"):
            self.personal.add(unicodedata.normalize(form, datum))
        return datum

    def _person(self, d, n):
        r = self.rng
        d.name = self.plant(f"{r.choice(FAMILY)} {r.choice(MIDDLE)} {r.choice(GIVEN)} {n:05d}".upper())
        d.email = self.plant(f"thu.nghiem{n:05d}@example.vn") if r.random() < 0.5 else ""
        d.phone = self.plant(f"0999{r.randrange(10**6):06d}{n:05d}") if r.random() < 0.6 else ""
        d.address = self.plant(f"{n:05d}/7 phố Bịa Đặt, phường Không Có") if r.random() < 0.3 else ""
        d.number = "000000001" if r.random() < 0.3 else self.plant(f"999{r.randrange(10**4):04d}{n:05d}")
        d.number_kind = "2" if d.number == "000000001" else "1"
        d.owner_code = self.plant(f"DT999{r.randrange(10**4):04d}{n:05d}") if r.random() < 0.3 else ""
        d.note = self.plant(f"đã gọi bà {r.choice(GIVEN)} nhà số {n:05d} hai lần") if r.random() < 0.2 else ""
        d.subject = self.plant(f"Đơn của {r.choice(GIVEN)} thửa {n:05d}") if r.random() < 0.3 else "Dinhkem"
        if n % 5 == 0:
            d.subject += " về việc đề nghị cấp lại giấy tờ đã mất khi dọn nhà"

    def _files(self, d, n):
        r = self.rng
        d.parts = [r.random() < 0.4 for _ in range(r.choice([0, 1, 1, 2, 3]))]
        d.part_names = [self.plant(f"cccd-ho-so-{n:05d}-{k}.pdf") for k in range(len(d.parts))]
        d.fees = [r.choice([0, 5000, 30000, 75000, 150000, 1234567]) for _ in range(r.choice([0, 0, 1, 1, 2]))]
        d.results = r.choice([0, 1, 2])
        d.supplements = r.choice([0, 0, 0, 1])
        d.has_digital = r.choice([True, True, False, None])
        d.paid = r.choice(["0", "1", "1", None]) if d.fees else r.choice(["0", None])

    def agency_code(self, agency, old):
        """H34.40.05 in the old form is 000.05.40.H34: the levels the other way round."""
        parts = agency.split(".")
        if not old:
            return agency
        below = (parts[1:] + ["00", "00", "00"])[:3]
        return ".".join([below[2].rjust(3, "0"), below[1], below[0], parts[0]])

    def new_dossier(self, n):
        r, d = self.rng, Dossier()
        agency = r.choice(self.agencies)
        d.agency, code = agency, self.agency_code(agency, old=r.random() < 0.5)
        if n % 97 == 5:        # a unit nobody knows, and one of another province
            d.agency, code = "H34.?", r.choice(["H34.98", "000.00.97.H34", "000.00.19.H26"])
        seconds = int((self.end - self.start).total_seconds())
        d.received = self.start + dt.timedelta(seconds=r.randrange(seconds))
        if n % 401 == 0:       # the edges of a quarter
            d.received = r.choice([dt.datetime(2023, 12, 31, 23, 59, 59), dt.datetime(2024, 1, 1)])
        d.key = f"{code}-{d.received:%y%m%d}-{n:05d}"
        d.procedure, d.has_tail = r.choice(self.codes), r.random() < 0.5
        d.channel = r.choice(["1", "1", "2", "2", "2", "3", None])
        d.target = r.choice("1122234")
        d.other_key = f"000.00.00.G22-240101-{r.randrange(10**6):06d}" if d.agency == "H34.?" else ""
        d.due = d.received + r.randrange(1, 20) * DAY if r.random() < 0.93 else None
        d.ready = d.received + dt.timedelta(minutes=r.randrange(60 * 24 * 25))
        if r.random() < 0.05 and d.due:
            d.ready = d.due + dt.timedelta(seconds=r.choice([-1, 0, 1, 3600]))   # on the edge
        self._person(d, n)
        self._files(d, n)
        d.office = r.choice(self.known.names[agency]) if d.agency == agency else "Phòng Không Có Tên"
        d.form, d.vneid = r.choice("01"), r.choice([True, False, None])
        return d

    def as_of(self, d, when):
        """The dossier as its office would report it at that time."""
        r = self.rng
        if d.ready > when:
            return d.later(state=r.choice(["1", "2", "4", "4", "5", "6"]), finished=None, returned=None)
        state = r.choice(["9", "9", "10", "10", "10", "7", "3", "8"])
        finished = d.ready
        if r.random() < 0.04:
            finished = r.choice([None, d.received, d.received])   # quirk: no end date, so the reception's
        returned = None
        if state == "10":
            returned = (finished or d.ready) + dt.timedelta(minutes=r.choice([0, 0, 30, 60 * 24 * 2]))
        return d.later(state="9" if state == "8" else state, finished=finished, returned=returned)
