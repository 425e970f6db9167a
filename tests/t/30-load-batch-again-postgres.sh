#!/bin/bash
# A batch of nothing but known files ends its transaction: what comes after it has one of its own.
. "$(dirname "$0")/../lib/tap.sh"
. "$ROOT/tests/lib/messages.sh"
need_postgres
NOW=2024-04-01T01:00:00+07:00
export CHISO_KEY=$T/key
(umask 077 && printf 'k1 %064d\n' 7 >"$CHISO_KEY")
ingest() { chiso-ingest --feed hoso-tthc --now "$NOW" "$@"; }
# a message of 20,000 dossiers: no chunk holds it
big() {
	message "$1" KEY=1 | awk -v id="$1" '/<dvc:HoSo>/ { row = 1 } row { text = text $0 "\n" } !row { print }
		/<\/dvc:HoSo>/ { for (i = 0; i < 20000; i++) { one = text; sub(/KEY/, id i, one); printf "%s", one } row = 0 }'
}
chiso-load migrate -q

# one file by two names, then a bad one that no chunk holds: it is sent to the server before its end
first=$(message_file "$T" 20240201010000 m1 A=1 B=2)
cp "$first" "$T/m1-again_20240201010000.xml"
big Z >"$T/Z_20240202010000.xml"
sed -i '$d' "$T/Z_20240202010000.xml"
exit_is 'a bad file behind one that came by two names' 65 ingest "$first" "$T/m1-again_20240201010000.xml" "$T/Z_20240202010000.xml"
is 'is told as bad' "$(cut -d' ' -f1-2 "$T/out" | grep -o 'state=[a-z]*' | paste -sd' ')" 'state=loaded state=duplicate state=bad'
is 'nothing of it stands' "$(sql "select count(*) filter (where ma_ho_so like 'Z%'), count(*) from core.hoso_tthc")" '0|2'
is 'no version of a load that is not there' "$(sql "select count(*) from core.hoso_tthc_version v
	where not exists (select from audit.load l where l.load_id = v.load_id and l.state = 'ok')")" 0

# a good one is all or nothing as well
big Y >"$T/Y_20240203010000.xml"
exit_is 'a good one behind it' 0 ingest "$first" "$T/m1-again_20240201010000.xml" "$T/Y_20240203010000.xml"
is 'stands' "$(sql "select count(*) from core.hoso_tthc")" 20002
is 'in one transaction' "$(sql "select count(distinct v.xmin::text), bool_and(v.xmin = l.xmin)
	from core.hoso_tthc_version v join audit.load l using (load_id) where l.message = 'Y'")" '1|t'
done_testing
