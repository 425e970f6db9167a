#!/bin/bash
# Nights over two quarters: the year follows its quarters, and a figure is compared with the quarter before, also when that one
# changes later.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"

need_night_key
CHISO_CATALOG=$(without_systems "$T/none")
export CHISO_CATALOG
dir=$T/v
own_server "$dir/postgres"
mkdir -p "$dir/inbox/hoso-tthc"
delivery() { # FILE SENT FIRST_DAY ONLINE: 30 dossiers received from that day on, so many of them online, the others on paper
	/usr/bin/python3 - "$ROOT/samples/hoso-tthc/03-khong-khong-gian-ten.xml" "$@" <<'PY'
import datetime, re, sys
sample, path, sent, first, online = sys.argv[1:6]
text = open(sample, encoding="utf-8").read()
head, rest = text.split("<HoSo>", 1)
one, tail = rest.split("</HoSo>", 1)[0], rest.rsplit("</HoSo>", 1)[1]
out = []
for n in range(30):
    day = datetime.date.fromisoformat(first) + datetime.timedelta(days=n)
    d = re.sub(r"<MaHoSo>[^<]*<", f"<MaHoSo>H34.19-{day:%y%m%d}-{n:04d}<", one)
    d = re.sub(r"<NgayTiepNhan>[^<]*<", f"<NgayTiepNhan>{day:%Y%m%d}083000<", d)
    d = re.sub(r"\s*<KenhThucHien>[^<]*</KenhThucHien>", "", d)
    out.append(f"<HoSo>{d}<KenhThucHien>{2 if n < int(online) else 1}</KenhThucHien></HoSo>")
open(path, "w", encoding="utf-8").write(head + "".join(out) + tail)
open(path + ".meta", "w", encoding="utf-8").write(f"sent_at={sent}\n")
PY
}
figure() { # PERIOD COLUMN
	on_server "$dir" -c "select $2 from core.indicator where indicator = 'hs.ty-le-truc-tuyen' and agency = 'H34'
		and period = '$1' and run_to is null"
}
at() { # NOW [STATUS]: a night; 1 when the feeds that never came are late
	local code=0
	night "$dir" CHISO_NOW="$1" || code=$?
	is "the night of ${1%%T*} is done" "$code" "${2:-0}"
}

delivery "$dir/inbox/hoso-tthc/q1.xml" 2024-04-01T00:30:00+07:00 2024-02-01 27
at 2024-04-01T01:00:00+07:00
is 'the first quarter' "$(figure 2024-Q1 value)" 90
is 'the year so far is that quarter' "$(figure 2024 value)" 90
like 'and says so' "$(figure 2024 flags)" 'quarters: 1/4'
unlike 'there is nothing to compare it with' "$(figure 2024-Q1 flags)" 'jump'

delivery "$dir/inbox/hoso-tthc/q2.xml" 2024-07-01T00:30:00+07:00 2024-05-01 12
at 2024-07-01T01:00:00+07:00 1
like 'the days on which nothing came wait for a person, and nothing else does' "$(sed -n '/WAITING FOR A PERSON: 1$/,$p' "$dir/page" | tr -d '\n')" \
	'nothing[[:space:]]+came on'
is 'the second quarter' "$(figure 2024-Q2 value)" 40
like 'fell by more than 20 points' "$(figure 2024-Q2 flags)" 'jump: [^(]*\(2024-Q1: 90,00; 2024-Q2: 40,00\)'
is 'the year adds both' "$(figure 2024 "concat_ws('/', numerator, denominator, value)")" 39/60/65
like 'of two quarters' "$(figure 2024 flags)" 'quarters: 2/4'

# the same by hand, from the records of the warehouse
env_of() { eval "$("$ROOT/scripts/private-postgres" start "$dir/postgres")" && "$@"; }
for quarter in 2024-Q1 2024-Q2; do
	env_of chiso-dump -q --feed hoso-tthc --period $quarter |
		chiso-aggregate -q --now 2024-07-01 --feed hoso-tthc --period $quarter >"$T/$quarter"
done
chiso-compute -q --now 2024-07-01T01:00:00+07:00 --period 2024 "$T/2024-Q1" "$T/2024-Q2" >"$T/2024"
same 'chiso-compute by hand gives the published bytes of the year' "$dir/figures/2024.csv" "$T/2024"

dump_tables "$dir" >"$T/tables"
at 2024-07-02T01:00:00+07:00
dump_tables "$dir" >"$T/tables.again"
same 'a night without news changes nothing' "$T/tables.again" "$T/tables"

# the first quarter is corrected in the third one
delivery "$dir/inbox/hoso-tthc/q1-corrected.xml" 2024-08-01T00:30:00+07:00 2024-02-01 15
at 2024-08-01T01:00:00+07:00 1
is 'the first quarter is another' "$(figure 2024-Q1 value)" 50
is 'the second is the same' "$(figure 2024-Q2 value)" 40
unlike 'but fell by no more than 20 points' "$(figure 2024-Q2 flags)" 'jump'
is 'the year follows' "$(figure 2024 "concat_ws('/', numerator, denominator, value)")" 27/60/45
is 'no mark is left' "$(on_server "$dir" -c 'select count(*) from audit.mark')" 0

# a year is compared with the year before, which a late file completes
delivery "$dir/inbox/hoso-tthc/2023.xml" 2024-08-02T00:30:00+07:00 2023-11-01 3
at 2024-08-02T01:00:00+07:00 1
is 'the year before' "$(figure 2023 value)" 10
like 'the year rose' "$(figure 2024 flags)" 'jump: [^(]*\(2023: 10,00; 2024: 45,00\)'
like 'and so did its first quarter' "$(figure 2024-Q1 flags)" 'jump: [^(]*\(2023-Q4: 10,00; 2024-Q1: 50,00\)'

# a yearly data set that came in the first quarter stands in the third
came() { # QUARTER CODE DAY: what was opened, as the store says
	printf '<g:GiaoNhan xmlns:g="http://kho.example/giao-nhan/1.0"><g:Dong ma="%s" hinhThuc="mo" ngay="%s" coQuan="H34.19" soBanGhi="9"/></g:GiaoNhan>\n' \
		"$2" "$3" >"$dir/inbox/giao-nhan-du-lieu/$1.xml"
	printf 'sent_at=2024-10-01T00:30:00+07:00\n' >"$dir/inbox/giao-nhan-du-lieu/$1.xml.meta"
}
mkdir -p "$dir/inbox/giao-nhan-du-lieu"
came q1 ho-ngheo-kon-ray 01/02/2024
came q2 khong-co-trong-danh-muc 01/05/2024
came q3 khong-co-trong-danh-muc 01/08/2024
at 2024-10-02T01:00:00+07:00 1
opened() { on_server "$dir" -c "select numerator from core.indicator where indicator = 'qd528.mo' and agency = 'H34' and period = '$1' and run_to is null"; }
is 'of the sets to be opened one stands in each quarter' "$(opened 2024-Q1)$(opened 2024-Q2)$(opened 2024-Q3)" 111
came q1-late truong-hoc 03/02/2024
at 2024-10-03T01:00:00+07:00 1
is 'a late word of the first quarter changes the third' "$(opened 2024-Q3)" 2
# growth is against the year before: whatever quarter of it changes, each quarter follows
delivery "$dir/inbox/hoso-tthc/2023-q2.xml" 2024-10-04T00:30:00+07:00 2023-05-01 3
night "$dir" CHISO_NOW=2024-10-04T01:00:00+07:00 CHISO_KILL_AT=marked
is 'all that looks back at a quarter is marked' "$(on_server "$dir" -c \
	"select string_agg(distinct period, ' ' order by period) from audit.mark")" '2023 2023-Q2 2023-Q4 2024 2024-Q1 2024-Q2 2024-Q3'
at 2024-10-04T01:00:00+07:00 1
is 'and done by the next night' "$(on_server "$dir" -c 'select count(*) from audit.mark')" 0
exit_is 'a later run as published' 0 env CHISO_VAR="$dir" CHISO_INBOX="$dir/inbox" CHISO_KEY="$T/key" \
	"$ROOT/scripts/reprocess" 2024 --catalog as-published
same 'gives the published bytes' "$T/out" "$dir/figures/2024.csv"
done_testing
