# shellcheck shell=bash
# Seven Fridays of dossiers in one message; after tap.sh.

# delivery FILE ABSENT TOTAL [DIRECT] [SENT]: 25 dossiers on each of six Fridays, 5 on the seventh: the first ABSENT without a
# channel, the DIRECT after them received at the counter, the rest online; its sidecar says TOTAL, and when it was SENT.
delivery() {
	/usr/bin/python3 - "$ROOT/samples/hoso-tthc/03-khong-khong-gian-ten.xml" "$@" <<'PY'
import datetime, re, sys
sample, path, absent, total = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
direct = int(sys.argv[5]) if len(sys.argv) > 5 else 0
sent = sys.argv[6] if len(sys.argv) > 6 else "2024-03-31T01:00:00+07:00"
text = open(sample, encoding="utf-8").read()
head, rest = text.split("<HoSo>", 1)
one, tail = rest.split("</HoSo>", 1)[0], rest.rsplit("</HoSo>", 1)[1]
out, n = [], 0
for week in range(7):
    day = datetime.date(2024, 2, 16) + datetime.timedelta(days=7 * week)
    for k in range(5 if week == 6 else 25):
        n += 1
        d = re.sub(r"<MaHoSo>[^<]*<", f"<MaHoSo>H34.19-{day:%y%m%d}-{k:04d}<", one)
        d = re.sub(r"<NgayTiepNhan>[^<]*<", f"<NgayTiepNhan>{day:%Y%m%d}083000<", d)
        d = re.sub(r"\s*<KenhThucHien>[^<]*</KenhThucHien>", "", d)
        if n > absent:
            d += f"<KenhThucHien>{1 if n <= absent + direct else 2}</KenhThucHien>"
        out.append(f"<HoSo>{d}</HoSo>")
open(path, "w", encoding="utf-8").write(head + "".join(out) + tail)
open(path + ".meta", "w", encoding="utf-8").write(f"sent_at={sent}\ntotal={total}\n")
PY
}
