"""Which records of a file are one person's.

person_records.py FEED   raw records (chiso-extract) on standard input, what the person is called (chiso-extract --identify) on descriptor 3
A line a record: FILE,FEED,RECORD.
"""
import csv
import os
import sys

feed = sys.argv[1]
with os.fdopen(3, encoding="utf-8", newline="") as f:
    called = [(row["field"], row["value"]) for row in csv.DictReader(f) if row["feed"] == feed]
for row in csv.DictReader(sys.stdin):
    if row["_kind"] == "raw" and any("".join((row.get(field) or "").split()) == value for field, value in called):
        print(f"{row['_file']},{feed},{row['_record']}")
