"""What the national systems send of the province: one class a feed, its records' meaning, their writing, what is counted of them.

Written from the feeds' descriptions (samples/README.md and the messages beside it); names of bodies and codes are read as data.
"""
import datetime as dt

from year_kind import KindYear, decimal, written
from year_parts import DAY, month_of

HT = "http://lris.example/he-thong-quoc-gia/1.0"
OPENED = dt.date(2025, 7, 1)     # the communes of today begin
DONG = [("đồng", 1, 0), ("nghìn đồng", 1000, 1), ("triệu đồng", 10**6, 1), ("tỷ đồng", 10**9, 2)]
NOWHERE = ("Huyện Không Có", "Phòng Không Có", "H99.12345")


def month_before(day, n):
    """The month that is over; of what is handed over at the beginning (n 0) the one before it."""
    first = day.replace(day=1) - DAY
    return month_of(first if n else first.replace(day=1) - DAY)


class System(KindYear):
    ns = HT

    def past(self, day, most=180):
        """A day within so many days before, not before the bodies of today."""
        return max(OPENED, day - self.rng.randrange(1, most) * DAY)

    def flag(self, absent=0.1):
        return None if self.rng.random() < absent else self.rng.random() < 0.5


class Electricity(System):
    feed, root, record, people = "dien-nang", "GuiDienNang", "DienNang", ("NguoiLap", "GhiChu")
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
    feed, root, record, people = "doanh-nghiep", "GuiDoanhNghiep", "DoanhNghiep", ("Ten", "NguoiDaiDien", "DienThoai", "DiaChi")
    forms = ("xml", "json", "utf16", "zip", "soap", "gzip")
    kinds = ("TNHH1", "TNHH2", "CP", "HD", "DNTN")
    breaks = (("no-key", "record.key_missing", {"MaSo": None}), ("no-key", "id.blank", {"MaSo": "61900 00011"}),
              ("unknown-code", "code.unknown", {"LoaiHinh": "HTX"}), ("bad-date", "date.not_real", {"NgayCap": "31/02/2026"}),
              ("unknown-code", "field.required", {"TinhTrang": None}), ("bad-date", "date.syntax", {"NgayCap": "đầu năm"}))
    notes = (("unknown-agency", "agency.unknown", {"DiaBan": NOWHERE[1]}, {"agency": "?"}), ("unknown-agency", "", {"DiaBan": None}, {"agency": "?"}),
             ("wrong-unit", "unit.unknown", {"VonDieuLe": "10", "DonViTien": "triệu USD"}, {"capital": None}),
             ("bad-number", "number.syntax", {"VonDieuLe": "khoảng 5", "DonViTien": "tỷ đồng"}, {"capital": None}),
             ("bad-date", "date.syntax", {"NgayChamDut": "chưa có"}, {"closed": None}),
             ("unknown-code", "bool.unknown", {"NhoVaVua": "có lẽ"}, {"small": None}))

    def rows(self, day, n):
        return [self.fresh(n * 100000 + k, body, day) for k, body in enumerate(b for b in self.world.communes for _ in range(self.rng.choice([1, 1, 2])))]

    def fresh(self, k, body, day):
        capital, text, unit = self.amount(DONG)
        return {"id": f"61{k:08d}", "kind": self.rng.choice(self.kinds), "agency": body.agency, "opened": self.past(day), "closed": None,
                "state": self.rng.choice("1112"), "capital": capital, "text": text, "unit": unit, "small": self.flag()}

    def change(self, v):
        """Closed since, or with more capital."""
        if self.rng.random() < 0.5:
            return {**v, "state": "4", "closed": v["opened"] + self.rng.randrange(0, 90) * DAY}
        capital, text, unit = self.amount(DONG)
        return {**v, "capital": capital, "text": text, "unit": unit}

    def elements(self, v):
        body = self.of_agency.get(v["agency"])
        return {"MaSo": v["id"], "Ten": self.person(), "LoaiHinh": v["kind"], "DiaBan": self.place(body) if body else NOWHERE[1],
                "NganhChinh": "A0126", "NgayCap": self.day(v["opened"]), "NgayChamDut": self.day(v["closed"]), "TinhTrang": v["state"],
                "VonDieuLe": v["text"], "DonViTien": v["unit"], "NhoVaVua": self.bool(v["small"]), "NguoiDaiDien": self.person(),
                "DienThoai": self.person(), "DiaChi": self.person()}

    def key(self, v):
        return (v["id"],)

    def clean(self, v):
        return {"ma_so": v["id"], "loai_hinh": v["kind"], "dia_ban": v["agency"], "ngay_cap": day_text(v["opened"]),
                "ngay_cham_dut": day_text(v["closed"]), "trang_thai": v["state"], "von": number_text(v["capital"])}

    def counts(self, v):
        yield "dn.thanh-lap", v["agency"], v["opened"], 1
        if v["capital"] is not None:
            yield "dn.von", v["agency"], v["opened"], v["capital"]
        if v["state"] == "1" or v["closed"]:
            yield "dn.hoat-dong", v["agency"], (v["opened"], v["closed"]), 1
            if v["small"]:
                yield "dn.nho-va-vua", v["agency"], (v["opened"], v["closed"]), 1


def day_text(day):
    return "" if day is None else f"{day}"


def number_text(n):
    return "" if n is None else f"{n}"


ALL = [Electricity, Enterprises]
