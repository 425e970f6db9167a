# shellcheck shell=bash
# Copies of share in other databases of the same server; after warehouse.sh.
#
# start_copies                   a server, the warehouse of the samples, and two empty databases: kho (deliveries), nguoi_doc (who asks)
# in_copy DATABASE STATEMENT     asks it
# scripts NAME ARGUMENT…         a script over the warehouse that PG* name
# deliver RECIPIENT [--whole]    makes a delivery: its folder in `made`, '' when nothing is new
# made FIELD                     what its manifest says
# receive DATABASE DIR           applies it there
# pass_on NAME DATABASE          a delivery to `tinh`, applied and receipted
# pull DATABASE                  what share.thay_doi gives behind the last turn, kept in chiso.rows of the database
# copy_is_right NAME DATABASE    a test: every set there says what share says

mkdir -p "$T/var" "$T/inbox"

scripts() {
	local name=$1
	shift
	CHISO_VAR=$T/var CHISO_INBOX=$T/inbox CHISO_NOW=$NOW CHISO_BIN=$BUILD/bin "$ROOT/scripts/$name" "$@"
}

start_copies() {
	need_postgres
	exit_is 'the samples make a warehouse' 0 warehouse
	sql 'create database kho' >/dev/null && sql 'create database nguoi_doc' >/dev/null
}

in_copy() { PGDATABASE=$1 sql "$2"; }

deliver() {
	local to=$1
	shift
	ls "$T/var/deliver" >"$T/before" 2>/dev/null
	scripts deliver --to "$to" "$@" >"$T/out" 2>"$T/err" || tap_note "deliver: $(cat "$T/err")"
	made=$(LC_ALL=C comm -13 "$T/before" <(ls "$T/var/deliver"))
	made=${made:+$T/var/deliver/$made}
}

made() { jq -r ".chiso.$1" "$made/datapackage.json"; }

check_sums() { (cd "$made" && sha256sum --check --strict --quiet SHA256SUMS); }

receive() {
	local database=$1
	shift
	PGDATABASE=$database "$ROOT/scripts/receive" "$@"
}

pass_on() {
	deliver tinh
	ok "$1 is delivered" test -n "$made"
	exit_is '  applied' 0 receive "$2" "$made"
	exit_is '  and receipted' 0 scripts deliver --receipt "$made/receipt.json"
	copy_is_right '  the copy is share' "$2"
}

pull() {
	local since ma
	PGDATABASE=$1 sql 'create schema if not exists chiso; create table if not exists chiso.rows (luot bigint, ma_luot uuid, tap text, khoa text,
		thao_tac text, dong jsonb, primary key (tap, khoa))' >/dev/null 2>&1
	IFS='|' read -r since ma < <(in_copy "$1" 'select luot, ma_luot from chiso.rows order by luot desc limit 1')
	psql -X -q -v ON_ERROR_STOP=1 -c "\\copy (select * from share.thay_doi(${since:-0}${ma:+, '$ma'})) to '$T/pulled' csv" &&
		PGDATABASE=$1 psql -X -q -v ON_ERROR_STOP=1 <<-END
			create temp table came (like chiso.rows);
			\copy came from '$T/pulled' csv
			insert into chiso.rows select * from came on conflict (tap, khoa) do update set luot = excluded.luot, ma_luot = excluded.ma_luot,
				thao_tac = excluded.thao_tac, dong = excluded.dong;
		END
}

# The rows of each set as JSON, sorted, from either side, each in one session; neither reads a statement of the product.
copy_is_right() {
	local name=$1 database=$2 views
	views=$(sql "select string_agg(quote_literal(table_name), ',') from information_schema.views where table_schema = 'share'")
	rows_of share.%2\$I v 'to_jsonb(v)' >"$T/of.share"
	if [ "$(in_copy "$database" "select to_regclass('chiso.rows') is null")" = t ]; then
		PGDATABASE=$database rows_of chiso.%2\$I v "(to_jsonb(v) - ''_khoa'' - ''_luot'')" >"$T/of.copy" 2>&1
	else
		PGDATABASE=$database rows_of "chiso.rows v where tap = %1\$L and thao_tac = ''ghi''" '' dong >"$T/of.copy" 2>&1
	fi
	same "$name" "$T/of.copy" "$T/of.share"
}

# rows_of FROM ALIAS ROW: of every view of $views
rows_of() {
	psql -X -q -A -t -v ON_ERROR_STOP=1 <<-END
		set timezone = '<+07>-07';
		select format('select %1\$L, $3 from $1 $2 order by ($3)::text collate "C"', view, view) from unnest(array[$views]) view order by view \gexec
	END
}
