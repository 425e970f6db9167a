#!/usr/bin/python3
"""forms.py - a text as whoever searches it may write it: forms.py FILE writes FILE.lower (NFC, small letters) and FILE.plain (without marks
as well), each word between two bytes 1: "ty le bao cao" holds no Lê Bảo. Packed files in it are not its matter."""
import re
import sys
import unicodedata

MARKS = re.compile("[\u0300-\u036f]")
WORDS = re.compile(r"[^\W\d_]+")

with open(sys.argv[1], encoding="utf-8", errors="replace") as f:
	lower = unicodedata.normalize("NFC", f.read()).lower()
with open(sys.argv[1] + ".lower", "w", encoding="utf-8") as f:
	f.write(WORDS.sub("\1\\g<0>\1", lower))
plain = MARKS.sub("", unicodedata.normalize("NFD", lower)).replace("đ", "d")
with open(sys.argv[1] + ".plain", "w", encoding="utf-8") as f:
	f.write(WORDS.sub("\1\\g<0>\1", plain))
