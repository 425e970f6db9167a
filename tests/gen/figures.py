#!/usr/bin/python3
"""Figures as people write them, with their own truth, and what a person would read in any text. Shares no code with the product.

    figures.py write SEED N CATALOG >raw.csv      raw records of bao-cao-quy, the text in ket_qua; N printed, each changed in some places
    figures.py check SEED N CATALOG clean.csv     compares what normalize made of them: a line a fault, then "printed=… changed=… exact=…"
"""
import csv
import random
import re
import sys
import unicodedata
from fractions import Fraction

BLANKS = " \u00a0\u2009\u202f\u2007\u2002\u3000"
UNSEEN = "\u200b\u2060\ufeff\u00ad"
ALPHABET = "0123456789.,-%/() :;+~<>=oOđhkKmMbB\u2212\u00a0\u2009\uff05x?'\"–"
CHANGES = 10  # of each text


def rows_of(catalog, table):
    with open(f"{catalog}/base/{table}.csv", encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


# ---- the printer

def grouped(digits, mark):
    head = len(digits) % 3 or 3
    return mark.join([digits[:head]] + [digits[i:i + 3] for i in range(head, len(digits), 3)])


def print_whole(r, n, dot_may_be_decimal=False):
    digits = str(n)
    if n < 1000 or r.random() < 0.3:
        return digits
    return grouped(digits, "." if r.random() < 0.5 and not dot_may_be_decimal else r.choice(BLANKS))


def print_number(r, value, places, per_cent):
    """value has so many decimal places; a dot is a decimal mark only where it cannot part thousands."""
    whole, behind = divmod(abs(value) * 10 ** places, 10 ** places)
    tail = str(int(behind)).rjust(places, "0") if places else ""
    sign = r.choice("-\u2212") if value < 0 else ""
    if places and (places < 3 or (per_cent and places > 3)) and r.random() < 0.4:
        return f"{sign}{int(whole)}.{tail}"
    return sign + print_whole(r, int(whole), per_cent and not places and whole < 10 ** 6) + ("," + tail if places else "")


UNITS = [  # words, factor to the base, base, counted in whole ones, scales
    (["hộ", "hộ gia đình", "Hộ"], 1, "ho", True), (["người", "công dân", "NGƯỜI"], 1, "nguoi", True),
    (["hồ sơ"], 1, "ho-so", True), (["nền tảng", "nền tảng số"], 1, "nen-tang", True),
    (["tỷ đồng", "tỉ đồng", "tỷ", "tỷ VNĐ"], 10 ** 9, "dong", False),
    (["triệu đồng", "triệu", "tr.đ", "trđ"], 10 ** 6, "dong", False), (["đồng", "đ", "₫", "VNĐ"], 1, "dong", None),
    (["%", "phần trăm"], 1, "%", False), ([""], 1, "", False), (["Mbps", "Mb/s"], 10 ** 6, "bps", False),
    (["MB/s", "MBps"], 8 * 10 ** 6, "bps", False)]
SCALES = [("nghìn", 1000), ("ngàn", 1000), ("triệu", 10 ** 6), ("tỷ", 10 ** 9)]


def full_width(text):
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def print_value(r):
    words, factor, base, is_whole = r.choice(UNITS)
    places = 0 if is_whole or is_whole is None else r.choice([0, 0, 1, 2, 3])
    unit, scale = r.choice(words), 1
    if is_whole and r.random() < 0.3:
        word, scale = r.choice(SCALES)
        unit, places = f"{word} {unit}", r.choice([0, 1, 2, 3])
    if base == "" and places == 3:
        places = 2
    # nine digits in a row without a unit are refused: they may be a telephone or an identity number
    number = Fraction(r.randrange(10 ** r.randrange(1, 10 if base else 9)), 10 ** places)
    if base == "%" and r.random() < 0.1:
        number = -number
    text = print_number(r, number, places, base == "%" and unit == "%")
    blank = "" if unit in ("%", "đ", "₫", "") and r.random() < 0.5 else r.choice(BLANKS) if unit else ""
    text = r.choice(["", "", "", "đạt ", "Đạt: ", "đã đạt ", "ĐẠT "]) + text + blank + unit + r.choice(["", "", "", ".", " "])
    if r.random() < 0.1:
        text = full_width(text)
    return text, ("exact", number * scale * factor, None, base)


def print_fraction(r):
    below = r.randrange(1, 10 ** r.randrange(1, 8))
    above = r.randrange(0, below + 1)
    words, _, base, _ = r.choice([u for u in UNITS if u[3]] + [([""], 1, "", True)])
    if not base and above < 100 and 1900 <= below < 2100:
        below += 1000  # else it may be a month
    slash = r.choice(["/", " / ", "/ "])
    unit = r.choice(words)
    return print_whole(r, above) + slash + print_whole(r, below) + (" " + unit if unit else ""), ("fraction", above, below, base)


def change(r, text):
    i = r.randrange(len(text) + 1)
    how = r.randrange(4)
    if how == 0 and i < len(text):
        return text[:i] + text[i + 1:]
    if how == 1 and i < len(text):
        return text[:i] + r.choice(ALPHABET) + text[i + 1:]
    if how == 2 and i + 1 < len(text):
        return text[:i] + text[i + 1] + text[i] + text[i + 2:]
    return text[:i] + r.choice(ALPHABET) + text[i:]


def cases(seed, n):
    """(text, truth or None): printed ones, then changes of each."""
    r = random.Random(seed)
    for _ in range(n):
        text, truth = print_value(r) if r.random() < 0.8 else print_fraction(r)
        yield text, truth
        for _ in range(CHANGES):
            changed = change(r, text)
            if changed.strip(BLANKS + UNSEEN):
                yield changed, None


# ---- what a person would read

class Reader:
    def __init__(self, catalog):
        self.units = {u["unit"]: u for u in rows_of(catalog, "units")}
        self.base = {u["dimension"]: u["unit"] for u in self.units.values() if u["factor"] == "1"}
        self.names, self.exact = {}, {}
        for u in self.units.values():
            self.names.setdefault(self.key(u["unit"]), u["unit"])
            self.names.setdefault(self.key(u["title_vi"]), u["unit"])
        for a in rows_of(catalog, "unit_aliases"):
            if a["exact"]:
                self.exact.setdefault(self.key(a["alias"]), {})[a["alias"]] = a["unit"]
            else:
                self.names.setdefault(self.key(a["alias"]), a["unit"])
        self.whole = [k for k, u in self.names.items() if self.units[u]["whole"]]
        words = rows_of(catalog, "number_words")
        self.scales = {self.key(w["word"]): Fraction(w["factor"]) for w in words if w["kind"] == "scale"}
        self.shares = {self.key(w["word"]) for w in words if w["kind"] in ("share", "state")}
        self.states = {self.key(w["word"]) for w in words if w["kind"] == "state"}
        self.before = {self.key(w["word"]) for w in words if w["kind"] == "filler" or (w["kind"], w["value"]) == ("comparator", "eq")}

    @staticmethod
    def key(text):
        text = unicodedata.normalize("NFC", text).lower()
        return re.sub(r"[ \-\u2013]+", " ", text).strip()

    @staticmethod
    def plain(text):
        text = unicodedata.normalize("NFC", text)
        text = "".join(chr(ord(c) - 0xFEE0) if "\uff01" <= c <= "\uff5e" else c for c in text if c not in UNSEEN)
        text = re.sub(f"[{BLANKS}]+", " ", text.replace("\u2212", "-").replace("\u2010", "-").replace("\u2011", "-"))
        return text.strip(" ").rstrip(" .,;")

    def unit(self, words):
        k = self.key(words)
        if k in self.exact:
            return self.exact[k].get(words)
        return self.names.get(k)

    def without_before(self, text):
        again = True
        while again:
            again = False
            for word in sorted(self.before, key=len, reverse=True):
                n = next((i for i in range(len(text) + 1) if self.key(text[:i]) == word), 0)
                if n and (not word[-1].isalpha() or n == len(text) or not text[n].isalpha()):
                    text, again = text[n:].lstrip(" "), True
                    break
        return text

    def number(self, text, per_cent):
        """(value, doubtful) of the whole text, or None."""
        sign, digits = (-1, text[1:]) if text[:1] == "-" else (1, text)
        whole, comma, behind = digits.partition(",")
        if comma and not re.fullmatch("[0-9]+", behind):
            return None
        if re.fullmatch("[0-9]+", whole) or re.fullmatch(r"[1-9][0-9]{0,2}(\.[0-9]{3})+", whole) or \
           re.fullmatch("[1-9][0-9]{0,2}( [0-9]{3})+", whole):
            value = Fraction(re.sub("[. ]", "", whole) + ("." + behind if comma else ""))
            doubtful = len(behind) == 3 and not re.search("[. ]", whole) and whole[0] != "0"
            return sign * value, doubtful
        if not comma and re.fullmatch(r"[0-9]+\.([0-9]{1,2}|0{4,})", whole) or re.fullmatch(r"0\.[0-9]+", digits) or \
           (per_cent and re.fullmatch(r"[0-9]+\.[0-9]{4,}", digits)):
            return sign * Fraction(digits), False
        return None

    def share_is_known(self, words):
        words = self.key(words)
        while words:
            known = [k for k in list(self.shares) + self.whole if words == k or words.startswith((k + " ", k + ","))]
            if not known:
                return False
            words = words[len(max(known, key=len)):].lstrip(" ,")
        return True

    def meaning(self, words):
        """(unit or "", scale) of the words, or None."""
        words = words.lstrip(" -–")
        key = self.key(words)
        for state in self.states:
            if key.startswith(state + " "):
                return self.meaning(key[len(state) + 1:])
            if key.endswith(" " + state):
                return self.meaning(key[:-len(state) - 1])
        if not words:
            return "", Fraction(1)
        if self.unit(words):
            return self.unit(words), Fraction(1)
        for sign in ("%", "‰", "phần trăm", "phần nghìn"):
            if key.startswith(sign) and self.names.get(sign) and self.share_is_known(key[len(sign):].strip()):
                return self.names[sign], Fraction(1)
        scale, rest = Fraction(1), words
        while True:
            hit = next((s for s in self.scales if self.key(rest) == s or self.key(rest).startswith(s + " ")), None)
            if not hit:
                break
            scale, rest = scale * self.scales[hit], rest[len(hit):].lstrip(" -–")
            if not rest:
                return "", scale
        if scale != 1 and self.unit(rest) not in (None, "%", "‰"):
            return self.unit(rest), scale
        return None

    def can_be(self, value, unit):
        u = self.units[unit]
        return not (u["least"] and value < Fraction(u["least"])) and not (u["whole"] and value.denominator != 1)

    def settle(self, values, doubtful, words, is_fraction):
        meant = self.meaning(words)
        if meant is None:
            return None
        unit, scale = meant
        if not unit:
            return None if is_fraction and doubtful else ([v * scale for v in values], "")
        u = self.units[unit]
        if (doubtful and scale == 1 and (u["whole"] or u["thousands"])) or not all(self.can_be(v * scale, unit) for v in values):
            return None
        return [v * scale * Fraction(u["factor"]) for v in values], self.base[u["dimension"]]

    def read(self, text):
        """("exact", value, None, base) or ("fraction", above, below, base), or None: no exact number for a person."""
        text = self.without_before(self.plain(text))
        m = re.match(r"-?[0-9]([0-9.,]*[0-9])?( [0-9]{3}(?![0-9])(,[0-9]+)?)*", text)
        for end in range(m.end() if m else 0, 0, -1):  # the longest that is a number and no digit behind it
            if end < len(text) and text[end].isdigit():
                continue
            rest = text[end:].strip(" ")
            first = self.number(text[:end], rest.startswith("%"))
            if first and not rest.startswith("/"):
                if re.search("[0-9]", rest) and not self.unit(rest):  # m2 is a unit, and no second number
                    continue
                got = self.settle([first[0]], first[1], rest.rstrip(" .,;"), False)
                return ("exact", got[0][0], None, got[1]) if got else None
            if first:
                return self.fraction(first, rest[1:].strip(" "))
        return None

    def fraction(self, above, text):
        m = re.match(r"[0-9]([0-9.,]*[0-9])?( [0-9]{3}(?![0-9])(,[0-9]+)?)*", text)
        below = self.number(m[0], False) if m else None
        rest = text[m.end():].strip(" ") if below else ""
        if not below or re.match("[/+-]", rest) or (re.search("[0-9]", rest) and not self.unit(rest)):
            return None
        if not self.meaning(rest) and self.share_is_known(rest):
            return "fraction", above[0], below[0], ""
        got = self.settle([above[0], below[0]], above[1] or below[1], rest, True)
        return ("fraction", *got[0], got[1]) if got else None


# ---- the two ends

HEADER = ("_kind _file _record _line _message _sent ky_bao_cao dia_ban ma_nhom ten_nhom ma_chi_tieu stt noi_dung don_vi_chu_tri "
          "don_vi_phoi_hop thanh_vien_chi_dao chi_tieu_quoc_gia chi_tieu_tinh ket_qua so_lieu ghi_chu").split()


def write(all_cases):
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(HEADER)
    n = 0
    for n, (text, _) in enumerate(all_cases, 1):
        out.writerow(["raw", "x.xml", n, n, "m", "2024-03-29T16:30:00+07:00", "2024-Q1", "000.00.00.H06", "I", "", f"R.{n}", "", "", "", "", "",
                      "", "", text, "", ""])
    out.writerow(["file", "x.xml", n, 0, "state=ok sent_from=meta", "2024-03-29T16:30:00+07:00"] + [""] * 15)
    out.writerow(["end", "", n] + [""] * 18)


def found(r):
    """What normalize made of the cell: as Reader.read, or None."""
    if r["ket_qua_comparator"] not in ("", "eq") or r["ket_qua_kind"] not in ("exact", "fraction"):
        return None
    if r["ket_qua_kind"] == "exact":
        return "exact", Fraction(r["ket_qua_low"]), None, r["ket_qua_unit"]
    return "fraction", Fraction(r["ket_qua_numerator"]), Fraction(r["ket_qua_denominator"]), r["ket_qua_unit"]


def check(all_cases, catalog, path):
    reader = Reader(catalog)
    with open(path, encoding="utf-8", newline="") as f:
        rows = [r for r in csv.DictReader(f) if r["_kind"] == "clean"]
    printed = changed = exact = 0
    for (text, truth), r in zip(all_cases, rows, strict=True):
        got = found(r)
        if truth:
            printed += 1
            if got != truth:
                print(f"printed {text!r}: found {got}, expected {truth}; {r['ket_qua_kind'] or 'refused'}")
            continue
        changed += 1
        exact += got is not None
        if got is not None and "(" not in Reader.plain(text) and got != reader.read(text):
            print(f"changed {text!r}: found {got}, a person reads {reader.read(text)}")
    print(f"printed={printed} changed={changed} exact={exact}")


if __name__ == "__main__":
    what, seed, n, catalog = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    if what == "write":
        write(cases(seed, n))
    else:
        check(list(cases(seed, n)), catalog, sys.argv[5])
