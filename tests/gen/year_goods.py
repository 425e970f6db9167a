"""What the national systems send of land, texts, prices, vehicles and accounts: one class a feed."""
from fractions import Fraction

from year_kind import decimal, written
from year_parts import DAY
from year_systems import DONG, System, day_text, no_place, number_text


class Land(System):
    feed, root, record, cadence = "dat-dai", "GuiDatDai", "ThuaDat", "quarterly"
    units = [("m2", 1, 1), ("m²", 1, 0), ("ha", 10000, 2)]
    breaks = (("no-key", "record.key_missing", {"MaThua": None}), ("no-key", "id.blank", {"MaThua": "23281 12 112"}),
              ("unknown-code", "code.unknown", {"LoaiDat": "ABC"}), ("wrong-unit", "unit.unknown", {"DonViTinh": "kg"}),
              ("bad-number", "field.required", {"DienTich": None, "DonViTinh": None}), ("bad-number", "unit.least", {"DienTich": "-3", "DonViTinh": "m2"}),
              ("wrong-unit", "unit.dimension", {"DonViTinh": "kWh"}), ("bad-date", "date.not_real", {"TuNgay": "32/01/2026"}))
    notes = (*no_place(), ("unknown-code", "bool.unknown", {"DaCapGiay": "chưa rõ"}, {"papers": None}),
             ("bad-date", "date.syntax", {"DenNgay": "chưa có"}, {"until": None}))

    def rows(self, day, n):
        return self.each(n, day, self.world.communes, 1, 3)

    def area(self):
        name, factor, decimals = self.rng.choice(self.units)
        n = self.rng.randrange(1, 900) * 10 ** decimals + (self.rng.randrange(1, 10) if decimals else 0)
        return {"area": Fraction(n * factor, 10 ** decimals), "text": written(self.rng, n, decimals), "measured": name}

    def fresh(self, k, body, day):
        unit = body.code.split(".")[1]
        return {"id": f"{unit}-{k}-1", "agency": body.agency, "unit": unit, "use": self.rng.choice(["ODT", "ONT", "LUA", "CLN", "RSX", "SKC"]),
                "since": self.began(day), "until": None, "papers": self.flag(), **self.area()}

    def change(self, v):
        """Parted since, or measured anew."""
        return {**v, "until": self.ended(v)} if self.rng.random() < 0.5 else {**v, **self.area()}

    def elements(self, v):
        return {"MaThua": v["id"], "DiaBan": self.place_of(v), "MaXa": v["unit"], "LoaiDat": v["use"], "DienTich": v["text"],
                "DonViTinh": v["measured"], "DaCapGiay": self.bool(v["papers"]), "TuNgay": self.day(v["since"]), "DenNgay": self.day(v["until"]),
                "ChuSuDung": self.person(), "SoGiayTo": self.person(), "DiaChi": self.person()}

    def key(self, v):
        return (v["id"],)

    def clean(self, v):
        return {"ma_thua": v["id"], "dia_ban": v["agency"], "ma_xa": v["unit"], "loai_dat": v["use"], "dien_tich": decimal(int(v["area"] * 10), 1),
                "tu_ngay": day_text(v["since"]), "den_ngay": day_text(v["until"])}

    def counts(self, v):
        when = v["since"], v["until"]
        yield "dat.thua", v["agency"], when, 1
        yield "dat.dien-tich", v["agency"], when, v["area"]
        if v["papers"]:
            yield "dat.da-cap-giay", v["agency"], when, 1


class LandDuties(System):
    feed, root, record, cadence = "nghia-vu-dat-dai", "GuiPhieuChuyen", "Phieu", "daily"
    breaks = (("no-key", "record.key_missing", {"SoPhieu": None}), ("no-key", "id.blank", {"SoPhieu": "PC 2026 112"}),
              ("bad-date", "field.required", {"NgayChuyen": None}), ("bad-date", "date.not_real", {"NgayChuyen": "08/13/2026"}))
    notes = (*no_place("CoQuanChuyen"), ("bad-date", "date.syntax", {"NgayThongBao": "tuần tới"}, {}),
             ("bad-number", "number.syntax", {"SoTien": "hai triệu", "DonViTien": None}, {"money": None}),
             ("wrong-unit", "unit.unknown", {"SoTien": "12", "DonViTien": "USD"}, {"money": None}),
             ("unknown-code", "bool.unknown", {"NopTrucTuyen": "đang chờ"}, {"online": None}))

    def rows(self, day, n):
        bodies = self.world.departments[:2] + self.rng.sample(self.world.communes, 18)
        return [self.fresh(n * 100 + k, body, day) for k, body in enumerate(bodies)]

    def fresh(self, k, body, day):
        v = {"id": f"PC-{day.year}-{k:06d}", "agency": body.agency, "moved": day, "paid": None, "money": None, "text": None, "unit": None, "online": None}
        return self.change(v) if self.rng.random() < 0.4 else v

    def change(self, v):
        """Paid since."""
        money, text, unit = self.amount(DONG[:3], 1, 900)
        return {**v, "paid": v["moved"] + self.rng.randrange(0, 20) * DAY, "money": money, "text": text, "unit": unit, "online": self.flag()}

    def elements(self, v):
        return {"SoPhieu": v["id"], "CoQuanChuyen": self.place_of(v), "NgayChuyen": self.day(v["moved"]), "NgayThongBao": self.day(v["moved"] + DAY),
                "NgayNop": self.day(v["paid"]) or None, "SoTien": v["text"], "DonViTien": v["unit"], "NopTrucTuyen": self.bool(v["online"]),
                "NguoiNop": self.person(), "MaSoThue": self.person(), "DiaChi": self.person()}

    def key(self, v):
        return (v["id"],)

    def clean(self, v):
        return {"so_phieu": v["id"], "co_quan": v["agency"], "ngay_chuyen": day_text(v["moved"]), "ngay_nop": day_text(v["paid"]),
                "so_tien": number_text(v["money"])}

    def counts(self, v):
        yield "nvdd.phieu", v["agency"], v["moved"], 1
        if v["paid"]:
            yield "nvdd.da-nop", v["agency"], v["paid"], 1
            if v["online"]:
                yield "nvdd.truc-tuyen", v["agency"], v["paid"], 1
            if v["money"] is not None:
                yield "nvdd.so-tien", v["agency"], v["paid"], v["money"]


class Texts(System):
    feed, root, record = "van-ban-qppl", "GuiVanBan", "VanBan"
    breaks = (("no-key", "record.key_missing", {"SoKyHieu": None}), ("no-key", "id.blank", {"SoKyHieu": "9912 / 2026"}),
              ("bad-date", "date.not_real", {"NgayBanHanh": "10/14/2026"}), ("no-key", "record.key_missing", {"NgayBanHanh": None}),
              ("unknown-code", "code.unknown", {"Loai": "TB"}), ("unknown-code", "field.required", {"Loai": None}))
    notes = (*no_place("CoQuan"), ("bad-date", "date.syntax", {"HieuLucTu": "ngày ký"}, {"since": None}),
             ("bad-date", "date.syntax", {"HetHieuLuc": "khi thay thế"}, {"until": None}))

    def rows(self, day, n):
        return self.each(n, day, self.world.communes, 0, 2)

    def fresh(self, k, body, day):
        issued = self.past(day, 40)
        return {"id": f"{k}/{issued.year}/QĐ-UBND", "issued": issued, "kind": self.rng.choice(["NQ", "QĐ", "CT"]), "agency": body.agency,
                "since": issued + 10 * DAY, "until": None}

    def change(self, v):
        return {**v, "until": v["issued"] + self.rng.randrange(20, 90) * DAY}

    def elements(self, v):
        return {"SoKyHieu": v["id"], "NgayBanHanh": self.day(v["issued"]), "Loai": v["kind"], "CoQuan": self.place_of(v),
                "HieuLucTu": self.day(v["since"]) or None, "HetHieuLuc": self.day(v["until"]) or None, "TrichYeu": "Quy định mẫu bịa đặt",
                "NguoiKy": self.person(), "ToanVan": self.person()}

    def key(self, v):
        return v["id"], v["issued"]

    def clean(self, v):
        return {"so_ky_hieu": v["id"], "ngay_ban_hanh": day_text(v["issued"]), "loai": v["kind"], "co_quan": v["agency"],
                "hieu_luc_tu": day_text(v["since"]), "hieu_luc_den": day_text(v["until"])}

    def counts(self, v):
        yield "vb.ban-hanh", v["agency"], v["issued"], 1
        if v["since"]:
            yield "vb.hieu-luc", v["agency"], (v["since"], v["until"]), 1


class Prices(System):
    feed, root, record = "gia-hang-hoa", "GuiGia", "Gia"
    goods = {"01.001": "kg", "05.010": "nghin-kg", "07.002": "lit", "09.100": "bao", "11.020": "cai"}
    breaks = (("no-key", "record.key_missing", {"MaHang": None}), ("no-key", "id.blank", {"MaHang": "01 002"}),
              ("wrong-unit", "unit.unknown", {"DonViTien": "USD"}), ("bad-number", "number.syntax", {"MucGia": "18 đến 20", "DonViTien": "nghìn đồng"}),
              ("bad-number", "field.required", {"MucGia": None, "DonViTien": None}), ("wrong-unit", "code.unknown", {"DonViTinh": "thúng"}),
              ("wrong-unit", "field.required", {"DonViTinh": None}), ("bad-date", "date.syntax", {"Ngay": "hôm qua"}),
              ("no-key", "record.key_missing", {"DiaBan": None}), ("bad-number", "unit.least", {"MucGia": "-5", "DonViTien": "đồng"}))
    notes = no_place()[:2]

    def rows(self, day, n):
        return [self.fresh(good, body, day) for body in self.world.communes for good in self.rng.sample(sorted(self.goods), 3)]

    def fresh(self, good, body, day):
        return {"good": good, "agency": body.agency, "day": self.past(day, 28), **self.price()}

    def price(self):
        value, text, unit = self.amount(DONG[:3])
        return {"price": value, "text": text, "unit": unit}

    def change(self, v):
        return {**v, **self.price()}

    def elements(self, v):
        return {"MaHang": v["good"], "Ngay": self.day(v["day"]), "DiaBan": self.place_of(v), "MucGia": v["text"],
                "DonViTien": v["unit"] if v["unit"] != "đồng" or self.rng.random() < 0.7 else None, "DonViTinh": self.goods[v["good"]],
                "NguoiLap": self.person(), "NoiBan": self.person(), "GhiChu": self.person()}

    def key(self, v):
        return v["good"], v["agency"], v["day"]

    def clean(self, v):
        return {"ma_hang": v["good"], "dia_ban": v["agency"], "ngay": day_text(v["day"]), "gia": number_text(v["price"]), "don_vi": self.goods[v["good"]]}

    def counts(self, v):
        yield "gia.ban-ghi", v["agency"], v["day"], 1
        yield "gia.mat-hang", v["agency"], v["day"], v["good"]


class Inspections(System):
    feed, root, record = "dang-kiem", "GuiDangKiem", "DangKiem"
    breaks = (("no-key", "record.key_missing", {"BienSo": None}), ("bad-date", "date.not_real", {"NgayKiemDinh": "33/01/2026"}),
              ("no-key", "record.key_missing", {"NgayKiemDinh": None}), ("unknown-code", "code.unknown", {"LoaiXe": "BO"}),
              ("unknown-code", "code.unknown", {"KetQua": "được"}), ("unknown-code", "field.required", {"KetQua": None}))
    notes = (("bad-date", "date.syntax", {"HanKiemDinh": "sang năm"}, {"until": None}), ("bad-number", "id.blank", {"TrungTam": "82 01"}, {"centre": ""}))

    def rows(self, day, n):
        return [self.fresh(n * 1000 + k, None, day) for k in range(120)]

    def fresh(self, k, body, day):
        day = self.past(day, 28)
        return {"id": self.world.plant(f"76A-{k:06d}"), "day": day, "kind": self.rng.choice(["CON", "TAI", "KHACH", "KHAC"]),
                "result": self.rng.choice("DDDK"), "until": day + 365 * DAY, "centre": "7601D"}

    def change(self, v):
        return {**v, "result": "K" if v["result"] == "D" else "D"}

    def elements(self, v):
        return {"BienSo": v["id"], "ChuXe": self.person(), "SoKhung": self.person(), "SoMay": self.person(), "NgayKiemDinh": self.day(v["day"]),
                "LoaiXe": v["kind"], "KetQua": v["result"], "HanKiemDinh": self.day(v["until"]), "TrungTam": v["centre"], "GhiChu": self.person()}

    def key(self, v):
        return v["id"], v["day"]

    def clean(self, v):
        return {"ngay": day_text(v["day"]), "loai_xe": v["kind"], "ket_qua": v["result"], "han": day_text(v["until"]), "trung_tam": v["centre"]}

    def counts(self, v):
        yield "dk.luot", self.world.root, v["day"], 1
        if v["result"] == "D":
            yield "dk.dat", self.world.root, v["day"], 1


class Licences(System):
    feed, root, record = "giay-phep-lai-xe", "GuiGiayPhep", "GiayPhep"
    breaks = (("no-key", "record.key_missing", {"SoGiayPhep": None}), ("unknown-code", "code.unknown", {"Hang": "Z9"}),
              ("unknown-code", "field.required", {"Hang": None}), ("bad-date", "date.not_real", {"NgayCap": "29/02/2026"}),
              ("bad-date", "field.required", {"NgayCap": None}))
    notes = (("bad-date", "date.syntax", {"NgayHetHan": "không hạn"}, {"until": None}), ("unknown-code", "bool.unknown", {"CapDoiTrucTuyen": "qua"}, {"online": None}))

    def rows(self, day, n):
        return [self.fresh(n * 1000 + k, None, day) for k in range(150)]

    def fresh(self, k, body, day):
        return {"id": self.secret(12, k, "9992"), "class": self.rng.choice(["A1", "A2", "B1", "B2", "C", "D", "E"]), "day": self.past(day, 28),
                "until": None, "online": self.flag()}

    def change(self, v):
        return {**v, "until": v["day"] + 3650 * DAY, "online": True}

    def elements(self, v):
        return {"SoGiayPhep": self.grouped(v["id"]), "HoTen": self.person(), "NgaySinh": "01/01/1990", "SoDinhDanh": self.person(), "Hang": v["class"],
                "NgayCap": self.day(v["day"]), "NgayHetHan": self.day(v["until"]) or None, "CapDoiTrucTuyen": self.bool(v["online"]),
                "NoiCuTru": self.person()}

    def key(self, v):
        return (v["id"],)

    def clean(self, v):
        return {"hang": v["class"], "ngay_cap": day_text(v["day"]), "ngay_het_han": day_text(v["until"])}

    def counts(self, v):
        yield "gplx.cap", self.world.root, v["day"], 1
        if v["online"]:
            yield "gplx.doi-truc-tuyen", self.world.root, v["day"], 1


class Accounts(System):
    feed, root, record = "dinh-danh-dien-tu", "GuiTaiKhoan", "TaiKhoan"
    breaks = (("no-key", "record.key_missing", {"SoDinhDanh": None}), ("unknown-code", "code.unknown", {"Muc": "3"}),
              ("unknown-code", "field.required", {"Muc": None}), ("bad-date", "field.required", {"NgayKichHoat": None}),
              ("bad-date", "date.not_real", {"NgayKichHoat": "31/04/2026"}))
    notes = (*no_place(), ("bad-date", "date.syntax", {"NgayKhoa": "mất máy"}, {"until": None}),
             ("unknown-code", "bool.unknown", {"DungDVC": "thường xuyên"}, {"used": None}))

    def rows(self, day, n):
        return self.each(n, day, self.world.communes)

    def fresh(self, k, body, day):
        return {"id": self.secret(12, k, "09993"), "level": self.rng.choice("122"), "agency": body.agency, "since": self.began(day), "until": None,
                "used": self.flag()}

    def change(self, v):
        return {**v, "until": self.ended(v)} if self.rng.random() < 0.4 else {**v, "level": "2", "used": True}

    def elements(self, v):
        return {"SoDinhDanh": self.grouped(v["id"]), "HoTen": self.person(), "DienThoai": self.person(), "ThietBi": self.person(), "Muc": v["level"],
                "DiaBan": self.place_of(v), "NgayDangKy": "01/07/2025", "NgayKichHoat": self.day(v["since"]), "NgayKhoa": self.day(v["until"]) or None,
                "DungDVC": self.bool(v["used"])}

    def key(self, v):
        return (v["id"],)

    def clean(self, v):
        return {"muc": v["level"], "dia_ban": v["agency"], "kich_hoat": day_text(v["since"]), "khoa": day_text(v["until"])}

    def counts(self, v):
        when = v["since"], v["until"]
        yield "ddt.tai-khoan", v["agency"], when, 1
        if v["level"] == "2":
            yield "ddt.muc-2", v["agency"], when, 1
        if v["used"]:
            yield "ddt.dung-dvc", v["agency"], when, 1


ALL = [Land, LandDuties, Texts, Prices, Inspections, Licences, Accounts]
