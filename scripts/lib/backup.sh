# shellcheck shell=bash
# Backups: the warehouse as pg_dump writes it, what CHISO_VAR keeps beside it, and the raw files, each once for all backups of a folder.
#
#   DIR/raw/                      the raw files of all backups, under the names that they have in CHISO_VAR/raw
#   DIR/raw.sums                  their SHA-256
#   DIR/YYYY-MM-DD-HHMMSS/        a backup: warehouse.dump, files.tar.gz, raw.list, tables.sha256, SHA256SUMS (last: it is whole)

# What stands beside the warehouse and is no raw file.
readonly backup_files='key repairs.csv quarantine figures publish asked nights summary.txt metrics.prom log run/published'

# The tables as text, one line: two warehouses that hold the same have the same.
sum_tables() {
	psql -X -q -v ON_ERROR_STOP=1 -f "$ROOT/sql/compare.sql" 2>"$WORK/psql.err" | sha256sum | cut -d' ' -f1
	[ "${PIPESTATUS[0]}" -eq 0 ] || {
		say "psql: $(head -n 1 "$WORK/psql.err" | hide_values | cut -c1-200)"
		return 69
	}
}

# make_backup DIR: under the locks of a run.
make_backup() {
	local dir=$1 name place
	name=$(TZ='<+07>-7' date -d "$CHISO_NOW" +%Y-%m-%d-%H%M%S)
	place=$dir/$name
	(umask 077 && mkdir -p -- "$dir/raw") || return 73
	[ ! -e "$place" ] || {
		say "$place is there already: found a backup of this second, expected none"
		return 73
	}
	rm -rf -- "$dir"/*.part
	(umask 077 && mkdir -- "$place.part") || return 73
	dump_warehouse "$place.part" || return $?
	pack_files "$place.part" || return $?
	keep_raw "$dir" "$place.part" || return $?
	(cd "$place.part" && sha256sum -- * >"$WORK/sums") && cp -- "$WORK/sums" "$place.part/SHA256SUMS" || return 74
	sync -- "$place.part"/* "$dir/raw" "$place.part" || return 74
	mv -T -- "$place.part" "$place" || return 73
	wrap '' "Đã sao lưu / backed up: $place"
	wrap '  ' "$(du -sh -- "$place" | cut -f1) và $(wc -l <"$place/raw.list") tệp gốc / raw files"
}

dump_warehouse() {
	local -a schemas=(-n core -n audit -n share -n staging)
	sum_tables >"$1/tables.sha256" || return $?
	pg_dump -Fc "${schemas[@]}" -f "$1/warehouse.dump" 2>"$WORK/dump.err" || {
		say "pg_dump: $(head -n 1 "$WORK/dump.err" | cut -c1-200)"
		return 69
	}
}

# The key is named by its own path when it stands elsewhere.
pack_files() {
	local name
	local -a there=()
	for name in $backup_files; do [ ! -e "$CHISO_VAR/$name" ] || there+=("$name"); done
	if [ -n "${CHISO_KEY:-}" ] && [ -r "$CHISO_KEY" ] && [ ! "$CHISO_KEY" -ef "$CHISO_VAR/key" ]; then
		cp -- "$CHISO_KEY" "$WORK/key" && there=(-C "$WORK" key -C "$CHISO_VAR" "${there[@]}")
	fi
	tar -C "$CHISO_VAR" -czf "$1/files.tar.gz" -- "${there[@]}" 2>"$WORK/tar.err" || {
		say "tar: $(head -n 1 "$WORK/tar.err" | cut -c1-200)"
		return 74
	}
}

# keep_raw DIR BACKUP: what the folder has not yet is copied, and its sum is taken of the copy.
keep_raw() {
	local dir=$1
	(cd "$CHISO_VAR/raw" 2>/dev/null && find . -type f ! -name '*.new' -printf '%P\n' | LC_ALL=C sort) >"$2/raw.list"
	(cd "$dir/raw" && find . -type f ! -name '*.new' -printf '%P\n' | LC_ALL=C sort) >"$WORK/raw.kept"
	LC_ALL=C comm -23 "$2/raw.list" "$WORK/raw.kept" >"$WORK/raw.new"
	[ -s "$WORK/raw.new" ] || return 0
	tar -C "$CHISO_VAR/raw" -cf - --verbatim-files-from -T "$WORK/raw.new" | tar -C "$dir/raw" -xf - || return 74
	(cd "$dir/raw" && tr '\n' '\0' <"$WORK/raw.new" | xargs -0 sha256sum --) >>"$dir/raw.sums" || return 74
}

# verify_backup BACKUP: every byte is the one that was written.
verify_backup() {
	local backup=$1 dir
	dir=$(dirname -- "$backup")
	[ -s "$backup/SHA256SUMS" ] || {
		say "$backup: found no backup that is whole, expected the folder of one"
		return 66
	}
	(cd "$backup" && sha256sum --check --strict --quiet SHA256SUMS) >"$WORK/sums" 2>&1 || {
		say "$backup: $(head -n 1 "$WORK/sums")"
		return 65
	}
	awk 'NR == FNR { wanted[$0] = 1; next } substr($0, 67) in wanted' "$backup/raw.list" "$dir/raw.sums" 2>/dev/null >"$WORK/raw.sums"
	if [ "$(wc -l <"$WORK/raw.sums")" -ne "$(wc -l <"$backup/raw.list")" ]; then
		say "$dir/raw.sums: found the sums of $(wc -l <"$WORK/raw.sums") of its raw files, expected $(wc -l <"$backup/raw.list")"
		return 65
	fi
	[ ! -s "$WORK/raw.sums" ] || (cd "$dir/raw" && sha256sum --check --strict --quiet "$WORK/raw.sums") >"$WORK/sums" 2>&1 || {
		say "$dir/raw: $(head -n 1 "$WORK/sums")"
		return 65
	}
}

# drop_backups DIR N: but the last N, and the raw files that none of these names.
drop_backups() {
	local dir=$1 keep=$2 name
	find "$dir" -mindepth 2 -maxdepth 2 -name SHA256SUMS -printf '%h\n' | LC_ALL=C sort | head -n "-$keep" >"$WORK/old"
	while IFS= read -r name; do rm -rf -- "$name" || return 74; done <"$WORK/old"
	[ -s "$WORK/old" ] || return 0
	cat "$dir"/*/raw.list | LC_ALL=C sort -u >"$WORK/raw.wanted"
	(cd "$dir/raw" && find . -type f -printf '%P\n' | LC_ALL=C sort | LC_ALL=C comm -23 - "$WORK/raw.wanted" | tr '\n' '\0' | xargs -0 -r rm -f --)
	awk 'NR == FNR { wanted[$0] = 1; next } substr($0, 67) in wanted' "$WORK/raw.wanted" "$dir/raw.sums" >"$WORK/raw.sums"
	place_file "$WORK/raw.sums" "$dir/raw.sums" || return 74
	wrap '' "Đã bỏ $(wc -l <"$WORK/old") bản cũ / old backups were dropped"
}

# restore_backup BACKUP: into a database without our schemas and a folder without a key or raw files.
restore_backup() {
	local backup=$1 code=0
	verify_backup "$backup" || return $?
	need_empty || return $?
	(umask 077 && mkdir -p -- "$CHISO_VAR/raw") && tar -C "$CHISO_VAR" -xzpf "$backup/files.tar.gz" || return 74
	tar -C "$(dirname -- "$backup")/raw" -cf - --verbatim-files-from -T "$backup/raw.list" | tar -C "$CHISO_VAR/raw" -xf - || return 74
	pg_restore --no-owner --exit-on-error --single-transaction -d "${PGDATABASE:-}" "$backup/warehouse.dump" 2>"$WORK/restore.err" || code=$?
	if [ "$code" -ne 0 ]; then
		say "pg_restore: $(grep -m 1 -i error "$WORK/restore.err" | cut -c1-200)"
		return 70
	fi
	sum_tables >"$WORK/tables" || return $?
	cmp -s "$WORK/tables" "$backup/tables.sha256" || {
		say 'found other tables than those that were backed up, expected the same: the dump is not what the warehouse was'
		return 65
	}
	wrap '' "Đã khôi phục, mọi bảng như khi sao lưu / restored; every table is as it was: $backup"
}

need_empty() {
	local n
	if [ -e "$CHISO_VAR/key" ] || [ -n "$(find "$CHISO_VAR/raw" -type f 2>/dev/null | head -n 1)" ]; then
		say "CHISO_VAR: found a key or raw files in $CHISO_VAR, expected a folder without: a restore overwrites nothing"
		return 73
	fi
	sql "select count(*) from pg_namespace where nspname in ('core', 'audit', 'share', 'staging')" >"$WORK/state" || return $?
	read -r n <"$WORK/state"
	[ "$n" -eq 0 ] || {
		say 'found the schemas core, audit, share or staging in the database, expected one without: a restore overwrites nothing'
		return 73
	}
	need_roles
}

# Roles are of the whole server and in no dump of a database: those that the dump grants to are made, where one may.
need_roles() {
	sql "do \$\$ declare r text; begin foreach r in array array['chiso_owner', 'chiso_loader', 'chiso_reader', 'chiso_approver', 'chiso_explainer'] loop
		if not exists (select from pg_roles where rolname = r) then execute format('create role %I nologin', r); end if; end loop;
		exception when insufficient_privilege then null; end \$\$" >/dev/null
}
