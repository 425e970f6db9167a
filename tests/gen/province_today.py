#!/usr/bin/python3
"""province_today.py - October 2026 of one of the provinces of today, as its systems would send it, and the truth about it

usage: province_today.py write CATALOG TERRITORY SEED DIR   an inbox, a folder a feed; DIR/truth.csv: set kind, row, value
       province_today.py compare TRUTH FIGURES…             every row of the truth to the last digit, every other with its reason;
                                                            prints the counts, exits 1 at a difference

Bodies, their codes and names are read from the province's folder alone; what is true of the index is index_year.py's reading of the
document's own words. Everything is invented.
"""
import csv
import datetime as dt
import os
import random
import sys
from fractions import Fraction as F
from xml.sax.saxutils import escape

import index_year

QUARTER, SENT = "2026-Q3", "20261008093000"
NS = "http://dichvucong.gov.vn/qcvn120"
# what the resolutions say, entered in the catalogue: nobody sends it
ENTERED = {"quang-ngai": {"dan-so": 2161755, "xa": 96}, "ho-chi-minh": {"dan-so": 14002598, "xa": 168}}
DIVIDE_BY = {("3.1", "b"): "dan-so", ("4.11", "b"): "dan-so", ("8.1", "b"): "dan-so", ("3.4", "b"): "xa"}
NO_HOUSEHOLDS = {"3.2", "3.3", "8.4"}           # their denominator is entered nowhere and nobody sent it
NOBODY_SENT = {"6.6", "6.14", "7.10"}            # what their lead forgot


def read(base, territory, name):
    with open(os.path.join(base, territory, name + ".csv"), encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


class Body:
    def __init__(self, row):
        self.code, self.name, self.level = row["code"], row["short_vi"] or row["name_vi"], row["level"]


def bodies(base, territory):
    """Who receives dossiers: departments and all communes."""
    rows = [r for r in read(base, territory, "agencies") if r["code"] and r["parent"]]
    return [Body(r) for r in rows if r["level"] == "commune" or r["name_vi"].startswith("Sở")]


# --- dossiers -----------------------------------------------------------------------------------------------------------------------

class Dossier:
    def __init__(self, rng, n, body, procedures):
        self.body, self.number = body, n
        self.received = dt.datetime(2026, 10, 1 + n % 30, 8, n % 60)
        self.procedure = rng.choice(procedures)
        self.channel = rng.choice(["1", "2", "2", "3"])
        self.due = self.received + dt.timedelta(days=rng.choice([1, 3, 5]))
        ended = self.received + dt.timedelta(days=rng.choice([0, 2, 4]), hours=3)
        self.ended = ended if ended < dt.datetime(2026, 10, 31, 17) and rng.random() < 0.7 else None
        self.digital, self.fee, self.paid = rng.random() < 0.6, rng.choice([0, 0, 15000, 30000]), rng.random() < 0.5

    def is_on_time(self):
        return self.ended is not None and self.ended.date() <= self.due.date()

    def xml(self, root):
        stamp = lambda t: f"{t:%Y%m%d%H%M%S}" if t else ""
        fee = f"<LePhi><TenPhiLePhi>Lệ phí</TenPhiLePhi><Gia>{self.fee}</Gia></LePhi>" if self.fee else ""
        return (f"<HoSo><MaHoSo>{self.body.code}-{self.received:%y%m%d}-{self.number:05d}</MaHoSo>"
                f"<MaTTHC>{self.procedure}{'.000.00.00.' + root if self.number % 2 else ''}</MaTTHC><KenhThucHien>{self.channel}</KenhThucHien>"
                f"<ChuHoSo>LÊ THỊ BỊA {self.number:05d}</ChuHoSo><LoaiDoiTuong>1</LoaiDoiTuong>"
                f"<SoDienThoai>09990{self.number:05d}</SoDienThoai><NgayTiepNhan>{stamp(self.received)}</NgayTiepNhan>"
                f"<NgayHenTra>{stamp(self.due)}</NgayHenTra><TrangThaiHoSo>{'9' if self.ended else '4'}</TrangThaiHoSo>"
                f"<NgayKetThucXuLy>{stamp(self.ended)}</NgayKetThucXuLy><DonViXuLy>{escape(self.body.name)}</DonViXuLy>"
                f"<DanhSachLePhi>{fee}</DanhSachLePhi><HoSoCoThanhPhanSoHoa>{int(self.digital)}</HoSoCoThanhPhanSoHoa>"
                f"<DuocThanhToanTrucTuyen>{int(bool(self.fee) and self.paid)}</DuocThanhToanTrucTuyen></HoSo>\n")


def write_dossiers(rng, root, who, procedures, folder):
    """A file a day, sent the night after."""
    os.makedirs(folder)
    all_ = [Dossier(rng, n, body, procedures) for n, body in enumerate([b for b in who for _ in range(2 if b.level == "commune" else 6)])]
    for day in range(1, 31):
        rows = [d for d in all_ if d.received.day == day]
        sent = dt.date(2026, 10, day) + dt.timedelta(days=1)
        with open(os.path.join(folder, f"hs_{sent:%Y%m%d}003000.xml"), "w", encoding="utf-8") as f:
            f.write(f'<DongBoHoSoMC xmlns="{NS}"><madonvi>000.00.00.{root}</madonvi><isUpdating>False</isUpdating><data>\n'
                    + "".join(d.xml(root) for d in rows) + "</data></DongBoHoSoMC>\n")
    return all_


def truth_of_dossiers(all_, root):
    share = lambda a, b: F(100 * a, b) if b else ""
    n = lambda test: sum(1 for d in all_ if test(d))
    ended, fees = n(lambda d: d.ended), n(lambda d: d.fee)
    online = n(lambda d: d.channel == "2")
    yield "hs.tiep-nhan", root, len(all_)
    yield "hs.truc-tuyen", root, online
    yield "hs.ty-le-truc-tuyen", root, share(online, len(all_))
    yield "hs.giai-quyet", root, ended
    yield "hs.ty-le-dung-han", root, share(n(Dossier.is_on_time), ended)
    yield "hs.ty-le-so-hoa", root, share(n(lambda d: d.digital), len(all_))
    yield "hs.ty-le-thanh-toan-truc-tuyen", root, share(n(lambda d: d.fee and d.paid), fees)
    yield "hs.tong-phi", root, sum(d.fee for d in all_)


# --- the list of procedures ---------------------------------------------------------------------------------------------------------

def write_procedures(rng, office, folder):
    os.makedirs(folder)
    rows, out = [], []
    for n in range(40):
        level = rng.choice("344")
        rows.append((f"{1 + n % 3}.{8000 + n:06d}", level, rng.random() < 0.7, rng.random() < 0.5))
    for code, level, filled, own in rows:
        out.append(f"<TTHC><MaTTHC>{code}</MaTTHC><HieuLucTu>20260101</HieuLucTu><HieuLucDen/><TenTTHC>Thủ tục thử {code}</TenTTHC><MucDo>{level}</MucDo>"
                   f"<DuDieuKien>1</DuDieuKien><DienSan>{int(filled)}</DienSan><CaTheHoa>{int(own)}</CaTheHoa><CoPhi>0</CoPhi>"
                   f"<CoQuanThucHien>{escape(office)}</CoQuanThucHien></TTHC>\n")
    with open(os.path.join(folder, "danh-muc_20261002080000.xml"), "w", encoding="utf-8") as f:
        f.write(f'<LayDanhSachTTHCResponse xmlns="{NS}"><DanhSachTTHC>\n' + "".join(out) + "</DanhSachTTHC></LayDanhSachTTHCResponse>\n")
    full = sum(level == "4" for _, level, _, _ in rows)
    return [r[0] for r in rows], {"6.8": F(100 * full, 40), "6.9": F(100 * sum(r[2] for r in rows), 40), "6.10": F(100 * sum(r[3] for r in rows), 40)}


# --- the index ----------------------------------------------------------------------------------------------------------------------

def plan(rng, base, territory):
    """{(indicator, var): Value} of the quarter; one number for all who divide by the same."""
    shared = {(r["indicator"], r["var"]): r["denominator"] for r in read(base, "base", "denominator_uses")}
    out, drawn = {}, {}
    for r in index_year.table("s003_variables.csv"):
        at = r["id"], r["var"]
        if r["id"] in index_year.OTHERS or at in index_year.SUPPLIED:
            continue
        whole = r["var"] in ("b", "c", "e", "f") and r["unit"] not in ("boolean", "state")
        value = index_year.draw(rng, r, 90 if whole else rng.choice([1, 30, 80]))
        out[at] = drawn.setdefault(shared.get(at, at), value)
    value = index_year.Value
    out["1.5", "has_section"] = out["1.4", "has_page"] = out["2.1", "x"] = value(True, "Có")
    out["3.6", "b"] = value(F(7), "7", "nền tảng số")
    for at, what in DIVIDE_BY.items():
        out[at] = value(F(ENTERED[territory][what]), "")
    return out


def message(root, sender, values):
    rows = "".join(f"<b:BienSo><b:ChiSo>{key}</b:ChiSo><b:Bien>{var}</b:Bien><b:GiaTri>{escape(v.text)}</b:GiaTri><b:DonViTinh>{escape(v.unit)}</b:DonViTinh>"
                   f"<b:MinhChung><b:SoVanBan>12/BC-SKHCN</b:SoVanBan><b:NgayVanBan>2026-10-06</b:NgayVanBan></b:MinhChung></b:BienSo>\n"
                   for (key, var), v in values)
    return (f'<b:GuiBienSo xmlns:b="http://lris.example/bien-so-chi-so/1.0"><b:TieuDe><b:MaBanTin>bsc-{root}-{QUARTER}</b:MaBanTin>'
            f"<b:KyBaoCao>{QUARTER}</b:KyBaoCao><b:DiaBan>{root}</b:DiaBan><b:DonViGui>{escape(sender)}</b:DonViGui>"
            f"<b:ThoiDiemGui>{SENT}</b:ThoiDiemGui></b:TieuDe><b:DanhSach>\n{rows}</b:DanhSach></b:GuiBienSo>\n")


def write_index(rng, base, territory, root, folder):
    os.makedirs(folder)
    values = plan(rng, base, territory)
    sent = [(at, v) for at, v in values.items() if v.text and at[0] not in NOBODY_SENT and not (at[0] in NO_HOUSEHOLDS and at[1] == "b")]
    extra = [(("4.2", "a"), index_year.Value(F(40), "40", "thôn")), (("4.2", "b"), index_year.Value(F(50), "50", "thôn"))]
    rng.shuffle(sent)
    with open(os.path.join(folder, f"bien-so-{root}.xml"), "w", encoding="utf-8") as f:
        f.write(message(root, "Sở Khoa học và Công nghệ", sent + extra))
    return values


def truth_of_index(values, known):
    for row in index_year.table("s003_index.csv"):
        key = row["id"]
        parts = {var: index_year.SUPPLIED.get((i, var), (i, var)) for i, var in variables() if i == key}
        v = {var: values[at].meant for var, at in parts.items() if at in values}
        if key in known or key == "4.2":
            yield key, known.get(key, F(80))
        elif key in NOBODY_SENT | NO_HOUSEHOLDS or key in index_year.OTHERS:
            yield key, ""
        else:
            value = index_year.value_and_score(row, v, [])[0] if row["method"] not in ("relative_to_highest",) else F(100) * v["a"] / v["b"]
            yield key, "" if value is None else value


def variables():
    return [(r["id"], r["var"]) for r in index_year.table("s003_variables.csv")]


def write(base, territory, seed, folder):
    rng = random.Random(seed)
    root = read(base, territory, "territories")[0]["root_agency"]
    who = bodies(base, territory)
    procedures, known = write_procedures(rng, "Sở Tư pháp", os.path.join(folder, "danh-muc-tthc"))
    dossiers = write_dossiers(rng, root, who, procedures, os.path.join(folder, "hoso-tthc"))
    values = write_index(rng, base, territory, root, os.path.join(folder, "bien-so-chi-so"))
    with open(os.path.join(folder, "truth.csv"), "w", encoding="utf-8", newline="") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow(["set", "period", "indicator", "agency", "value"])
        for indicator, agency, value in truth_of_dossiers(dossiers, root):
            out.writerow([f"ho-so-{territory}", "2026-Q4", indicator, agency, value])
        # the list of procedures came in October: it holds at the end of September too, as its rows say
        for indicator, value in truth_of_index(values, known):
            out.writerow([f"chi-so-{territory}", QUARTER, indicator, root, value])


# --- the comparison -----------------------------------------------------------------------------------------------------------------

def compare(truth, streams):
    got = {}
    for stream in streams:
        with open(stream, encoding="utf-8", newline="") as f:
            got.update({(r["set"], r["period"], r["indicator"], r["agency"]): r for r in csv.DictReader(f) if r["_kind"] == "indicator"})
    index, bad, whole, reasons = 0, 0, 0, 0
    with open(truth, encoding="utf-8", newline="") as f:
        for t in csv.DictReader(f):
            r = got.get((t["set"], t["period"], t["indicator"], t["agency"]))
            same = r is not None and (F(r["value"]) == F(t["value"]) if t["value"] and r["value"] else r["value"] == t["value"])
            same = same and (bool(r["value"]) or bool(r["reason"]))
            index += t["set"].startswith("chi-so-")
            whole += same and bool(t["value"])
            reasons += same and not t["value"]
            if not same:
                bad += 1
                print(t["set"], t["indicator"], "missing" if r is None else [r["value"], r["reason"]], "expected", t["value"])
    print(f"{index} rows of the index; {whole} with their value, {reasons} with their reason, {bad} different")
    return bad or index < 100


if __name__ == "__main__":
    if sys.argv[1] == "write":
        write(sys.argv[2], sys.argv[3], int(sys.argv[4]), sys.argv[5])
    else:
        sys.exit(bool(compare(sys.argv[2], sys.argv[3:])))
