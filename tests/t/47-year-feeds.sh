#!/bin/bash
# Fourteen nights of every feed that is not of dossiers, taken and loaded night by night: each file, refusal, record and measure is as
# the generator made it, to the last digit. CHISO_TEST_NIGHTS, CHISO_TEST_FIRST, CHISO_TEST_TERRITORY: others.
# shellcheck source=tests/lib/tap.sh
# shellcheck disable=SC2317 # called by the harness
. "$(dirname "$0")/../lib/tap.sh"
need_postgres

year() { /usr/bin/python3 "$ROOT/tests/gen/year_feeds.py" "$@"; }
catalog=$ROOT/pipeline/catalog
territory=${CHISO_TEST_TERRITORY:-quang-ngai} first=${CHISO_TEST_FIRST:-2026-02-02} nights=${CHISO_TEST_NIGHTS:-14}
last=$(date -d "$first + $((nights - 1)) days" +%F)
(umask 077 && printf 'k1 %064d\n' 7 >"$T/key")
mkdir "$T/my"
# somebody asks for months, so that days are measured in theirs
printf 'set,title_vi,territory,period_kind,source\nthang-%s,Báo cáo tháng,%s,month,MOT-CUA\n' "$territory" "$territory" >"$T/my/sets.csv"
folders=(--catalog "$catalog/base" --catalog "$catalog/$territory" --catalog "$T/my")

# tonight NIGHT: what lies in the inbox that night, from taking to settling
tonight() {
	local now=$1T01:00:00+07:00 code=0
	cp -R "$T/year/nights/$1/." "$T/inbox/"
	chiso-take -q "${folders[@]}" --inbox "$T/inbox" --raw "$T/raw" --now "$now" -o "$T/manifest" 2>>"$T/log" || return
	chiso-ingest -q "${folders[@]}" --manifest "$T/manifest" --raw "$T/raw" --key "$T/key" --now "$now" -o "$T/verdicts" 2>>"$T/log" || code=$?
	[ "$code" -eq 0 ] || [ "$code" -eq 65 ] || return "$code"
	/usr/bin/python3 - "$T/verdicts" >>"$T/got/bad.csv" <<-'END'
		import csv, sys
		rows = [r for r in csv.DictReader(open(sys.argv[1], encoding="utf-8", newline="")) if r["verdict"] == "bad"]
		csv.writer(sys.stdout, lineterminator="\n").writerows([r["name"], r["code"]] for r in rows)
	END
	chiso-take -q "${folders[@]}" --settle "$T/verdicts" --inbox "$T/inbox" --raw "$T/raw" --quarantine "$T/quarantine" --now "$now" 2>>"$T/log"
}
table() { psql -X -q -v ON_ERROR_STOP=1 -c "\\copy ($2) to '$T/got/$1' csv header"; }

ok 'the generator writes the nights' year write "$catalog" "$territory" "$first" "$nights" 1 "$T/year"
mkdir "$T/inbox" "$T/raw" "$T/quarantine" "$T/got"
echo name,code >"$T/got/bad.csv"
ok 'the warehouse is set up' chiso-load migrate -q "${folders[@]}" --now "${first}T00:00:00+07:00"
for night in "$T"/year/nights/*; do
	ok "the night of ${night##*/} is loaded" tonight "${night##*/}"
done
is 'nothing is left in the inbox' "$(find "$T/inbox" -type f ! -name '*.meta' | wc -l)" 0
table loads.csv "select feed, file_name, n_read, n_rejected from audit.load where state = 'ok'"
table rejects.csv "select l.feed, r.severity, r.code, count(*) as n from audit.reject r join audit.load l using (load_id)
	where l.state = 'ok' group by 1, 2, 3"
failed=0
for feed in $(year names); do
	chiso-dump -q "${folders[@]}" --now "${last}T01:00:00+07:00" --feed "$feed" -o "$T/got/$feed.clean.csv" 2>>"$T/log" &&
		chiso-aggregate -q "${folders[@]}" --now "${last}T01:00:00+07:00" --feed "$feed" -o "$T/got/$feed.measures.csv" "$T/got/$feed.clean.csv" 2>>"$T/log" ||
		failed=$((failed + 1))
done
is 'every feed is measured' "$failed" 0
ok 'files, refusals, records and measures are the truth' year compare "$T/year" "$T/got"
tap_note "$(tail -n 40 "$T/out")"
[ ! -s "$T/log" ] || tap_note "$(tail -n 20 "$T/log")"

# no person whom the records hold is in anything that was kept
for datum in got verdicts log; do [ ! -e "$T/$datum" ] || find "$T/$datum" -type f; done | xargs cat >"$T/everything"
psql -X -q -f "$ROOT/sql/compare.sql" >>"$T/everything"
ok 'people were planted' test "$(wc -l <"$T/year/truth/personal")" -gt 1000
is 'and none is to be found' "$(grep -c -F -f "$T/year/truth/personal" "$T/everything")" 0

# the comparison can fail: one figure, one record, one refusal, one file
wrong() {
	cp "$T/year/truth/$2" "$T/kept"
	sed -i "$3" "$T/year/truth/$2"
	not_ok "$1 is seen" year compare "$T/year" "$T/got"
	cp "$T/kept" "$T/year/truth/$2"
}
wrong 'a wrong figure' measures.list '2s/[0-9]*$/77/'
wrong 'a record too few' dien-nang.csv 2d
wrong 'a refusal too few' refused.list 2d
wrong 'a file that never came' files.list 's/,ok,/,bad,/'
ok 'and put back, all is as before' year compare "$T/year" "$T/got"
done_testing
