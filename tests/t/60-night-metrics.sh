#!/bin/bash
# What the monitoring is told: Prometheus' format, each family explained, counts that are the warehouse's; a night that fails keeps what
# was known.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"
dir=$T/v
need_night_key
own_server "$dir/postgres"
mkdir -p "$dir/inbox" && fill_inbox "$dir/inbox"
night "$dir"
metrics=$dir/metrics.prom
ok 'they are there' test -s "$metrics"
# every sample belongs to the family that was explained last, once
is 'each family is explained before its samples' "$(awk '
	/^# HELP / { if ($3 in seen) print "twice: " $3; seen[$3] = 1; help = $3; if ($NF !~ /[.]$/) print "no words: " $0; next }
	/^# TYPE / { if ($3 != help || $4 !~ /^(gauge|counter)$/) print "type: " $0; type = $3; kind = $4; if ((kind == "counter") != ($3 ~ /_total$/)) print "name: " $0; next }
	{ name = $0; sub(/[{ ].*/, "", name); if (name != type) print "stray: " $0
	  if ($0 !~ /^[a-z_]+([{]([a-z]+="[^"\\]*",?)+[}])? -?[0-9]+([.][0-9]+)?$/) print "form: " $0; if (($1) in had) print "again: " $0; had[$1] = 1 }' "$metrics")" ''
if command -v promtool >/dev/null; then
	ok 'promtool finds nothing' sh -c "out=\$(promtool check metrics <'$metrics' 2>&1) && [ -z \"\$out\" ] || { echo \"\$out\"; exit 1; }"
else
	skip 'promtool finds nothing' 'no promtool here'
fi
value() { sed -n "s/^$1 //p" "$metrics"; }
is 'records that were read are the ledger'"'"'s' "$(value 'chiso_records_standing_read{feed="hoso-tthc"}')" "$(on_server "$dir" -c "select sum(n_read) from audit.load where feed = 'hoso-tthc' and state = 'ok'")"
is 'what was refused too, by reason' "$(sed -n 's/^chiso_rejects_standing.* //p' "$metrics" | awk '{n += $1} END {print n}')" "$(on_server "$dir" -c "select count(*) from audit.reject join audit.load using (load_id) where superseded_by_run is null")"
is 'a feed that is late is told' "$(grep -c '^chiso_feed_late{.*} 1$' "$metrics")" "$(on_server "$dir" -c "select count(*) from share.nguon_du_lieu where ma_trang_thai in ('late', 'missing', 'never') or cham_tu_ngay <= '2024-04-01' and ma_trang_thai not in ('not_connected', 'no_cadence')")"
is 'nothing waits to be computed' "$(value chiso_marks) $(value chiso_mark_age_seconds)" '0 0'
like 'completeness is a share' "$(sed -n 's/^chiso_completeness_ratio.* //p' "$metrics" | LC_ALL=C sort -u | tail -n 1)" '^(1[.]0000|0[.][0-9]{4})$'
success=$(value chiso_night_success_timestamp_seconds)
totals() { awk '/^# TYPE .* counter$/ { name = $3; next } index($1, name) == 1 && name ~ /_total$/ { print $1, $2 }' "$metrics" | LC_ALL=C sort; }
totals >"$T/totals"
ok 'there are counters' test -s "$T/totals"
good 4711 >"$dir/inbox/hoso-tthc/them_20240401010000.xml"
night "$dir"
totals >"$T/totals.next"
is 'a counter never falls' "$(LC_ALL=C join "$T/totals" "$T/totals.next" | awk '$3 < $2')" ''
is 'what came is counted' "$(LC_ALL=C join "$T/totals" "$T/totals.next" | awk '$1 == "chiso_loads_total" { print $3 - $2 }')" 1
is 'and none goes' "$(LC_ALL=C join -v 1 "$T/totals" "$T/totals.next")" ''
success=$(value chiso_night_success_timestamp_seconds)

night "$dir" PGHOST="$T/nowhere"
is 'a night that fails says so' "$(value chiso_night_status)" 69
is 'and when one was done last' "$(value chiso_night_success_timestamp_seconds)" "$success"
is 'and what was known of the feeds' "$(grep -c '^chiso_feed_last_seen_timestamp_seconds' "$metrics")" "$(on_server "$dir" -c 'select count(last_seen) from core.feed_due')"
done_testing
