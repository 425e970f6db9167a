# shellcheck shell=bash
# A warehouse filled from the samples by programs alone, and all of it as text; after tap.sh.
# shellcheck disable=SC2154 # T and ROOT are the harness's
#
# session COMMAND…     the command in the sessions that scripts have (chiso-load session)
# warehouse            the database that PG* name: from migrate to figures
# tables               its tables as text (sql/compare.sql)
# export_views DIR     a CSV of every view of share

NOW=2024-04-01T01:00:00+07:00
(umask 077 && printf 'k1 %064d\n' 7 >"$T/key")
export CHISO_KEY=$T/key

session() { (unset PGTZ PGDATESTYLE PGGEQO && PGOPTIONS=$(chiso-load session) PGCLIENTENCODING=UTF8 "$@"); }

warehouse() {
	local feed
	chiso-load migrate -q --now $NOW || return
	for feed in hoso-tthc bao-cao-quy danh-muc-tthc danh-muc-hanh-chinh; do
		find "$ROOT/samples/$feed" -maxdepth 1 -name '*.xml' -print0 | LC_ALL=C sort -z |
			xargs -0 chiso-ingest -q --now $NOW --feed $feed >/dev/null || return
	done
	chiso-load marks -q -o "$T/marks" && chiso-dump -q --now $NOW --feed danh-muc-tthc -o "$T/list" || return
	for feed in hoso-tthc bao-cao-quy; do
		chiso-dump -q --now $NOW --feed $feed --period 2024-Q1 -o "$T/records" && chiso-aggregate -q --now $NOW --feed $feed \
			--period 2024-Q1 --join "danh-muc-tthc=$T/list" -o "$T/measures.$feed" "$T/records" || return
	done
	chiso-aggregate -q --now $NOW --merge -o "$T/measures" "$T/measures.hoso-tthc" "$T/measures.bao-cao-quy" &&
		chiso-compute -q --now $NOW --period 2024-Q1 -o "$T/figures" "$T/measures" &&
		chiso-load measures -q --now $NOW --period 2024-Q1 -i "$T/measures" >/dev/null &&
		chiso-load indicators -q --now $NOW --period 2024-Q1 --marks "$T/marks" -i "$T/figures" >/dev/null &&
		lists
}

# What the night lays down of the catalogue.
lists() {
	chiso-catalog show duties -q --at 2024-04-01 -o "$T/duties" && chiso-catalog show due -q --now $NOW -o "$T/due" &&
		chiso-catalog show entries -q -o "$T/ways" && chiso-catalog show agencies -q >"$T/agencies" &&
		chiso-catalog show documents -q >"$T/documents" && chiso-catalog show sets -q >"$T/sets" || return
	session psql -X -q -v ON_ERROR_STOP=1 -v now=$NOW <<-END
		\copy core.duty from '$T/duties' with (format csv, header, force_not_null (agency))
		create temp table listed ("$(sed '1s/,/" text, "/g;q' "$T/due")" text);
		\copy listed from '$T/due' csv header
		\i '$ROOT/sql/night/targets.sql'
		create temp table ways ("$(sed '1s/,/" text, "/g;q' "$T/ways")" text);
		\copy ways from '$T/ways' csv header
		\i '$ROOT/sql/night/entries.sql'
		create temp table documented ("$(sed '1s/,/" text, "/g;q' "$T/documents")" text);
		\copy documented from '$T/documents' csv header
		create temp table all_sets ("$(sed '1s/,/" text, "/g;q' "$T/sets")" text);
		\copy all_sets from '$T/sets' csv header
		\i '$ROOT/sql/night/documents.sql'
		create temp table agencies ("$(sed '1s/,/" text, "/g;q' "$T/agencies")" text);
		\copy agencies from '$T/agencies' csv header
		insert into core.label select distinct on (agency collate "C") 'agency', agency, name_vi, nullif(parent, '') from agencies
			order by agency collate "C", name_vi collate "C", coalesce(parent, '') collate "C" on conflict do nothing;
	END
}

tables() { session psql -X -q -v ON_ERROR_STOP=1 -f "$ROOT/sql/compare.sql"; }

export_views() {
	local view
	mkdir -p "$1"
	session sql "select table_name from information_schema.views where table_schema = 'share' order by 1" >"$T/views"
	while IFS= read -r view; do
		session psql -X -q -c "\\copy (select * from share.\"$view\") to '$1/$view.csv' csv header" </dev/null
	done <"$T/views"
}
