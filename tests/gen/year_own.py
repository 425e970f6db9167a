"""What the province's own systems and its neighbours send: reports of a quarter, incidents, feedback; one class a feed."""
import datetime as dt
from fractions import Fraction
from xml.sax.saxutils import quoteattr

import index_year
from year_defects import SentYear
from year_kind import element, leaf, written
from year_parts import DAY, quarter_of
from year_systems import DONG, System, day_text, no_place

SLT, BSC, BCQ = (f"http://lris.example/{name}/1.0" for name in ("so-lieu-tinh", "bien-so-chi-so", "bao-cao-quy"))


def quarter_before(day, n):
    """The quarter that is over; of what is handed over at the beginning (n 0) the one before it."""
    first = dt.date(day.year, (day.month - 1) // 3 * 3 + 1, 1) - DAY
    return quarter_of(first if n else dt.date(first.year, first.month - 2, 1) - DAY)


class Report(SentYear):
    """A message of one body about one quarter, which its head names; a record is an item's number."""

    ns, cadence = SLT, "quarterly"
    within = ("", "")                       # what stands around the records

    def rows(self, day, n):
        self.quarter_now = quarter_before(day, n)
        return self.reported(self.quarter_now)

    def reported(self, quarter):
        raise NotImplementedError

    def head(self):
        return leaf("KyBaoCao", self.quarter(self.quarter_now)) + leaf("DiaBan", self.rng.choice(self.calls))

    @property
    def calls(self):
        return [self.world.root, self.world.rows("agencies")[0]["short_vi"]]

    def body(self, items):
        return (f"<{self.root} xmlns={quoteattr(self.ns)}><!-- {self.feed} {self.serial} -->{self.head()}{self.within[0]}\n"
                + "".join(element(self.record, i.sent) + "\n" for i in items) + f"{self.within[1]}</{self.root}>")


class PortalAccounts(Report):
    feed, root, record = "tai-khoan-dvc", "TaiKhoan", "Dong"
    breaks = (("unknown-code", "code.unknown", {"DoiTuong": "hộ kinh doanh"}), ("no-key", "record.key_missing", {"DoiTuong": None}),
              ("bad-number", "number.syntax", {"SoDangKy": "hơn mười nghìn"}), ("bad-number", "unit.whole", {"SoDangKy": "12,5"}),
              ("bad-number", "field.required", {"SoDangKy": None}))
    notes = (("bad-number", "number.syntax", {"SoSuDung": "chưa thống kê"}, {"used": None}),)

    def reported(self, quarter):
        return [{"quarter": quarter, "whose": whose, **self.numbers()} for whose in "12"]

    def numbers(self):
        n = self.rng.randrange(1000, 90000)
        return {"registered": n, "used": n * 3 // 4}

    def change(self, v):
        return {**v, **self.numbers()}

    def elements(self, v):
        return {"DoiTuong": v["whose"], "SoDangKy": written(self.rng, v["registered"]), "SoSuDung": None if v["used"] is None else written(self.rng, v["used"])}

    def key(self, v):
        return v["quarter"], v["whose"]

    def clean(self, v):
        return {"ky_bao_cao": v["quarter"], "dia_ban": self.world.root, "doi_tuong": v["whose"], "so_dang_ky": f"{v['registered']}",
                "so_su_dung": "" if v["used"] is None else f"{v['used']}"}

    def counts(self, v):
        citizen = v["whose"] == "1"
        yield ("accounts_registered", "6.13 c" if citizen else "6.13 d"), self.world.root, v["quarter"], v["registered"]
        yield ("accounts_used", "6.13 a" if citizen else "6.13 b"), self.world.root, v["quarter"], v["used"]


class Items(Report):
    """{code: item}, each with one number and its unit."""

    tags, items, measure = (), {}, ""

    def reported(self, quarter):
        return [{"quarter": quarter, "code": code, **self.number(code)} for code in self.items]

    def change(self, v):
        return {**v, **self.number(v["code"])}

    def elements(self, v):
        return dict(zip(self.tags, (v["code"], v["text"], v["unit"])))

    def key(self, v):
        return v["quarter"], v["code"]

    def clean(self, v):
        return {"ky_bao_cao": v["quarter"], "dia_ban": self.world.root, self.column: v["code"]}

    def counts(self, v):
        yield (self.measure, self.items[v["code"]]), self.world.root, v["quarter"], v["value"]


class Spending(Items):
    feed, root, record, measure, column = "chi-ngan-sach", "ChiNganSach", "Dong", "spending", "khoan_chi"
    tags = "KhoanChi", "SoTien", "DonViTinh"
    items = {"tong": "6.22 c", "cds": "5.12.1 c", "cqs-dau-tu": "6.22.1 a", "cqs-thuong-xuyen": "6.22.2 b", "kts-dau-tu": "7.11 a", "kts-thuong-xuyen": "7.12 a",
             "xhs-dau-tu": "8.6 x", "xhs-thuong-xuyen": "8.7 x", "attt-dau-tu": "5.12.1.a a", "attt-thuong-xuyen": "5.12.1.b b"}
    breaks = (("unknown-code", "code.unknown", {"KhoanChi": "du-phong"}), ("no-key", "record.key_missing", {"KhoanChi": None}))
    notes = (("wrong-unit", "unit.unknown", {"SoTien": "1.842,5", "DonViTinh": "tỷ USD"}, {"value": None}),
             ("bad-number", "number.comma", {"SoTien": "12,500", "DonViTinh": "đồng"}, {"value": None}))

    def number(self, code):
        value, text, unit = self.amount(DONG)
        return {"value": value, "text": text, "unit": unit}


class Telecom(Items):
    feed, root, record, measure, column = "vien-thong-buu-chinh", "VienThongBuuChinh", "Dong", "telecom_post", "so_lieu"
    tags = "SoLieu", "GiaTri", "DonViTinh"
    items = {"nguoi-dien-thoai-thong-minh": "3.1 a", "ho-dien-thoai-thong-minh": "3.2 a", "ho-cap-quang": "3.3 a", "diem-phuc-vu-internet": "7.8 a",
             "diem-phuc-vu": "7.8 b", "giao-dich-san": "7.9 a", "buu-gui": "7.9 b", "ten-mien-vn": "7.10 a"}
    units = {"nguoi-dien-thoai-thong-minh": "người", "ho-dien-thoai-thong-minh": "hộ", "ho-cap-quang": "hộ"}
    breaks = (("unknown-code", "code.unknown", {"SoLieu": "thue-bao-5g"}), ("no-key", "record.key_missing", {"SoLieu": None}))
    notes = (("wrong-unit", "unit.unknown", {"DonViTinh": "thuê bao cáp"}, {"value": None}),)

    def number(self, code):
        n = self.rng.randrange(50, 400000)
        return {"value": n, "text": written(self.rng, n), "unit": self.units.get(code)}


class Incidents(System):
    feed, root, record, ns = "su-co-attt", "SuCoAnToanThongTin", "SuCo", SLT
    breaks = (("bad-date", "date.not_real", {"NgayPhatHien": "30/02/2026"}), ("no-key", "record.key_missing", {"Ma": None}),
              ("bad-date", "field.required", {"NgayPhatHien": None}), ("no-key", "id.blank", {"Ma": "SC 2026"}))
    notes = (*no_place("CoQuan"), ("unknown-code", "code.unknown", {"NguonPhatHien": "9"}, {}), ("bad-date", "date.syntax", {"NgayXuLy": "đang xử lý"}, {"ended": None}))

    def rows(self, day, n):
        return self.each(n, day, self.world.bodies, 0, 1)

    def fresh(self, k, body, day):
        return {"id": f"SC-{day.year}-{k:06d}", "agency": body.agency, "found": self.past(day, 30), "ended": None, "told_by": self.rng.choice("12")}

    def change(self, v):
        return {**v, "ended": v["found"] + self.rng.randrange(0, 9) * DAY}

    def elements(self, v):
        return {"Ma": v["id"], "NgayPhatHien": self.day(v["found"]), "CoQuan": self.place_of(v), "NguonPhatHien": v["told_by"],
                "NgayXuLy": self.day(v["ended"]) or None, "MoTa": self.person(), "HeThong": self.person(), "NguoiBao": self.person()}

    def key(self, v):
        return (v["id"],)

    def clean(self, v):
        return {"ma": v["id"], "ngay_phat_hien": day_text(v["found"]), "co_quan": v["agency"], "ngay_xu_ly": day_text(v["ended"])}

    def counts(self, v):
        yield "noi-bo.su-co-phat-hien", v["agency"], v["found"], 1
        if v["ended"]:
            yield "noi-bo.su-co-da-xu-ly", v["agency"], v["found"], 1


class Feedback(System):
    feed, root, record, ns = "phan-anh-1022", "PhanAnhKienNghi", "PhanAnh", SLT
    breaks = (("unknown-code", "code.unknown", {"Kenh": "fax"}), ("bad-date", "date.not_real", {"NgayTiepNhan": "31/02/2026"}),
              ("no-key", "record.key_missing", {"Ma": None}), ("unknown-code", "field.required", {"Kenh": None}))
    notes = (*no_place("CoQuan"), ("bad-date", "date.not_real", {"NgayTraLoi": "32/01/2026"}, {"answered": None}),
             ("unknown-code", "code.unknown", {"DanhGia": "tạm được"}, {"mark": None}))

    def rows(self, day, n):
        return self.each(n, day, self.world.bodies)

    def fresh(self, k, body, day):
        came = self.past(day, 30)
        return {"id": f"PA-{day.year}-{k:06d}", "way": self.rng.choice("1234"), "agency": body.agency, "came": came, "due": came + 7 * DAY,
                "answered": self.rng.choice([None, came + self.rng.randrange(0, 12) * DAY]), "mark": self.rng.choice(["1", "1", "0", None])}

    def change(self, v):
        return {**v, "answered": v["came"] + self.rng.randrange(0, 12) * DAY, "mark": "1"}

    def elements(self, v):
        return {"Ma": v["id"], "Kenh": v["way"], "NgayTiepNhan": self.day(v["came"]), "HanTraLoi": self.day(v["due"]), "NgayTraLoi": self.day(v["answered"]) or None,
                "CoQuan": self.place_of(v), "DanhGia": v["mark"], "NoiDung": self.person(), "NguoiGui": self.person(), "DienThoai": self.person(),
                "DiaChi": self.person()}

    def key(self, v):
        return (v["id"],)

    def clean(self, v):
        return {"ma": v["id"], "kenh": v["way"], "ngay_nhan": day_text(v["came"]), "han": day_text(v["due"]), "ngay_tra_loi": day_text(v["answered"]),
                "co_quan": v["agency"], "danh_gia": v["mark"] or ""}

    def counts(self, v):
        for is_so, what in ((True, "received"), (v["answered"] and v["answered"] <= v["due"], "on_time"), (v["mark"], "rated"), (v["mark"] == "1", "satisfied")):
            if is_so:
                yield f"feedback_{what}_{v['way']}", v["agency"], v["came"], 1


class Variables(Report):
    """The index's numbers, as the department that leads them sends them; when, it says itself."""

    feed, root, record, ns, within = "bien-so-chi-so", "GuiBienSo", "BienSo", BSC, ("<DanhSach>", "</DanhSach>")
    sender = "so-khoa-hoc-va-cong-nghe"
    breaks = (("no-key", "field.required", {"Bien": None}), ("no-key", "field.required", {"ChiSo": None}), ("no-key", "id.blank", {"ChiSo": "8 3"}))
    notes = (("bad-number", "number.ambiguous", {"GiaTri": "1.125%", "DonViTinh": None}, {"value": None}),
             ("bad-date", "date.not_real", {"MinhChung/NgayVanBan": "31/02/2026"}, {}),
             ("wrong-unit", "unit.unknown", {"GiaTri": "12", "DonViTinh": "triệu USD"}, {"value": None}))

    def reported(self, quarter):
        rows = [r for r in index_year.table("s003_variables.csv") if r["unit"] not in ("boolean", "state") and r["id"] not in index_year.OTHERS
                and (r["id"], r["var"]) not in index_year.SUPPLIED]
        self.drawn = {(r["id"], r["var"]): r for r in rows}
        return [{"quarter": quarter, "indicator": key, "var": var, **self.number(key, var)} for key, var in self.drawn]

    def number(self, key, var):
        drawn = index_year.draw(self.rng, self.drawn[key, var], self.rng.choice([1, 30, 80]))
        return {"value": Fraction(drawn.meant), "text": drawn.text, "unit": drawn.unit or None}

    def change(self, v):
        return {**v, **self.number(v["indicator"], v["var"])}

    @property
    def body_of(self):
        return self.of_agency[f"{self.world.territory}/{self.sender}"]

    def sent_in(self, sent):
        return {}

    def head(self):
        return element("TieuDe", {"MaBanTin": f"bsc-{self.serial}", "KyBaoCao": self.quarter(self.quarter_now), "DiaBan": self.rng.choice(self.calls),
                                  "DonViGui": self.place(self.body_of), "ThoiDiemGui": f"{self.sent:%Y%m%d%H%M%S}"})

    def elements(self, v):
        return {"ChiSo": v["indicator"], "Bien": v["var"], "GiaTri": v["text"], "DonViTinh": v["unit"], "MinhChung/SoVanBan": "12/BC-SKHCN",
                "MinhChung/NgayVanBan": self.day(dt.date(2026, 1, 6))}

    def key(self, v):
        return v["quarter"], v["indicator"], v["var"]

    def clean(self, v):
        return {"ky_bao_cao": v["quarter"], "dia_ban": self.world.root, "ma_bien": f"{v['indicator']} {v['var']}", "don_vi_gui": self.body_of.agency}

    def counts(self, v):
        yield ("index_variable", f"{v['indicator']} {v['var']}"), self.world.root, v["quarter"], v["value"]


class Peers(Report):
    feed, root, record, ns, within = "chi-so-tinh-khac", "GuiChiSoTinh", "ChiSoTinh", BSC, ("<DanhSach>", "</DanhSach>")
    breaks = (("no-key", "record.key_missing", {"MaTinh": None}), ("no-key", "id.blank", {"MaTinh": "H 06"}), ("no-key", "record.key_missing", {"ChiSo": ""}))
    notes = (("bad-number", "number.ambiguous", {"GiaTri": "1.125%"}, {"value": None}),)

    def head(self):
        return leaf("KyBaoCao", self.quarter(self.quarter_now))

    def reported(self, quarter):
        return [{"quarter": quarter, "province": f"H{n:02d}", "indicator": key, **self.number()} for n in (1, 2, 6, 21, 30, 41) for key in ("4.5", "4.6", "4.11", "7.10")]

    def number(self):
        n = self.rng.randrange(101, 9999)
        return {"value": Fraction(n, 100), "text": written(self.rng, n, 2) + "%"}

    def change(self, v):
        return {**v, **self.number()}

    def elements(self, v):
        return {"MaTinh": v["province"], "ChiSo": v["indicator"], "GiaTri": v["text"]}

    def key(self, v):
        return v["quarter"], v["province"], v["indicator"]

    def clean(self, v):
        return {"ky_bao_cao": v["quarter"], "ma_tinh": v["province"], "chi_so": v["indicator"]}

    def counts(self, v):
        yield ("peer_value", v["indicator"]), v["province"], v["quarter"], v["value"]


class QuarterReport(Report):
    """The province's report of a quarter, in the envelope of its exchange."""

    feed, root, record, ns = "bao-cao-quy", "DongBoBaoCaoQuy", "ChiTieu", BCQ
    forms = ("soap", "gzip", "xml", "utf16", "zip", "json")
    within = ("<DanhSachNhom><NhomChiTieu><MaNhom>I</MaNhom><TenNhom>Chính quyền số</TenNhom>", "</NhomChiTieu></DanhSachNhom>")
    breaks = (("no-key", "record.key_missing", {"MaChiTieu": None}), ("no-key", "id.blank", {"MaChiTieu": "I 3"}))
    notes = (("bad-number", "number.ambiguous", {"KetQua": "1.125%"}, {"value": None}),)

    def sent_in(self, sent):
        return {}

    def head(self):
        return element("TieuDe", {"MaBaoCao": "CDS-QUY", "TenBaoCao": "CHỈ TIÊU", "KyBaoCao": self.quarter(self.quarter_now),
                                  "MaDonVi": self.rng.choice([self.world.root, f"000.00.00.{self.world.root}"]), "ThoiDiemGui": f"{self.sent:%Y%m%d%H%M%S}"})

    def reported(self, quarter):
        return [{"quarter": quarter, "code": f"{group}.{n}", **self.number()} for group, most in (("I", 15), ("III", 14)) for n in range(1, most + 1)]

    def number(self):
        n = self.rng.randrange(101, 9999)
        return {"value": Fraction(n, 100), "text": written(self.rng, n, 2) + "%", "aim": self.rng.choice([None, 50, 80, 100])}

    def change(self, v):
        return {**v, **self.number()}

    def elements(self, v):
        return {"MaChiTieu": v["code"], "STT": v["code"].split(".")[1] + ".", "NoiDung": "Tỷ lệ thử", "DonViChuTri": "Các sở, ban, ngành",
                "ChiTieuQuocGia": "-", "ChiTieuTinh": "-" if v["aim"] is None else f"{v['aim']}%", "KetQua": v["text"], "SoLieu": "", "GhiChu": ""}

    def key(self, v):
        return v["quarter"], v["code"]

    def clean(self, v):
        return {"ky_bao_cao": v["quarter"], "dia_ban": self.world.root, "ma_chi_tieu": v["code"]}

    def counts(self, v):
        yield ("report_ket_qua", v["code"]), self.world.root, v["quarter"], v["value"]
        yield ("report_chi_tieu_tinh", v["code"]), self.world.root, v["quarter"], v["aim"]


ALL = [PortalAccounts, Spending, Telecom, Incidents, Feedback, Variables, Peers, QuarterReport]
