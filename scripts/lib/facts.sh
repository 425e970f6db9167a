# shellcheck shell=bash
# The facts of a night, before they are printed: as a summary (brief.sh) and as its details (page.sh).
#
# PAGE holds its numbers: `waits`, the things that wait for a person; `came` of `expected` feeds; what was `loaded`, and of its
# records `read`, `kept`, `rejected`, `duplicate`, `strangers`; figures that are `new`, `changed`, `withdrawn`, of the changed ones those that read otherwise (`moved`), that there are `now`,
# `incomputable`, `approved` and `held` ones among them; `held_back`, files in quarantine; `untold`, findings without room; the
# `systems` of the register, those `connected`, those of them without a feed (`unfed`). The rows are files of WORK: page.arrivals,
# page.feeds, page.rejects, page.sets and page.moved (moves.sh), page.open (mending.sh), page.waits and page.noted (rules.sh), page.findings, page.notes, page.approving (periods), held, left and closed.rows (closed.sh) with BAR
# between the columns, table, flags and by-date with |.

# collect_summary PAGE COUNTS: what became of the files (take_files).
collect_summary() {
	local kind a b c d e f g h i j k
	local -a rows
	for kind in systems connected unfed came expected waits loaded read kept rejected duplicate strangers new changed withdrawn moved now incomputable approved held; do
		give "$1" "$kind" 0
	done
	for kind in page.arrivals page.feeds page.rejects page.sets page.moved late.rows; do : >"$WORK/$kind"; done
	collect_closed || return $?
	sql_file "$ROOT/sql/night/visible.sql" || return $?
	add_catalog_table days_off all || return $?
	sql_facts "$ROOT/sql/night/summary.sql" -v now="$CHISO_NOW" >"$WORK/facts" || return $?
	while IFS=$BAR read -r kind a b c d e f g h i j k; do
		case $kind in
		total) give_all "$1" loaded "$a" read "$b" kept "$c" rejected "$d" duplicate "$e" strangers "$f" ;;
		feed) add_row page.feeds "$a" "$d" "$e" "$f" "$g" "$h" ;;
		arrival) add_arrival "$1" "$a" "$b" "$c" "$d" "$e" "$f" "$g" ;;
		systems) give_all "$1" systems "$a" connected "$b" unfed "$c" ;;
		reject) add_row page.rejects "$a" "$b" "$c" "$h" "$i" "$f" "$g" "$j" "$k" ;;
		figures) add_moves "$1" "$a" "$b" "$c" "$d" "$e" "$f" ;;
		moved) add_row page.moved "$a" "$b" "$c" "$d" "$e" "$f" "$g" ;;
		held) give_all "$1" now "$a" incomputable "$c" approved "$d" held "$e" ;;
		esac
	done <"$WORK/facts"
	mapfile -t rows <"$WORK/wrong"
	add_to "$1" waits ${#rows[@]}
	mapfile -t rows <"$WORK/not-computed"
	add_to "$1" waits ${#rows[@]}
	collect_held "$1" || return $?
	collect_pages "$1"
	collect_left "$1" "$2" || return $?
	collect_open '' || return $?
	sql_facts "$ROOT/sql/night/rejects-count.sql" >"$WORK/page.open" || return $?
	collect_table || return $?
	sql_file "$ROOT/sql/night/by-date.sql" -v now="$CHISO_NOW" >"$WORK/by-date" || return $?
	collect_findings "$1" || return $?
	collect_asked "$1"
	collect_waits "$2"
	keep_findings
}

# What waits by rule, for scripts/tasks, and what of it has no row elsewhere for scripts/status. A finding with a period is of held figures,
# which are asked for anew, and its words have the number.
keep_findings() {
	{
		echo rule,place,words
		{
			awk -F "$BAR" -v OFS="$BAR" '/^rule / { rule = substr($0, 6); next } $1 == "gate" && $3 == "" { print rule, $2, $4 }' "$WORK/findings"
			sed "s/^/wrong$BAR/" "$WORK/wrong"
			sed "s/^/not_computed$BAR$BAR/" "$WORK/not-computed"
			sed "s/^/pages$BAR$BAR/" "$WORK/pages.fault"
			awk -F "$BAR" -v OFS="$BAR" '{ print "left", $2, $3 }' "$WORK/left"
			awk -F "$BAR" -v OFS="$BAR" '$2 == "" { print "not_asked", $1, $6 }' "$WORK/ask/done"
			cut -d "$BAR" -f 1-3 "$WORK/held.rows"
			cat -- "$WORK/late.rows" "$WORK/closed.rows" # what is opened again waits at once
		} | awk -F "$BAR" '{ gsub(/"/, "\"\""); rest = substr($0, length($1 FS $2 FS) + 1); print "\"" $1 "\",\"" $2 "\",\"" rest "\"" }'
	} >"$WORK/waiting.csv"
	add_csv_table waiting waiting.csv || return $?
	sql_file "$ROOT/sql/night/findings-keep.sql" -v run="$RUN"
}

# add_row FILE COLUMN …: a row of facts.
add_row() {
	local file=$WORK/$1 IFS=$BAR
	shift
	printf '%s\n' "$*" >>"$file"
}

# add_arrival PAGE FEED TITLE STATE DAYS DAY SEEN SYSTEMS: what is late, and by what, for as long as nothing came.
add_arrival() {
	local state=$4 words="$4${7:+, lần cuối / last seen $7}"
	add_to "$1" expected 1
	case $state in
	came) add_to "$1" came 1 ;;
	late | missing | never)
		if is_closed late "$2" "$words"; then
			state=closed
		else
			add_to "$1" waits 1
			add_row late.rows late "$2" "$words"
		fi
		;;
	esac
	add_row page.arrivals "$2" "$3" "$state" "${@:5}"
}

# add_moves PAGE SET PERIOD NEW CHANGED WITHDRAWN MOVED
add_moves() {
	add_to "$1" new "$4"
	add_to "$1" changed "$5"
	add_to "$1" withdrawn "$6"
	add_to "$1" moved "$7"
	add_row page.sets "${@:2}"
}

# Today's definitions of every period that has figures, as a temporary table.
add_definitions() {
	local -a periods
	# first the few periods there are: asked row by row of a calendar it takes a twentieth of an idle night
	sql "with have as materialized (select distinct period from core.indicator where run_to is null)
		select h.period from have h join calendars c using (period)
		join settings s on s.setting = 'report_calendar' and s.value = c.calendar" >"$WORK/spans" || return $?
	mapfile -t periods <"$WORK/spans"
	printf 'period,set,indicator,hash,common\n' >"$WORK/definitions.csv"
	[ ${#periods[@]} -eq 0 ] || chiso-catalog show definitions "${periods[@]}" -q --now "$CHISO_NOW" -o "$WORK/definitions.csv" \
		2>>"$WORK/programs.log" || return $?
	add_csv_table definitions definitions.csv
}

# What the quality rules found: the gates wait for a person, the rest is to be noted. By rule they are added up in rules.sh. The details stay
# pages: scripts/approve --list has all that is held.
collect_findings() {
	local severity place period words rule='' told=0 untold=0 approving=' '
	for words in findings notes approving; do : >"$WORK/page.$words"; done
	collect_totals || return $?
	add_catalog_table checks || return $?
	add_catalog_table sets all every_set || return $?
	add_catalog_table territories all every_territory || return $?
	add_catalog_table indicators all every_indicator || return $?
	add_catalog_table datasets all every_dataset || return $?
	add_catalog_table variables all every_variable || return $?
	add_catalog_table outcomes all || return $?
	add_catalog_table serials || return $?
	add_definitions || return $?
	sql_facts "$ROOT/sql/night/findings.sql" -v run="$RUN" -v now="$CHISO_NOW" >"$WORK/findings.all" || return $?
	split_findings <"$WORK/findings.all" >"$WORK/findings"
	while IFS=$BAR read -r severity place period words; do
		if [[ $severity == 'rule '* ]]; then
			rule=${severity#rule }
			continue
		fi
		add_finding "$rule" "$severity" "$place" "$period" "$words"
		if [ "$severity" != gate ]; then
			add_row page.notes "$place: $words"
		else
			add_to "$1" waits 1
			if [ -n "$period" ] && [ "$told" -ge 12 ]; then
				untold=$((untold + 1))
			else
				told=$((told + 1))
				add_row page.findings "$place: $words"
			fi
		fi
		[ -z "$period" ] || [[ $approving == *" $period "* ]] || {
			approving+="$period "
			add_row page.approving "$period"
		}
	done <"$WORK/findings"
	give "$1" untold "$untold"
}

# The control totals (total=) that the sidecars of what was loaded tonight state.
collect_totals() {
	sql "select file_hash from audit.load join told using (run_id) where state = 'ok'" >"$WORK/loaded" || return $?
	{
		echo file_hash,total
		awk '{ printf "%s.meta%c", $0, 0 }' "$WORK/loaded" | (cd "$STORE/raw" && xargs -0 -r grep -a -s -H -m 1 '^total=' --) |
			sed -n 's/"/""/g; s/^\([0-9a-f]*\)[.]meta:total=[[:space:]]*\(.*[^[:space:]]\)[[:space:]]*$/\1,"\2"/p'
	} >"$WORK/totals.csv"
	add_csv_table totals totals.csv
}

collect_table() {
	local table
	for table in sets set_rows territories targets; do
		add_catalog_table "$table" || return $?
	done
	sql_file "$ROOT/sql/night/flags.sql" -v now="$CHISO_NOW" >"$WORK/flags" || return $?
	sql_file "$ROOT/sql/night/table.sql" -v now="$CHISO_NOW" >"$WORK/rows" || return $?
	awk -F '|' 'FILENAME == ARGV[1] { flagged[$1 "|" $2]; next } { print $0 (($1 "|" $4) in flagged ? " (!)" : "") }' \
		"$WORK/flags" "$WORK/rows" >"$WORK/table"
}

# What lies in quarantine waits until a person takes it away or closes it, whichever night put it there: every file counts, and is told
# beside those of its feed that were refused for the same reason.
collect_held() {
	local n all=0
	list_held "$STORE/quarantine" | awk -F "$BAR" -v OFS="$BAR" '{ print "quarantine", $1 " " $2, $3, $0 }' | split_closed >"$WORK/held.rows" || return $?
	cut -d "$BAR" -f 4- "$WORK/held.rows" | group_held >"$WORK/held"
	while IFS=$BAR read -r n _; do all=$((all + n)); done <"$WORK/held"
	give "$1" held_back "$all"
	add_to "$1" waits "$all"
}

# A page that could not be made.
collect_pages() {
	[ -e "$WORK/pages.fault" ] || : >"$WORK/pages.fault"
	[ ! -s "$WORK/pages.fault" ] || add_to "$1" waits 1
}

# What was named and left in the inbox: nobody but a person can make it readable. collect_left PAGE COUNTS
collect_left() {
	local -n count=$2
	local left=${count[left]} stuck=${count[stuck]}
	sql_facts "$ROOT/sql/night/left.sql" >"$WORK/left" || return $?
	add_to "$1" waits $((left + stuck))
}
