#!/bin/bash
# The guides: both languages have the same commands, and each of them does what the guide says, in its order, with what is installed.
# long
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"

# commands_of PAGE: NUL between them; before each the statuses that it may end with, and a line break
commands_of() {
	awk '
	function put() { if (command != "") printf "%s\n%s%c", status, command, 0; command = "" }
	/^[.]Bd -literal/ { inside = 1; next_status = "0"; next }
	/^[.]Ed/ { put(); inside = 0; next }
	inside && /^[.]\\" status / { next_status = substr($0, 12); next }
	inside && /^[$] / { put(); status = next_status; next_status = "0"; command = substr($0, 3); gsub(/\\e/, "\\", command); next }
	inside { line = $0; gsub(/\\e/, "\\", line); command = command "\n" line }' "$1"
}
for page in chiso-tutorial chiso-howto; do
	commands_of "$ROOT/pipeline/docs/en/$page.7" >"$T/$page.en"
	commands_of "$ROOT/pipeline/docs/vi/$page.7" >"$T/$page.vi"
	same "$page: both languages have the same commands" "$T/$page.en" "$T/$page.vi"
	is "$page: both have the same sections" "$(grep -c '^[.]Ss' "$ROOT/pipeline/docs/en/$page.7")" "$(grep -c '^[.]Ss' "$ROOT/pipeline/docs/vi/$page.7")"
done

# the province of the guide is that of the catalogue's README, which explains each table
readme=$(sed -n '/^## Add a province/,$s/^    //p' "$ROOT/pipeline/catalog/README.md")
for table in territories agencies sources settings sets set_rows; do
	rows=$(awk -v first="\$ cat >chiso/gia-lai/$table.csv <<'END'" '$0 == first { on = 1; next } $0 == "END" { on = 0 } on' "$ROOT/pipeline/docs/en/chiso-howto.7")
	ok "the README of the catalogue has the guide's rows of $table" test -n "$rows" -a "${readme/"$rows"/}" != "$readme"
done

ok 'make install' make -s -C "$ROOT" B="${BUILD#"$ROOT/"}" install DESTDIR="$T/installed" PREFIX=/usr
mkdir -p "$T/home"
own_server "$T/home/chiso/var/postgres"
own_server "$T/home/chiso/other/postgres"
own_server "$T/home/chiso/gia-lai-var/postgres"
# what is installed under DESTDIR names its place
sed -i "s#\"/usr/share#\"$T/installed/usr/share#" "$T"/installed/usr/bin/chiso-{nightly,reprocess,approve,close,tasks,rejects,repair,person,fetch,status,deliver,receive,open-data,backup,private-postgres}

# One shell for all, as a reader has it: what it exports stays.
{
	printf 'cd %q || exit\nexport PATH=%q:$PATH HOME=%q\n' "$T/home" "$T/installed/usr/bin" "$T/home"
	n=0
	for page in chiso-tutorial chiso-howto chiso-tutorial; do
		while IFS= read -r -d '' command; do
			status=${command%%$'\n'*} command=${command#*$'\n'}
			# the place goes when both guides are done
			case $command in "chiso-private-postgres remove chiso/var/postgres" | "rm -r chiso") is_end=1 ;; *) is_end='' ;; esac
			[ "$n" -lt 1000 ] || [ -n "$is_end" ] || continue
			[ "$n" -ge 1000 ] || [ -z "$is_end" ] || continue
			n=$((n + 1))
			printf '%s\ncode=$?; printf "%%s|%%s|%%s\\n" "$code" %q %q >&3\n' "${command//\/usr\/share\/chiso/$T/installed/usr/share/chiso}" "$status" "${command%%$'\n'*}"
		done <"$T/$page.en"
		[ "$page" != chiso-howto ] || n=1000
	done
} >"$T/guide.sh"
bash "$T/guide.sh" 3>"$T/codes" >"$T/guide.out" 2>&1 </dev/null
while IFS='|' read -r code status command; do
	if [[ " $status " == *" $code "* ]]; then pass "$command"; else fail "$command: status $code, expected $status"; fi
done <"$T/codes"
is 'every command was reached' "$(wc -l <"$T/codes")" "$(cat "$T/chiso-tutorial.en" "$T/chiso-howto.en" | tr -cd '\0' | wc -c)"
[ "$tap_failed" -eq 0 ] || tap_note "$(tail -n 60 "$T/guide.out")"
like 'the new indicator has its figure' "$(cat "$T/guide.out")" 'kh9\.1 +\| 2024-Q1 +\| [0-9]'
like 'the old version of the index gives its points' "$(cat "$T/guide.out")" 'indicator,s003,7\.6,H34,2024-Q1,computed,60,100,60,"60,00",%,7\.5,10,'
like 'and the new one its own' "$(cat "$T/guide.out")" 'indicator,dti-2,7\.6,H34,2024-Q2,computed,60,100,60,"60,00",%,20,20,'
like 'the province has its figure' "$(cat "$T/guide.out")" '5\.3 +\| 2024-Q1 +\| 75,00'
ok 'nothing is left' test ! -e "$T/home/chiso"
done_testing
