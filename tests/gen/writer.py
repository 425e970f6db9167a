"""How senders write: prefixes, order, empty or absent elements, byte order marks, members, and every way to be wrong."""
import datetime as dt
import gzip
import os
import unicodedata
from xml.sax.saxutils import escape

FAULTS = ("soap_fault", "application_fault", "truncated_gz", "truncated_plain", "malformed_middle", "doctype", "entity",
          "wrong_encoding", "empty", "other_feed", "too_many_rejects", "unescaped_amp")
NS = "http://dichvucong.gov.vn/qcvn120"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
ZONE = dt.timedelta(hours=7)


class Style:
    def __init__(self, rng):
        self.prefix = rng.choice(["dvc:", "dvc:", "", "ns1:", "a-b.c:"])
        self.is_bare = self.prefix == "" and rng.random() < 0.4     # no namespace at all
        self.soap = rng.choice(["soapenv", "S", "SOAP-ENV"])
        self.indent = rng.choice(["  ", "  ", " ", "\t", ""])
        self.missing = rng.choice(["empty", "empty", "absent", "nil", "self"])
        self.shuffled = rng.random() < 0.2
        self.bom = rng.random() < 0.2
        self.encoding = rng.choice(["UTF-8", "UTF-8", "utf-8", ""])
        self.cdata = rng.random() < 0.2
        self.nfd = rng.random() < 0.2
        self.comments = rng.random() < 0.2
        self.truth = rng.choice([("1", "0"), ("1", "0"), ("True", "False"), ("true", "false")])
        self.packed = rng.choice(["plain", "plain", "gz", "members"])
        self.time = rng.choice(["meta", "meta", "meta-utc", "name"])
        self.seed = rng.getrandbits(32)


class Text:
    """Lines of XML in one sender's manner."""
    def __init__(self, style):
        self.style, self.parts, self.depth = style, [], 0

    def line(self, text):
        s = self.style
        self.parts.append((s.indent * self.depth + text + "\n") if s.indent else text)

    def open(self, name, attrs=""):
        self.line(f"<{self.style.prefix}{name}{attrs}>")
        self.depth += 1

    def close(self, name):
        self.depth -= 1
        self.line(f"</{self.style.prefix}{name}>")

    def value(self, name, value):
        p, s = self.style.prefix, self.style
        if value is None or value == "":
            if s.missing == "empty":
                self.line(f"<{p}{name}></{p}{name}>")
            elif s.missing == "self":
                self.line(f"<{p}{name}/>")
            elif s.missing == "nil":
                self.line(f'<{p}{name} xmlns:x="{XSI}" x:nil="true"/>')
            return
        if s.nfd:
            value = unicodedata.normalize("NFD", value)
        text = f"<![CDATA[{value}]]>" if s.cdata and len(value) % 3 == 0 else escape(value)
        self.line(f"<{p}{name}>{text}</{p}{name}>")


def stamp(when):
    return when.strftime("%Y%m%d%H%M%S") if when else ""


def iso(when):
    return when.strftime("%Y-%m-%dT%H:%M:%S+07:00")


def cut(text):
    """Senders cut by UTF-16 units, in the middle of whatever stands there."""
    text = unicodedata.normalize("NFD", text)
    return text[:46] + "..." if len(text) > 50 else text


def yes(style, value):
    return "" if value is None else style.truth[0 if value else 1]


def received(d):
    if d.flaw == "no_received":
        return ""
    return "20240230083000" if d.flaw == "impossible_received" else stamp(d.received)


def fields(d, style):
    """The scalar fields in the order of Table 2, the later additions after them."""
    tail = ".000.00.00.H34" if d.has_tail else ""
    yield "MaHoSo", "" if d.flaw == "no_key" else d.key
    yield "MaTTHC", "" if d.flaw == "no_procedure" else d.procedure + tail
    yield "TenTTHC", "Thủ tục thử nghiệm & kiểm tra"
    yield "MaLinhVuc", "G15-TP01"
    yield "TenLinhVuc", "Hộ tịch"
    yield "KenhThucHien", "8" if d.flaw == "unknown_channel" else d.channel
    yield "ChuHoSo", d.name
    yield "LoaiDoiTuong", d.target
    yield "MaDoiTuong", d.owner_code
    yield "ThongTinKhac", d.address
    yield "Email", d.email
    yield "Fax", ""
    yield "SoDienThoai", d.phone
    yield "TrichYeuHoSo", cut(d.subject)
    yield "NgayTiepNhan", received(d)
    yield "NgayHenTra", "20240132250000" if d.flaw == "impossible_due" else stamp(d.due)
    yield "TrangThaiHoSo", "77" if d.flaw == "unknown_state" else d.state
    yield "NgayTra", stamp(d.returned)
    yield "ThongTinTra", d.name if d.returned else ""
    yield "HinhThuc", d.form
    yield "NgayKetThucXuLy", stamp(d.finished)
    yield "DonViXuLy", d.office
    yield "GhiChu", d.note + "u000a" if d.note else ""
    yield "NoiNopHoSo", "2"
    yield "HoSoCoThanhPhanSoHoa", yes(style, d.has_digital)
    yield "TaiKhoanDuocXacThucVoiVNeID", yes(style, d.vneid)
    yield "DuocThanhToanTrucTuyen", d.paid
    yield "NgayTuChoi", ""
    yield "NgayNopHoSo", received(d)
    yield "MaHoSoKhac", d.other_key


def list_of(t, outer, inner, rows):
    if not rows and t.style.missing == "absent":
        return
    t.open(outer)
    for row in rows:
        t.open(inner)
        for name, value in row:
            t.value(name, value)
        t.close(inner)
    t.close(outer)


def lists(t, d):
    s = t.style
    list_of(t, "TaiLieuNop", "TepDinhKem", [[
        ("TepDinhKemId", str(k)), ("TenTepDinhKem", d.part_names[k]), ("IsDeleted", yes(s, False)),
        ("DuongDanTaiTepTin", f"http://tthc.example/dl?f={d.part_names[k]}&t=1##http://tthc.example/2"),
        ("DuocSoHoa", yes(s, is_digital))] for k, is_digital in enumerate(d.parts)])
    list_of(t, "DanhSachLePhi", "LePhi", [[
        ("TenPhiLePhi", "Lệ phí"), ("MaPhiLePhi", str(k)), ("HinhThucThu", "1"), ("Gia", str(fee)),
        ("LoaiPhiLePhi", "1")] for k, fee in enumerate(d.fees)])
    list_of(t, "DanhSachHoSoBoSung", "HoSoBoSung", [[
        ("HoSoBoSungId", str(k)), ("NguoiYeuCauBoSung", d.name), ("NgayBoSung", stamp(d.received))]
        for k in range(d.supplements)])
    list_of(t, "DanhSachGiayToKetQua", "GiayToKetQua", [[
        ("TenGiayTo", d.name), ("GiayToId", str(k))] for k in range(d.results)])
    list_of(t, "DinhDanhCHS", "DinhDanh", [[("LoaiDinhDanh", d.number_kind), ("SoDinhDanh", d.number)]])
    list_of(t, "DSKetNoiCSDL", "CSDL", [[("MaCSDL", "7")]])


def dossier(t, d):
    t.open("HoSo")
    order = list(fields(d, t.style))
    if t.style.shuffled:
        turn = t.style.seed % len(order)
        order = order[turn:] + order[:turn]
    if t.style.comments:
        t.line("<!-- hồ sơ -->")
    for name, value in order:
        if value is not None or t.style.missing != "absent":
            t.value(name, value)
    lists(t, d)
    t.close("HoSo")


def head(t, m):
    s = t.style
    if s.encoding:
        t.line(f'<?xml version="1.0" encoding="{s.encoding}"?>')
    if m.fault == "doctype":
        t.line('<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd">')
    if m.fault == "entity":
        t.line('<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>')
    t.line(f'<{s.soap}:Envelope xmlns:{s.soap}="http://schemas.xmlsoap.org/soap/envelope/" '
           'xmlns:xrd="http://x-road.eu/xsd/xroad.xsd" xmlns:id="http://x-road.eu/xsd/identifiers">')
    t.line(f"<{s.soap}:Header>")
    t.line('<xrd:client id:objectType="SUBSYSTEM"><id:xRoadInstance>VN</id:xRoadInstance>'
           "<id:memberClass>GOV</id:memberClass><id:memberCode>000.00.00.H34</id:memberCode>"
           "<id:subsystemCode>lgspkontum</id:subsystemCode></xrd:client>")
    t.line(f"<xrd:id>{m.id}</xrd:id><xrd:userId>VN000000000000</xrd:userId>"
           "<xrd:protocolVersion>4.0</xrd:protocolVersion>")
    t.line(f"</{s.soap}:Header>")
    t.line(f"<{s.soap}:Body>")


def body(t, m):
    p = t.style.prefix.rstrip(":")
    t.open("DongBoHoSoMC", "" if t.style.is_bare else f' xmlns{":" + p if p else ""}="{NS}"')
    t.value("madonvi", "000.00.00.H34")
    t.value("isUpdating", "False")
    t.open("data")
    for d in m.dossiers:
        dossier(t, d)
    t.close("data")
    t.close("DongBoHoSoMC")


def soap_fault(t, m):
    if m.fault == "application_fault":
        t.line('<xrd:faultCode>Server.X</xrd:faultCode><xrd:faultString>không xử lý được</xrd:faultString>')
        return
    t.line(f"<{t.style.soap}:Fault><faultcode>Server.ServerProxy.NetworkError</faultcode>"
           f"<faultstring>Could not connect</faultstring></{t.style.soap}:Fault>")


def document(m):
    t = Text(m.style)
    head(t, m)
    if m.fault in ("soap_fault", "application_fault"):
        soap_fault(t, m)
    elif m.fault == "other_feed":
        t.line('<DanhSach xmlns="http://tempuri.org/"><TABLE xmlns=""><MaTinh>62</MaTinh></TABLE></DanhSach>')
    else:
        body(t, m)
    t.line(f"</{m.style.soap}:Body>")
    t.line(f"</{m.style.soap}:Envelope>")
    return "".join(t.parts)


def message_bytes(m):
    """The file's bytes as they arrive, packed or not."""
    text = document(m)
    if m.fault == "empty":
        return b""
    if m.fault == "malformed_middle":
        text = text.replace("</" + m.style.prefix + "LoaiDoiTuong>", "</Khac>", 1)
    if m.fault == "malformed_end":
        text = text[:-12] + "</sai>\n"
    if m.fault == "unescaped_amp":
        text = text.replace("&amp;t=1", "&t=1", 1) if "&amp;t=1" in text else text.replace("<", "& <", 3)
    data = text.encode("utf-8")
    if m.fault == "wrong_encoding":
        data = data.replace("Hộ tịch".encode(), b"H\xf4 t\xecch", 1)
        data = data.replace(unicodedata.normalize("NFD", "Hộ tịch").encode(), b"H\xf4 t\xecch", 1)
    if m.style.bom:
        data = b"\xef\xbb\xbf" + data
    if m.fault == "truncated_plain":
        data = data[:len(data) * 2 // 3]
    return pack(m, data)


def pack(m, data):
    kind = "gz" if m.fault == "truncated_gz" else m.style.packed
    if kind == "plain":
        return data
    at = [0, len(data)] if kind == "gz" else [0, len(data) // 3, len(data) // 2 + 1, len(data)]
    packed = b"".join(gzip.compress(data[a:b], 6, mtime=0) for a, b in zip(at, at[1:]))
    return packed[:-40] if m.fault == "truncated_gz" else packed


def is_packed(m):
    return m.fault != "empty" and (m.style.packed != "plain" or m.fault == "truncated_gz")


def file_name(n, m):
    name = f"dongbohoso-{n:04d}"
    if m.style.time == "name":
        name += "_" + m.sent.strftime("%Y%m%d%H%M%S")
    return name + (".xml.gz" if is_packed(m) else ".xml")


def write_file(folder, m, data):
    path = os.path.join(folder, m.name)
    with open(path, "wb") as f:
        f.write(data)
    if m.style.time == "name":
        return
    when = iso(m.sent)
    if m.style.time == "meta-utc":
        when = (m.sent - ZONE).strftime("%Y-%m-%dT%H:%M:%SZ")
    with open(path + ".meta", "w", encoding="utf-8") as f:
        f.write(f"sent_at={when}\nname={m.name}\n")


def procedures_bytes(procedures):
    out = ['<?xml version="1.0" encoding="UTF-8"?>', f'<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" '
           f'xmlns:x="http://x-road.eu/xsd/xroad.xsd" xmlns="{NS}">',
           "<e:Header><x:id>0b1f7d52-3c52-4f52-9d52-7c0a52e1aa52</x:id></e:Header>", "<e:Body>",
           "<LayDanhSachTTHCResponse><DanhSachTTHC>"]
    for p in sorted(procedures, key=lambda p: (p.code, p.since)):
        flags = zip(("DuDieuKien", "DienSan", "CaTheHoa", "CoPhi"), (p.eligible, p.prefilled, p.personalised, p.has_fee))
        out.append(f"<TTHC><MaTTHC>{p.code}</MaTTHC><HieuLucTu>{p.since.replace('-', '')}</HieuLucTu>"
                   f"<HieuLucDen>{p.until.replace('-', '')}</HieuLucDen><TenTTHC>Thủ tục thử nghiệm {p.code}</TenTTHC>"
                   f"<MucDo>{p.level}</MucDo>" + "".join(f"<{n}>{int(v)}</{n}>" for n, v in flags) +
                   f"<CoQuanThucHien>{escape(p.office)}</CoQuanThucHien></TTHC>")
    out.append("</DanhSachTTHC></LayDanhSachTTHCResponse></e:Body></e:Envelope>\n")
    return "\n".join(out).encode("utf-8")
