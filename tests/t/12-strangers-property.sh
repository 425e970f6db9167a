#!/bin/bash
# Messages whose records are almost where they are expected: whatever was changed, held = read + strangers or the file is bad
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
cd "$ROOT" || exit 1
printf 'thu 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n' >"$T/key"
chmod 600 "$T/key"

# lost FILES TRAILERS: the files whose held is not read + strangers though they are good, with what was done to them
lost() {
	awk 'FILENAME == ARGV[1] { held[$1] = $2; how[$1] = $3; next }
		{
			split($0, c, ",")
			read = c[3]; strange = 0
			if (match($0, / strangers=[0-9]+/)) strange = substr($0, RSTART + 11, RLENGTH - 11)
			seen[c[2]] = 1
			if ($0 ~ /state=ok/ && read + strange != held[c[2]])
				print c[2], how[c[2]], "held " held[c[2]] ", read " read ", strangers " strange
			if ($0 ~ /state=bad/ && how[c[2]] == "right") print c[2], "is right and bad"
		}
		END { for (f in held) if (!(f in seen)) print f, "has no trailer" }' "$1" "$2"
}

# extract_all FEED SEED COUNT: the messages of strangers.py; $T/held, $T/trailers, $T/rejects
extract_all() {
	rm -rf "$T/in" && mkdir "$T/in"
	/usr/bin/python3 tests/gen/strangers.py "$T/in" "$1" "$2" "$3" >"$T/held" || exit 1
	find "$T/in" -name '*.xml' -print0 | sort -z | xargs -0 chiso-extract --feed "$1" --key "$T/key" --now 2024-04-01 \
		--rejects "$T/rejects" >"$T/out.csv" 2>"$T/err"
	grep '^file,' "$T/out.csv" >"$T/trailers"
}

messages=${CHISO_TEST_MESSAGES:-600}
for feed in hoso-tthc danh-muc-hanh-chinh bao-cao-quy bien-so-chi-so; do
	extract_all "$feed" 1 "$messages"
	is "$feed: no record is lost without a word" "$(lost "$T/held" "$T/trailers" | head -n 5)" ''
	ok "$feed: some are good, some are told, some are bad" \
		test "$(grep -c 'state=ok sent_from=[a-z]*,' "$T/trailers")" -gt $((messages / 20)) -a "$(grep -c 'state=ok .*strangers=' "$T/trailers")" -gt $((messages / 20)) -a \
		"$(grep -c 'state=bad' "$T/trailers")" -gt $((messages / 20))
	is "$feed: what is bad is so for its records" "$(grep -o ',file\.[a-z_]*,' "$T/rejects" | sort -u | tr -d '\n')" ',file.no_record,,file.strangers,'
	extract_all "$feed" 2 letters
	is "$feed: nor is one for a letter" "$(lost "$T/held" "$T/trailers" | head -n 5)" ''
	ok "$feed: each letter was changed" test "$(wc -l <"$T/trailers")" -gt 300
done
done_testing
