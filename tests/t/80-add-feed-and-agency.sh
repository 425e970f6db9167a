#!/bin/bash
# The catalogue's README, followed word for word by somebody who writes no C: a fifth feed, and an agency.
. "$(dirname "$0")/../lib/tap.sh"
cd "$ROOT" || exit 1
README=pipeline/catalog/README.md
my=$T/my
mkdir "$my"

# The indented block of README that starts with the line $1.
block() {
	awk -v first="    $1" 'index($0, first) == 1 { on = 1 } on && !/^    / { exit } on { print substr($0, 5) }' "$README"
}

block 'source,title,' >"$my/sources.csv"
block 'prefix,uri,' >"$my/namespaces.csv"
block 'feed,title_vi,record' >"$my/feeds.csv"
block 'feed,field,seq' >"$my/fields.csv"
block 'measure,feed,kind' >"$my/measures.csv"
block '<b:BanTin' >"$T/message.xml"
both=(--catalog pipeline/catalog --catalog "$my")

for table in namespaces feeds fields measures; do
	ok "README shows $table.csv" test "$(wc -l <"$my/$table.csv")" -ge 2
done
ok 'the catalogue with the fifth feed is clean' chiso-catalog lint "${both[@]}"
ok 'its message is read' chiso-extract "${both[@]}" --feed su-co --now 2024-03-01 -o "$T/raw.csv" "$T/message.xml"
ok 'and normalized' chiso-normalize "${both[@]}" --feed su-co -i "$T/raw.csv" -o "$T/clean.csv"
like 'attributes became fields, the date ISO, the agency a code' "$(grep '^clean' "$T/clean.csv")" \
	',SC-1,2024-02-05,H34\.19,2$'
is 'the probe tells it from the others' "$(chiso-extract "${both[@]}" --probe "$T/message.xml" | cut -f 2)" su-co
ok 'it is added up' chiso-aggregate "${both[@]}" --feed su-co "$T/clean.csv"
like 'one incident of H34.19 in the first quarter' "$(cat "$T/out")" 'su-co.so-luong,,H34\.19,2024-Q1,sum,[^,]*,1,'

sed -e 's/muc="2"/muc="hai"/' -e 's/SC-1/SC-2/' "$T/message.xml" >"$T/bad.xml"
chiso-extract "${both[@]}" --feed su-co --now 2024-03-01 "$T/bad.xml" |
	chiso-normalize "${both[@]}" --feed su-co --rejects "$T/rejects.csv" >"$T/bad.csv" 2>/dev/null
like 'a wrong value blanks its field and is in the rejects' "$(grep -c ',field,muc,' "$T/rejects.csv")/$(grep '^clean' "$T/bad.csv")" \
	'^1/.*,SC-2,2024-02-05,H34\.19,$'

exit_is 'before the row, the agency is unknown' 65 chiso-catalog find agency 'TT CĐS' --territory kon-tum
block 'agency,territory,parent' >"$my/agencies.csv"
block 'territory,alias,agencies' >"$my/agency_aliases.csv"
ok 'the catalogue with the agency is clean' chiso-catalog lint "${both[@]}"
for name in 'TT CĐS' 'tt  cđs' 'Trung tâm Chuyển đổi số tỉnh Kon Tum' '000.00.77.H34' 'H34.77'; do
	ok "it is found as '$name'" chiso-catalog find agency "$name" --territory kon-tum --at 2024-02-01 "${both[@]}"
	like "and is H34.77 ('$name')" "$(cat "$T/out")" 'H34\.77'
done
sed 's/H34\.19/TT CĐS/' "$T/message.xml" >"$T/named.xml"
chiso-extract "${both[@]}" --feed su-co --now 2024-03-01 "$T/named.xml" | chiso-normalize "${both[@]}" --feed su-co >"$T/named.csv"
like 'a feed that names it gets its code' "$(grep '^clean' "$T/named.csv")" ',H34\.77,2$'
sed 's/05\/02\/2024/05\/02\/2023/' "$T/named.xml" >"$T/early.xml"
chiso-extract "${both[@]}" --feed su-co --now 2024-03-01 "$T/early.xml" | chiso-normalize "${both[@]}" --feed su-co >"$T/early.csv" 2>/dev/null
like 'before it existed it is the unknown unit' "$(grep '^clean' "$T/early.csv")" ',H34\.\?,2$'
done_testing
