# shellcheck shell=bash
# A scratch copy of everything, for --dry-run.

# use_scratch NAME: the copy's database, to be dropped; a copy of the warehouse, and folders of (hard) links: the same code runs,
# nothing of ours is touched. Who may make no database copies it into a private server of the run's own.
use_scratch() {
	local name database number copy
	sql 'select oid, current_database() from pg_database where datname = current_database()' >"$WORK/database" || return $?
	IFS='|' read -r number database <"$WORK/database"
	# those of this database alone, whose lock is ours: another one's dry run may be at work
	sql "select datname from pg_database where datname like 'chiso\\_dry\\_$number\\_%'
		and pg_get_userbyid(datdba) = current_user" >"$WORK/left" || return $?
	while IFS= read -r name; do drop_database "$name"; done <"$WORK/left"
	copy=chiso_dry_${number}_$$
	printf -v "$1" '%s' "$copy" # copy_to_private gives another one
	close_session # nobody may be connected to a database that is copied
	if ! psql -X -q -d postgres -c "create database $copy template \"$database\"" 2>"$WORK/psql.err"; then
		copy_database "$1" "$copy" "$database" || return $?
	fi
	[ -e "$WORK/scratch" ] || export PGDATABASE=$copy
	unset PGSERVICE
	use_scratch_folders
	open_session
}

# Somebody is connected: the slower way, which takes no lock. copy_database NAME COPY DATABASE
copy_database() {
	if ! psql -X -q -d postgres -c "create database $2" 2>"$WORK/psql.err"; then
		printf -v "$1" ''
		copy_to_private "$1" "$3"
		return
	fi
	(set -o pipefail && pg_dump --no-owner --no-acl -d "$3" | psql -X -q -v ON_ERROR_STOP=1 -d "$2") \
		>/dev/null 2>>"$WORK/programs.log" || return 69
}

# copy_to_private NAME DATABASE
copy_to_private() {
	local settings
	settings=$("$ROOT/scripts/private-postgres" start "$WORK/scratch" 2>"$WORK/server.err" 6>&- 7>&-) || {
		say "--dry-run needs the right to create a database ($(head -n 1 "$WORK/psql.err" | hide_values)), or a server of its own: $(tail -n 1 "$WORK/server.err")"
		rm -rf -- "$WORK/scratch"
		return 69
	}
	printf -v "$1" '%s' "$WORK/scratch"
	(set -o pipefail && pg_dump --no-owner --no-acl -d "$2" | use_private "$settings" psql -X -q -v ON_ERROR_STOP=1) \
		>/dev/null 2>>"$WORK/programs.log" || return 69
	use_private "$settings" :
}

# Another server than the run's: what says how to reach that one does not hold. use_private SETTINGS COMMAND…
use_private() {
	unset PGHOSTADDR PGSERVICE PGSERVICEFILE PGSSLMODE PGREQUIREAUTH PGREQUIREPEER PGCHANNELBINDING PGTARGETSESSIONATTRS
	eval "$1"
	"${@:2}"
}

use_scratch_folders() {
	local folder
	STORE=$WORK/var
	mkdir -p -- "$STORE/figures"
	for folder in raw quarantine publish; do
		mkdir -p -- "$STORE/$folder"
		find "$CHISO_VAR/$folder" -maxdepth 1 -type f ! -name '*.new' -print0 | xargs -0 -r ln -t "$STORE/$folder" --
	done
	export CHISO_INBOX_KEEP=1
}

drop_database() {
	psql -X -q -d postgres -c "drop database if exists \"$1\" with (force)" >/dev/null 2>&1
}

# drop_scratch COPY: '' when there is none.
drop_scratch() {
	[ -n "$1" ] || return 0
	close_session
	case $1 in
	/*) "$ROOT/scripts/private-postgres" remove "$1" >/dev/null 2>&1 ;;
	*) drop_database "$1" ;;
	esac
}
