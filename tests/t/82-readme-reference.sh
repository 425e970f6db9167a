#!/bin/bash
# chiso-catalog(5): every table, column and form of the schema, with its words, in both languages; as a page that mandoc has nothing against, and
# whose links lead somewhere.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
base=$ROOT/pipeline/catalog/base
tables() { sed -n 's/^\.\\" tables //p' "$1"; }
in_page=$ROOT/pipeline/docs

same 'both languages have the same tables, in the same places' <(tables "$in_page/en/chiso-catalog.5.in") <(tables "$in_page/vi/chiso-catalog.5.in")
sed 1d "$base/schema.csv" | cut -d, -f1 | sort -u >"$T/tables"
same 'every table has one place' <(tables "$in_page/en/chiso-catalog.5.in" | tr ' ' '\n' | sort) "$T/tables"
while IFS= read -r group; do
	awk -v group="$group" '/^\| .*`/ { all = 1; n = split(group, t, " "); for (i = 1; i <= n; i++) if (!index($0, "`" t[i] "`")) all = 0; if (all) found = 1 }
		END { exit !found }' "$ROOT/pipeline/catalog/README.md" || fail "the map of the README has them in one row: $group"
done < <(tables "$in_page/en/chiso-catalog.5.in")

for language in en vi; do
	page=$T/$language.5
	exit_is "$language: everything has its words" 0 "$ROOT/scripts/reference" "$in_page/$language/chiso-catalog.5.in"
	cp "$T/out" "$page"
	is "$language: and nobody misses any" "$(cat "$T/err")" ''
	awk 'NR == FNR { is_table[$1] = 1; next } $1 == ".Ss" { table = $2 } $1 == ".It" && $2 == "Va" && table in is_table { print table "." $3 }' \
		"$T/tables" "$page" | sort >"$T/columns"
	same "$language: every column stands under its table" "$T/columns" <(sed 1d "$base/schema.csv" | awk -F, '{ print $1 "." $2 }' | sort)
	is "$language: every form its pattern" "$(sed -n '/^\.It Li /{s/^\.It Li //p}' "$page" | sort | comm -13 - <(sed 1d "$base/forms.csv" | cut -d, -f1 | sort))" ''
	is "$language: mandoc has nothing against it" "$(mandoc -T lint -W warning "$page" 2>&1)" ''
done
page=$(mandoc -T ascii -O width=80 "$T/en.5" | col -b | tr '`' "'" | tr -s ' \n\t' ' ')
like 'a key, and what it refers to' "$page" 'unit_aliases .* alias -- key, required .* unit -- required The unit. A value of units.unit. '
like 'an enum with its words' "$page" "cadence How often it comes; empty: nobody waits for it. One of 'daily', 'weekly', 'monthly', 'quarterly', 'yearly'. "
like 'marks among the words' "$page" "decimal The decimal mark. One of ',', '.'. "
like 'a form with the words of forms.csv' "$page" "Form 'days': \+DAYSd after the end of the period, like \+15d. "
like 'and its pattern' "$page" "'\^\[\+\]\[0-9\]\{1,3\}d\\$'"

# what has no words is named
mkdir -p "$T/tree/scripts" "$T/tree/pipeline/catalog" && cp "$ROOT"/scripts/{reference,reference.awk,csv.awk,roff.awk} "$T/tree/scripts/"
cp -R "$base" "$T/tree/pipeline/catalog/base"
sed -i -e '/^feeds.cadence,/d' -e '/^units,/d' -e '/^form:days,/d' "$T/tree/pipeline/catalog/base/schema_texts.csv"
exit_is 'without words it fails' 1 "$T/tree/scripts/reference" "$in_page/vi/chiso-catalog.5.in"
like 'and names them' "$(cat "$T/err")" 'no words for .*feeds\.cadence'
like '  the table' "$(cat "$T/err")" ' units( |$)'
like '  the form' "$(cat "$T/err")" ' form:days( |$)'
is 'schema_texts.csv has words for nothing else' "$(sed 1d "$base/schema_texts.csv" | cut -d, -f1 | sort | comm -23 - <({
	cat "$T/tables"
	sed 1d "$base/schema.csv" | awk -F, '{ print $1 "." $2; print "." $2 }'
	sed 1d "$base/forms.csv" | sed 's/^\([^,]*\),.*/form:\1/'
} | sort -u))" ''

# the pages that are installed, and those in a browser
ok 'make install' make -s -C "$ROOT" B="${BUILD#"$ROOT/"}" install DESTDIR="$T/installed" PREFIX=/usr
man=$T/installed/usr/share/man
for page in man5/chiso-catalog.5 man5/chiso-streams.5 man7/chiso-formula.7 man7/chiso-howto.7 man7/chiso-tutorial.7; do
	for place in "$man/$page" "$man/vi/$page"; do ok "${place#"$man/"} is installed" test -s "$place"; done
done
for page in "$man"/man[57]/* "$man"/vi/man[57]/*; do mandoc -T lint -W warning "$page"; done >"$T/mandoc" 2>&1
is 'mandoc has nothing against any page of these' "$(cat "$T/mandoc")" ''
is 'every page of sections 5 and 7 is named by chiso(7)' "$(cd "$man" && for page in man5/* man7/*; do
	page=${page#*/}
	[ "$page" = chiso.7 ] || grep -q -x "\.Xr ${page%.*} ${page##*.}\( [,.]\)\?" man7/chiso.7 || echo "$page"
done)" ''
is 'every page that one of them names is there' "$(cd "$man" && sed -n 's/^\.\(It \)\?Xr \(chiso[^ ]*\) \([0-9]\).*/man\3\/\2.\3/p' man[57]/* vi/man[57]/* | sort -u | while read -r page; do
	[ -e "$page" ] || echo "$page"
done)" ''
pages=$(make -s -C "$ROOT" B="${BUILD#"$ROOT/"}" -pn 2>/dev/null | sed -n 's/^DOCS := //p')
# shellcheck disable=SC2086 # words
ok 'pages for a browser' make -s -C "$ROOT" B="${BUILD#"$ROOT/"}" $pages
is 'no link of theirs is dead' "$(cd "$BUILD/docs" && for page in ./*/*.html; do
	grep -o 'href="[^"#]*"' "$page" | sed 's/^href="//; s/"$//' | grep -v '^https:' | sort -u | while read -r link; do
		[ -e "${page%/*}/$link" ] || echo "$page: $link"
	done
done)" ''
is 'each says its language' "$(cd "$BUILD/docs" && grep -L '<html lang="..">' ./*/*.html)" ''
done_testing
