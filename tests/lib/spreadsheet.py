#!/usr/bin/python3
"""spreadsheet - what a spreadsheet makes of a CSV that it opens and saves: every cell that looks like a number, a date, a share or a truth
value becomes one, and is written as it is shown. No code of the product.

usage: spreadsheet.py PROGRAM LOCALE IN OUT    PROGRAM excel or calc; LOCALE en-US or vi-VN
"""
import csv
import re
import sys
from datetime import date
from decimal import Decimal

DECIMAL = {"en-US": ".", "vi-VN": ","}
GROUP = {"en-US": ",", "vi-VN": "."}
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


class Sheet:
    def __init__(self, program, locale):
        self.program, self.locale = program, locale
        self.decimal, self.group = DECIMAL[locale], GROUP[locale]

    def number(self, text):
        """The number, and whether it was written in groups; None: no number."""
        d, g = re.escape(self.decimal), re.escape(self.group)
        m = re.fullmatch(rf"([+-]?)(\d+|\d{{1,3}}(?:{g}\d{{3}})+)(?:{d}(\d*))?(?:[eE]([+-]?\d+))?", text)
        if not m:
            return None
        whole = m[2].replace(self.group, "")
        return Decimal(f"{m[1]}{whole}.{m[3] or 0}e{m[4] or 0}"), self.group in m[2]

    def shown(self, n, digits=None):
        text = f"{n:f}" if digits is None else f"{n:.{digits}f}"
        if "." in text and digits is None:
            text = text.rstrip("0").rstrip(".")
        return text.replace(".", self.decimal)

    def general(self, n):
        """As a cell of format General shows it: eleven places, then powers of ten."""
        if n == 0 or abs(n) < Decimal("1e11"):
            return self.shown(n)
        return f"{n:.5E}".replace(".", self.decimal)

    def grouped(self, n):
        sign, whole = ("-" if n < 0 else ""), f"{abs(int(n)):,}".replace(",", self.group)
        parts = self.shown(abs(n) % 1)[1:]
        return sign + whole + parts

    def day(self, text):
        m = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text)
        if m:
            return self.dated(*map(int, m.groups()))
        m = re.fullmatch(r"(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}|\d{2}))?", text)
        if not m:
            return None
        a, b = int(m[1]), int(m[2])
        month, of_month = (a, b) if self.locale == "en-US" else (b, a)
        year = int(m[3]) if m[3] else 2024
        return self.dated(year + (2000 if year < 100 else 0), month, of_month, m[3] is None)

    def dated(self, year, month, of_month, is_short=False):
        try:
            date(year, month, of_month)
        except ValueError:
            return None
        if self.locale == "en-US":
            if self.program == "excel":
                return f"{of_month}-{MONTHS[month - 1]}" if is_short else f"{month}/{of_month}/{year}"
            return f"{month:02}/{of_month:02}/{year % 100:02}"
        if self.program == "excel" and is_short:
            return f"{of_month:02}-Thg{month}"
        return f"{of_month:02}/{month:02}/{year}"

    def cell(self, text):
        text = text.strip()
        if text.upper() in ("TRUE", "FALSE"):
            return text.upper()
        found = self.number(text[:-1].strip()) if text.endswith("%") else None
        if found:
            return self.shown(found[0], 2 if self.decimal in text else 0) + "%"
        found = self.number(text)
        if found:
            return self.grouped(found[0]) if found[1] and self.program == "excel" else self.general(found[0])
        return self.day(text) or text


def main(program, locale, source, target):
    sheet = Sheet(program, locale)
    with open(source, encoding="utf-8-sig", newline="") as f:
        rows = [[sheet.cell(c) for c in r] for r in csv.reader(f, delimiter=";")]
    with open(target, "w", encoding="utf-8-sig", newline="") as f:
        csv.writer(f, delimiter="," if locale == "en-US" else ";", lineterminator="\r\n").writerows(rows)


if __name__ == "__main__":
    main(*sys.argv[1:])
