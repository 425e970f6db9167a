# shellcheck shell=bash
# A run: its lock, its folder, the server, the key, its row of audit.run, how it ends.

# Takes the lock of this folder on descriptor 8; that of the database comes with the session. The caller runs everything else
# inside `{ …; } 8>&-`, so that no child inherits it (bash keeps it for itself, closed on exec): a private PostgreSQL would
# hold it for ever.
take_lock() {
	try_lock || die 75 "another run holds the lock $CHISO_VAR/run/lock: $(cat "$CHISO_VAR/run/lock.holder" 2>/dev/null || echo 'unknown')"
}

# 1 when another run holds it.
try_lock() {
	exec 8>>"$CHISO_VAR/run/lock" || die 73 "cannot write $CHISO_VAR/run/lock"
	flock -n 8 || return 1
	printf 'process %d, %s, since %s\n' $$ "${0##*/}" "$(date +%Y-%m-%dT%H:%M:%S%:z)" >"$CHISO_VAR/run/lock.holder"
	# how the warehouse knows the sessions of this folder from those of another host
	PGAPPNAME="chiso ${0##*/} $(printf '%s %s' "${HOSTNAME:-}" "$CHISO_VAR" | sha256sum | cut -c1-8)"
	export PGAPPNAME
}

# Of another server PGUSER says who works there. In the private one it is the night, or whom the script names: chiso_night,
# chiso_approval, '' its owner; the owner alone migrates.
server_login=chiso_night server_owner=''

work_as() { server_login=$1; }

# The schema of this version, tables of new feeds, words. In a warehouse of another owner (PGUSER is a role that loads) nothing but the
# latter two: an older schema is told, with whose it is.
migrate() {
	env ${server_owner:+"PGUSER=$server_owner"} chiso-load migrate -q --sql "$ROOT/sql" >/dev/null 2>>"$WORK/programs.log"
}

# Starts the private server, or sees that the other one answers, and opens the session (reading: without the lock): 0, 69, or 75
# when somebody else writes.
need_server() {
	local settings
	close_session
	PGOPTIONS=$(chiso-load session) || return $?
	chiso-load session-sql >"$WORK/session.sql" || return $?
	export PGOPTIONS PGCLIENTENCODING=UTF8
	unset PGTZ PGDATESTYLE PGGEQO # libpq would put them above ours
	if is_private; then
		settings=$("$ROOT/scripts/private-postgres" start "$CHISO_VAR/postgres" 2>"$WORK/server.err" 6>&- 7>&-) || {
			say "$(tail -n 1 "$WORK/server.err")"
			return 69
		}
		eval "$settings"
		server_owner=$PGUSER
		[ -z "$server_login" ] || export PGUSER=$server_login
		[ "${CHISO_KILL_WHAT:-}" != postmaster ] || CHISO_KILL_PID=$("$ROOT/scripts/private-postgres" pid "$CHISO_VAR/postgres")
		export CHISO_KILL_PID=${CHISO_KILL_PID:-}
	fi
	open_session "${1:-}"
}

# A key is made once, for this installation alone. The warehouse knows those that it has seen by their fingerprints: where there is
# one, none is made in its place, and another of the same name is refused.
need_key() {
	local known
	if [ -z "${CHISO_KEY:-}" ]; then
		CHISO_KEY=$CHISO_VAR/key
		sql 'select count(*) from audit.pseudonym_key' >"$WORK/keys" || return $?
		read -r known <"$WORK/keys"
		if [ ! -s "$CHISO_KEY" ] && [ "$known" -gt 0 ]; then
			say "found no key file $CHISO_KEY, expected the one that this warehouse knows: restore it, or name it by CHISO_KEY"
			return 64
		elif [ ! -s "$CHISO_KEY" ]; then
			(umask 077 && printf 'k1 %s\n' "$(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')" >"$CHISO_KEY.new")
			sync -- "$CHISO_KEY.new" && mv -- "$CHISO_KEY.new" "$CHISO_KEY" || return 73
		fi
	fi
	[ -r "$CHISO_KEY" ] || {
		say "the key file $CHISO_KEY cannot be read"
		return 64
	}
	export CHISO_KEY
	chiso-load key -q --key "$CHISO_KEY" --now "$CHISO_NOW" 2>>"$WORK/programs.log"
}

run_began=0

# How long it has been at work.
run_seconds() { printf '%d' $(($(printf '%(%s)T' -1) - run_began)); }

# Reading takes no lock: a folder beside those of the runs, and nothing of theirs is removed.
make_reading() {
	WORK=$(mktemp -d) || die 73 'cannot make a temporary folder'
	: >"$WORK/programs.log"
	RUN=''
}

# Called with the lock held: what a killed run left there is nobody's.
make_work() {
	printf -v run_began '%(%s)T' -1
	rm -rf -- "$CHISO_VAR"/work-*
	WORK=$(mktemp -d "$CHISO_VAR/work-XXXXXX" 2>/dev/null) || die 73 "cannot make a folder in $CHISO_VAR"
	if [ -d "$STORE/publish/figures" ]; then # where they lay before anything was held
		cp -an -- "$STORE/publish/figures/." "$STORE/figures/" || die 73 "cannot move $STORE/publish/figures to $STORE/figures"
		rm -rf -- "$STORE/publish/figures"
	fi
	trap 'rm -rf -- "$WORK"' EXIT
	: >"$WORK/programs.log"
	RUN=''
	export CHISO_RUN='' # the programs say what belongs to a run, from here on
}

# What a run knows of itself is a row of audit.run; one that was killed stays there without an end, and what it did is told by
# the next. The catalogue it used is kept whole, so that its figures can be computed again as published. begin_run KIND OPTIONS
begin_run() {
	local is_kept
	retry migrate || return $?
	step migrated
	need_key || return $?
	add_catalog_table feeds || return $?
	add_catalog_table reject_codes || return $?
	CATALOG_HASH=$(chiso-catalog show hash 2>>"$WORK/programs.log") || return $?
	sql_file "$ROOT/sql/night/begin.sql" -v kind="$1" -v now="$CHISO_NOW" -v options="$2" -v catalog="$CATALOG_HASH" \
		>"$WORK/run" || return $?
	IFS='|' read -r RUN is_kept <"$WORK/run"
	CHISO_RUN=$RUN
	add_told || return $?
	restore_repairs || return $?
	[ "$is_kept" = t ] || keep_catalog
}

# What persons decided of refused values stands in the warehouse and, for its owner alone, beside the raw zone: a warehouse that is made
# anew from the same files reads them as they were decided.
restore_repairs() {
	local n=0
	if [ -s "$STORE/repairs.csv" ]; then
		cp -T -- "$STORE/repairs.csv" "$WORK/kept.repairs" || return 74
		add_csv_table kept_repair kept.repairs || return $?
		n=$(sql_file "$ROOT/sql/night/repairs-restore.sql" -v run="$RUN") || return $?
		[ "$n" = 0 ] || say "$n giá trị đã sửa được lấy lại từ repairs.csv / repaired values were restored from $STORE/repairs.csv"
	fi
	keep_repairs
}

keep_repairs() {
	sql_file "$ROOT/sql/night/repairs-keep.sql" >"$WORK/repairs.now" || return $?
	if [ "$(wc -l <"$WORK/repairs.now")" -gt 1 ] && ! cmp -s "$WORK/repairs.now" "$STORE/repairs.csv"; then
		(umask 077 && place_file "$WORK/repairs.now" "$STORE/repairs.csv") || return 74
	fi
}

add_told() {
	sql_file "$ROOT/sql/night/told.sql" -v run="$RUN" || return $?
	keep_table told add_told
}

keep_catalog() {
	chiso-catalog show archive >"$WORK/archive" 2>>"$WORK/programs.log" || return $?
	retry chiso-load catalog -q --now "$CHISO_NOW" -i "$WORK/archive" >/dev/null 2>>"$WORK/programs.log"
}

# A session that a fault has ended is opened once more for it, whether it was found out or is found out now.
end_run() {
	local ended="update audit.run set ended = clock_timestamp(), status = $1 where run_id = $RUN"
	if has_session && sql "$ended" >/dev/null; then return 0; fi
	open_session reading 2>/dev/null || return $?
	sql "$ended" >/dev/null
}

# A signal: what came of the run is said by its end, and not into the log of the program that was at work.
end_by() {
	exec >&6 2>&7
	say "ended by the signal $1"
	exit "$2"
}

# The programs' own last words come first: they name the cause. What was loaded stands only where a run of ours began, and not
# in a scratch copy. explain_failure STATUS WHAT [SCRATCH]
explain_failure() {
	print_last 3
	if [ -n "$RUN" ] && [ -z "${3:-}" ]; then
		say "the $2 is not done (status $1); what was loaded stands, run it again"
	elif ! has_said; then
		say "the $2 is not done (status $1); nothing was changed"
	fi
}
