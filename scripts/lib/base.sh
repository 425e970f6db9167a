# shellcheck shell=bash
# What every part uses: what is said (log.sh), steps, retries, files that are placed whole.
#
# What the parts share is this table and nothing else: scripts/lint refuses another variable in capitals. Any other value is an
# argument, or a part's own, in small letters. Results are printed, or given by name: a function whose argument is called a NAME
# fills that variable of its caller, a struct (an array with keys) by `give`.
#
#   ROOT          the tree that the script stands in; the script sets it
#   CHISO_*       configuration, as print_variables explains it; load_config checks it and makes folders and times whole
#   WORK          the run's own folder, gone with it (make_work)
#   STORE         the folder of raw, quarantine, figures and publish: CHISO_VAR, or the copies of a dry run
#   RUN           the run's number in audit.run, '' when none has begun
#   CATALOG_HASH  of the catalogue that the run uses
#   BAR           between the columns of a fact: names of files and titles may hold any character but control characters
#   PG*           the warehouse, for psql and the programs
#   PATH          where the programs are
#   LC_ALL        C.UTF-8
#   TZ            of one command: the day in Viet Nam, or in UTC
#   JOURNAL_STREAM  of systemd: which file standard error is, where it is the journal
#   IFS           as the shell has it, but for one read

# give STRUCT KEY VALUE: a field of a result that the caller named.
give() { printf -v "$1[$2]" '%s' "$3"; }

# give_all STRUCT KEY VALUE …
give_all() {
	local struct=$1
	shift
	while [ $# -gt 0 ]; do
		give "$struct" "$1" "$2"
		shift 2
	done
}

# add_to STRUCT KEY NUMBER
add_to() {
	local -n fact=$1
	local was=${fact[$2]}
	give "$1" "$2" $((was + $3))
}

# The steps at which a test may kill the night, in order (see step).
print_steps() {
	printf '%s\n' start server migrated begun listed copied synced stored taken ingest ingested quarantined unlinked settled \
		marked measured computed loaded cleared exported published removed finished
}

# shellcheck source=scripts/lib/log.sh
. "$ROOT/scripts/lib/log.sh"

# A step's name is a place where a test can kill the script (CHISO_KILL_AT=NAME), its process group or the postmaster
# (CHISO_KILL_WHAT=script|group|postmaster); the programs have steps of their own (core/step.h). Whatever is killed, the next
# night finds out and goes on.
step() {
	local group
	[ "${CHISO_KILL_AT:-}" = "$1" ] || return 0
	unset CHISO_KILL_AT
	case ${CHISO_KILL_WHAT:-script} in
	script) kill -9 $$ ;;
	group)
		group=$(sed 's/.*) //' "/proc/$$/stat" | cut -d' ' -f3)
		kill -9 -- "-$group"
		;;
	postmaster) [ -z "${CHISO_KILL_PID:-}" ] || kill -9 "$CHISO_KILL_PID" ;;
	esac
}

# Runs a command; when the database was away (69) or busy (75) once more after a pause, and for no other reason.
retry() {
	local code=0
	"$@" || code=$?
	case $code in 69 | 75) ;; *) return "$code" ;; esac
	say "status $code of ${1##*/} ${2:-}: once more in $CHISO_RETRY_SECONDS s"
	unset CHISO_KILL_AT # what a test kills, it kills once
	sleep "$CHISO_RETRY_SECONDS"
	need_server || return $?
	code=0
	"$@" || code=$?
	return "$code"
}

# hide_by ARGUMENT…: what a process is called with everybody can list, its environment its own user alone: a script that was given --by
# begins anew with who decides in CHISO_BY.
hide_by() {
	local by=''
	local -a rest=()
	while [ $# -gt 0 ]; do
		if [ "$1" = --by ] && [ -n "${2:-}" ]; then
			by=$2
			shift
		else
			rest+=("$1")
		fi
		shift
	done
	[ -z "$by" ] || CHISO_BY=$by exec "$BASH" "$0" ${rest[@]+"${rest[@]}"}
}

# take_by REQUEST: who decides, from CHISO_BY; - is a line of standard input. No child is told.
take_by() {
	local by=${CHISO_BY:-}
	unset CHISO_BY
	[ "$by" != - ] || IFS= read -r by || :
	give "$1" by "$by"
}

# Copies and renames so that the file is there in full, on the disk, or not at all.
place_file() {
	cp -T -- "$1" "$2.new" && sync -- "$2.new" && mv -fT -- "$2.new" "$2"
}
