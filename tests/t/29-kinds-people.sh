#!/bin/bash
# A person planted in every text of every feed of the national systems: name, telephone, citizen's number, mail; none leaves the
# programs, in a record, a reject or a line of a log.
. "$(dirname "$0")/../lib/tap.sh"
cd "$ROOT" || exit 1
printf 'thu %064d\n' 7 >"$T/key"
chmod 600 "$T/key"
printf '%s\n' 'NGUYỄN VĂN MẬT' 0999123456 099912345678 mat@khong-co.example >"$T/plants"

mapfile -t feeds < <(chiso-catalog show feeds -q | grep 'hệ thống [0-9]' | cut -d, -f1)
ok 'the feeds of the systems are two dozen' test "${#feeds[@]}" -ge 24
everything=0
for feed in "${feeds[@]}"; do
	sample=$(find "samples/$feed/aside" -name '*.xml' ! -name 'ban-sai*')
	planted=$T/planted_20240402010000.xml
	rm -f "$planted.meta"
	[ ! -e "$sample.meta" ] || cp "$sample.meta" "$planted.meta"
	places=$(/usr/bin/python3 tests/lib/planted_systems.py "$sample" "$planted")
	everything=$((everything + places))
	chiso-extract --key "$T/key" --now 2024-04-15 --feed "$feed" --max-rejects 100% --rejects "$T/one" "$planted" 2>"$T/log" |
		chiso-normalize --feed "$feed" --max-rejects 100% --rejects "$T/two" >"$T/clean" 2>>"$T/log"
	ok "$feed: each plant was sent" test "$(grep -c -F -f "$T/plants" "$planted")" -ge 4
	is "$feed: each record is kept or refused" "$(($(grep -c ^clean "$T/clean") + $(cut -d, -f2,4 "$T/one" "$T/two" | grep record$ | sort -u | wc -l)))" "$places"
	is "$feed: no plant leaves" "$(cat "$T/clean" "$T/one" "$T/two" "$T/log" | grep -c -F -f "$T/plants")" 0
done
ok 'they were planted in a thousand places' test "$everything" -ge 1000
done_testing
