#!/bin/bash
# Several feeds in the tables of one kind: the feed is part of the key, loads say their kind, one feed's load touches no other's;
# and a warehouse of before the kinds, with records in it, becomes one of today.
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/messages.sh
. "$ROOT/tests/lib/messages.sh"
need_postgres
NOW=2024-04-20T01:00:00+07:00
printf 'k1 %064d\n' 7 >"$T/key"
chmod 600 "$T/key"
export CHISO_KEY=$T/key
mkdir "$T/a" "$T/b"
ingest() { chiso-ingest -q --now $NOW --feed "$@" >/dev/null; }
tables() { psql -X -q -v ON_ERROR_STOP=1 -f "$ROOT/sql/compare.sql"; }
chiso-load migrate -q --now $NOW

# ---- one key in two feeds
first=$(message_file "$T/a" 20240116010000 m1 H34.19-240115-0001=1 H34.19-240115-0002=2)
second=$(message_file "$T/b" 20240116010000 m1 H34.19-240115-0002=2 H34.19-240115-0003=1)
ok 'the kind'\''s own feed' ingest hoso-tthc "$first"
ok 'another feed of it' ingest ho-so-ho-tich "$second"
is 'they share a table, and the feed is in its key' "$(sql "select string_agg(a.attname, ' ' order by k.at) from pg_constraint c,
	unnest(c.conkey) with ordinality k (n, at), pg_attribute a where c.conrelid = 'core.hoso_tthc_current'::regclass and c.contype = 'p'
	and a.attrelid = c.conrelid and a.attnum = k.n")" 'feed ma_ho_so'
is 'one key of two feeds is two records' "$(sql "select feed || ' ' || ma_ho_so from core.hoso_tthc order by 1")" \
	"$(printf '%s\n' 'ho-so-ho-tich H34.19-240115-0002' 'ho-so-ho-tich H34.19-240115-0003' 'hoso-tthc H34.19-240115-0001' 'hoso-tthc H34.19-240115-0002')"
is 'equal in time, message and content it is no duplicate of the other feed'\''s' "$(sql 'select sum(n_duplicate), count(*) from audit.load')" '0|2'
is 'a load says its kind' "$(sql "select feed, kind from audit.load order by 1")" "$(printf '%s\n' 'ho-so-ho-tich|hoso-tthc' 'hoso-tthc|hoso-tthc')"
is 'marks are of the kind' "$(sql 'select feed, period from audit.mark')" 'hoso-tthc|2024-Q1'
is 'that the feed itself had the period is known' "$(sql 'select feed, period from audit.period order by 1')" "$(printf '%s\n' 'ho-so-ho-tich|2024-Q1' 'hoso-tthc|2024-Q1')"
is 'no table of its own' "$(sql "select to_regclass('core.ho_so_ho_tich_version') is null")" t
ingest ho-so-ho-tich "$second"
is 'once more is nothing' "$(sql 'select count(*) from audit.load')" 2
dumped() { chiso-dump -q --now $NOW --feed "$1" | grep ^clean | cut -d, -f7 | paste -sd' '; }
is 'a dump is of one feed' "$(dumped ho-so-ho-tich)|$(dumped hoso-tthc)" \
	'H34.19-240115-0002 H34.19-240115-0003|H34.19-240115-0001 H34.19-240115-0002'

# ---- a correction in one feed moves nothing in the other
third=$(message_file "$T/b" 20240117010000 m2 H34.19-240115-0002=1)
ingest ho-so-ho-tich "$third"
is 'the later message of the one feed' "$(sql "select feed, kenh from core.hoso_tthc where ma_ho_so like '%0002' order by 1")" \
	"$(printf '%s\n' 'ho-so-ho-tich|1' 'hoso-tthc|2')"
is 'a file'\''s own stream comes back' "$(chiso-dump -q --now $NOW --feed ho-so-ho-tich --load "$(sha256sum <"$third" | cut -c1-64)" | grep -c ^clean)" 1
tables >"$T/one"
# the other order of loading gives the same rows
own=$(sql 'select current_database()')
sql 'create database other' >/dev/null
export PGDATABASE=other
chiso-load migrate -q --now $NOW
ingest ho-so-ho-tich "$third" && ingest ho-so-ho-tich "$second" && ingest hoso-tthc "$first"
tables >"$T/other"
same 'in any order of feeds and files' "$T/other" "$T/one"

# ---- a list that the measures of the kind look up: the periods of every feed of it are computed again
sql 'create database lists' >/dev/null
export PGDATABASE=lists
chiso-load migrate -q --now $NOW
ingest ho-so-ho-tich "$second"
is 'a period is known of the feed that brought it' "$(sql 'select feed, period from audit.period')" 'ho-so-ho-tich|2024-Q1'
sql 'delete from audit.mark' >/dev/null
ingest danh-muc-tthc "$ROOT"/samples/danh-muc-tthc/*.xml
is 'and marked of its kind' "$(sql "select period from audit.mark where feed = 'hoso-tthc'")" 2024-Q1
is 'not of the feed' "$(sql "select count(*) from audit.mark where feed = 'ho-so-ho-tich'")" 0
export PGDATABASE=$own

# ---- measures of a kind are loaded whole
for feed in hoso-tthc ho-so-ho-tich; do
	chiso-dump -q --now $NOW --feed $feed --period 2024-Q1 -o "$T/records" &&
		chiso-aggregate -q --now $NOW --feed $feed --period 2024-Q1 -o "$T/m.$feed" "$T/records"
done
exit_is 'those of one feed alone are refused' 65 chiso-load measures -q --period 2024-Q1 -i "$T/m.hoso-tthc"
like 'and the feed that lacks is named' "$(cat "$T/err")" 'measures of kind hoso-tthc without those of feed ho-so-ho-tich'
ok 'they are put together' chiso-aggregate -q --merge -o "$T/m" "$T/m.hoso-tthc" "$T/m.ho-so-ho-tich"
ok 'and loaded' chiso-load measures -q --period 2024-Q1 -i "$T/m"
is 'counted over all feeds of the kind' "$(sql "select measure, sum(value)::int, min(feed) from core.measure where run_to is null
	and measure in ('received', 'received_channel_1') group by 1 order by 1")" "$(printf '%s\n' 'received|4|hoso-tthc' 'received_channel_1|3|hoso-tthc')"
chiso-dump -q --now $NOW --measures --period 2024-Q1 hoso-tthc >"$T/again"
ok 'what is dumped is whole, and loads again' chiso-load measures --period 2024-Q1 -i "$T/again"
like 'without a change' "$(cat "$T/err")" ' changed=0 '
ok 'compute knows the kind in it' chiso-compute -q --now $NOW --period 2024-Q1 --set ho-so-tthc -o "$T/figures" "$T/m"
is 'and counts all four' "$(grep ',hs\.tiep-nhan,H34,2024-Q1,' "$T/figures" | cut -d, -f9)" 4

# ---- a feed does not change its kind under its records
mkdir "$T/moved"
sed -n '1p; /^ho-so-ho-tich,/s/,hoso-tthc,/,danh-muc-tthc,/p' "$ROOT/pipeline/catalog/base/feeds.csv" | sed '2s/ngay_tiep_nhan/hieu_luc_tu/; 2s/ma_co_quan/co_quan/' >"$T/moved/feeds.csv"
exit_is 'its records would be nowhere' 78 chiso-dump --now $NOW --feed ho-so-ho-tich --catalog "$ROOT/pipeline/catalog" --catalog "$T/moved"
like 'so it is refused' "$(cat "$T/err")" 'feed ho-so-ho-tich: found kind danh-muc-tthc, expected hoso-tthc, in whose tables its records stand'

# ---- a warehouse of before
sql 'drop database other' >/dev/null
sql 'create database older' >/dev/null
export PGDATABASE=older
chiso-load migrate -q --now $NOW
ingest hoso-tthc "$first" "$(message_file "$T/a" 20240118010000 m3 H34.19-240115-0001=3)"
ingest danh-muc-tthc "$ROOT"/samples/danh-muc-tthc/*.xml
tables >"$T/today"
chiso-dump -q --now $NOW --feed hoso-tthc >"$T/stream"
sql "drop view core.hoso_tthc cascade; drop view core.danh_muc_tthc cascade" >/dev/null 2>&1
for name in hoso_tthc danh_muc_tthc; do
	keys=$(sql "select string_agg(a.attname, ', ' order by k.at) from pg_constraint c, unnest(c.conkey) with ordinality k (n, at), pg_attribute a
		where c.conrelid = 'core.${name}_current'::regclass and c.contype = 'p' and a.attrelid = c.conrelid and a.attnum = k.n and a.attname <> 'feed'")
	sql "alter table core.${name}_current drop column feed, add constraint ${name}_current_pkey primary key ($keys);
		alter table core.${name}_version drop column feed" >/dev/null
	sql "create view core.$name as select v.* from core.${name}_current c join core.${name}_version v on v.load_id = c.load_id and v.record = c.record" >/dev/null
done
for name in $(sql "select replace(relname, '_version', '') from pg_class where relnamespace = 'core'::regnamespace and relkind = 'p'
	and relname like '%\_version' and relname not in ('hoso_tthc_version', 'danh_muc_tthc_version')"); do
	sql "drop view core.$name cascade" >/dev/null 2>&1
	sql "drop table core.${name}_version, core.${name}_current" >/dev/null
done
sql "alter table audit.load drop column kind; delete from audit.migration where name = '84-kinds.sql' or name like 'share/%' or name like 'views/%'" >/dev/null
is 'the warehouse of before has no feed in its key' "$(sql "select count(*) from pg_attribute where attname = 'feed' and attnum > 0
	and attrelid in ('core.hoso_tthc_current'::regclass, 'core.hoso_tthc_version'::regclass)")" 0
ok 'it migrates' chiso-load migrate -q --now $NOW
tables >"$T/migrated"
same 'and is what it would be, to the last byte' <(sed '/^== audit.migration/,/^== /d' "$T/migrated") <(sed '/^== audit.migration/,/^== /d' "$T/today")
chiso-dump -q --now $NOW --feed hoso-tthc >"$T/stream.migrated"
same 'its records come back as they were' "$T/stream.migrated" "$T/stream"
ok 'another feed of the kind joins it' ingest ho-so-ho-tich "$second"
is 'beside what is there' "$(sql 'select feed, count(*) from core.hoso_tthc group by 1 order by 1')" "$(printf '%s\n' 'ho-so-ho-tich|2' 'hoso-tthc|2')"
done_testing
