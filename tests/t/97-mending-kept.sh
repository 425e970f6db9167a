#!/bin/bash
# Values repaired in messages that stand in a zip, in JSON, in base64; and a warehouse that is made anew from the files has them again
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"
# shellcheck source=tests/lib/mending.sh
. "$ROOT/tests/lib/mending.sh"

need_night_key
dir=$T/v
own_server "$dir/postgres"
inbox=$dir/inbox/hoso-tthc
mkdir -p "$inbox"
now() { on_server "$dir" -c "$1"; }
n=0
put() { # NAME FORM: a message of two dossiers, one of them refused, in another form
	n=$((n + 10))
	{
		dossier "H34.19-240115-00$((n + 1))"
		dossier "H34.19-240115-00$((n + 2))" TrangThaiHoSo 77
	} | message | sed 's,<DongBoHoSoMC>,<DongBoHoSoMC xmlns="http://dichvucong.gov.vn/qcvn120">,' >"$T/message.xml"
	case $2 in
	zip) /usr/bin/python3 -c 'import sys, zipfile; zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED).write(sys.argv[2], "ho-so.xml")' \
		"$inbox/$1" "$T/message.xml" ;;
	*) /usr/bin/python3 "$ROOT/tests/lib/packed.py" "$2" <"$T/message.xml" >"$inbox/$1" ;;
	esac
}
put mot_20240201010000.zip zip
put hai_20240201020000.json json
put ba_20240201030000.json json-soap
put bon_20240201040000.xml gdhs
put nam_20240201050000.xml cdata
mkdir "$T/sent"
cp "$inbox"/* "$T/sent/"
night "$dir"
is 'five messages, each with a record that is refused' "$(now "select count(*), sum(n_read), sum(n_rejected) from audit.load where state = 'ok'")" '5|10|5'
rejects "$dir" --agency H34.19 -o "$T/list.csv" 2>"$T/err"
edit "$T/list.csv" 2 trang_thai 9
code=0
rejects "$dir" --apply "$T/list.csv" --by 'Lê Thử' >"$T/out" 2>"$T/err" || code=$?
is 'each is mended, whatever it stands in' "$code $(grep -c . "$T/list.csv")" '0 6'
is '  and kept' "$(now "select count(*), sum(n_kept), sum(n_rejected) from audit.load where state = 'ok'")" '5|10|0'
records() { now "select ma_ho_so, trang_thai from core.hoso_tthc order by 1"; }
before=$(records)
is '  with the value of the person' "$(grep -c '2|9$' <<<"$before")" 5

# what was decided outlives the warehouse
is 'what was decided is a file, for its owner alone' "$(stat -c %a "$dir/repairs.csv") $(grep -c 'Lê Thử' "$dir/repairs.csv")" '600 5'
"$ROOT/scripts/private-postgres" remove "$dir/postgres" >/dev/null 2>&1
cp "$T/sent"/* "$inbox/"
night "$dir"
is 'a warehouse that is made anew from the same files has the same records' "$(records)" "$before"
is '  read with the repaired values' "$(now "select count(*), sum(n_kept), sum(n_rejected), min(last_repair) > 0 from audit.load where state = 'ok'")" '5|10|0|t'
is '  by whom' "$(now "select string_agg(distinct by, ','), count(*) from audit.repair")" 'Lê Thử|5'
like '  which is said' "$(cat "$dir/err" "$dir"/log/*.log 2>/dev/null)" '5 giá trị đã sửa được lấy lại từ repairs.csv'
night "$dir"
is 'once is enough' "$(now 'select count(*) from audit.repair')" 5
done_testing
