#!/usr/bin/python3
"""digits.py - changes every digit of a report's figures, one at a time, and looks whether a flag or a reason changes

usage: digits.py RAW-STREAM.csv     writes one line a digit that no flag shows, and the counts

A digit that no flag shows is lawful only when the quotient, at the digits shown, is still the result that the report states:
that is worked out here, on integers. Exits 1 when another one stays unseen. CHISO_TEST_STRIDE=N tries each N-th change only, from the CHISO_TEST_STRIDE_FROM-th on.
"""
import csv
import io
import os
import re
import subprocess
import sys
import told

NINE = {"I.4": "so_lieu", "I.9": "so_lieu", "I.10": "so_lieu", "I.11": "so_lieu", "I.12": "so_lieu", "I.14": "so_lieu",
        "III.4": "so_lieu", "III.7": "so_lieu", "III.14": "ghi_chu"}
NOW = ["-q", "--now", "2024-04-01"]


def run(program, text):
    return subprocess.run([program, *NOW, *{
        "chiso-normalize": ["--feed", "bao-cao-quy"],
        "chiso-aggregate": ["--feed", "bao-cao-quy"],
        "chiso-compute": ["--period", "2024-Q1", "--set", "s004-2024"]}[program]],
        input=text, capture_output=True, text=True, check=True).stdout


def flags(rows):
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    text = out.getvalue()
    for program in ("chiso-normalize", "chiso-aggregate", "chiso-compute"):
        text = run(program, text)
    return {r["indicator"]: (r["flags"], r["reason"]) for r in told.rows(io.StringIO(text)) if r["_kind"] == "indicator"}


def numbers(text):
    """'(145.440+639.841)/911.125' -> 785281, 911125"""
    top, bottom = text.split("/")
    return sum(int(n.replace(".", "")) for n in re.findall(r"[\d.]*\d", top)), int(re.search(r"[\d.]*\d", bottom).group().replace(".", ""))


def is_same_at_digits(result, figures):
    whole, _, part = result.rstrip("%").partition(",")
    n, d = numbers(figures)
    scale = 10 ** len(part)
    return d != 0 and (2 * 100 * n * scale + d) // (2 * d) == int(whole + part)


def variants(cell, every):
    for at, c in enumerate(cell):
        if c.isdigit():
            for new in "0123456789" if every else str(9 - int(c)):
                if new != c:
                    yield at, cell[:at] + new + cell[at + 1:]


def main():
    rows = list(csv.reader(open(sys.argv[1], encoding="utf-8", newline="")))
    head = rows[0]
    base = flags(rows)
    stride, begin = int(os.environ.get("CHISO_TEST_STRIDE") or 1), int(os.environ.get("CHISO_TEST_STRIDE_FROM") or 0)
    made = tried = unseen = unlawful = 0
    for row in rows[1:]:
        if row[0] != "raw":
            continue
        indicator = row[head.index("ma_chi_tieu")]
        quotient = NINE.get(indicator)
        for name in ("ket_qua", "so_lieu", "ghi_chu", "chi_tieu_quoc_gia", "chi_tieu_tinh"):
            column = head.index(name)
            cell = row[column]
            is_target = name.startswith("chi_tieu")
            if not is_target and not quotient:
                continue
            for at, changed in variants(cell, not is_target):
                made += 1
                if (made + begin) % stride:
                    continue
                row[column] = changed
                tried += 1
                if flags(rows) == base:
                    unseen += 1
                    result, figures = row[head.index("ket_qua")], row[head.index(quotient or "so_lieu")]
                    lawful = not is_target and name in ("ket_qua", quotient) and is_same_at_digits(result, figures)
                    unlawful += not lawful
                    print(f"{'unseen' if lawful else 'UNLAWFUL'} {indicator} {name} {cell} -> {changed}")
                row[column] = cell
    print(f"{tried} changes, {unseen} not to be seen at the digits shown, {unlawful} unlawfully")
    sys.exit(1 if unlawful or not tried else 0)


if __name__ == "__main__":
    main()
