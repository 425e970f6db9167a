#!/bin/bash
# A changed catalogue: figures that stand by another definition are told every night, until their period is reprocessed.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"
# shellcheck source=tests/lib/delivery.sh
. "$ROOT/tests/lib/delivery.sh"

need_night_key
dir=$T/v
own_server "$dir/postgres"
mkdir -p "$dir/inbox/hoso-tthc" "$dir/inbox/danh-muc-tthc"
delivery "$dir/inbox/hoso-tthc/all.xml" 1 155
cp -p "$ROOT"/samples/danh-muc-tthc/*.xml "$dir/inbox/danh-muc-tthc/"
cp -R "$ROOT/pipeline/catalog" "$T/catalog"
catalog=$T/catalog/base:$T/catalog/ba-ria-vung-tau:$T/catalog/kon-tum
words() { tr '\n' ' ' <"$dir/page" | tr -s ' '; }
# a night of its own: the figures that the check of half a day finds are no matter here
sed -i '/^half_day,/d' "$T/catalog/base/checks.csv"
code=0
night "$dir" CHISO_CATALOG="$catalog" || code=$?
is 'a night' "$code" 0
unlike 'nothing is stale' "$(words)" 'stale|first time'
is 'what each figure was computed by is known' "$(on_server "$dir" -c "select count(*) from core.indicator i where run_to is null
	and not exists (select from core.definition d where (d.period, d.set, d.indicator) = (i.period, i.set, i.indicator))")" 0
n=$(on_server "$dir" -c "select count(*) from core.indicator where run_to is null and period = '2024-Q1' and indicator = '6.11'")

# 6.11 is per cent of all dossiers: a digit more
sed -i -E '/^6\.11,/s/,%,([0-9]),/,%,4,/' "$T/catalog/base/indicators.csv"
code=0
night "$dir" CHISO_CATALOG="$catalog" || code=$?
is 'the catalogue has changed: it waits for a person' "$code" 1
like 'which definition, how many figures, of which quarter' "$(words)" \
	"s003-2024 2024-Q1: định nghĩa của 6\.11 đã đổi: $n số liệu của 2024-Q1 đã cũ / definition of 6\.11 changed: $n figures of 2024-Q1 are stale"
like 'and of which year' "$(words)" 'definition of 6\.11 changed: [0-9]+ figures of 2024 are stale \(scripts/reprocess 2024-Q1\)'
unlike 'no other' "$(words)" 'definition of 6\.1[^1]'
code=0
night "$dir" CHISO_CATALOG="$catalog" || code=$?
is 'it waits as long as nobody did it' "$code" 1
like 'and says so again' "$(words)" '6\.11 đã đổi'

ok 'reprocessed' env CHISO_VAR="$dir" CHISO_INBOX="$dir/inbox" CHISO_NOW="$NIGHT_NOW" CHISO_KEY="$T/key" CHISO_CATALOG="$catalog" \
	CHISO_RETRY_SECONDS=0 "$ROOT/scripts/reprocess" 2024-Q1
code=0
night "$dir" CHISO_CATALOG="$catalog" || code=$?
is 'then nothing waits' "$code" 0
unlike 'and nothing is stale' "$(words)" 'stale'

# a measure of stored records: computing again over the stored measures does not make them right
sed -i -E "/^received_channel_2,/s/kenh, ''\) = '2'/kenh, 'x') = '2'/" "$T/catalog/base/measures.csv"
on_server "$dir" -c "insert into audit.mark values ('', '2024-Q1', 0), ('', '2024', 0)" >/dev/null
code=0
night "$dir" CHISO_CATALOG="$catalog" || code=$?
is 'a measure has changed, and the figures were computed again over the stored ones' \
	"$code $(on_server "$dir" -c 'select count(*) from audit.mark')" '1 0'
like 'they are stale all the same' "$(words)" 'ho-so-tthc 2024-Q1: [^(]*hs\.truc-tuyen[^(]* stale'
like 'so is the year' "$(words)" 'ho-so-tthc 2024: [^(]*hs\.truc-tuyen[^(]* stale'

# a warehouse from before takes today's
on_server "$dir" -c 'truncate core.definition' >/dev/null
code=0
night "$dir" CHISO_CATALOG="$catalog" || code=$?
is 'a warehouse without definitions takes those of today' "$code" 0
like 'and says that it knows no more' "$(words)" 'definitions recorded for the first time[^:]*: 2024 2024-Q1'
night "$dir" CHISO_CATALOG="$catalog"
unlike 'once' "$(words)" 'first time'
done_testing
