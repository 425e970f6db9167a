#!/usr/bin/python3
"""defects.py - dossiers with planted defects, and a department that mends them from its list alone

usage: defects.py make SEED FILES INTO MEANT TRUTH   FILES messages of dossiers into the folder INTO, as they were meant into MEANT; what was
                                                 meant of each planted field: TRUTH
       defects.py mend LIST TRUTH                the edited list: the right value, written as the list says that it is to be written
       defects.py count TRUTH                    how many defects were planted, and the kinds of them

Nothing here is read from the product but the list.
"""
import csv
import random
import re
import sys

RECORDS, DEFECTS = 60, 20

MESSAGE = """<?xml version="1.0" encoding="UTF-8"?>
<DongBoHoSoMC><madonvi>000.00.00.H34</madonvi><isUpdating>False</isUpdating><data>
{dossiers}
</data></DongBoHoSoMC>
"""
DOSSIER = """<HoSo>
{fields}
</HoSo>"""
ELEMENTS = {"ma_ho_so": "MaHoSo", "ma_tthc": "MaTTHC", "ma_linh_vuc": "MaLinhVuc", "kenh": "KenhThucHien", "loai_doi_tuong": "LoaiDoiTuong",
            "ngay_tiep_nhan": "NgayTiepNhan", "ngay_hen_tra": "NgayHenTra", "trang_thai": "TrangThaiHoSo", "ngay_tra": "NgayTra",
            "hinh_thuc": "HinhThuc", "don_vi_xu_ly": "DonViXuLy", "tai_khoan_vneid": "TaiKhoanDuocXacThucVoiVNeID"}
UNITS = ["Sở Y tế", "Sở Tư pháp", "Sở Xây dựng", "H34.19"]
AGENCIES = ["H34.19", "H34.15", "H34.09"]


def day(random_, last=28):
    return f"202401{random_.randint(1, last):02d}"


def dossier(random_, number):
    received = day(random_, 20)
    return {"ma_ho_so": f"{random_.choice(AGENCIES)}-{received[2:]}-{number:04d}", "ma_tthc": f"2.909{random_.randint(1, 900):03d}",
            "ma_linh_vuc": "G15-TP01", "kenh": random_.choice("123"), "loai_doi_tuong": "1", "ngay_tiep_nhan": received + "080000",
            "ngay_hen_tra": "20240126170000", "trang_thai": "9", "ngay_tra": day(random_) + "090000", "hinh_thuc": "0",
            "don_vi_xu_ly": random_.choice(UNITS), "tai_khoan_vneid": "1", "tong_le_phi": str(random_.randint(1, 90) * 1000)}


# Of each kind: the field, and what is sent in its place.
KINDS = {
    "date.not_real": ("ngay_tiep_nhan", lambda r, v: "20240230083000"),
    "date.syntax": ("ngay_tiep_nhan", lambda r, v: r.choice(["hôm qua", "tháng 1", "32/01/24"])),
    "date.field": ("ngay_tra", lambda r, v: "31/02/2024"),
    "date.due": ("ngay_hen_tra", lambda r, v: "20241326000000"),
    "code.state": ("trang_thai", lambda r, v: r.choice(["77", "xong", "-1"])),
    "code.channel": ("kenh", lambda r, v: r.choice(["9", "mạng"])),
    "code.subject": ("loai_doi_tuong", lambda r, v: "x"),
    "code.form": ("hinh_thuc", lambda r, v: "9"),
    "key.blank": ("ma_ho_so", lambda r, v: v.replace("-", " - ", 1)),
    "key.missing": ("ma_ho_so", lambda r, v: ""),
    "procedure": ("ma_tthc", lambda r, v: v.replace(".", " ")),
    "agency": ("don_vi_xu_ly", lambda r, v: r.choice(["H99.01", "Sở Không Có Thật", "Phòng 3"])),
    "unit": ("tong_le_phi", lambda r, v: f"{r.randint(1, 9)} hộ"),
    "number": ("tong_le_phi", lambda r, v: "1.125%"),
    "digits": ("tong_le_phi", lambda r, v: "12.34.5 đồng"),
    "yes": ("tai_khoan_vneid", lambda r, v: "maybe"),
    "field.id": ("ma_linh_vuc", lambda r, v: "G15 TP01"),
    "required": ("ngay_tiep_nhan", lambda r, v: ""),
    "twice": ("trang_thai", lambda r, v: ["1", "9"]),
    "inside": ("trang_thai", lambda r, v: "<b>9</b>"),
    "formula": ("ma_linh_vuc", lambda r, v: "=1+1 A"),
}


def element(field, value):
    values = value if isinstance(value, list) else [value]
    if field == "tong_le_phi":
        return f"<DanhSachLePhi><LePhi><Gia>{values[0]}</Gia></LePhi></DanhSachLePhi>"
    return "".join(f"<{ELEMENTS[field]}>{v}</{ELEMENTS[field]}>" for v in values)


def write_message(path, dossiers):
    with open(path, "w", encoding="utf-8") as file:
        file.write(MESSAGE.format(dossiers="\n".join(DOSSIER.format(fields="\n".join(element(f, v) for f, v in d.items()))
                                                     for d in dossiers)))


def make(seed, files, into, meant_into, truth):
    random_ = random.Random(seed)
    planted = []
    for n in range(files):
        name = f"loi-{n:02d}_202402{n % 28 + 1:02d}010000.xml"
        defects = dict(zip(random_.sample(range(1, RECORDS + 1), DEFECTS),
                           random_.sample(sorted(KINDS), min(DEFECTS, len(KINDS)))))
        dossiers, all_meant = [], []
        for record in range(1, RECORDS + 1):
            meant = dossier(random_, n * 100 + record)
            sent = dict(meant)
            if record in defects:
                field, spoil = KINDS[defects[record]]
                sent[field] = spoil(random_, meant[field])
                planted.append([name, record, field, meant[field], defects[record]])
            dossiers.append(sent)
            all_meant.append(meant)
        write_message(f"{into}/{name}", dossiers)
        write_message(f"{meant_into}/{name}", all_meant)
    with open(truth, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([["file", "record", "field", "meant", "kind"], *planted])


def read_truth(path):
    with open(path, encoding="utf-8", newline="") as file:
        return {(r["file"], r["record"], r["field"]): r["meant"] for r in csv.DictReader(file)}


def written(meant, expected, found):
    """What is meant, written as the list says; None when that does not say how."""
    if "kèm đơn vị khi số đã gửi có đơn vị" in expected and re.search(r"[^-0-9.,/# ]", found):
        return f"{meant} đồng" if "đồng" in expected else None
    example = re.search(r"ví dụ: ([^;/]+)", expected)
    codes = re.search(r"(?:một trong các mã|có hoặc không): (.*?) / ", expected)
    if codes:
        listed = [re.sub(r" \(.*\)$", "", c.strip()) for c in codes[1].split(";")]
        return meant if meant in listed else None
    if example and re.fullmatch(r"[0-9]{14}", example[1].strip()):
        return meant if re.fullmatch(r"[0-9]{14}", meant) else None
    if "không có khoảng trắng" in expected:
        return meant.replace(" ", "")
    if "cơ quan" in expected or "mã thủ tục" in expected or "một số" in expected:
        return meant
    return None


def mend(path, truth):
    meant = read_truth(truth)
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    for row in rows[1:]:
        field = re.search(r"\(([a-z_]+)\)$", row[9])
        value = meant.get((row[2], row[5], field[1] if field else ""))
        if value is not None and row[-1] == "":
            row[-1] = written(value, row[12], row[11]) or ""
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)


def main(a):
    if a[0] == "make":
        make(int(a[1]), int(a[2]), a[3], a[4], a[5])
    elif a[0] == "mend":
        mend(a[1], a[2])
    else:
        with open(a[1], encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        print(len(rows), len({r["kind"] for r in rows}))


if __name__ == "__main__":
    main(sys.argv[1:])
