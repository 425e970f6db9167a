"""Clean records of hoso-tthc from lines "ID FIELD=VALUE ...", with the header of a sample."""
import csv
import sys

with open(sys.argv[1], encoding="utf-8", newline="") as sample:
    header = next(csv.reader(sample))
out = csv.DictWriter(sys.stdout, header, restval="", lineterminator="\n")
out.writeheader()
count = 0
for line in sys.stdin:
    words = line.split()
    if not words:
        continue
    count += 1
    row = {"_kind": "clean", "_file": "t", "_record": count, "_line": count, "_message": "m",
           "_sent": "2024-01-01T00:00:00+07:00", "ma_ho_so": words[0], "ma_tthc": "1.000105", "trang_thai": "4", "kenh": "2"}
    for word in words[1:]:
        name, value = word.split("=", 1)
        row[name] = value + "T08:00:00+07:00" if name.startswith("ngay_") and len(value) == 10 else value
    out.writerow(row)
# dicts would quote empty cells away: missing is an unquoted empty cell, which is what the writer gives
out.writerow({"_kind": "file", "_file": "t", "_record": count, "_line": 0, "_message": "state=ok sent_from=meta",
              "_sent": "2024-01-01T00:00:00+07:00"})
out.writerow({"_kind": "end", "_record": count})
