# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154 # the parts share their variables
# From the inbox to the ledger: chiso-take stores what is complete and says in a manifest what became of each file, chiso-ingest
# loads what the manifest names and adds its verdicts, chiso-take --settle puts aside what is bad and empties the inbox. A file's
# fault is its own row; nothing here is done file by file.

# What every run counts, from the rows of its manifest.
N_FILES=0 N_LOADED=0 N_KNOWN=0 N_BAD=0 N_LEFT=0 N_WAITING=0 N_STUCK=0

# The whole way. 0, or the status that ends the run; bad files are no such thing.
take_files() {
	local code=0
	retry chiso-take -q --inbox "$INBOX" --raw "$RAW" --now "$NOW" ${CHISO_INBOX_KEEP:+--keep} -o "$WORK/manifest" \
		2>>"$WORK/programs.log" || return $?
	step taken
	ingest_manifest "$WORK/manifest" "$WORK/verdicts" || return $?
	prove_verdicts || return $?
	settle_files "$WORK/verdicts"
}

# Every file of a manifest into the warehouse; 65 is not our status: the bad ones have their verdicts.
ingest_manifest() {
	local code=0
	retry chiso-ingest -q --manifest "$1" --raw "$RAW" --key "$CHISO_KEY" --run "$RUN" --now "$NOW" \
		${CHISO_JOBS:+--jobs "$CHISO_JOBS"} -o "$2" >/dev/null 2>>"$WORK/programs.log" || code=$?
	[ "$code" -eq 65 ] || return "$code"
}

# What is committed leaves the inbox; what could not be removed is told, and known by its hash the next time.
settle_files() {
	local code=0
	chiso-take -q --settle "$1" --inbox "$INBOX" --raw "$RAW" --quarantine "$QUARANTINE" --now "$NOW" \
		${CHISO_INBOX_KEEP:+--keep} -o "$WORK/settled" 2>>"$WORK/programs.log" || code=$?
	case $code in
	0 | 1) ;; # 1: some could not be removed, and their rows say so
	65 | 66) return 70 ;; # the verdicts are our own work
	*) return "$code" ;;
	esac
	[ -s "$WORK/settled" ] || {
		say 'found no rows of the settled files: run it again'
		return 70
	}
	add_csv_table verdicts settled || return $?
	sql "select count(*) from verdicts where code = 'left.stuck'" >"$WORK/stuck" || return $?
	read -r N_STUCK <"$WORK/stuck"
	[ "$code" -eq 0 ] || [ "$N_STUCK" -gt 0 ] || return 70
	step settled
}

# Nothing leaves the inbox, and no run ends with 0, without the proof that every file of the manifest has a verdict, and that the
# ledger has what the verdict says.
prove_verdicts() {
	local rows open
	[ -s "$WORK/verdicts" ] || {
		say 'found no verdicts on the files of the inbox: run it again'
		return 70
	}
	add_csv_table verdicts verdicts || return $?
	sql_file "$ROOT/sql/night/verdicts.sql" >"$WORK/proof" || return $?
	IFS='|' read -r N_FILES N_LOADED N_KNOWN N_BAD N_LEFT N_WAITING open <"$WORK/proof"
	rows=$(tail -n 1 "$WORK/manifest" | cut -d, -f2)
	if [ "$open" != 0 ] || [ "$rows" != "$N_FILES" ]; then
		say "found $N_FILES verdicts, $open of them without a place in the ledger, expected those of $rows files: run it again"
		return 70
	fi
}

# Behind the name of one of so many files.
and_more() {
	[ "$1" -le 1 ] || printf ' +%d tệp / files' $(($1 - 1))
}
