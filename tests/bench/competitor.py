#!/usr/bin/python3
"""competitor.py - the script a good data engineer would write instead: lxml, hmac, psycopg2

usage: competitor.py KEYFILE AGENCIES TABLE FILE [current]

Reads FILE (.xml or .gz) with iterparse and clear, cleans each dossier as the feed's rows say, and copies the rows into TABLE, which
has the clean columns. With `current` it also makes TABLE_current, one row a key, with its key. Prints seconds=, stored_s=, rows=.
Its time counts only when its rows are ours.
"""
import gzip
import hmac
import io
import sys
import time
import unicodedata
from datetime import datetime

import psycopg2
from lxml import etree

NS = "{http://dichvucong.gov.vn/qcvn120}"
BATCH = 20000


def read_key(path):
    key = None
    with open(path) as f:
        for line in f:
            words = line.split()
            if len(words) == 2:
                key = words
    return key[0], bytes.fromhex(key[1])


def fold(name):
    return " ".join(unicodedata.normalize("NFC", name).lower().split())


def read_agencies(path):
    """old form, new form, name, tab-separated"""
    codes, names = {}, {}
    with open(path, encoding="utf-8") as f:
        for line in f:
            old, new, name = line.rstrip("\n").split("\t")
            codes[old] = codes[new] = new
            names[fold(name)] = new
    return codes, names


class Cleaner:
    def __init__(self, key_file, agencies):
        self.key_id, key = read_key(key_file)
        self.mac = hmac.new(key, digestmod="sha256")
        self.codes, self.names = read_agencies(agencies)
        self.offices = {}

    def date(self, text):
        if not text:
            return None
        datetime(int(text[:4]), int(text[4:6]), int(text[6:8]), int(text[8:10]), int(text[10:12]), int(text[12:14]))
        return f"{text[:4]}-{text[4:6]}-{text[6:8]}T{text[8:10]}:{text[10:12]}:{text[12:14]}+07:00"

    def pseudonym(self, text):
        if not text or text == "000000001":
            return None
        mac = self.mac.copy()
        mac.update(text.encode())
        return f"{self.key_id}:{mac.hexdigest()}"

    def agency(self, key):
        return self.codes.get(key.split("-", 1)[0], "H34.?")

    def office(self, name):
        if name not in self.offices:
            self.offices[name] = self.names.get(fold(name))
        return self.offices[name]

    def procedure(self, text):
        return ".".join(text.split(".")[:2])

    def truth(self, text):
        return {"1": "t", "0": "f", "True": "t", "False": "f"}.get(text)

    def row(self, v, lists):
        key = v.get("MaHoSo")
        office = v.get("DonViXuLy")
        parts = lists["DuocSoHoa"]
        fees = lists["Gia"]
        return {
            "ma_ho_so": key,
            "ma_tthc": self.procedure(v["MaTTHC"]),
            "ma_linh_vuc": v.get("MaLinhVuc"),
            "ma_co_quan": self.agency(key),
            "don_vi_xu_ly": self.office(office) if office else None,
            "loai_doi_tuong": v.get("LoaiDoiTuong"),
            "ngay_tiep_nhan": self.date(v["NgayTiepNhan"]),
            "ngay_hen_tra": self.date(v.get("NgayHenTra")),
            "ngay_tra": self.date(v.get("NgayTra")),
            "ngay_ket_thuc": self.date(v.get("NgayKetThucXuLy")),
            "ngay_nop": self.date(v.get("NgayNopHoSo")),
            "ngay_tu_choi": self.date(v.get("NgayTuChoi")),
            "trang_thai": v["TrangThaiHoSo"],
            "kenh": v.get("KenhThucHien"),
            "hinh_thuc": v.get("HinhThuc"),
            "so_dinh_danh": self.pseudonym(v.get("SoDinhDanh")),
            "loai_dinh_danh": v.get("LoaiDinhDanh"),
            "so_tai_lieu": str(len(parts)),
            "tai_lieu_so_hoa": "t" if "t" in map(self.truth, parts) else "f" if parts else None,
            "co_thanh_phan_so_hoa": self.truth(v.get("HoSoCoThanhPhanSoHoa")),
            "so_le_phi": str(sum(int(f) > 0 for f in fees)),
            "tong_le_phi": str(sum(map(int, fees))) if fees else None,
            "thanh_toan_truc_tuyen": v.get("DuocThanhToanTrucTuyen"),
            "so_ket_qua": lists["GiayToKetQua"],
            "so_bo_sung": lists["HoSoBoSung"],
            "noi_nop": v.get("NoiNopHoSo"),
        }


WANTED = {NS + name: name for name in (
    "MaHoSo MaTTHC MaLinhVuc DonViXuLy LoaiDoiTuong NgayTiepNhan NgayHenTra NgayTra NgayKetThucXuLy NgayNopHoSo "
    "NgayTuChoi TrangThaiHoSo KenhThucHien HinhThuc SoDinhDanh LoaiDinhDanh HoSoCoThanhPhanSoHoa "
    "DuocThanhToanTrucTuyen NoiNopHoSo").split()}
LISTS = {NS + name: name for name in ("DuocSoHoa", "Gia")}
COUNTS = {NS + name: name for name in ("GiayToKetQua", "HoSoBoSung")}
OUTER = {NS + outer: name for outer, name in (("DanhSachGiayToKetQua", "GiayToKetQua"), ("DanhSachHoSoBoSung", "HoSoBoSung"))}


def dossiers(path):
    source = gzip.open(path, "rb") if path.endswith(".gz") else open(path, "rb")
    for _, element in etree.iterparse(source, events=("end",), tag=NS + "HoSo", resolve_entities=False):
        # a list that was not sent is not a count of 0
        values, lists = {}, {"DuocSoHoa": [], "Gia": [], "GiayToKetQua": None, "HoSoBoSung": None}
        for e in element.iter():
            tag = e.tag
            if tag in WANTED:
                if e.text:
                    values.setdefault(WANTED[tag], e.text)
            elif tag in LISTS:
                lists[LISTS[tag]].append(e.text)
            elif tag in OUTER:
                lists[OUTER[tag]] = 0
            elif tag in COUNTS:
                lists[COUNTS[tag]] += 1
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
        yield values, lists


def copy_rows(cursor, table, columns, cleaner, path):
    rows, out = 0, io.StringIO()
    statement = f"copy {table} ({', '.join(columns)}) from stdin"
    for values, lists in dossiers(path):
        row = cleaner.row(values, lists)
        out.write("\t".join("\\N" if row.get(c) is None else str(row[c]) for c in columns))
        out.write("\n")
        rows += 1
        if rows % BATCH == 0:
            out.seek(0)
            cursor.copy_expert(statement, out)
            out = io.StringIO()
    out.seek(0)
    cursor.copy_expert(statement, out)
    return rows


def main():
    key_file, agencies, table, path = sys.argv[1:5]
    start = time.monotonic()
    db = psycopg2.connect("")
    cursor = db.cursor()
    cursor.execute(f"truncate {table}")     # COPY into a table truncated in the same transaction is the fast way
    cursor.execute(f"select * from {table} limit 0")
    columns = [c.name for c in cursor.description]
    rows = copy_rows(cursor, table, columns, Cleaner(key_file, agencies), path)
    stored = time.monotonic() - start
    if sys.argv[5:] == ["current"]:
        cursor.execute(f"create table {table}_current as select distinct on (ma_ho_so) * from {table} order by ma_ho_so")
        cursor.execute(f"alter table {table}_current add primary key (ma_ho_so)")
    db.commit()
    print(f"seconds={time.monotonic() - start:.3f} stored_s={stored:.3f} rows={rows}")


if __name__ == "__main__":
    main()
