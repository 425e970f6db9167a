"""A message of hoso-tthc in other envelopes: packed.py FORM < x.xml > y. It shares no code with the product.

json: the packet as the national portal's REST has it (data as a list of objects, xsi:nil as null); json-soap: the whole document as a
text in JSON, json-xml: its packet, json-text: as all there is; escaped, cdata, plain: the packet in a result of .NET; gdhs: in base64, each
dossier a document of its own, as the health insurance has them."""
import base64
import json
import re
import sys
import xml.etree.ElementTree as ET
from xml.sax.saxutils import escape

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


def fragment(text):
    """The packet as it stands, with the declarations around it."""
    text = text.decode("utf-8-sig")
    found = re.search(r"<([\w.-]+:)?DongBoHoSoMC[\s>].*</([\w.-]+:)?DongBoHoSoMC>", text, re.S)
    return found[0]


def in_message(inside):
    return json.dumps({"error_code": "00", "message": inside}).encode()


def result(inside):
    return ('<?xml version="1.0" encoding="utf-8"?>\n<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body>\n'
            '<t:DongBoHoSoMCResponse xmlns:t="http://tempuri.org/"><t:DongBoHoSoMCResult>' + inside
            + "</t:DongBoHoSoMCResult></t:DongBoHoSoMCResponse></S:Body></S:Envelope>\n").encode()


def gdhs(text):
    p = packet(text)
    data = next(c for c in p if name(c) == "data")
    files = []
    for one in list(data):
        for other in list(data):
            data.remove(other)
        data.append(one)
        inside = base64.encodebytes(ET.tostring(p, encoding="utf-8", xml_declaration=True)).decode()
        files.append(f"<FILEHOSO><LOAIHOSO>XML1</LOAIHOSO><NOIDUNGFILE>{inside}</NOIDUNGFILE></FILEHOSO>\n<FILEHOSO><NOIDUNGFILE/></FILEHOSO>")
    return ("<GIAMDINHHS><THONGTINHOSO><DANHSACHHOSO><HOSO>" + "\n".join(files) + "</HOSO></DANHSACHHOSO></THONGTINHOSO></GIAMDINHHS>").encode()


DECLARED = '<?xml version="1.0" encoding="utf-16"?>\n'     # as a string of .NET says, wherever it is written
FORMS = {"json": as_json,
         "json-soap": lambda t: in_message(t.decode("utf-8-sig")),
         "json-xml": lambda t: in_message(DECLARED + fragment(t)),
         "json-text": lambda t: json.dumps(fragment(t), ensure_ascii=False).encode(),
         "json-text-soap": lambda t: json.dumps(" \n" + t.decode("utf-8-sig").lstrip("\ufeff")).encode(),
         "escaped": lambda t: result(escape(DECLARED + fragment(t))),
         "cdata": lambda t: result("\n  <![CDATA[" + fragment(t).replace("]]>", "]]]]><![CDATA[>") + "]]>"),
         "plain": lambda t: result(fragment(t)),
         "gdhs": gdhs}

if __name__ == "__main__":
    sys.stdout.buffer.write(FORMS[sys.argv[1]](sys.stdin.buffer.read()))
