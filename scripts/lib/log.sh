# shellcheck shell=bash
# What is said: to a person as it is; to a log and to the journal in logfmt, as the programs say it in a run: time, level, program, run,
# code, msg.

said=''
print_said() { printf '%s' "$said"; }
has_said() { [ -n "$said" ]; }

# quote_value NAME TEXT: as a value of logfmt.
quote_value() {
	local text=${2//\\/\\\\}
	text=${text//\"/\\\"}
	printf -v "$1" '"%s"' "${text//[[:cntrl:]]/ }"
}

# print_log LEVEL PAIRS [TEXT]
print_log() {
	local now words=''
	TZ='<+07>-07' printf -v now '%(%Y-%m-%dT%H:%M:%S)T+07:00' -1
	[ $# -lt 3 ] || quote_value words "$3"
	printf 'time=%s level=%s program=%s%s%s%s\n' "$now" "$1" "${0##*/}" "${RUN:+ run=$RUN}" "${2:+ $2}" "${words:+ msg=$words}"
}

# Whether what is said here goes into the log of the run; whether it goes into a log or the journal.
is_run_log() { [[ -n ${WORK:-} && /dev/fd/2 -ef $WORK/programs.log ]]; }
is_log() { is_run_log || [[ -n ${JOURNAL_STREAM:-} && $(stat -L -c %d:%i /dev/fd/2) == "$JOURNAL_STREAM" ]]; }

# tell_line LEVEL PAIRS TEXT: where somebody reads it, and once in the log of the run.
tell_line() {
	said+="chiso: $3"$'\n'
	if is_log; then
		print_log "$@" >&2
	else
		printf 'chiso: %s\n' "$3" >&2
	fi
	[[ ! -d ${WORK:-} ]] || is_run_log || print_log "$@" >>"$WORK/said.log"
}

say() { tell_line warn '' "$*"; }

# Ends the night: one clear line, the exit code.
die() {
	local code=$1
	shift
	tell_line error "code=$code" "$*"
	exit "$code"
}

# plain_log: lines of a run's log as the programs say them to a person.
plain_log() {
	LC_ALL=C sed -E 's/^time=[^ ]+ (level=[a-z]+ program=[^ ]+)( run=[0-9]+)?( code=[0-9]+)?/\1/; t ours
		b
		: ours
		s/^(level=[a-z]+ program=[^ ]+)( feed=("([^"\\]|\\.)*"|[^ ]+))? msg="(.*)"$/\1 \5/; t words
		b
		: words
		s/\\(["\\])/\1/g'
}

# print_last N: the programs' own last words, for whoever reads standard error.
print_last() {
	if is_log; then tail -n "$1" "$WORK/programs.log"; else tail -n "$1" "$WORK/programs.log" | plain_log; fi >&2
}

# keep_log: what was said in this run, line by line in the order of time, into the log that stays. What other programs said (psql, tar) is
# made a line like the others, at the time of the one before it, the first ones at that of the one behind.
keep_log() {
	local now
	now=$(print_log warn '')
	{
		LC_ALL=C sed -E '/^(time|level)=/b; /^[[:space:]]*$/d; s/[\\"]/\\&/g; s/[[:cntrl:]]/ /g; s/.*/msg="&"/' "$WORK/programs.log" |
			LC_ALL=C awk -v now="$now" '
				function flush(i) { for (i = 1; i <= n; i++) print time held[i]; n = 0 }
				function put(line) { if (time == "") held[++n] = line; else print time line }
				BEGIN { first = now; sub(/ .*/, "", first); rest = substr(now, length(first) + 1) }
				/^time=/ { time = $1; flush(); print; next }
				/^level=/ { put(" " $0); next }
				{ put(rest " " $0) }
				END { if (time == "") time = first; flush() }'
		[ ! -s "$WORK/said.log" ] || cat "$WORK/said.log"
	} | LC_ALL=C sort -s -t ' ' -k 1,1 >>"$CHISO_VAR/log/programs.log"
}
