#!/bin/bash
# Figures as published, of a kind that a feed joined since: the catalogue of then does not know it
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"
# shellcheck source=tests/lib/mending.sh
. "$ROOT/tests/lib/mending.sh"

need_night_key
dir=$T/v
own_server "$dir/postgres"
mkdir -p "$dir/inbox/hoso-tthc" "$dir/inbox/ho-so-thu" "$T/my"
base=$ROOT/pipeline/catalog/base:$ROOT/pipeline/catalog/kon-tum
dossier H34.19-240115-0001 | message >"$dir/inbox/hoso-tthc/mot_20240201010000.xml"
night "$dir" CHISO_CATALOG="$base"
is 'a quarter is published' "$(grep -c 'hs.tiep-nhan,H34,2024-Q1,' "$dir/figures/2024-Q1.csv")" 1

# a feed joins the kind, with records of the quarter after
sed -n '1p; s/^ho-so-ho-tich,/ho-so-thu,/p' "$ROOT/pipeline/catalog/base/feeds.csv" >"$T/my/feeds.csv"
dossier H34.19-240415-0002 NgayTiepNhan 20240415080000 NgayHenTra 20240426170000 NgayTra 20240420090000 | message >"$dir/inbox/ho-so-thu/hai_20240501010000.xml"
night "$dir" CHISO_NOW=2024-07-02T01:00:00+07:00 CHISO_CATALOG="$base:$T/my"
is 'the kind has two feeds' "$(on_server "$dir" -c "select string_agg(feed, ' ' order by feed) from audit.load where kind = 'hoso-tthc' and state = 'ok'")" 'ho-so-thu hoso-tthc'
exit_is 'the quarter as it was published' 0 env CHISO_VAR="$dir" CHISO_INBOX="$dir/inbox" CHISO_NOW=2024-07-02T02:00:00+07:00 CHISO_KEY="$T/key" \
	CHISO_RETRY_SECONDS=0 CHISO_CATALOG="$base:$T/my" bash "$ROOT/scripts/reprocess" 2024-Q1 --catalog as-published -o "$T/published"
same '  is the same bytes' "$T/published" "$dir/figures/2024-Q1.csv"
done_testing
