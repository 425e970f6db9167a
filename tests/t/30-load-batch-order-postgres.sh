#!/bin/bash
# Many files in one transaction are many files one after another: the same tables, and the same current rows in any order.
. "$(dirname "$0")/../lib/tap.sh"
. "$ROOT/tests/lib/messages.sh"
need_postgres
NOW=2024-04-01T01:00:00+07:00
export CHISO_KEY=$T/key
(umask 077 && printf 'k1 %064d\n' 7 >"$CHISO_KEY")
ingest() { chiso-ingest -q --feed hoso-tthc --now "$NOW" "$@"; }
state() { psql -X -q -f "$ROOT/sql/compare.sql"; }
current() { sql 'select ma_ho_so, kenh, sent_at, message, record, ngay_tiep_nhan from core.hoso_tthc order by 1'; }
warehouse() {
	PGDATABASE=postgres psql -X -q -c "create database $1"
	export PGDATABASE=$1
	chiso-load migrate -q
	[ -z "${SEED:-}" ] || ingest "$SEED" >/dev/null
}

# a corrected, an equal, an older, a later one, one key twice in a message, equal ones twice, one that moves between quarters
mkdir "$T/in" "$T/other"
files=("$(message_file "$T/in" 20240201010000 m1 A=1 B=1 C=1@20231115)"
	"$(message_file "$T/in" 20240202010000 m2 A=2 D=1)"
	"$(message_file "$T/in" 20240131010000 m0 A=1 B=2@20230815 E=1)"
	"$(message_file "$T/in" 20240203010000 m3 F=1 G=1 F=2 G=1 F=1)"
	"$(message_file "$T/in" 20240204010000 m4 C=1@20240201 G=2)"
	"$(message_file "$T/in" 20240204010000 m5 C=2@20240301)")
sed 's/<s:Body>/\n<s:Body>/' "${files[0]}" >"$T/other/m1_20240201010000.xml"
files+=("$T/other/m1_20240201010000.xml")
message m1 B=1 Z=1 A=1 >"$T/other/m1x_20240201010000.xml"
files+=("$T/other/m1x_20240201010000.xml")
# shellcheck disable=SC2034 # read through a reference
mapfile -t turned < <(printf '%s\n' "${files[@]}" | tac)
# shellcheck disable=SC2034
mapfile -t mixed < <(printf '%s\n' "${files[@]}" | sort -R --random-source=<(yes 3))
seed=$(message_file "$T/in" 20240115010000 m00 Y=1 A=3)

for SEED in '' "$seed"; do
	name=${SEED:+full}
	name=${name:-empty}
	for order in files turned mixed; do
		declare -n list=$order
		warehouse "${name}_${order}_one"
		for file in "${list[@]}"; do ingest "$file" >>"$T/one.$name.$order"; done
		state >"$T/state.one"
		warehouse "${name}_${order}_batch"
		ok "$name, $order: in one batch" ingest "${list[@]}"
		cp "$T/out" "$T/batch.$name.$order"
		state >"$T/state.batch"
		is '  it is one transaction' "$(sql "select count(distinct xmin::text) from audit.load where file_name not like 'm00%'")" 1
		same '  the tables are those of one file after another' "$T/state.batch" "$T/state.one"
		sed 's/load=[0-9]*//' "$T/one.$name.$order" >"$T/one.lines"
		sed 's/load=[0-9]*//' "$T/batch.$name.$order" >"$T/batch.lines"
		same '  so are the lines, periods and all' "$T/batch.lines" "$T/one.lines"
		current >"$T/current.$name.$order"
		same '  the current rows do not depend on the order' "$T/current.$name.$order" "$T/current.$name.files"
		is '  of equal versions one stays' "$(sql 'select count(*) from (select from core.hoso_tthc_version group by ma_ho_so,
			sent_at, message, version_hash, load_id having count(*) > 1) x')" 0
		is '  nothing that left is lost' "$(sql 'select count(*) from audit.duplicate d where not exists (select from
			core.hoso_tthc_version v where v.load_id = d.of_load and v.record = d.of_record)')" 0
		is '  counts add up to what is stored' "$(sql 'select sum(n_kept) - (select count(*) from core.hoso_tthc_version) from audit.load')" 0
	done
done
is 'of one message the later record stands' "$(sql "select kenh, record from core.hoso_tthc where ma_ho_so = 'F'")" '1|5'
is 'what it replaced is stored, and told' "$(sql "select n_repeated, n_kept, n_duplicate from audit.load where file_name like 'm3%'")" '3|3|2'
like 'in the line too' "$(grep m3 "$T/one.full.files" || grep 'repeated=3' "$T/one.full.files")" ' read=5 kept=3 rejected=0 duplicate=2 repeated=3 '
is 'C is where it was sent last' "$(sql "select kenh, message from core.hoso_tthc where ma_ho_so = 'C'")" '2|m5'

# a warehouse that chose by the old rule is put right by its migration
sql "update core.hoso_tthc_current c set record = v.record, version_hash = v.version_hash from core.hoso_tthc_version v
	where v.ma_ho_so = c.ma_ho_so and v.load_id = c.load_id and c.ma_ho_so = 'F' and v.record = 3;
	delete from audit.migration where name = '50-ingest.sql'; delete from audit.mark" >/dev/null
is 'the older record stands' "$(sql "select kenh, record from core.hoso_tthc where ma_ho_so = 'F'")" '2|3'
ok 'migrating' chiso-load migrate
is 'chooses anew' "$(sql "select kenh, record from core.hoso_tthc where ma_ho_so = 'F'")" '1|5'
is 'and has its periods computed again' "$(sql 'select feed, period from audit.mark')" 'hoso-tthc|2024-Q1'
done_testing
