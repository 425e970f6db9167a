"""What the national systems send of people, enterprises and electricity: one class a feed, its records' meaning, their writing, what is counted of them.

Written from the feeds' descriptions (samples/README.md and the messages beside it); names of bodies and codes are read as data.
"""
import datetime as dt

from year_defects import SentYear
from year_kind import written
from year_parts import DAY, month_of

HT = "http://lris.example/he-thong-quoc-gia/1.0"
DANCU = "http://www.mic.gov.vn/dancu/1.0"
OPENED = dt.date(2025, 7, 1)     # the communes of today begin
STOCK = dt.date(2025, 1, 1)      # what stands is older than they are, and is of them all the same
DONG = [("đồng", 1, 0), ("nghìn đồng", 1000, 1), ("triệu đồng", 10**6, 1), ("tỷ đồng", 10**9, 2)]
NOWHERE = ("Huyện Không Có", "Phòng Không Có", "H99.12345")


def month_before(day, n):
    """The month that is over; of what is handed over at the beginning (n 0) the one before it."""
    first = day.replace(day=1) - DAY
    return month_of(first if n else first.replace(day=1) - DAY)


def day_text(day):
    return "" if day is None else f"{day}"


def number_text(n):
    return "" if n is None else f"{n}"


def no_place(tag="DiaBan"):
    """An agency that nobody knows, one of another province, none."""
    return (("unknown-agency", "agency.unknown", {tag: NOWHERE[0]}, {"agency": "?"}), ("other-province", "agency.unknown", {tag: NOWHERE[2]}, {"agency": "?"}),
            ("unknown-agency", "", {tag: None}, {"agency": "?", "nowhere": True}))


class System(SentYear):
    ns = HT

    def place_of(self, v):
        """The agency as it is written; of a record that was noted before, an unknown one again."""
        body = self.of_agency.get(v["agency"])
        return self.place(body) if body else NOWHERE[1]

    def each(self, n, day, bodies, least=1, most=2):
        """So many new records of each body, numbered over the year."""
        out = [b for b in bodies for _ in range(self.rng.randint(least, most))]
        return [self.fresh(n * 10000 + k, body, day) for k, body in enumerate(out)]

    def ended(self, v):
        """When a state that began may have ended."""
        return v["since"] + self.rng.randrange(0, 120) * DAY

    def past(self, day, most):
        """A day within so many days before, not before the bodies of today."""
        return max(OPENED, day - self.rng.randrange(1, most) * DAY)

    def grouped(self, number):
        """A number of a person, now and then in groups of digits: the same person."""
        return number if self.rng.random() < 0.8 else self.world.plant(f"{number[:4]} {number[4:7]} {number[7:]}")

    def began(self, day):
        """A day on which something began that still stands."""
        return max(STOCK, day - self.rng.randrange(1, 500) * DAY)

    def flag(self, absent=0.1):
        return None if self.rng.random() < absent else self.rng.random() < 0.5


class Electricity(System):
    feed, root, record = "dien-nang", "GuiDienNang", "DienNang"
    forms = ("xml", "utf16", "soap", "gzip", "json", "zip")
    groups = ("SH", "CN", "NN", "TM", "HC")
    units = [("kWh", 1000, 0), ("MWh", 10**6, 1), ("GWh", 10**9, 2)]
    breaks = (("bad-date", "period.outside", {"Thang": "13/2026"}), ("bad-date", "period.kind", {"Thang": "Quý I/2026"}),
              ("no-key", "record.key_missing", {"Thang": None}), ("no-key", "record.key_missing", {"DiaBan": ""}),
              ("unknown-code", "code.unknown", {"LoaiKhachHang": "XK"}), ("wrong-unit", "unit.unknown", {"DonViTinh": "tấn"}),
              ("wrong-unit", "unit.dimension", {"DonViTinh": "triệu đồng"}), ("bad-number", "field.required", {"SanLuong": "", "DonViTinh": ""}),
              ("bad-number", "unit.least", {"SanLuong": "-5", "DonViTinh": "MWh"}),
              ("bad-number", "number.syntax", {"SanLuong": "chừng năm", "DonViTinh": "MWh"}))
    notes = (("unknown-agency", "agency.unknown", {"DiaBan": NOWHERE[0]}, {"agency": "?"}),
             ("other-province", "agency.unknown", {"DiaBan": "UBND thành phố Vũng Tàu"}, {"agency": "?"}),
             ("bad-number", "number.syntax", {"SoKhachHang": "nhiều"}, {"customers": None}))

    def rows(self, day, n):
        month = month_before(day, n)
        return [self.used(month, body, group) for body in self.world.communes for group in self.groups]

    def used(self, month, body, group):
        value, text, unit = self.amount(self.units)
        return {"month": month, "agency": body.agency, "group": group, "wh": value, "text": text, "unit": unit,
                "customers": self.rng.randrange(1, 4000)}

    def change(self, v):
        return {**self.used(v["month"], self.of_agency[v["agency"]], v["group"])} if v["agency"] in self.of_agency else v

    def elements(self, v):
        unit = v["unit"] if v["unit"] != "kWh" or self.rng.random() < 0.5 else None
        return {"Thang": self.month(v["month"]), "DiaBan": self.place(self.of_agency[v["agency"]]), "LoaiKhachHang": v["group"],
                "SanLuong": v["text"], "DonViTinh": unit, "SoKhachHang": written(self.rng, v["customers"]),
                "NguoiLap": self.person(), "GhiChu": self.person()}

    def key(self, v):
        return v["month"], v["agency"], v["group"]

    def clean(self, v):
        return {"ky": v["month"], "dia_ban": v["agency"], "khach_hang": v["group"], "san_luong": f"{v['wh']}",
                "so_khach_hang": "" if v["customers"] is None else f"{v['customers']}"}

    def counts(self, v):
        yield "dien.tieu-thu", v["agency"], v["month"], v["wh"]
        if v["group"] == "SH":
            yield "dien.sinh-hoat", v["agency"], v["month"], v["wh"]


class Enterprises(System):
    feed, root, record = "doanh-nghiep", "GuiDoanhNghiep", "DoanhNghiep"
    forms = ("xml", "json", "utf16", "zip", "soap", "gzip")
    kinds = ("TNHH1", "TNHH2", "CP", "HD", "DNTN")
    breaks = (("no-key", "record.key_missing", {"MaSo": None}),
              ("unknown-code", "code.unknown", {"LoaiHinh": "HTX"}), ("bad-date", "date.not_real", {"NgayCap": "31/02/2026"}),
              ("unknown-code", "field.required", {"TinhTrang": None}), ("bad-date", "date.syntax", {"NgayCap": "đầu năm"}))
    notes = (("unknown-agency", "agency.unknown", {"DiaBan": NOWHERE[1]}, {"agency": "?"}), ("unknown-agency", "", {"DiaBan": None}, {"agency": "?", "nowhere": True}),
             ("wrong-unit", "unit.unknown", {"VonDieuLe": "10", "DonViTien": "triệu USD"}, {"capital": None}),
             ("bad-number", "number.syntax", {"VonDieuLe": "khoảng 5", "DonViTien": "tỷ đồng"}, {"capital": None}),
             ("bad-date", "date.syntax", {"NgayChamDut": "chưa có"}, {"closed": None}),
             ("unknown-code", "bool.unknown", {"NhoVaVua": "có lẽ"}, {"small": None}))

    def rows(self, day, n):
        return self.each(n, day, self.world.communes)

    def fresh(self, k, body, day):
        capital, text, unit = self.amount(DONG)
        return {"id": f"61{k:08d}", "kind": self.rng.choice(self.kinds), "agency": body.agency, "opened": self.began(day), "closed": None,
                "state": self.rng.choice("1112"), "capital": capital, "text": text, "unit": unit, "small": self.flag()}

    def change(self, v):
        """Closed since, or with more capital."""
        if self.rng.random() < 0.5:
            return {**v, "state": "4", "closed": v["opened"] + self.rng.randrange(0, 90) * DAY}
        capital, text, unit = self.amount(DONG)
        return {**v, "capital": capital, "text": text, "unit": unit}

    def elements(self, v):
        return {"MaSo": v["id"], "Ten": self.person(), "LoaiHinh": v["kind"], "DiaBan": self.place_of(v),
                "NganhChinh": "A0126", "NgayCap": self.day(v["opened"]), "NgayChamDut": self.day(v["closed"]), "TinhTrang": v["state"],
                "VonDieuLe": v["text"], "DonViTien": v["unit"], "NhoVaVua": self.bool(v["small"]), "NguoiDaiDien": self.person(),
                "DienThoai": self.person(), "DiaChi": self.person()}

    def key(self, v):
        return (v["id"],)

    def clean(self, v):
        return {"loai_hinh": v["kind"], "dia_ban": v["agency"], "ngay_cap": day_text(v["opened"]),
                "ngay_cham_dut": day_text(v["closed"]), "trang_thai": v["state"], "von": number_text(v["capital"])}

    def counts(self, v):
        yield "dn.thanh-lap", v["agency"], v["opened"], 1
        if v["capital"] is not None:
            yield "dn.von", v["agency"], v["opened"], v["capital"]
        if v["state"] == "1" or v["closed"]:
            yield "dn.hoat-dong", v["agency"], (v["opened"], v["closed"]), 1
            if v["small"]:
                yield "dn.nho-va-vua", v["agency"], (v["opened"], v["closed"]), 1


class Insured(System):
    feed, root, record = "bao-hiem", "GuiBaoHiem", "ThamGia"
    kinds = {"YT": "bh.yt", "XHBB": "bh.xhbb", "XHTN": "bh.xhtn", "TN": None}
    breaks = (("no-key", "record.key_missing", {"MaSoBHXH": None}), ("unknown-code", "code.unknown", {"Loai": "NT"}),
              ("no-key", "record.key_missing", {"Loai": None}), ("bad-date", "date.not_real", {"TuNgay": "30/02/2026"}),
              ("no-key", "record.key_missing", {"TuNgay": None}))
    notes = (*no_place(), ("bad-date", "date.syntax", {"DenNgay": "chưa có"}, {"until": None}),
             ("unknown-code", "bool.unknown", {"Duoi6Tuoi": "chưa rõ"}, {"young": None}), ("bad-number", "id.blank", {"MaXa": "232 81"}, {"unit": ""}))

    def rows(self, day, n):
        return self.each(n, day, self.world.communes)

    def fresh(self, k, body, day):
        return {"id": self.secret(10, k, "9991"), "kind": self.rng.choice(list(self.kinds)), "agency": body.agency, "unit": body.code.split(".")[1],
                "since": self.began(day), "until": None, "young": self.flag()}

    def change(self, v):
        return {**v, "until": self.ended(v)}

    def elements(self, v):
        return {"MaSoBHXH": self.grouped(v["id"]), "HoTen": self.person(), "NgaySinh": "01/01/1980", "SoDinhDanh": self.person(), "Loai": v["kind"],
                "DiaBan": self.place_of(v), "MaXa": v["unit"], "TuNgay": self.day(v["since"]), "DenNgay": self.day(v["until"]),
                "Duoi6Tuoi": self.bool(v["young"]), "NoiKham": self.person(), "GhiChu": self.person()}

    def key(self, v):
        return v["id"], v["kind"], v["since"]

    def clean(self, v):
        return {"loai": v["kind"], "dia_ban": v["agency"], "ma_xa": v["unit"], "tu_ngay": day_text(v["since"]), "den_ngay": day_text(v["until"])}

    def counts(self, v):
        if self.kinds[v["kind"]]:
            yield self.kinds[v["kind"]], v["agency"], (v["since"], v["until"]), 1
        if v["kind"] == "YT" and v["young"]:
            yield "bh.yt-duoi-6", v["agency"], (v["since"], v["until"]), 1


class Persons(System):
    """A picture of who lives where, a month a message: the month stands beside it."""

    feed, root, record, ns = "dan-cu", "CongdanCollection", "CongDan", DANCU
    forms = ("soap", "gzip", "utf16", "soap")
    breaks = (("no-key", "record.key_missing", {"SoDinhDanh": None}), ("dummy-id", "record.key_missing", {"SoDinhDanh": "000000000000"}))
    notes = (("unknown-code", "code.unknown", {"GioiTinh": "9"}, {"sex": None}),
             ("bad-number", "number.syntax", {"NgayThangNamSinh/Nam": "năm 80"}, {"born": None}),
             ("bad-number", "id.blank", {"ThuongTru/MaPhuongXa": "232 81"}, {"unit": ""}))

    def rows(self, day, n):
        self.as_of = month_before(day, n)
        return [{"id": self.secret(12, k, "09991"), "month": self.as_of, "unit": body.code.split(".")[1],
                 "sex": self.rng.choice(["1", "2", "1", "2", "0", None]), "born": self.rng.choice([1950, 1980, 2001, 2019, None])}
                for k, body in enumerate(b for b in self.world.communes for _ in range(3))]

    def change(self, v):
        return {**v, "unit": self.rng.choice(self.world.communes).code.split(".")[1]}

    def sent_in(self, sent):
        return {**super().sent_in(sent), "as_of": self.as_of}

    def elements(self, v):
        return {"SoDinhDanh": self.grouped(v["id"]), "SoCMND": self.person(), "HoVaTen/Ho": "", "HoVaTen/Ten": self.person(), "GioiTinh": v["sex"], "DanToc": "01",
                "NgayThangNamSinh/Nam": number_text(v["born"]) or None, "NgayThangNamSinh/NgayThangNam": "19800102", "QuocTich": "VN",
                "ThuongTru/MaTinhThanh": "51", "ThuongTru/MaPhuongXa": v["unit"], "ThuongTru/ChiTiet": self.person(),
                "Cha/HoVaTen": self.person(), "ChuHo/HoVaTen": self.person(), "SoSoHoKhau": self.person()}

    def key(self, v):
        return v["id"], v["month"]

    def clean(self, v):
        return {"thang": v["month"], "ma_xa": v["unit"], "gioi_tinh": v["sex"] or "", "nam_sinh": number_text(v["born"])}

    def counts(self, v):
        yield "dc.cuoi-quy", self.world.root, v["month"], 1
        if v["sex"] == "2":
            yield "dc.nu", self.world.root, v["month"], 1
        if v["born"] is None:
            yield "dc.thieu-nam-sinh", self.world.root, v["month"], 1


class Officials(System):
    feed, root, record, cadence = "can-bo", "GuiCanBo", "CanBo", "quarterly"
    breaks = (("no-key", "record.key_missing", {"SoHieu": None}), ("unknown-agency", "field.required", {"DonVi": None}),
              ("unknown-code", "code.unknown", {"Loai": "HĐ"}), ("unknown-code", "field.required", {"Loai": None}),
              ("bad-date", "date.not_real", {"TuNgay": "31/09/2026"}))
    notes = (*no_place("DonVi")[:2], ("unknown-code", "code.unknown", {"TrinhDo": "GS"}, {"school": ""}),
             ("unknown-code", "bool.unknown", {"ChuyenTrachCDS": "đôi khi"}, {"digital": None}),
             ("bad-date", "date.syntax", {"DenNgay": "chưa có"}, {"until": None}))

    def rows(self, day, n):
        return self.each(n, day, self.world.bodies)

    def fresh(self, k, body, day):
        return {"id": self.secret(10, k, "QN-7"), "agency": body.agency, "kind": self.rng.choice(["CB", "CC", "VC"]),
                "school": self.rng.choice(["TS", "THS", "DH", "CD", "TC"]), "digital": self.flag(), "since": self.began(day), "until": None}

    def change(self, v):
        return {**v, "until": self.ended(v)} if self.rng.random() < 0.5 else {**v, "digital": True, "school": "THS"}

    def elements(self, v):
        return {"SoHieu": v["id"], "HoTen": self.person(), "NgaySinh": "01/01/1985", "SoDinhDanh": self.person(), "DonVi": self.place_of(v),
                "Loai": v["kind"], "TrinhDo": v["school"], "ChucVu": "Chuyên viên", "ChuyenTrachCDS": self.bool(v["digital"]),
                "TuNgay": self.day(v["since"]), "DenNgay": self.day(v["until"]) or None, "QuaTrinh": self.person()}

    def key(self, v):
        return v["id"], v["since"]

    def clean(self, v):
        return {"don_vi": v["agency"], "loai": v["kind"], "trinh_do": v["school"], "tu_ngay": day_text(v["since"]), "den_ngay": day_text(v["until"])}

    def counts(self, v):
        yield "cb.tong", v["agency"], (v["since"], v["until"]), 1
        if v["digital"]:
            yield "cb.chuyen-trach", v["agency"], (v["since"], v["until"]), 1


ALL = [Electricity, Enterprises, Insured, Persons, Officials]
