#!/bin/bash
# Every statement of sql/load runs by hand in psql, filled in by sql/by-hand.sql; an installed program needs none of the files.
. "$(dirname "$0")/../lib/tap.sh"
. "$ROOT/tests/lib/warehouse.sh"
need_postgres
ok 'a warehouse' warehouse
quarter=$(psql -X -A -t -c 'select max(accepted_quarter) from core.hoso_tthc_version')

# What must have run before in the same transaction.
before() {
	case $1 in
	bulk-drop-repeats | bulk-marks) echo bulk-rank ;;
	current-stage | current-look-up) ;;
	current-*) echo current-stage ;;
	figures-diff-measures) echo figures-stage-measures ;;
	figures-apply-measures) echo figures-stage-measures figures-diff-measures ;;
	figures-diff-indicators | figures-twice) echo figures-stage-indicators ;;
	figures-late) echo figures-stage-indicators figures-diff-indicators figures-late-stage ;;
	figures-apply-late) echo figures-stage-indicators figures-diff-indicators figures-late-stage figures-late ;;
	figures-apply-* | figures-counts) echo figures-stage-indicators figures-diff-indicators ;;
	figures-marks-clear) echo figures-marks-seen ;;
	reject-rows-copy | reject-rows-add) echo reject-rows-stage ;;
	esac
}

# One file, in a transaction that is rolled back. One with parameters is prepared: its names and types are looked up.
by_hand() {
	local name=$1 step
	{
		cat "$ROOT/sql/by-hand.sql"
		echo 'BEGIN;'
		[ "$name" != bulk-add-key ] || echo "DELETE FROM core.hoso_tthc_current; SELECT core.open_current('hoso_tthc');"
		for step in $(before "$name"); do cat "$ROOT/sql/load/$step.sql"; done
		! grep -v '^--' "$ROOT/sql/load/$name.sql" | grep -q '\$1' || echo 'PREPARE by_hand AS'
		cat "$ROOT/sql/load/$name.sql"
		! grep -q 'FROM STDIN;$' "$ROOT/sql/load/$name.sql" || printf '\\.\n'
		echo 'ROLLBACK;'
	} >"$T/hand.sql"
	session psql -X -q -A -t -v ON_ERROR_STOP=1 -v feed=hoso_tthc -v quarter="$quarter" -f "$T/hand.sql" >"$T/out" 2>"$T/err" && return
	# a binary COPY by hand gets no rows: that is all that may be wrong with it
	grep -q 'FORMAT binary' "$ROOT/sql/load/$name.sql" && grep -q 'COPY file signature not recognized' "$T/err" && return
	tap_note "$(cat "$T/err")"
	return 1
}

for file in "$ROOT"/sql/load/*.sql; do
	name=$(basename "$file" .sql)
	ok "by hand: $name" by_hand "$name"
done
by_hand dump-current
is 'what the statement of a dump gives by hand is what the program dumps' "$(cut -f1-4 "$T/out")" \
	"$(chiso-dump -q --feed hoso-tthc | awk -F, '$1 == "clean" { print $2 "\t" $3 "\t" $4 "\t" $5 }')"

# The programs are whole: no file of sql/load is opened at run time.
mkdir -p "$T/bin" && cp "$(command -v chiso-load)" "$T/bin"
ok 'a program alone, without the tree' env -C "$T" "$T/bin/chiso-load" marks -o "$T/marks.alone"
is 'holds every statement' "$(for file in "$ROOT"/sql/load/*.sql; do
	grep -v '^--' "$file" | head -n 1 | grep -a -q -F -f - "$T/bin/chiso-load" || basename "$file"
done)" ''
done_testing
