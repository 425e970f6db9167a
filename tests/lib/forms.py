#!/usr/bin/python3
"""forms.py - a text as whoever searches it may write it: forms.py FILE writes FILE.lower (NFC, small letters) and FILE.plain (without marks
as well). Packed files in it are not its matter."""
import re
import sys
import unicodedata

MARKS = re.compile("[\u0300-\u036f]")

with open(sys.argv[1], encoding="utf-8", errors="replace") as f:
	lower = unicodedata.normalize("NFC", f.read()).lower()
with open(sys.argv[1] + ".lower", "w", encoding="utf-8") as f:
	f.write(lower)
with open(sys.argv[1] + ".plain", "w", encoding="utf-8") as f:
	f.write(MARKS.sub("", unicodedata.normalize("NFD", lower)).replace("đ", "d"))
