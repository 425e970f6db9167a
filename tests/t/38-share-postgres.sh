#!/bin/bash
# What is published is the same bytes on every server: the order of the rows, times and dates follow neither the collation of the
# database nor its zone nor the order in which rows happen to lie.
. "$(dirname "$0")/../lib/tap.sh"
. "$(dirname "$0")/../lib/warehouse.sh"
need_postgres
make() { PGUSER=postgres PGDATABASE=postgres sql "create database $1 owner chiso $2" >/dev/null; }
# Every table's rows in another order on the disk.
shuffle() {
	sql "do \$\$ declare t regclass; begin
		for t in select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname in ('core', 'audit')
			and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'approval' loop
			execute format('create temp table rows_of on commit drop as select * from %s order by md5(t::text)', t::text || ' t');
			execute format('delete from %s', t);
			execute format('insert into %s overriding system value select * from rows_of', t);
			drop table rows_of;
		end loop; end \$\$" >/dev/null
}

ok 'the warehouse' warehouse
export_views "$T/plain"
mapfile -t views < <(cd "$T/plain" && ls)
ok 'has a dozen views' test "${#views[@]}" -ge 12
for view in phu_luc_i chi_so chi_so_lich_su danh_muc den_han phan_cong ho_so_thong_ke tinh_hinh_nap don_vi_hanh_chinh; do
	ok "$view has rows to put in order" test "$(wc -l <"$T/plain/$view.csv")" -gt 5
done
shuffle
export_views "$T/shuffled"
for view in "${views[@]}"; do same "rows that lie otherwise: ${view%.csv}" "$T/shuffled/$view" "$T/plain/$view"; done

for locale in vi en-US; do
	if ! make "other" "template template0 locale_provider icu icu_locale '$locale' locale 'C.UTF-8'" 2>"$T/err"; then
		skip "a database that sorts as $locale" "$(head -n 1 "$T/err")"
		continue
	fi
	export PGDATABASE=other
	PGUSER=postgres sql "alter database other set timezone = 'Asia/Tokyo'; alter database other set datestyle = 'SQL, DMY'" >/dev/null
	is "a database that sorts as $locale" "$(sql "select string_agg(x, '' order by x) from unnest(array['B', 'a', 'Đ', 'e', 'd']) x")" aBdĐe
	ok 'is filled' warehouse
	shuffle
	export_views "$T/$locale"
	for view in "${views[@]}"; do same "$locale: ${view%.csv}" "$T/$locale/$view" "$T/plain/$view"; done
	export PGDATABASE=chiso
	PGDATABASE=postgres PGUSER=postgres sql 'drop database other' >/dev/null
done
done_testing
