# shellcheck shell=bash
# From the inbox to the ledger: chiso-take stores what is complete and says in a manifest what became of each file, chiso-ingest
# loads what the manifest names and adds its verdicts, chiso-take --settle puts aside what is bad and empties the inbox. A file's
# fault is its own row; nothing here is done file by file.

# The whole way: take_files COUNTS. 0, or the status that ends the run; bad files are no such thing. COUNTS: the files of
# the manifest that were loaded, known, bad, left, waiting, stuck (taken, and not to be removed from the inbox).
take_files() {
	declare -gA "$1"
	retry chiso-take -q --inbox "$CHISO_INBOX" --raw "$STORE/raw" --now "$CHISO_NOW" ${CHISO_INBOX_KEEP:+--keep} -o "$WORK/manifest" \
		2>>"$WORK/programs.log" || return $?
	step taken
	ingest_manifest "$WORK/manifest" "$WORK/verdicts" || return $?
	prove_verdicts "$1" || return $?
	settle_files "$1"
}

# Every file of a manifest into the warehouse; 65 is not our status: the bad ones have their verdicts. Of no file there is none.
ingest_manifest() {
	local code=0
	local -a rows
	mapfile -t -n 2 rows <"$1"
	if [[ ${rows[1]:-} == end,0,* ]]; then
		cp -- "$1" "$2" || return 74
		return
	fi
	retry chiso-ingest -q --manifest "$1" --raw "$STORE/raw" --key "$CHISO_KEY" --run "$RUN" --now "$CHISO_NOW" \
		${CHISO_JOBS:+--jobs "$CHISO_JOBS"} -o "$2" >/dev/null 2>>"$WORK/programs.log" || code=$?
	[ "$code" -eq 65 ] || return "$code"
}

# What is committed leaves the inbox; what could not be removed is told, and known by its hash the next time.
settle_files() {
	local code=0 stuck
	chiso-take -q --settle "$WORK/verdicts" --inbox "$CHISO_INBOX" --raw "$STORE/raw" --quarantine "$STORE/quarantine" --now "$CHISO_NOW" \
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
	read -r stuck <"$WORK/stuck"
	give "$1" stuck "$stuck"
	[ "$code" -eq 0 ] || [ "$stuck" -gt 0 ] || return 70
	step settled
}

# Nothing leaves the inbox, and no run ends with 0, without the proof that every file of the manifest has a verdict, and that the
# ledger has what the verdict says.
prove_verdicts() {
	local rows files open
	[ -s "$WORK/verdicts" ] || {
		say 'found no verdicts on the files of the inbox: run it again'
		return 70
	}
	add_csv_table verdicts verdicts || return $?
	sql_file "$ROOT/sql/night/verdicts.sql" >"$WORK/proof" || return $?
	IFS='|' read -r files "$1[loaded]" "$1[known]" "$1[bad]" "$1[left]" "$1[waiting]" open <"$WORK/proof"
	rows=$(tail -n 1 "$WORK/manifest" | cut -d, -f2)
	if [ "$open" != 0 ] || [ "$rows" != "$files" ]; then
		say "found $files verdicts, $open of them without a place in the ledger, expected those of $rows files: run it again"
		return 70
	fi
}
