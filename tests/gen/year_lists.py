"""Lists that are sent again and again: codes of four systems, exchange rates, the register of systems, the units; one class a feed."""
import datetime as dt
import re

from year_kind import decimal, element, written
from year_parts import DAY
from year_systems import System, day_text

BSC = "http://lris.example/bien-so-chi-so/1.0"


class Codes(System):
    """System 13; those of 18, 19 and 21 are of the same kind, each with elements of its own."""

    feed, root, record, cadence = "danh-muc-dung-chung", "AllCategory", "Category", "quarterly"
    code, name, lists, volume = "Ma", "Ten", ("DM-LINH-VUC", "DM-DAN-TOC", "DM-NGHE"), 90

    def __init__(self, *args):
        super().__init__(*args)
        no = "no-key", "record.key_missing"
        self.breaks = ((*no, {"DanhMuc": None}), (*no, {self.code: None}), ("no-key", "id.blank", {self.code: "0 3"}),
                       ("bad-date", "date.not_real", {"HieuLucTu": "30/02/2026"}), (*no, {"HieuLucTu": None}))
        self.notes = (("bad-date", "date.syntax", {"HieuLucDen": "chưa định"}, {"until": None}),)

    def rows(self, day, n):
        return [self.fresh(n * 1000 + k, None, day) for k in range(self.volume)]

    def fresh(self, k, body, day):
        return {"list": self.rng.choice(self.lists), "id": f"{10000 + k}", "name": f"Mục thử {k}", "since": self.began(day), "until": None}

    def change(self, v):
        return {**v, "until": self.ended(v)} if self.rng.random() < 0.5 else {**v, "name": v["name"] + " mới"}

    def elements(self, v):
        return {self.code: v["id"], "DanhMuc": v["list"], self.name: v["name"], "HieuLucTu": self.day(v["since"]), "HieuLucDen": self.day(v["until"]) or None,
                "GhiChu": self.person()}

    def key(self, v):
        return v["list"], v["id"], v["since"]

    def clean(self, v):
        return {"danh_muc": v["list"], "ma": v["id"], "hieu_luc_tu": day_text(v["since"]), "hieu_luc_den": day_text(v["until"])}

    def is_word_lost(self, old, new):
        return self.clean(old) == self.clean(new)

    def counts(self, v):
        yield "dm.muc", self.world.root, (v["since"], v["until"]), 1
        yield "dm.danh-muc", self.world.root, v["since"], v["list"]


class FinanceCodes(Codes):
    feed, root, record, lists = "danh-muc-tai-chinh", "DanhMucTaiChinh", "Muc", ("DM-CHUONG", "DM-MUC")


class BankCodes(Codes):
    feed, root, record, cadence = "danh-muc-ngan-hang", "DanhMucNganHang", "Muc", "daily"
    code, name, lists, volume = "@ma", "TenToChuc", ("DM-TCTD", "DM-CHI-NHANH"), 8


class PostCodes(Codes):
    feed, root, record = "ma-buu-chinh", "MaBuuChinh", "Muc"
    code, name, lists = "Vpostcode", "KhuVuc", ("VPOSTCODE",)


class Rates(System):
    feed, root, record, cadence = "ty-gia", "GuiTyGia", "TyGia", "daily"
    breaks = (("unknown-code", "code.unknown", {"NgoaiTe": "XXX"}), ("no-key", "record.key_missing", {"NgoaiTe": None}),
              ("unknown-code", "code.unknown", {"Loai": "LL"}), ("bad-date", "date.not_real", {"Ngay": "00/00/2026"}),
              ("no-key", "record.key_missing", {"Ngay": None}), ("bad-number", "field.required", {"GiaTri": "chưa có"}),
              ("bad-number", "field.required", {"GiaTri": None}), ("wrong-unit", "unit.unknown", {"GiaTri": "3 350 đô la"}),
              ("bad-number", "unit.least", {"GiaTri": "-168,45"}))

    def rows(self, day, n):
        return [{"currency": c, "kind": kind, "day": day, **self.rate()} for c in ("USD", "EUR", "JPY", "CNY", "LAK") for kind in ("TT", "TC", "TK")]

    def rate(self):
        n = self.rng.randrange(101, 3_000_000)
        return {"rate": n, "text": written(self.rng, n, 2)}

    def change(self, v):
        return {**v, **self.rate()}

    def elements(self, v):
        return {"NgoaiTe": v["currency"], "Loai": v["kind"], "Ngay": self.day(v["day"]), "GiaTri": v["text"]}

    def key(self, v):
        return v["currency"], v["kind"], v["day"]

    def clean(self, v):
        return {"ngoai_te": v["currency"], "loai": v["kind"], "ngay": day_text(v["day"]), "ty_gia": decimal(v["rate"], 2)}

    def counts(self, v):
        yield "tg.ban-ghi", self.world.root, v["day"], 1
        yield "tg.ngoai-te", self.world.root, v["day"], v["currency"]


class Connections(System):
    """The register of systems: 23, some of which change in each quarter."""

    feed, root, record, ns, cadence = "danh-muc-ket-noi", "DanhMucKetNoi", "HeThong", BSC, "quarterly"
    breaks = (("no-key", "record.key_missing", {"STT": None}), ("bad-date", "date.not_real", {"HieuLucTu": "30/02/2026"}),
              ("unknown-code", "bool.unknown", {"DaKetNoi": "chưa rõ"}))
    notes = (("unknown-agency", "agency.unknown", {"DonViQuanLy": "Bộ Chưa Có Trong Danh Mục"}, {}), ("bad-date", "date.not_real", {"NgayDuKien": "31/06/2026"}, {}),
             ("bad-date", "date.syntax", {"HieuLucDen": "hết quý"}, {"until": None}))

    def rows(self, day, n):
        first = dt.date(day.year, day.month, 1)
        if n == 0:
            self.now = {k: self.fresh(k, None, first) for k in range(1, 24)}
            return list(self.now.values())
        out = []
        for k in self.rng.sample(sorted(self.now), 6):
            old = {**self.now[k], "until": first - DAY}
            self.now[k] = {**self.fresh(k, None, first), "since": first}
            out += [old, self.now[k]]
        return out

    def fresh(self, k, body, day):
        return {"id": f"{k}", "since": self.began(day), "until": None, "connected": self.rng.random() < 0.6, "agency": self.rng.choice(self.world.departments).agency}

    def change(self, v):
        return {**v, "connected": not v["connected"]}

    def elements(self, v):
        word = self.rng.choice(["Đã kết nối", "Có", "1"] if v["connected"] else ["Chưa kết nối", "Không", "0"])
        return {"STT": v["id"], "HieuLucTu": self.day(v["since"]), "HieuLucDen": self.day(v["until"]) or None, "Ten": f"Hệ thống thử số {v['id']}", "DaKetNoi": word,
                "DonViTheoDoi": self.place_of(v), "MucDich": "Trao đổi dữ liệu", "DuKienHoanThanh": "Theo lộ trình"}

    def key(self, v):
        return v["id"], v["since"]

    def clean(self, v):
        return {"so": v["id"], "hieu_luc_tu": day_text(v["since"]), "hieu_luc_den": day_text(v["until"]), "don_vi_theo_doi": v["agency"]}

    def counts(self, v):
        yield "systems_listed", self.world.root, (v["since"], v["until"]), 1
        if v["connected"]:
            yield "systems_connected", self.world.root, (v["since"], v["until"]), 1


class Units(System):
    """The statistics office's list of communes, as its service answers; the day it holds on stands beside it."""

    feed, root, record, ns, cadence = "danh-muc-hanh-chinh", "DanhMucPhuongXaResponse", "TABLE", "http://tempuri.org/", "quarterly"
    forms = ("soap", "gzip", "utf16", "zip")
    breaks = (("no-key", "id.blank", {"MaPhuongXa": "6 15"}), ("no-key", "field.required", {"MaTinh": None, "MaPhuongXa": None}))

    def rows(self, day, n):
        self.as_of = day
        return [{"code": u["code"], "name": u["name_vi"], "day": day} for u in self.world.units if u["level"] == "commune"]

    def change(self, v):
        return v

    def sent_in(self, sent):
        return {**super().sent_in(sent), "as_of": f"{self.as_of}"}

    def body(self, items):
        rows = "".join(element(self.record, i.sent) + "\n" for i in items)
        return (f'<{self.root} xmlns="{self.ns}"><!-- {self.serial} --><DanhMucPhuongXaResult><d:diffgram xmlns:d="urn:schemas-microsoft-com:xml-diffgram-v1">'
                f'<NewDataSet xmlns="">{rows}</NewDataSet></d:diffgram></DanhMucPhuongXaResult></{self.root}>')

    def elements(self, v):
        return {"MaTinh": self.world.units[0]["province"], "TenTinh": "Tỉnh", "MaPhuongXa": v["code"], "TenPhuongXa": v["name"], "LoaiHinh": re.match(r"Đặc khu|\S+", v["name"])[0]}

    def key(self, v):
        return v["code"], v["day"]

    def is_word_lost(self, old, new):
        return self.clean(old) == self.clean(new)

    def clean(self, v):
        return {"cap": "3", "ma": v["code"], "ten": v["name"], "ngay": day_text(v["day"])}

    def counts(self, v):
        return ()


ALL = [Codes, FinanceCodes, BankCodes, PostCodes, Rates, Connections, Units]
