# shellcheck shell=bash
# Nights that are killed and run again; after tap.sh and night.sh.

# kill_what NUMBER: one of the three that step kills.
kill_what() {
	local -a all=(script group postmaster)
	printf '%s' "${all[$1 % 3]}"
}

# A night that nobody disturbs, for comparison: its tables, its files, and how long it takes.
prepare_kills() {
	local began code=0
	need_night_key
	mkdir -p "$T/start"
	fill_inbox "$T/start/inbox"
	add_bad_file "$T/start/inbox"
	rm -f "$T"/start/inbox/hoso-tthc/0[3468]* "$T"/start/inbox/danh-muc-hanh-chinh/xa*
	# a server that is made once and copied for every night
	own_server "$T/start/postgres"
	"$ROOT/scripts/private-postgres" start "$T/start/postgres" >/dev/null
	"$ROOT/scripts/private-postgres" stop "$T/start/postgres"
	own_server "$T/v/postgres"
	fresh
	began=$(date +%s%N)
	night "$T/v" || code=$?
	is 'an undisturbed night is done; a refused file waits' "$code" 1
	TOOK_MS=$((($(date +%s%N) - began) / 1000000))
	dump_tables "$T/v" >"$T/tables"
	dump_files "$T/v" >"$T/files"
	ok 'it has rows to compare' test "$(wc -l <"$T/tables")" -gt 100
	tap_note "an undisturbed night takes $TOOK_MS ms"
}

fresh() {
	"$ROOT/scripts/private-postgres" remove "$T/v/postgres" >/dev/null 2>&1
	rm -rf -- "$T/v"
	cp -a -- "$T/start" "$T/v"
}

# Runs the night again until it is done, and compares.
same_after() {
	local name=$1 code=75 attempt difference
	for attempt in $(seq 100); do
		code=0
		night "$T/v" || code=$?
		[ "$code" -eq 75 ] || break
		sleep 0.2
	done
	if [ "$code" -gt 1 ]; then
		fail "$name" "the night after has status $code (attempt $attempt)
$(tail -n 5 "$T/v/err")"
		return
	fi
	dump_tables "$T/v" >"$T/tables.now" 2>&1
	dump_files "$T/v" >"$T/files.now" 2>&1
	if difference=$(diff "$T/tables" "$T/tables.now" && diff "$T/files" "$T/files.now"); then
		pass "$name"
	else
		fail "$name" "$(printf '%s\n' "$difference" | head -n 12)"
	fi
}
