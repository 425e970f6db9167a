# shellcheck shell=bash
# Deliveries: what changed of share since the last receipt, as a folder; and the receipts.
#
# REQUEST is what was asked for: `action` (make, receipt, list), `to`, `out`, `whole`, `receipt`; each is there, '' when it was not given.

# check_delivery REQUEST: one line and 64 for what cannot be meant.
check_delivery() {
	local -n ask=$1
	case ${ask[action]} in
	make)
		[[ ${ask[to]} =~ ^[a-z0-9][a-z0-9-]{0,39}$ ]] ||
			die 64 "--to: found \"${ask[to]:0:40}\", expected small letters, digits and - (at most 40)"
		[ -z "${ask[receipt]}" ] || die 64 'found --to and --receipt, expected one of them'
		;;
	receipt)
		[ -z "${ask[to]}${ask[out]}${ask[whole]}" ] || die 64 'found --receipt with other options, expected it alone'
		;;
	list) [ -z "${ask[out]}${ask[whole]}" ] || die 64 'found --list with other options, expected it alone' ;;
	*) die 64 'found neither --to nor --receipt nor --list, expected one of them (scripts/deliver --help)' ;;
	esac
}

# 0 when the warehouse knows of deliveries.
need_share() {
	if is_private && [ ! -e "$CHISO_VAR/postgres/place" ]; then
		say "no warehouse in $CHISO_VAR: run scripts/nightly first"
		return 66
	fi
	need_server reading || return $?
	need_relation audit.delivery 'this warehouse is older than scripts/deliver: run scripts/nightly first'
}

# make_delivery REQUEST
make_delivery() {
	local -n ask=$1
	local to=${ask[to]} out=${ask[out]:-$CHISO_VAR/deliver} number since until since_id version place
	local -A made=()
	mkdir -p -- "$out" || return 73
	sql "select pg_try_advisory_lock(1128813908, hashtext('$to'))" >"$WORK/state" || return $?
	grep -q -x t "$WORK/state" || {
		say "another delivery to $to is being made"
		return 75
	}
	sql 'select core.note_share()' >/dev/null || return $?
	sql_file "$ROOT/sql/night/deliver-begin.sql" -v recipient="$to" -v is_whole="${ask[whole]:-0}" >"$WORK/begun" || return $?
	IFS='|' read -r number since until since_id version <"$WORK/begun"
	if [ "$since" -eq "$until" ]; then
		wrap '' "Không có gì mới cho $to từ lần nhận trước / nothing new for $to since its last receipt"
		return 0
	fi
	printf -v place '%s/%s-%06d' "$out" "$to" "$number"
	[ ! -e "$place" ] || {
		say "$place is there already: found a delivery of another warehouse, or of this one before it was restored; put it aside"
		return 73
	}
	rm -rf -- "$place.part"
	mkdir -- "$place.part" || return 73
	write_sets "$since" "$place.part" || return $?
	write_manifest "$place.part" "$to" "$number" "$since" "$since_id" "$until" "$version" made || return $?
	sync -- "$place.part"/* "$place.part" || return 74
	# in the ledger first: what is lost on the way is in the next one
	sql_file "$ROOT/sql/night/deliver-end.sql" -v recipient="$to" -v number="$number" -v after="$since" -v until="$until" \
		-v version="$version" -v written="${made[written]}" -v gone="${made[gone]}" -v manifest="${made[hash]}" -v now="$CHISO_NOW" || return $?
	mv -T -- "$place.part" "$place" || return 73
	wrap '' "Đã lập gói giao / made: $place"
	wrap '  ' "${made[sets]} tập: $(number "${made[written]}") dòng ghi, $(number "${made[gone]}") dòng xóa /" \
		"sets: ${made[sets]}, rows written: ${made[written]}, gone: ${made[gone]}"
	wrap_command '  ' scripts/receive "$(printf '%q' "$place")"
}

# write_sets SINCE DIR: a CSV of each set that changed; what they are made of stays in $WORK/sets.
write_sets() {
	local what name statement quoted
	sql_facts "$ROOT/sql/night/deliver-sets.sql" -v after="$1" >"$WORK/sets" || return $?
	while IFS=$BAR read -r what name _ _ _ statement; do
		[[ $what == set && -n $statement ]] || continue
		quote_for_psql quoted "$2/$name.csv"
		printf '\\copy (%s) to %s csv header\n' "$statement" "$quoted"
	done <"$WORK/sets" >"$WORK/sets.sql"
	sql_file "$WORK/sets.sql"
}

# write_manifest DIR RECIPIENT NUMBER SINCE SINCE_ID UNTIL VERSION MADE: datapackage.json and SHA256SUMS, and in MADE `written`, `gone`,
# `sets`, `hash`.
write_manifest() {
	local dir=$1 written=0 gone=0 sets=0 file hash
	(cd "$dir" && LC_ALL=C sha256sum -- *.csv) >"$WORK/hashes" || return 74
	(cd "$dir" && stat -c '%s %n' -- *.csv) >"$WORK/sizes" || return 74
	jq -n --rawfile sets "$WORK/sets" --rawfile hashes "$WORK/hashes" --rawfile sizes "$WORK/sizes" --arg bar "$BAR" --arg to "$2" \
		--argjson number "$3" --argjson since "$4" --arg since_id "$5" --argjson until "$6" --arg version "$7" --arg now "$CHISO_NOW" \
		-f "$ROOT/scripts/lib/deliver.jq" >"$dir/datapackage.json" || return 70
	read -r written gone sets < <(jq -r '[(.resources | map(.chiso.written) | add), (.resources | map(.chiso.gone) | add), (.resources | length)] | @tsv' \
		"$dir/datapackage.json")
	(cd "$dir" && LC_ALL=C sha256sum -- *.csv datapackage.json) >"$WORK/sums" && cp -- "$WORK/sums" "$dir/SHA256SUMS" || return 74
	read -r hash file < <(sha256sum -- "$dir/datapackage.json")
	[ -n "$file" ] || return 74
	give_all "$8" written "$written" gone "$gone" sets "$sets" hash "$hash"
}

# take_receipt REQUEST
take_receipt() {
	local -n ask=$1
	local file=${ask[receipt]} to number until manifest at is_new
	if [ ! -f "$file" ] || [ ! -r "$file" ]; then
		say "cannot read the receipt $file: expected a file"
		return 66
	fi
	if ! jq -r -e 'select(type == "object") | [.recipient, .number, .until, .manifest, .received_at] | select(
		(.[0] | type == "string" and test("^[a-z0-9][a-z0-9-]{0,39}$")) and (.[1] | type == "number" and . == floor and . > 0 and . < 1e9)
		and (.[2] | type == "number" and . == floor and . > 0 and . < 1e15) and (.[3] | type == "string" and test("^[0-9a-f]{64}$"))
		and (.[4] | type == "string" and test("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}(Z|[+-][0-9]{2}:[0-9]{2})$"))) | map(tostring) | join(" ")' \
		"$file" >"$WORK/receipt" 2>/dev/null || [ "$(wc -l <"$WORK/receipt")" -ne 1 ]; then
		say "$file: found no receipt, expected one that scripts/receive wrote"
		return 65
	fi
	read -r to number until manifest at <"$WORK/receipt"
	sql_file "$ROOT/sql/night/deliver-receipt.sql" -v recipient="$to" -v number="$number" -v until="$until" -v manifest="$manifest" \
		-v received_at="$at" -v now="$CHISO_NOW" >"$WORK/taken" || return $?
	read -r is_new <"$WORK/taken"
	case $is_new in
	t) wrap '' "$to: gói $number đã nhận lúc $at / delivery $number arrived" ;;
	f) wrap '' "$to: biên nhận gói $number đã có từ trước / the receipt of $number was taken before" ;;
	*)
		say "$file: found the receipt of delivery $number to $to with the manifest ${manifest:0:12}…, expected one of a delivery of this warehouse"
		return 65
		;;
	esac
}

list_deliveries() {
	local to number since until version written gone made received n=0
	sql_file "$ROOT/sql/night/deliver-list.sql" >"$WORK/list" || return $?
	while IFS='|' read -r to number since until version written gone made received; do
		n=$((n + 1))
		if [ -n "$received" ]; then received="đã nhận / arrived $received"; else received='chưa có biên nhận / no receipt'; fi
		wrap '- ' "$to $number: $made, lượt / turns $((since + 1))–$until, phiên bản / version $version," \
			"$(number "$written") dòng ghi / written, $(number "$gone") dòng xóa / gone," "$received"
	done <"$WORK/list"
	[ "$n" -gt 0 ] || wrap '' 'Chưa giao gói nào / nothing was delivered yet'
}
