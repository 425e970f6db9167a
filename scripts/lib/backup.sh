# shellcheck shell=bash
# Backups: the warehouse as pg_dump writes it, what CHISO_VAR keeps beside it, and the raw files, each once for all backups of a folder.
#
#   DIR/raw/                      the raw files of all backups, under the names that they have in CHISO_VAR/raw
#   DIR/raw.sums                  their SHA-256
#   DIR/YYYY-MM-DD-HHMMSS/        a backup: warehouse.dump, files.tar.gz, raw.list, tables.sums (what each table held), SHA256SUMS

# What stands beside the warehouse and is no raw file.
readonly backup_files='key repairs.csv quarantine figures publish asked nights summary.txt metrics.prom log run/published'

# Only what we made has such a name.
readonly backup_name='[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]-[0-9][0-9][0-9][0-9][0-9][0-9]'

# sum_tables FILE [SNAPSHOT]: what every table holds, a line each.
sum_tables() {
	{
		printf 'begin isolation level repeatable read;\n'
		[ -z "${2:-}" ] || printf "set transaction snapshot '%s';\n" "$2"
		printf '\\i %s\n' "$ROOT/sql/night/sums.sql"
	} >"$WORK/sums.sql"
	psql -X -q -A -t -v ON_ERROR_STOP=1 -f "$WORK/sums.sql" >"$1" 2>"$WORK/psql.err" || {
		say "psql: $(head -n 1 "$WORK/psql.err" | hide_values | cut -c1-200)"
		return 69
	}
}

# make_backup DIR: under the lock of the folder and that of the database.
make_backup() {
	local dir=$1 name place
	need_relation audit.run 'no warehouse yet: run scripts/nightly first' || return $?
	name=$(TZ='<+07>-7' date -d "$CHISO_NOW" +%Y-%m-%d-%H%M%S)
	place=$dir/$name
	(umask 077 && mkdir -p -- "$dir/raw") || return 73
	dir=$(cd -- "$dir" && pwd -P) && place=$dir/$name
	[ ! -e "$place" ] || {
		say "$place is there already: found a backup of this second, expected none"
		return 73
	}
	find "$dir" -mindepth 1 -maxdepth 1 -name "$backup_name.part" -exec rm -rf -- {} +
	(umask 077 && mkdir -- "$place.part") || return 73
	dump_warehouse "$place.part" || return $?
	pack_files "$place.part" || return $?
	keep_raw "$dir" "$place.part" || return $?
	(cd "$place.part" && sha256sum -- * >"$WORK/sums") && cp -- "$WORK/sums" "$place.part/SHA256SUMS" || return 74
	sync -- "$place.part"/* "$place.part" || return 74
	prove_raw "$place.part" "$dir" names || return $?
	mv -T -- "$place.part" "$place" || return 73
	wrap '' "Đã sao lưu / backed up: $place"
	wrap '  ' "$(du -sh -- "$place" | cut -f1) và $(wc -l <"$place/raw.list") tệp gốc / raw files"
}

# The dump and the sums are of one moment, whoever else writes.
dump_warehouse() {
	local -a schemas=(-n core -n audit -n share -n staging)
	local snapshot
	sql 'begin isolation level repeatable read; select pg_export_snapshot()' >"$WORK/snapshot" || return $?
	read -r snapshot <"$WORK/snapshot"
	sum_tables "$1/tables.sums" "$snapshot" || return $?
	pg_dump -Fc "${schemas[@]}" --snapshot="$snapshot" -f "$1/warehouse.dump" 2>"$WORK/dump.err" || {
		say "pg_dump: $(head -n 1 "$WORK/dump.err" | cut -c1-200)"
		return 69
	}
	sql 'commit' >/dev/null
}

# The key goes in under its own name, wherever it stands.
pack_files() {
	local name var
	local -a there=() key=()
	var=$(cd -- "$CHISO_VAR" && pwd -P) || return 73
	for name in $backup_files; do [ ! -e "$var/$name" ] || there+=("$name"); done
	if [ -n "${CHISO_KEY:-}" ] && ! [ "$CHISO_KEY" -ef "$var/key" ]; then
		cp -- "$CHISO_KEY" "$WORK/key" 2>/dev/null || {
			say "CHISO_KEY: cannot read $CHISO_KEY, expected the file of the keys: a backup without it is none"
			return 66
		}
		key=(-C "$WORK" key)
		mapfile -t there < <(printf '%s\n' "${there[@]}" | grep -v -x key)
	fi
	tar -czf "$1/files.tar.gz" "${key[@]}" -C "$var" "${there[@]}" 2>"$WORK/tar.err" || {
		say "tar: $(head -n 1 "$WORK/tar.err" | cut -c1-200)"
		return 74
	}
}

# keep_raw DIR BACKUP: a raw file is kept when its sum stands in raw.sums, which is written when all of them are on the disk: what a run that
# was killed left is copied anew.
keep_raw() {
	local dir=$1
	(cd "$CHISO_VAR/raw" && find . -type f ! -name '*.new' -printf '%P\n') 2>"$WORK/find.err" >"$WORK/raw.all" || {
		say "$CHISO_VAR/raw: found what cannot be read ($(head -n 1 "$WORK/find.err" | cut -c1-160)), expected the raw files: a backup without them is none"
		return 66
	}
	LC_ALL=C sort "$WORK/raw.all" >"$2/raw.list"
	touch -- "$dir/raw.sums"
	cut -c67- "$dir/raw.sums" | LC_ALL=C sort -u >"$WORK/raw.kept"
	LC_ALL=C comm -23 "$2/raw.list" "$WORK/raw.kept" >"$WORK/raw.new"
	[ -s "$WORK/raw.new" ] || return 0
	rm -rf -- "$dir/raw.part"
	(umask 077 && mkdir -- "$dir/raw.part") || return 73
	tar -C "$CHISO_VAR/raw" -cf - --verbatim-files-from -T "$WORK/raw.new" | tar -C "$dir/raw.part" -xf - || return 74
	(cd "$dir/raw.part" && tr '\n' '\0' <"$WORK/raw.new" | xargs -0 sha256sum --) >"$WORK/raw.sums" || return 74
	tar -C "$dir/raw.part" -cf - . | tar -C "$dir/raw" -xf - || return 74
	(cd "$dir/raw" && tr '\n' '\0' <"$WORK/raw.new" | xargs -0 sync --) || return 74
	rm -rf -- "$dir/raw.part"
	LC_ALL=C sort -u -k2 "$dir/raw.sums" "$WORK/raw.sums" >"$WORK/raw.all" && place_file "$WORK/raw.all" "$dir/raw.sums" || return 74
}

# prove_raw BACKUP DIR [names]: every raw file that it names is what was copied; names: is there, with a sum.
prove_raw() {
	local backup=$1 dir=$2 how=${3:-bytes} gone
	awk 'NR == FNR { wanted[$0] = 1; next } substr($0, 67) in wanted' "$backup/raw.list" "$dir/raw.sums" 2>/dev/null >"$WORK/raw.sums"
	if [ "$(wc -l <"$WORK/raw.sums")" -ne "$(wc -l <"$backup/raw.list")" ]; then
		say "$dir/raw.sums: found the sums of $(wc -l <"$WORK/raw.sums") of its raw files, expected $(wc -l <"$backup/raw.list")"
		return 65
	fi
	gone=$(cd "$dir/raw" && find . -type f -printf '%P\n' | LC_ALL=C sort | LC_ALL=C comm -13 - "$backup/raw.list" | head -n 1)
	[ -z "$gone" ] || {
		say "$dir/raw: found no $gone, expected the raw file of that name"
		return 65
	}
	[ "$how" = bytes ] || return 0
	[ ! -s "$WORK/raw.sums" ] || (cd "$dir/raw" && sha256sum --check --strict --quiet "$WORK/raw.sums") >"$WORK/sums" 2>&1 || {
		say "$dir/raw: $(head -n 1 "$WORK/sums")"
		return 65
	}
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
	prove_raw "$backup" "$dir"
}

# drop_backups DIR N: of the backups all but the last N, and the raw files that none of these names.
drop_backups() {
	local dir=$1 keep=$2 name
	find "$dir" -mindepth 1 -maxdepth 1 -type d -name "$backup_name" -printf '%p\n' | LC_ALL=C sort | head -n "-$keep" >"$WORK/old"
	[ -s "$WORK/old" ] || return 0
	while IFS= read -r name; do rm -rf -- "$name" || return 74; done <"$WORK/old"
	find "$dir" -mindepth 1 -maxdepth 1 -type d -name "$backup_name" -printf '%p/raw.list\0' | xargs -0 -r cat -- | LC_ALL=C sort -u >"$WORK/raw.wanted" || return 74
	# the sums first: what has none is copied anew
	awk 'NR == FNR { wanted[$0] = 1; next } substr($0, 67) in wanted' "$WORK/raw.wanted" "$dir/raw.sums" >"$WORK/raw.sums"
	place_file "$WORK/raw.sums" "$dir/raw.sums" || return 74
	(cd "$dir/raw" && find . -type f -printf '%P\n' | LC_ALL=C sort | LC_ALL=C comm -23 - "$WORK/raw.wanted" | tr '\n' '\0' | xargs -0 -r rm -f --) || return 74
	wrap '' "Đã bỏ $(wc -l <"$WORK/old") bản cũ / old backups were dropped"
}

# restore_backup BACKUP: into a database without our schemas and a folder without a key or raw files. The files lie ready before the database is
# filled, in one transaction, and are put into their places after it.
restore_backup() {
	local backup=$1 part=$CHISO_VAR/restore.part name
	verify_backup "$backup" || return $?
	need_empty || return $?
	need_roles "$backup" || return $?
	rm -rf -- "$part"
	(umask 077 && mkdir -p -- "$part/raw") && tar -C "$part" -xzpf "$backup/files.tar.gz" || return 74
	tar -C "$(dirname -- "$backup")/raw" -cf - --verbatim-files-from -T "$backup/raw.list" | tar -C "$part/raw" -xf - || return 74
	fill_warehouse "$backup" || return $?
	for name in "$part"/*; do
		[ ! -d "$CHISO_VAR/${name##*/}" ] || rmdir --ignore-fail-on-non-empty -- "$CHISO_VAR/${name##*/}"
		if [ -d "$CHISO_VAR/${name##*/}" ]; then cp -a -- "$name/." "$CHISO_VAR/${name##*/}/"; else mv -T -- "$name" "$CHISO_VAR/${name##*/}"; fi || return 74
	done
	rm -rf -- "$part"
	wrap '' "Đã khôi phục, mọi bảng như khi sao lưu / restored; every table is as it was: $backup"
	[ -z "${CHISO_KEY:-}" ] || [ -e "$CHISO_KEY" ] ||
		wrap '' "Khóa nằm ở $CHISO_VAR/key; CHISO_KEY là $CHISO_KEY, chưa có tệp / the key is in $CHISO_VAR/key; CHISO_KEY names a file that is not there"
}

fill_warehouse() {
	local backup=$1
	pg_restore --no-owner --exit-on-error --single-transaction -d "${PGDATABASE:-}" "$backup/warehouse.dump" 2>"$WORK/restore.err" || {
		say "pg_restore: $(grep -m 1 -i error "$WORK/restore.err" | cut -c1-200)"
		return 70
	}
	sum_tables "$WORK/tables" || return $?
	cmp -s "$WORK/tables" "$backup/tables.sums" || {
		say "found another $(LC_ALL=C comm -3 <(LC_ALL=C sort "$WORK/tables") <(LC_ALL=C sort "$backup/tables.sums") | head -n 1 | tr -d '\t'), expected the tables that were backed up"
		return 65
	}
	# to the roles of this server; a backup from before has its rights from the next migrate
	sql "do \$\$ begin if to_regprocedure('core.give_rights(boolean)') is not null then perform core.give_rights(true); end if; end \$\$" >/dev/null || return $?
	# a copy of share finds out that turns go on from here
	sql "insert into core.share_turn (turn, version, written, gone) select coalesce(max(turn), 0) + 1, (select phien_ban from share.phien_ban where hien_hanh), 0, 0
		from core.share_turn" >/dev/null
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
}

# need_roles BACKUP: roles are of the whole server and in no dump of a database: those that the dump grants to are made, where one may, else
# they are named before anything is written.
need_roles() {
	local missing
	pg_restore -f - --schema-only "$1/warehouse.dump" 2>/dev/null | sed -n -E 's/^(GRANT|ALTER DEFAULT PRIVILEGES) .* TO "?([^";]+)"?( WITH GRANT OPTION)?;$/\2/p' |
		LC_ALL=C sort -u | grep -v -x PUBLIC >"$WORK/grantees"
	psql -X -q -f "$ROOT/sql/roles.sql" >/dev/null 2>&1 # where it may
	sql 'select rolname from pg_roles' | LC_ALL=C sort >"$WORK/roles"
	missing=$(LC_ALL=C comm -23 "$WORK/grantees" "$WORK/roles" | paste -sd' ')
	[ -z "$missing" ] || {
		say "roles that the backup grants to are not there: $missing; as the administrator: create role NAME nologin, for each"
		return 69
	}
}
