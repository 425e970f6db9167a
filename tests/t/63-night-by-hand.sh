#!/bin/bash
# Every file of sql/night runs by hand, in psql, with the variables that its header names
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"

need_night_key
dir=$T/v
own_server "$dir/postgres"
mkdir -p "$dir"
fill_inbox "$dir/inbox"
rm -f "$dir"/inbox/hoso-tthc/0[2-8]* "$dir"/inbox/danh-muc-hanh-chinh/xa*
exit_is 'a night, so that there is something to ask' 0 night "$dir"

declare -A value=([run]=1 [now]=$NIGHT_NOW [period]=2024-Q1 [set]='' [indicator]='' [agency]='' [value]='' [decision]=approve
	[by]='Nguyễn Văn A' [reason]='Đơn 1' [position]='' [note]='' [is_dry]=1 [kind]=manual [options]='' [catalog]=none [made_by]=none [from]=records [mine]=nobody
	[lists]=danh-muc-tthc [feeds]='hoso-tthc danh-muc-tthc' [since]='' [list]=unknown [mended]='' [only]='' [named]=2024-Q1 [same]='' [recipient]=nobody [is_whole]=1
	[rule]=quarantine [place]='' [number]=1 [after]=0 [until]=1 [version]=1.0 [written]=0 [gone]=0 [manifest]=none [received_at]=$NIGHT_NOW)

# One session: the tables once, then file by file what a person would type.
asked() {
	local file name head
	local -a names
	printf '\\set ON_ERROR_STOP 1\n\\set run 1\n\\set now %s\n\\set period 2024-Q1\n' "$NIGHT_NOW"
	printf "\\ir '%s'\n" "$ROOT/sql/night/by-hand.sql"
	for file in "$ROOT"/sql/night/*.sql; do
		name=$(basename "$file" .sql)
		case $name in by-hand | by-hand-table | told | visible) continue ;; esac
		printf '\\unset run\n\\unset now\n\\unset period\n'
		head=$(sed -n '/^-- Variables: /,/^-- \(Tables\|Columns\): /{ /^-- [TC]/d; s/^-- //; s/^Variables: //; s/([^)]*)//g; s/;.*//; p; }' "$file")
		read -r -d '' -a names <<<"$head"
		for name in "${names[@]}"; do
			[ -z "${value[$name]+set}" ] || printf "\\set %s '%s'\n" "$name" "${value[$name]}"
		done
		printf "%s == %s\n%s '%s'\n" '\echo' "$(basename "$file" .sql)" '\ir' "$file"
	done
}
asked >"$T/asked.sql"
exit_is 'all of them are answered' 0 on_server "$dir" -f "$T/asked.sql"
is 'each of them was asked' "$(grep -c '^== ' "$T/out")" $(($(find "$ROOT/sql/night" -name '*.sql' | wc -l) - 4))
like 'the facts of the summary' "$(cat "$T/out")" $'== summary\ntotal\|6\|'
like 'its table' "$(cat "$T/out")" $'== table\n[^\n=]*\|2024-Q1\|'
done_testing
