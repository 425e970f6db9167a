# shellcheck shell=bash
# One person's records: found by a number that no process list, log, file or table gets to see, and removed.
#
# PERSON is what was asked for: `action` (find, remove), `by`, `reason`, `file` (of the number), `number`; each is there, '' when it was not
# given. The number stays in this variable; it leaves it by pipes alone.

# check_person PERSON: one line and 64 for what cannot be meant; reads the number.
check_person() {
	local -n ask=$1
	local name
	[ -n "${ask[action]}" ] || die 64 'found nothing to do, expected --find or --remove (scripts/person --help)'
	for name in by reason; do
		if [[ ${ask[$name]} == *[[:cntrl:]]* ]] || ! printf '%s' "${ask[$name]}" | iconv -f UTF-8 -t UTF-8 >/dev/null 2>&1; then
			die 64 "--$name: found bytes that are no text, expected one line of UTF-8"
		fi
	done
	if [ "${ask[action]}" = remove ]; then
		[ -n "${ask[by]//[[:space:]]/}" ] || die 64 '--by: found nothing, expected the name of the person who decides'
		[ ${#ask[by]} -le 200 ] || die 64 "--by: found ${#ask[by]} characters, expected at most 200"
		[ -n "${ask[reason]//[[:space:]]/}" ] || die 64 '--reason: found nothing, expected the reason or the number of the document'
		[ ${#ask[reason]} -le 2000 ] || die 64 "--reason: found ${#ask[reason]} characters, expected at most 2000"
	fi
	read_number "$1"
	check_words "$1"
}

# The first line of standard input or of the file. read_number PERSON
read_number() {
	local -n asked=$1
	local mode line='' prompt=''
	if [ -n "${asked[file]}" ]; then
		if [ ! -f "${asked[file]}" ] || [ ! -r "${asked[file]}" ]; then die 66 '--number-file: found no file that can be read'; fi
		mode=$(stat -L -c %a -- "${asked[file]}")
		[ "$mode" = 600 ] || [ "$mode" = 400 ] ||
			die 64 "--number-file: found mode $mode, expected a file that only its owner can read (600)"
		IFS= read -r line <"${asked[file]}" || true
	elif [ -t 0 ]; then
		prompt='số định danh, mã hồ sơ / number: '
		IFS= read -r -s -p "$prompt" line || true
		echo >&2
	else
		IFS= read -r line || true
	fi
	line=${line%$'\r'}
	[ -n "${line//[[:space:]]/}" ] || die 64 'found no number, expected one line on standard input'
	[ ${#line} -le 100 ] || die 64 "found a number of ${#line} characters, expected at most 100"
	asked[number]=$line
}

# What is kept of who decided and why has nothing of the person. check_words PERSON
check_words() {
	local -n given=$1
	local bare words=${given[by]}$'\n'${given[reason]}
	bare=${given[number]//[[:space:]]/}
	[[ ${words//[[:blank:]]/} != *"$bare"* ]] || die 64 'found the number in --by or --reason, expected words without personal data'
	[[ ! ${words//[[:blank:].()-]/} =~ [0-9]{9} && $words != *@* ]] ||
		die 64 'found what looks like a telephone, an identity number or an address in --by or --reason, expected none'
}

# Pseudonyms and codes as a temporary table of the session, through a pipe with a name: they are in no file. add_person NUMBER
add_person() {
	local pipe=$WORK/person.pipe quoted writer code=0
	mkfifo -m 600 -- "$pipe" || return 73
	quote_for_psql quoted "$pipe"
	{
		printf 'drop table if exists pg_temp.person;\n'
		printf 'create temp table person (feed text collate "C", kind text collate "C", field text collate "C", key text collate "C", value text collate "C");\n'
		printf "\\\\copy person from %s with (format csv, header, force_not_null (key))\n" "$quoted"
	} >"$WORK/person.sql"
	identify "$1" 2>"$WORK/identify.log" >"$pipe" 6>&- 7>&- &
	writer=$!
	sql_file "$WORK/person.sql" || code=$?
	[ "$code" -eq 0 ] || kill "$writer" 2>/dev/null # nobody reads what it writes
	wait "$writer" || [ "$code" -ne 0 ] || code=$?
	rm -f -- "$pipe"
	[ "$code" -eq 0 ] || tail -n 1 -- "$WORK/identify.log" | plain_log >&2
	return "$code"
}

# The files of a kind that hold the number, whatever their packing and encoding: hold_number NUMBER KIND FOLDER…; lines KIND|NAME
hold_number() {
	local number=$1
	shift
	printf '%s\n' "$number" | /usr/bin/python3 "$ROOT/scripts/lib/person_files.py" "$@" || return 70
}

# Raw files that hold the number: their hashes in $WORK/hashes, and which of their records are the person's as person_taken; what was
# refused stands nowhere else. find_raw NUMBER
find_raw() {
	local hash feed raw
	hold_number "$1" raw "$STORE/raw" >"$WORK/held" || return $?
	sed -n -E 's/^raw\|([0-9a-f]{64})[.].*$/\1/p' "$WORK/held" | LC_ALL=C sort -u >"$WORK/hashes"
	{
		echo file
		cat "$WORK/hashes"
	} >"$WORK/person_hit.csv"
	add_csv_table person_hit person_hit.csv || return $?
	sql "select distinct l.file_hash, l.feed from person_hit h join audit.load l on l.file_hash = h.file where l.state = 'ok' order by 1, 2" >"$WORK/hits" || return $?
	echo file,feed,record >"$WORK/person_taken.csv"
	while IFS='|' read -r hash feed; do
		raw=$STORE/raw/$hash.xml
		[ -e "$raw" ] || raw+=.gz
		chiso-extract -q --feed "$feed" --file-id "$hash" --now "$CHISO_NOW" "$raw" 2>/dev/null |
			/usr/bin/python3 "$ROOT/scripts/lib/person_records.py" "$feed" 3< <(identify "$1") >>"$WORK/person_taken.csv"
	done <"$WORK/hits"
	add_csv_table person_taken person_taken.csv
}

identify() { printf '%s\n' "$1" | chiso-extract --identify -q --now "$CHISO_NOW"; }

# Those, and the raw files that brought what the warehouse has of the person, as person_raw; other files of CHISO_VAR into $WORK/others.
find_files() {
	local -n of=$1
	local hash folder
	local -a folders=()
	sql_file "$ROOT/sql/night/person-files.sql" >"$WORK/brought" || return $?
	while IFS= read -r hash; do
		! has_raw "$hash" || printf '%s\n' "$hash" >>"$WORK/hashes"
	done <"$WORK/brought"
	{
		echo file,state
		LC_ALL=C sort -u "$WORK/hashes" | sed 's/$/,/'
	} >"$WORK/person_raw.csv"
	add_csv_table person_raw person_raw.csv || return $?
	for folder in quarantine asked nights log figures publish; do
		[ ! -d "$STORE/$folder" ] || folders+=("$STORE/$folder")
	done
	[ ! -d "$CHISO_INBOX" ] || folders+=("$CHISO_INBOX")
	hold_number "${of[number]}" other "${folders[@]}" >"$WORK/others" || return $?
}

# The tables of what there is, and its list in $WORK/person.list; 66 when there is nothing. look_for PERSON
look_for() {
	local -n of_whom=$1
	add_person "${of_whom[number]}" || return $?
	find_raw "${of_whom[number]}" || return $?
	collect_open '' || return $?
	sql_file "$ROOT/sql/night/person-find.sql" || return $?
	find_files "$1" || return $?
	sql_facts "$ROOT/sql/night/person-list.sql" >"$WORK/person.list" || return $?
	grep -q -E "^(feed|raw|keys)$BAR" "$WORK/person.list" || [ -s "$WORK/others" ]
}

# print_person: what is there, without a word of whom it is.
print_person() {
	local kind a b c d e until n_raw=0
	while IFS=$BAR read -r kind a b c d e; do
		case $kind in
		feed) wrap '  - ' "$a: $b bản ghi / records, $c phiên bản / versions, $d tệp / messages, $e chờ sửa / open rejects" ;;
		raw)
			n_raw=$((n_raw + 1))
			until='không có thời hạn / without a term'
			[ -z "$c" ] || until="giữ đến / kept until $c"
			wrap '  - ' "tệp gốc / raw file ${a:0:16}…${b:+ ($b)}: $until" \
				"$([ "$d" -eq 0 ] || echo ", $d bản ghi của người khác chờ sửa / records of others wait to be mended")"
			;;
		keys) wrap '  - ' "$a tập khóa của số đo / sets of keys of measures" ;;
		lost) wrap '  - ' "khóa $a không còn trong tệp khóa: bí danh tạo bằng khóa đó không tìm được / key $a is not in the key file: pseudonyms made" \
			'by it cannot be found' ;;
		esac
	done <"$WORK/person.list"
	while IFS='|' read -r kind a; do
		wrap '  - ' "tệp khác / another file: ${a#"$STORE/"}"
	done <"$WORK/others"
	wrap '' "Tệp gốc / raw files: $n_raw. Bản sao lưu không được tìm / backups are not searched."
}

# find_person PERSON: 0; 66 when nothing is kept.
find_person() {
	if [ -z "${CHISO_KEY:-}" ]; then export CHISO_KEY=$CHISO_VAR/key; fi
	[ -r "$CHISO_KEY" ] || {
		say "the key file $CHISO_KEY cannot be read"
		return 64
	}
	local code=0
	look_for "$1" || code=$?
	case $code in
	0) wrap '' 'Dữ liệu tìm thấy / what is kept:' ;;
	1)
		wrap '' 'Không lưu gì của số này / nothing is kept of this number'
		grep "^lost$BAR" "$WORK/person.list" >/dev/null || return 66
		code=66
		;;
	*) return "$code" ;;
	esac
	print_person
	return "$code"
}

# remove_person PERSON: 0; 1 when something stays; 66 when there is nothing.
remove_person() {
	local -n whom=$1
	local code=0 n left
	begin_run erase '' || return $?
	look_for "$1" || code=$?
	[ "$code" -ne 1 ] || {
		wrap '' 'Không lưu gì của số này / nothing is kept of this number'
		return 66
	}
	[ "$code" -eq 0 ] || return "$code"
	print_person
	n=$(sql_file "$ROOT/sql/night/person-erase.sql" -v run="$RUN" -v now="$CHISO_NOW" -v by="${whom[by]}" -v reason="${whom[reason]}") || return $?
	step erased
	remove_raw "$1" || return $?
	left=$(grep -c ',left$' "$WORK/person_raw.csv")
	load_measured sources || return $?
	compute_marked sources '' goes_on || return $?
	publish || return $?
	print_difference 'Xóa / removed' '' || return $?
	wrap '' "Đã xóa $n phiên bản bản ghi, $(grep -c ',removed$' "$WORK/person_raw.csv") tệp gốc / removed: versions and raw files"
	[ "$left" -eq 0 ] || wrap '' "$left tệp gốc ở lại đến hết hạn lưu: bản ghi của người khác còn chờ sửa trong đó / raw files that stay until" \
		'their day: records of others wait to be mended in them'
	[ ! -s "$WORK/others" ] || wrap '' 'Tệp khác nêu trên: người vận hành xem và xóa bằng tay / the other files above are for a person to look at and remove'
	wrap '' 'Báo cho nơi gửi; làm bản sao lưu mới và bỏ các bản cũ / tell the senders; make a new backup and remove the old ones'
	: >"$WORK/applied"
	[ "$left" -eq 0 ] && [ ! -s "$WORK/others" ] || return 1
}

# The bytes go where the ledger has all that was accepted of them and nobody else's record waits in them. remove_raw PERSON
remove_raw() {
	local -n whose=$1
	local kind hash feed until waiting state
	{
		echo file,state
		while IFS=$BAR read -r kind hash feed until waiting; do
			[ "$kind" = raw ] || continue
			state=left
			if [ -n "$feed" ] && [ "$waiting" -eq 0 ]; then
				rm -f -- "$STORE/raw/$hash.xml" "$STORE/raw/$hash.xml.gz" "$STORE/raw/$hash.meta" || return 73
				state=removed
			fi
			printf '%s,%s\n' "$hash" "$state"
		done <"$WORK/person.list"
	} >"$WORK/person_raw.csv" || return $?
	add_csv_table person_raw person_raw.csv || return $?
	sql_file "$ROOT/sql/night/person-raw.sql" -v run="$RUN" -v now="$CHISO_NOW" -v by="${whose[by]}" -v reason="${whose[reason]}"
}
