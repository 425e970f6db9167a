#!/bin/bash
# A feed that comes again after a silence: the days on which nothing came are named, once.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"

need_night_key
dir=$T/v
own_server "$dir/postgres"
mkdir -p "$dir/inbox/hoso-tthc"
CHISO_CATALOG=$(without_systems "$T/none")
export CHISO_CATALOG
words() { tr '\n' ' ' <"$dir/page" | tr -s ' '; }
# message NAME FIRST N [DAY…]: N dossiers received on each DAY (YYYYMMDD), the first has the number FIRST
message() {
	/usr/bin/python3 - "$ROOT/samples/hoso-tthc/03-khong-khong-gian-ten.xml" "$dir/inbox/hoso-tthc/$1" "${@:2}" <<'PY'
import re, sys
sample, path, first, n, days = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), sys.argv[5:]
head, rest = open(sample, encoding="utf-8").read().split("<HoSo>", 1)
one, tail = rest.split("</HoSo>", 1)[0], rest.rsplit("</HoSo>", 1)[1]
out = []
for day in days:
    for k in range(n):
        d = re.sub(r"<MaHoSo>[^<]*<", f"<MaHoSo>H34.19-{day[2:]}-{first + k:04d}<", one)
        out.append("<HoSo>" + re.sub(r"<NgayTiepNhan>[^<]*<", f"<NgayTiepNhan>{day}083000<", d) + "</HoSo>")
open(path, "w", encoding="utf-8").write(head + "".join(out) + tail)
PY
}
# tonight DAY: the night of that day in April, an hour behind midnight; its status in $code
tonight() {
	code=0
	night "$dir" CHISO_NOW="2024-04-$1T01:00:00+07:00" || code=$?
}

for day in 01 03 04 05; do message "m_202404${day}230000.xml" 1 4 "202404$day"; done
tonight 06
is 'the first delivery' "$code" 0
like 'a hole in it is noted, no other day' "$(words)" 'nothing came on 02/04/2024: hỏi'
tonight 10
is 'silent, it is late' "$code" 1
like 'as before' "$(words)" 'days LATE'
unlike 'and named when it comes' "$(words)" 'nothing came on'

message m_20240413230000.xml 1 4 20240413
message again_20240413220000.xml 900 1 20240410 # a dossier of a silent day makes no delivery of that day
rm -rf "$T/copy" && mkdir "$T/copy" && cp "$dir"/inbox/hoso-tthc/*.xml "$T/copy/"
night "$dir" CHISO_NOW=2024-04-14T01:00:00+07:00 CHISO_KILL_AT=marked
is 'a night that is killed tells nothing' "$(on_server "$dir" -c 'select count(*) from audit.run where ended is null')" 1
tonight 14
is 'it comes again: somebody has to ask for what is missing' "$code" 1
like 'the days are named, by the night that finishes' "$(words)" \
	'hoso-tthc: [^:]*: không có gì các ngày 06–12/04/2024 \(7\) / nothing came on 06–12/04/2024: hỏi nơi gửi'

# 14 and 15 do not come: no more than they may be late
message m_20240416230000.xml 1 4 20240416
tonight 17
is 'two days are no matter yet' "$code" 0
like 'they are noted' "$(words)" 'nothing came on 14–15/04/2024'
unlike 'what was told is told once' "$(words)" '06–12'

# the sender makes up for two days; there were dossiers on a Saturday before, the 13th
message m_20240422230000.xml 1 4 20240417 20240419 20240422
# a feed of a system has no rhythm of its own: the system's is meant
unset CHISO_CATALOG
mkdir -p "$dir/inbox/ho-so-ho-tich"
message ../ho-so-ho-tich/m_20240422230000.xml 5001 4 20240422
tonight 23
is 'a day past its time waits for a person' "$code" 1
like 'what was made up for is no hole, a Saturday is' "$(words)" 'nothing came on 18/04/2024, 20–21/04/2024'

message m_20240429230000.xml 1 4 20240423 20240424 20240425 20240426 20240427 20240429
message ../ho-so-ho-tich/m_20240429230000.xml 5001 4 20240429
tonight 30
unlike 'a Sunday, on which nothing ever came, is none' "$(words)" ' hoso-tthc: [^:]*: không có gì'
like 'the holes of a feed of a system are named, by the rhythm of the system' "$(words)" \
	'ho-so-ho-tich: [^:]*: không có gì các ngày 23–28/04/2024'
done_testing
