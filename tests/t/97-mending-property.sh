#!/bin/bash
# Planted defects of every kind are mended from the lists alone, and what is stored then is what was meant
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"
# shellcheck source=tests/lib/mending.sh
. "$ROOT/tests/lib/mending.sh"

need_night_key
dir=$T/sent meant=$T/meant
for folder in "$dir" "$meant"; do
	own_server "$folder/postgres"
	mkdir -p "$folder/inbox/hoso-tthc"
done
ok 'defects are planted' /usr/bin/python3 "$ROOT/tests/lib/defects.py" make "${CHISO_TEST_SEED:-11}" "${CHISO_TEST_MESSAGES:-6}" \
	"$dir/inbox/hoso-tthc" "$meant/inbox/hoso-tthc" "$T/truth.csv"
read -r planted kinds < <(/usr/bin/python3 "$ROOT/tests/lib/defects.py" count "$T/truth.csv")
ok 'every kind of them' [ "$kinds" -ge 20 ]
night "$dir"
night "$meant"
open_now() { rejects "$dir" --list 2>/dev/null | sed -n 's/^Tất cả .*: //p'; }
is 'each is refused, and nothing else' "$(open_now)" "$planted"

# every list to its department; what they send back is one file
lists() { rejects "$dir" --list | sed -n 's/^  - \([^ ]*\) .*/\1/p' | LC_ALL=C sort; }
total=0
: >"$T/all.csv"
mapfile -t names < <(lists)
for name in "${names[@]}"; do
	rejects "$dir" --agency "$name" -o "$T/$name.csv" 2>"$T/err"
	n=$(sed -n 's/^chiso: .*: \([0-9]*\) dòng.*/\1/p' "$T/err")
	total=$((total + n))
	/usr/bin/python3 "$ROOT/tests/lib/defects.py" mend "$T/$name.csv" "$T/truth.csv"
	if [ -s "$T/all.csv" ]; then tail -n +2 "$T/$name.csv" >>"$T/all.csv"; else cat "$T/$name.csv" >"$T/all.csv"; fi
done
is 'every open reject is in exactly one list' "$total" "$planted"
code=0
rejects "$dir" --apply "$T/all.csv" --by 'Lê Thử' >"$T/applied" 2>"$T/err" || code=$?
is 'all edits are taken' "$code" 0
left=$(open_now)
ok "99 % of $planted are mended, $left are open" [ $((left * 100)) -le "$planted" ]
content() { # every clean cell of every dossier
	local columns
	columns=$(on_server "$1" -c "select string_agg(format('%I', attname), ',' order by attname) from pg_attribute
		where attrelid = 'core.hoso_tthc_version'::regclass and attnum > 0 and not attisdropped and attname not in ('load_id', 'line')")
	on_server "$1" -c "select $columns from core.hoso_tthc order by ma_ho_so collate \"C\""
}
content "$dir" >"$T/a"
content "$meant" >"$T/b"
is 'as many dossiers as were meant' "$(wc -l <"$T/a")" "$(wc -l <"$T/b")"
is 'each is what was meant' "$(diff "$T/a" "$T/b" | grep -c '^[<>]')" "$((left * 2))"
figures() { on_server "$1" -c "select set, indicator, agency, period, value, numerator, denominator from core.indicator where run_to is null order by 1, 2, 3, 4"; }
if [ "$left" = 0 ]; then is 'and so are the figures' "$(figures "$dir" | sha256sum)" "$(figures "$meant" | sha256sum)"; else skip 'and so are the figures' "$left are open"; fi
is 'the counts add up' "$(on_server "$dir" -c "select count(*) from audit.load where state = 'ok' and n_read <> n_kept + n_rejected + n_duplicate")" 0
done_testing
