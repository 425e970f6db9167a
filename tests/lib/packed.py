"""A message of hoso-tthc in other envelopes: packed.py FORM < x.xml > y. It shares no code with the product.

json: the packet as the national portal's REST has it (data as a list of objects, xsi:nil as null)."""
import json
import sys
import xml.etree.ElementTree as ET

NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
LISTS = {"data": "HoSo", "TaiLieuNop": "TepDinhKem", "DanhSachLePhi": "LePhi", "DanhSachTepDinhKemKhac": "TepDinhKemKhac",
         "DanhSachHoSoBoSung": "HoSoBoSung", "DanhSachGiayToKetQua": "GiayToKetQua", "DinhDanhCHS": "DinhDanh",
         "DSKetNoiCSDL": "CSDL"}


def name(element):
    return element.tag.rsplit("}", 1)[-1]


class Pairs:
    """An object whose keys may repeat."""
    def __init__(self, pairs):
        self.pairs = pairs


def value(element):
    if element.get(NIL) in ("true", "1"):
        return None
    if name(element) in LISTS:
        return [value(child) for child in element]
    if len(element):
        return Pairs([(name(child), value(child)) for child in element])
    return element.text or ""


def write(v, indent=""):
    if isinstance(v, Pairs):
        return "{" + ",".join(f"\n{indent} {json.dumps(k, ensure_ascii=False)}: {write(x, indent + ' ')}" for k, x in v.pairs) + "}"
    if isinstance(v, list):
        return "[" + ",".join(write(x, indent) for x in v) + "]"
    return json.dumps(v, ensure_ascii=len(v or "") % 2 == 0)     # half of the texts with \u


def packet(text):
    root = ET.fromstring(text)
    return next(e for e in root.iter() if name(e) == "DongBoHoSoMC")


def as_json(text):
    p = packet(text)
    pairs = [("session", "x"), ("service", name(p))] + [(name(c), value(c)) for c in p]
    return write(Pairs(pairs)).encode()


FORMS = {"json": as_json}

if __name__ == "__main__":
    sys.stdout.buffer.write(FORMS[sys.argv[1]](sys.stdin.buffer.read()))
