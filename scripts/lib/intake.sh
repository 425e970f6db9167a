# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154 # the parts share their variables
# From the inbox to the ledger: which files are complete, copy and sync into the raw zone, ingest, unlink after COMMIT.
# Arrays of one night, one entry a file: FILE_PATH FILE_FEED FILE_HASH FILE_RAW.

# Names of files in the inbox that are input, NUL-separated, in byte order.
list_inbox() {
	find "$INBOX" -type d \( -name refused -o -name aside -o -name '.?*' \) -prune -o -type f ! -name '.*' \
		! -name '*.part' ! -name '*.tmp' ! -name '*.filepart' ! -name '*.meta' ! -name '*.done' ! -name '*.csv' \
		! -name '*.md' ! -name '*.txt' -print0 | LC_ALL=C sort -z
}

# The feed that the file's folder is named after, or nothing.
folder_feed() {
	local folder=${1#"$INBOX/"}
	folder=${folder%%/*}
	[ -n "${FEED_COMPLETE[$folder]+set}" ] && printf '%s' "$folder"
}

# rename: a file has its final name only when it is whole. marker: NAME.done lies beside it. age:SECONDS: untouched so long
# (by the machine's clock, as the file's time is).
is_complete() {
	local path=$1 rule=$2 age
	case $rule in
	marker) [ -e "$path.done" ] ;;
	age:*)
		age=$(($(date +%s) - $(stat -c %Y -- "$path")))
		[ "$age" -ge "${rule#age:}" ]
		;;
	*) return 0 ;;
	esac
}

is_gzip() {
	[ "$(head -c 2 -- "$1" | od -An -tx1 | tr -d ' ')" = 1f8b ]
}

# SHA-256 of the uncompressed bytes; of the bytes as they are when gzip cannot be undone (the program will say why).
hash_file() {
	local sum
	if is_gzip "$1" && sum=$(set -o pipefail && gzip -cd -- "$1" 2>/dev/null | sha256sum); then
		printf '%s' "${sum%% *}"
	else
		sum=$(sha256sum <"$1")
		printf '%s' "${sum%% *}"
	fi
}

# Fills PROBED with the feed of each path, by its first elements; - where none fits.
probe_files() {
	local line i
	local -a lines=()
	PROBED=()
	[ $# -gt 0 ] || return 0
	printf '%s\0' "$@" | xargs -0 chiso-extract -q --probe -- >"$WORK/probed" 2>>"$WORK/programs.log" || return 70
	mapfile -t lines <"$WORK/probed"
	[ "${#lines[@]}" -eq $# ] || return 70
	for i in "${!lines[@]}"; do
		line=${lines[i]##*$'\t'}
		PROBED+=("${line/#\?/-}")
	done
}

# Fills the arrays with the complete files. What has no place here has its reason in FILE_WHY and goes to quarantine.
collect_files() {
	local path folder i
	local -a paths=() folders=()
	FILE_PATH=() FILE_FEED=() FILE_HASH=() FILE_RAW=() FILE_WHY=() WAITING=()
	while IFS= read -r -d '' path; do
		folder=$(folder_feed "$path")
		if [ -n "$folder" ] && ! is_complete "$path" "${FEED_COMPLETE[$folder]}"; then
			WAITING+=("$path")
		elif [[ ${path##*/} == *[[:cntrl:]]* ]]; then
			add_file "$path" - '' 'file.name control characters in its name'
		else
			paths+=("$path") folders+=("$folder")
		fi
	done < <(list_inbox)
	probe_files ${paths[@]+"${paths[@]}"} || return $?
	for i in "${!paths[@]}"; do
		place_input "${paths[i]}" "${PROBED[i]}" "${folders[i]}"
	done
}

# A file beside the feeds' folders is complete as its own feed says; one of no feed, when it is a minute old.
place_input() {
	local path=$1 feed=$2 folder=$3 why=''
	if [ -z "$folder" ] && ! is_complete "$path" "${FEED_COMPLETE[$feed]:-age:60}"; then
		WAITING+=("$path")
		return
	fi
	if [ -n "$folder" ] && [ "$feed" != - ] && [ "$feed" != "$folder" ]; then
		why="file.other_feed found $feed in the folder of $folder"
		feed=-
	elif [ -n "$folder" ]; then
		feed=$folder
	elif [ "$feed" = - ]; then
		why='file.other_feed found no record of any feed of the catalogue'
	fi
	add_file "$path" "$feed" "$folder" "$why"
}

add_file() {
	local path=$1 feed=$2 why=$4 hash suffix=xml
	hash=$(hash_file "$path")
	if is_gzip "$path"; then suffix=xml.gz; fi
	FILE_PATH+=("$path") FILE_FEED+=("$feed") FILE_HASH+=("$hash") FILE_WHY+=("$why")
	FILE_RAW+=("$(stored_name "$hash" "$suffix")")
}

# A file that came before keeps its first bytes (plain or gzip) and its first sidecar.
stored_name() {
	local hash=$1 suffix=$2 old
	for old in xml xml.gz; do
		if [ -e "$RAW/$hash.$old" ]; then suffix=$old; fi
	done
	printf '%s/%s.%s' "$RAW" "$hash" "$suffix"
}

# What is known of a file beside its bytes: its name, when it arrived, what its sidecar says. The first arrival's stands.
write_meta() {
	local path=$1 meta=$2 name
	name=$(printf '%s' "${path##*/}" | tr -d '\000-\037\177' | cut -b1-255)
	{
		printf 'name=%s\narrived=%s\n' "$name" "$NOW"
		if [ -f "$path.meta" ]; then
			tr -d '\r' <"$path.meta" | grep -a -E '^[a-z_]+=' | grep -a -v -E '^(name|arrived)=' || true
		fi
	} >"$meta"
}

# Copies all at once, one sync, then renames: bytes last, so that a stored file always has its meta.
store_files() {
	local i hash raw
	local -a synced=() raws=() metas=()
	for i in "${!FILE_PATH[@]}"; do
		[ -z "${FILE_WHY[i]}" ] || continue
		hash=${FILE_HASH[i]} raw=${FILE_RAW[i]}
		if [ ! -e "$RAW/$hash.meta" ]; then
			write_meta "${FILE_PATH[i]}" "$RAW/.$hash.meta.new" || return 73
			metas+=("$hash") synced+=("$RAW/.$hash.meta.new")
		fi
		if [ ! -e "$raw" ]; then
			cp -- "${FILE_PATH[i]}" "$raw.new" || return 73
			chmod 600 -- "$raw.new"
			raws+=("$raw") synced+=("$raw.new")
		fi
	done
	step copied
	[ ${#synced[@]} -gt 0 ] || return 0
	printf '%s\0' "${synced[@]}" | sort -zu | xargs -0 sync -- || return 74
	step synced
	for hash in ${metas[@]+"${metas[@]}"}; do
		[ ! -e "$RAW/.$hash.meta.new" ] || mv -f -- "$RAW/.$hash.meta.new" "$RAW/$hash.meta" || return 73
	done
	for raw in ${raws[@]+"${raws[@]}"}; do
		[ ! -e "$raw.new" ] || mv -f -- "$raw.new" "$raw" || return 73
	done
	sync -- "$RAW" || return 74
	step stored
}

# Gzip that cannot be undone has the hash of its packed bytes, which the program cannot find by itself.
is_broken_gzip() {
	local path=$1 hash=$2 sum
	is_gzip "$path" && sum=$(sha256sum <"$path") && [ "${sum%% *}" = "$hash" ]
}

# One call a feed and 200 files; every file is its own transaction. The lines it prints are kept in $WORK/ingest.
ingest_feed() {
	local feed=$1 i code=0 status
	local -a batch=() broken=()
	for i in "${!FILE_PATH[@]}"; do
		if [ "${FILE_FEED[i]}" != "$feed" ] || [ -n "${FILE_WHY[i]}" ]; then continue; fi
		if is_broken_gzip "${FILE_RAW[i]}" "${FILE_HASH[i]}"; then broken+=("$i"); else batch+=("${FILE_RAW[i]}"); fi
	done
	step ingest
	for ((i = 0; i < ${#batch[@]}; i += 200)); do
		status=0
		retry ingest_batch "$feed" "${batch[@]:i:200}" || status=$?
		case $status in
		0) ;;
		65) code=65 ;;
		*) return "$status" ;;
		esac
	done
	for i in ${broken[@]+"${broken[@]}"}; do
		status=0
		retry ingest_batch "$feed" --file-id "${FILE_HASH[i]}" "${FILE_RAW[i]}" || status=$?
		case $status in
		0) ;;
		65) code=65 ;;
		*) return "$status" ;;
		esac
	done
	step ingested
	return "$code"
}

ingest_batch() {
	local feed=$1 code=0
	shift
	chiso-ingest -q --feed "$feed" --key "$CHISO_KEY" --run "$RUN" --now "$NOW" "$@" \
		>"$WORK/ingest.now" 2>>"$WORK/programs.log" || code=$?
	cat "$WORK/ingest.now" >>"$WORK/ingest"
	return "$code"
}

# The first verdict on each file that is more than "I have it": state, reason and counts into VERDICT[hash].
read_verdicts() {
	local line hash state
	while IFS= read -r line; do
		[[ $line =~ (^|[[:space:]])file=([0-9a-f]{64}) ]] || continue
		hash=${BASH_REMATCH[2]}
		[[ $line =~ [[:space:]]state=([a-z]+) ]] || continue
		state=${BASH_REMATCH[1]}
		case ${VERDICT[$hash]:-} in
		'' | duplicate) VERDICT[$hash]=$state ;;
		esac
		[[ ! $line =~ [[:space:]]reason=(.*)$ ]] || REASON[$hash]=${BASH_REMATCH[1]//\"/}
	done <"$WORK/ingest"
}

# A bad file goes beside a note that says why, in both languages; the ledger holds the same.
quarantine_file() {
	local path=$1 raw=$2 hash=$3 feed=$4 why=$5 name into
	name=$(printf '%s' "${path##*/}" | tr -d '\000-\037\177/' | cut -b1-180)
	into=$QUARANTINE/${hash:0:12}-$name
	[ -e "$into" ] || place_file "$path" "$into" || return 73
	write_note "$name" "$hash" "$feed" "$why" >"$into.txt.new" && mv -f -- "$into.txt.new" "$into.txt" || return 73
	sync -- "$QUARANTINE" || return 74
	sql_file "$ROOT/scripts/lib/quarantine.sql" -v hash="$hash" -v name="$name" -v feed="$feed" -v why="$why" \
		-v now="$NOW" -v run="$RUN" || return $?
	[ -z "$raw" ] || rm -f -- "$raw" "$RAW/$hash.meta"
}

write_note() {
	cat <<-END
		Tệp bị giữ lại / file held back: $1
		SHA-256: $2
		Nguồn / feed: $3
		Lý do / reason: $4
		Nhận lúc / received: $NOW

		Bản ghi của tệp này chưa được nạp. Xin gửi lại tệp đã sửa; không sửa tệp ở đây.
		None of its records was loaded. Please send a corrected file; do not mend this one here.
	END
}

# The inbox gives up a file only when its rows or its refusal are committed.
unlink_file() {
	[ -z "${CHISO_INBOX_KEEP:-}" ] || return 0
	rm -f -- "$1" "$1.meta" "$1.done"
}

# The whole way. 0, or the status that ends the night; bad files are no such thing.
take_files() {
	local i feed code status=0
	declare -gA VERDICT=() REASON=()
	N_BAD=0 N_OPEN=0
	: >"$WORK/ingest"
	collect_files || return $?
	N_FILES=${#FILE_PATH[@]}
	step listed
	retry store_files || return $?
	for feed in $(printf '%s\n' ${FILE_FEED[@]+"${FILE_FEED[@]}"} | LC_ALL=C sort -u); do
		[ "$feed" != - ] || continue
		code=0
		ingest_feed "$feed" || code=$?
		case $code in 0 | 65) ;; *) status=$code && break ;; esac
	done
	read_verdicts
	settle_files || status=$?
	if [ "$N_OPEN" -gt 0 ]; then
		say "no verdict on $N_OPEN files: the next run takes them again"
		[ "$status" -ne 0 ] || status=70
	fi
	return "$status"
}

# A file that the ledger already refused (the night was killed before it was put aside, or it was sent again) is bad still.
recall_refused() {
	local hash reason list=''
	for hash in "${!VERDICT[@]}"; do
		[ "${VERDICT[$hash]}" = loaded ] || list+=,$hash
	done
	[ -n "$list" ] || return 0
	sql "select file_hash, reason from audit.load where state = 'bad' and file_hash = any('{${list#,}}')
		and not exists (select from audit.load g where g.file_hash = load.file_hash and g.state = 'ok')" \
		>"$WORK/refused" || return $?
	while IFS=$'\t' read -r hash reason; do
		VERDICT[$hash]=bad REASON[$hash]=$reason
	done <"$WORK/refused"
}

settle_files() {
	local i why raw
	recall_refused || return $?
	for i in "${!FILE_PATH[@]}"; do
		why=${FILE_WHY[i]} raw=''
		if [ "${VERDICT[${FILE_HASH[i]}]:-}" = bad ]; then
			why=${REASON[${FILE_HASH[i]}]:-the file was refused} raw=${FILE_RAW[i]}
		fi
		if [ -n "$why" ]; then
			quarantine_file "${FILE_PATH[i]}" "$raw" "${FILE_HASH[i]}" "${FILE_FEED[i]}" "$why" || return $?
			N_BAD=$((N_BAD + 1))
			step quarantined
		elif [ -z "${VERDICT[${FILE_HASH[i]}]:-}" ]; then
			N_OPEN=$((N_OPEN + 1))
			continue
		fi
		unlink_file "${FILE_PATH[i]}"
		step unlinked
	done
}
