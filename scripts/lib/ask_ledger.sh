# shellcheck shell=bash
# What was asked, row by row: first into a list of this folder (asked/requests.csv), so that nothing is lost where no database is
# reached; from there into audit.request. What either of them knows to be answered is not asked again.

readonly ask_ledger_columns='id feed request first last page is_last asked_at endpoint outcome is_answer http bytes records hash name tries detail'
readonly ask_ledger_header='id,feed,request,window_from,window_to,page,is_last,asked_at,endpoint,outcome,is_answer,http,bytes,records,file_hash,file_name,tries,detail'

# Only one asks at a time, by whatever script: descriptor 9. 75 when another does.
lock_asking() {
	exec 9>>"$CHISO_VAR/run/fetch.lock" || return 73
	flock -n 9 || return 75
}

unlock_asking() { exec 9>&-; }

# keep_answer REQUEST: its row, and its line. What was refused is kept until the next answer, for whoever looks into it.
keep_answer() {
	local -n kept=$1
	local column value line='' list=$CHISO_VAR/asked/requests.csv
	outcome_word value "${kept[outcome]}" is_answer
	give_all "$1" asked_at "$CHISO_NOW" is_answer "$value"
	read -r value </proc/sys/kernel/random/uuid
	[ "${kept[tries]}" != 0 ] || give "$1" id "$value" # nobody was asked
	value=$(LC_ALL=C tr '\000-\037\177' ' ' <<<"${kept[detail]}" | iconv -c -f UTF-8 -t UTF-8 | sed 's/ *$//')
	give "$1" detail "${value:0:250}"
	for column in $ask_ledger_columns; do
		value=${kept[$column]:-}
		line+=${line:+,}\"${value//\"/\"\"}\"
	done
	value=$CHISO_VAR/asked/${kept[feed]}.${kept[request]}.refused
	if is_answered "${kept[outcome]}"; then
		rm -f -- "$value"
	elif [ -s "$WORK/ask/body" ]; then
		(umask 077 && cp -T -- "$WORK/ask/body" "$value") 2>/dev/null
	fi
	[ ! -s "$list" ] || [ -z "$(tail -c 1 "$list")" ] || echo >>"$list"
	printf '%s\n' "$line" >>"$list" && sync -- "$list" || return 74
	tell_answer "$1"
}

# FEED REQUEST DAYS: what came of it.
tell_answer() {
	local -n told=$1
	local days=${told[first]} what='' outcome=${told[outcome]} vi en
	outcome_word vi "$outcome" vi
	outcome_word en "$outcome" en
	[ "${told[first]}" = "${told[last]}" ] || days+=..${told[last]}
	[ -z "${told[next_page]}" ] || what=" (trang / page ${told[page]})"
	printf '%s %s %s%s: %s / %s' "${told[feed]}" "${told[request]}" "$days" "$what" "$vi" "$en"
	if is_answered "$outcome"; then
		printf '%s%s\n' "${told[records]:+: ${told[records]} bản ghi / records}" "${told[name]:+ -> ${told[feed]}/${told[name]}}"
	else
		printf ' [%s]%s\n' "$outcome" "${told[detail]:+: ${told[detail]}}"
	fi
}

# The whole rows of the list, as a table of CSV: what a fault of the machine has made of a line is none. print_asked [DAY]: of that day
# and later.
print_asked() {
	echo "$ask_ledger_header"
	[ ! -e "$CHISO_VAR/asked/requests.csv" ] || /usr/bin/python3 -I -c 'import csv, datetime, sys
def is_whole(row):
    try:
        first, last = (datetime.date.fromisoformat(cell) for cell in row[3:5])
        datetime.datetime.fromisoformat(row[7].replace("Z", "+00:00"))
    except ValueError:
        return False
    return first <= last and row[5].isdecimal() and row[16].isdecimal() and all(not c or c.isdecimal() for c in row[11:14])
out = csv.writer(sys.stdout, lineterminator="\n", quoting=csv.QUOTE_ALL)
for row in csv.reader(line.replace("\0", "") for line in open(sys.argv[2], encoding="utf-8", errors="replace") if line.endswith("\"\n")):
    if len(row) == 18 and row[7][:10] >= sys.argv[1] and is_whole(row):
        out.writerow(row)' "${1:-}" "$CHISO_VAR/asked/requests.csv"
}

# Where the asking of a window ended: its last page that was answered and is not the last one, by our own list alone; what follows a link
# has no page that can be asked for by itself. find_half REQUEST: `half`, `half_hash`
find_half() {
	local -n begun=$1
	local page='' hash=''
	case ${begun[next_page]} in
	records | full:*)
		[ ! -s "$WORK/asked.csv" ] || read -r page hash < <(awk -F '","' -v key="${begun[feed]} ${begun[request]} ${begun[first]} ${begun[last]}" '
			$2 " " $3 " " $4 " " $5 == key {
				if ($11 == "1" && $7 != "1") { page = $6; hash = $15 }
				else if ($11 == "1") page = hash = ""
			}
			END { if (hash != "") print page, hash }' "$WORK/asked.csv")
		;;
	esac
	[ "${page:-0}" -gt "${begun[page_first]:-1}" ] || page='' hash=''
	give_all "$1" half "$page" half_hash "$hash"
}

# 0 when the page before the one that failed is another now: it is no page of what was asked then. has_moved REQUEST
has_moved() {
	local -n moved=$1
	local half=${moved[half_hash]}
	is_answered "${moved[outcome]}" || return 1
	give_all "$1" half '' half_hash ''
	[ -n "$half" ] && [ "$half" != "${moved[hash]}" ] || return 1
	give_all "$1" detail 'pages moved: asked from the first again' next ''
}

# The windows that are known to be answered into $WORK/ask/answered: find_answered, in a session; find_answered alone: without one.
find_answered() {
	if [ "${1:-}" = alone ]; then
		: >"$WORK/ask/answered"
	else
		sql_file "$ROOT/sql/night/answered.sql" -F ' ' >"$WORK/ask/answered" || return $?
	fi
	print_asked >"$WORK/asked.csv" || return 70
	awk -F '","' '$7 == "1" && $11 == "1" { print $2, $3, $4, $5 }' "$WORK/asked.csv" >>"$WORK/ask/answered"
}

# The list into the ledger, in a session that holds the lock. What is older than two years is the ledger's alone then; store_asked
# shared: somebody else may be writing the list.
store_asked() {
	local list=$CHISO_VAR/asked/requests.csv since
	[ -s "$list" ] || return 0
	print_asked >"$WORK/asked.csv" || return 70
	add_csv_table asked asked.csv || return $?
	sql_file "$ROOT/sql/night/request.sql" >"$WORK/asked.new" || return $?
	since=$(date -d "${CHISO_NOW%%T*} - 730 days" +%F)
	# nothing is answered by a warehouse from before the ledger
	[ -s "$WORK/asked.new" ] && [ -z "${1:-}" ] && [[ $(sed -n -E 's/^("[^"]*",){7}"([^"T]*)T.*/\2/p;q' "$list") < $since ]] || return 0
	print_asked "$since" | tail -n +2 >"$WORK/asked.kept" && place_file "$WORK/asked.kept" "$list"
}
