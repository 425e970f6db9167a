#!/usr/bin/python3
"""Messages whose records are almost where they are expected: strangers.py DIR FEED SEED COUNT writes COUNT of them into DIR and prints
NAME HELD HOW for each: the number of record elements that it holds, whatever they are called and wherever they stand, and what was
done to it. COUNT `letters`: one good message, with one letter of one element's name or namespace changed, each of them once."""
import os
import random
import re
import sys

SOAP = ("http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope")
XS = "http://www.w3.org/2001/XMLSchema"
DIFFGR = "urn:schemas-microsoft-com:xml-diffgram-v1"
DVC, BCQ, BSC = ("http://dichvucong.gov.vn/qcvn120", "http://lris.example/bao-cao-quy/1.0", "http://lris.example/bien-so-chi-so/1.0")
OTHER = ("http://dichvucong.gov.vn/qcvn120/2.0", "urn:la", "", "http://tempuri.org/khac")


def element(ns, name, inside="", attributes=""):
    """Every element declares its own namespace: no prefix is there to be relied on."""
    return f'<{name} xmlns="{ns}"{attributes}>{inside}</{name}>'


def leaves(ns, pairs):
    return "".join(element(ns, k, v) for k, v in pairs)


def dossier(ns, i):
    fees = "".join(element(ns, "LePhi", leaves(ns, [("Ten", "phí"), ("Gia", "5000")])) for _ in range(i % 3))
    return leaves(ns, [("MaHoSo", f"H34.15-240122-{i:04}"), ("MaTTHC", "2.909004"), ("KenhThucHien", "2"), ("NgayTiepNhan", "20240122080000"),
                       ("TrangThaiHoSo", "9")]) + element(ns, "DanhSachLePhi", fees)


def unit(ns, i):
    return leaves(ns, [("MaTinh", "62"), ("TenTinh", "Tỉnh Kon Tum"), ("MaQuanHuyen", f"{600 + i}"), ("TenQuanHuyen", f"Huyện {i}")])


def row(ns, i):
    return leaves(ns, [("MaChiTieu", f"I.{i}"), ("STT", f"{i}."), ("NoiDung", "x"), ("KetQua", "100%"), ("GhiChu", "")])


def variable(ns, i):
    return leaves(ns, [("MaBien", f"1.1 {chr(97 + i % 20)}"), ("GiaTri", "5"), ("DonViTinh", "hồ sơ"), ("DonViGui", "Sở Y tế")])


# feed: the way to the records as (namespace, name), the first of them the packet; then the record, its inside, the packet's header
SHAPES = {
    "hoso-tthc": ([(DVC, "DongBoHoSoMC"), (DVC, "data")], (DVC, "HoSo"), dossier, [("madonvi", "000.00.00.H34"), ("isUpdating", "False")]),
    "danh-muc-hanh-chinh": ([("http://tempuri.org/", "DanhMucQuanHuyenResponse"), ("http://tempuri.org/", "DanhMucQuanHuyenResult"),
                             (DIFFGR, "diffgram"), ("", "NewDataSet")], ("", "TABLE"), unit, []),
    "bao-cao-quy": ([(BCQ, "DongBoBaoCaoQuy"), (BCQ, "DanhSachNhom"), (BCQ, "NhomChiTieu")], (BCQ, "ChiTieu"), row, []),
    "bien-so-chi-so": ([(BSC, "GuiBienSo"), (BSC, "DanhSach")], (BSC, "BienSo"), variable, []),
}


class Message:
    def __init__(self, rng, shape):
        self.rng = rng
        self.way, (self.ns, self.name), self.inside, self.header = shape
        self.way = list(self.way)
        self.used = 0

    def record(self, ns=None, name=None):
        self.used += 1
        return element(self.ns if ns is None else ns, name or self.name, self.inside(self.ns if ns is None or self.rng.random() < 0.5 else ns, self.used))

    def records(self, n, ns=None, name=None):
        return "".join(self.record(ns, name) for _ in range(n))

    def other_name(self, name):
        return self.rng.choice([name.lower(), name.upper(), name + "LienThong", "Muc", "row", "DanhSach" + name])

    def strange(self, n):
        """n records that are none: by name, by namespace, by case, or in one wrapper more."""
        how = self.rng.randrange(4)
        if how == 0:
            return self.records(n, name=self.other_name(self.name))
        if how == 1:
            return self.records(n, ns=self.rng.choice([o for o in OTHER if o != self.ns]))
        if how == 2:
            return element(self.ns, self.rng.choice(["Nhom", "Trang", "List"]), self.records(n))
        return element(self.rng.choice(OTHER[:2]), "Nhom", self.records(n, ns=OTHER[1], name=self.other_name(self.name)))

    def wrap(self, inside, way):
        for ns, name in reversed(way):
            inside = element(ns, name, inside)
        return inside

    def body(self, n):
        """The packet with n records, something about it being wrong, or nothing."""
        packet, lists = self.way[0], self.way[1:]
        how = self.rng.choice(["right", "renamed", "less", "more", "mixed", "mixed", "beside", "flat beside", "all strange", "below", "outside", "text"])
        at = self.rng.randrange(len(lists))
        if how == "right":
            inside = self.wrap(self.records(n), lists)
        elif how == "renamed":
            ns, name = lists[at]
            lists[at] = (ns, self.other_name(name)) if self.rng.random() < 0.6 else (self.rng.choice([o for o in OTHER if o != ns]), name)
            inside = self.wrap(self.records(n), lists)
        elif how == "less":
            inside = self.wrap(self.records(n), lists[:at] + lists[at + 1:])
        elif how == "more":
            inside = self.wrap(self.records(n), lists[:at] + [(lists[at][0], "Them")] + lists[at:])
        elif how == "mixed":
            k = self.rng.randrange(n + 1)
            parts = [self.records(k), self.strange(n - k) if n > k else ""]
            self.rng.shuffle(parts)
            inside = self.wrap("".join(parts), lists)
        elif how == "beside":
            k = self.rng.randrange(n + 1)
            ns, name = lists[0]
            inside = self.wrap(self.records(k), lists) + self.wrap(self.records(n - k), [(ns, self.other_name(name) + "2")])
        elif how == "flat beside":
            k = self.rng.randrange(n + 1)
            inside = self.wrap(self.records(k), lists) + self.records(n - k)
        elif how == "all strange":
            inside = self.wrap(self.strange(n) if n else "", lists)
        elif how == "below":
            inside = self.wrap(self.records(n), lists + [(self.ns, "HaiLan")])
        elif how == "outside":
            k = self.rng.randrange(n + 1)
            return how, element(*packet, self.head() + self.wrap(self.records(k), lists)) + element("urn:la", "Khac", self.records(n - k))
        else:
            text = "".join(self.records(n))
            inside = self.wrap(f"<![CDATA[{text}]]>" if n else "", lists)
        return how, element(*packet, self.head() + inside)

    def head(self):
        return leaves(self.way[0][0], self.header)

    def write(self, n):
        how, body = self.body(n)
        schema = element(XS, "schema", element(XS, "element", attributes=' name="TABLE"') * 2)
        if self.rng.random() < 0.2:
            body = body.replace("</DanhMucQuanHuyenResult>", schema + "</DanhMucQuanHuyenResult>")
        soap = self.rng.choice(SOAP)
        return how, element(soap, "Envelope", element(soap, "Body", body))


def messages(feed, seed, count):
    rng = random.Random(f"{feed} {seed}")
    for _ in range(count):
        held = rng.choice([0, 1, 2, 2, 3, 4, 5, 30])
        how, text = Message(rng, SHAPES[feed]).write(held)
        yield held, how, text


def other(letter):
    """Another letter; of a letter with two cases the other case, so that both kinds of mistake come."""
    return letter.swapcase() if letter.swapcase() != letter else "x" if letter != "x" else "y"


def changed(text, *places):
    out = list(text)
    for at in places:
        out[at] = other(out[at])
    return "".join(out)


def letters(feed, seed):
    message = Message(random.Random(f"{feed} {seed}"), SHAPES[feed])
    packet, lists = message.way[0], message.way[1:]
    body = element(*packet, message.head() + message.wrap(message.records(3), lists))
    text = element(SOAP[0], "Envelope", element(SOAP[0], "Body", body))
    opened = []
    for tag in re.finditer(r'<(/?)(\w+)(?: xmlns="([^"]*)")?', text):
        if not tag[1]:
            opened.append(tag)
            for at in range(tag.start(3), tag.end(3)):
                yield 3, "namespace", changed(text, at)
            continue
        start = opened.pop()
        for i in range(len(tag[2])):
            yield 3, "name", changed(text, start.start(2) + i, tag.start(2) + i)


def main():
    into, feed, seed, count = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
    made = letters(feed, seed) if count == "letters" else messages(feed, seed, int(count))
    for i, (held, how, text) in enumerate(made):
        name = f"{i:05}.xml"
        with open(os.path.join(into, name), "w", encoding="utf-8") as out:
            out.write('<?xml version="1.0" encoding="UTF-8"?>\n' + text + "\n")
        print(name, held, how.replace(" ", "-"))


main()
