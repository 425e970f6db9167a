#!/bin/bash
# chiso-aggregate over the samples: the golden measures; versions settled, shuffles, splits, bad files, every refusal.
. "$(dirname "$0")/../lib/tap.sh"

S=$ROOT/samples
NOW=2024-04-01
printf 'test %s\n' "$(printf '6b%.0s' {1..32})" >"$T/key"
chmod 600 "$T/key"

clean() { # FEED FILE…
	local feed=$1
	shift
	chiso-extract -q --now "$NOW" --feed "$feed" --key "$T/key" "$@" 2>>"$T/log" |
		chiso-normalize -q --now "$NOW" --feed "$feed" 2>>"$T/log"
}
measure() { # FILE… [OPTION…]
	chiso-aggregate -q --now $NOW --feed hoso-tthc --join "danh-muc-tthc=$T/list.csv" "$@" 2>>"$T/log"
}

clean danh-muc-tthc "$S"/danh-muc-tthc/danh-muc_20240205080000.xml >"$T/list.csv"
mapfile -t files < <(find "$S/hoso-tthc" -maxdepth 1 -name '*.xml' -o -maxdepth 1 -name '*.xml.gz' | sort)
clean hoso-tthc "${files[@]}" >"$T/clean.csv"
measure "$T/clean.csv" >"$T/got.csv"
same 'the samples give their golden measures' "$T/got.csv" "$S/hoso-tthc/measures.csv"
chiso-aggregate -q --now $NOW --feed danh-muc-tthc "$T/list.csv" >"$T/got.csv"
same 'the list of procedures gives its golden measures' "$T/got.csv" "$S/danh-muc-tthc/measures.csv"
for golden in "$S"/*/aside/*.measures.csv; do
	feed=${golden#"$S/"}
	NOW=2024-04-15 clean "${feed%%/*}" "${golden%.measures.csv}.xml" >"$T/aside.csv" # not before they were sent
	chiso-aggregate -q --now $NOW --feed "${feed%%/*}" "$T/aside.csv" >"$T/got.csv"
	same "${golden#"$S/"}: the message gives them" "$T/got.csv" "$golden"
done

{ head -n 1 "$T/clean.csv"; sed '1d;$d' "$T/clean.csv" | tac; tail -n 1 "$T/clean.csv"; } >"$T/turned.csv"
measure "$T/turned.csv" >"$T/got.csv"
same 'the order of records changes nothing' "$T/got.csv" "$S/hoso-tthc/measures.csv"
measure "$T/clean.csv" "$T/turned.csv" >"$T/got.csv"
same 'records that come twice count once' "$T/got.csv" "$S/hoso-tthc/measures.csv"
chiso-aggregate --now $NOW --feed hoso-tthc "$T/clean.csv" "$T/clean.csv" >/dev/null 2>"$T/err"
like 'read = kept + rejected + duplicate' "$(awk -F'[ =]' '{ for (i = 1; i < NF; i++) v[$i] = $(i + 1) }
	END { print (v["read"] == v["kept"] + v["rejected"] + v["duplicate"]), v["read"], v["duplicate"] }' "$T/err")" '^1 [1-9][0-9]* [1-9]'
not_ok 'a measure that looks up a list that did not come is left out, not zero' \
	grep -q services_partial <(chiso-aggregate -q --now $NOW --feed hoso-tthc "$T/clean.csv")

# split and merge
for k in 1 2 3; do measure --part $k/3 "$T/clean.csv" >"$T/part$k.csv"; done
chiso-aggregate -q --merge "$T/part2.csv" "$T/part3.csv" "$T/part1.csv" >"$T/got.csv"
same 'three parts merge to the same bytes' "$T/got.csv" "$S/hoso-tthc/measures.csv"
exit_is 'a missing part is refused' 65 chiso-aggregate --merge "$T/part1.csv" "$T/part3.csv"
like 'and named' "$(cat "$T/err")" 'part 2/3 of feed hoso-tthc is missing'
exit_is 'a part that comes twice is refused' 65 chiso-aggregate --merge "$T/part1.csv" "$T/part2.csv" "$T/part3.csv" "$T/part1.csv"
exit_is 'a part is not the whole for compute' 65 chiso-compute --period 2024-Q1 "$T/part1.csv"
head -n -1 "$T/part1.csv" >"$T/cut.csv"
exit_is 'a stream without its end is refused' 65 chiso-aggregate --merge "$T/cut.csv" "$T/part2.csv" "$T/part3.csv"

# a file that turns out bad is void
sed 's/^\(file,01-mot-ho-so[^,]*,[^,]*,[^,]*\),"*state=ok sent_from=[a-z]*"*/\1,state=bad sent_from=name reason=x/' "$T/clean.csv" >"$T/bad.csv"
exit_is 'a bad file is told by the status' 65 measure "$T/bad.csv"
like 'its records are void' "$(chiso-aggregate --now $NOW --feed hoso-tthc "$T/bad.csv" 2>&1 >/dev/null)" 'rejected=[1-9]'

# one quarter only, as the night asks for it
measure --period 2024-Q1 "$T/clean.csv" | grep '^measure' | cut -d, -f5 | sort -u >"$T/got.csv"
is 'only the quarter that was asked for' "$(cat "$T/got.csv")" 2024-Q1
exit_is 'a settled stream that is not is refused' 65 measure --settled "$T/clean.csv"

# several feeds at once, as the night asks for them
mkdir "$T/records"
cp "$T/clean.csv" "$T/records/hoso-tthc"
sed -n '1p; /^end,/p' "$T/list.csv" | sed 's/^end,,[0-9]*/end,,0/' >"$T/records/danh-muc-tthc"
each() { chiso-aggregate -q --now $NOW --join "danh-muc-tthc=$T/list.csv" --from "$T/records" "$@"; }
each hoso-tthc danh-muc-tthc >"$T/each.csv"
chiso-aggregate -q --now $NOW --feed danh-muc-tthc --join "danh-muc-tthc=$T/list.csv" "$T/records/danh-muc-tthc" >"$T/none.csv"
measure "$T/clean.csv" >"$T/one.csv"
chiso-aggregate --merge "$T/one.csv" "$T/none.csv" >"$T/together.csv" 2>/dev/null
same 'the measures of feeds named are those of each, put together' "$T/each.csv" "$T/together.csv"
ok 'with measures in it' grep -q '^measure,' "$T/each.csv"
cp "$T/bad.csv" "$T/records/hoso-tthc"
exit_is 'a bad file of one of them is told by the status' 65 each danh-muc-tthc hoso-tthc
exit_is 'one that is not there' 66 each hoso-tthc bao-cao-quy
like 'is named' "$(cat "$T/err")" 'records/bao-cao-quy: cannot be opened'
exit_is 'an unknown feed among them' 64 each hoso-tthc nowhere
exit_is 'none of them' 64 each
exit_is 'a feed beside them' 64 each --feed hoso-tthc danh-muc-tthc
exit_is 'a part of each' 64 each --part 1/2 danh-muc-tthc

# every refusal
exit_is 'no feed is usage' 64 chiso-aggregate "$T/clean.csv"
exit_is 'an unknown feed is usage' 64 chiso-aggregate --feed nowhere "$T/clean.csv"
exit_is 'a wrong part is usage' 64 measure --part 4/3 "$T/clean.csv"
exit_is 'a list that nothing looks up is usage' 64 chiso-aggregate --feed hoso-tthc --join "x=$T/list.csv" "$T/clean.csv"
exit_is 'a file that is not there is no input' 66 measure "$T/nowhere.csv"
exit_is 'raw records are refused' 65 measure <(chiso-extract -q --feed hoso-tthc --key "$T/key" "${files[0]}" 2>/dev/null)
exit_is 'a full disk is said' 74 bash -c "chiso-aggregate -q --merge '$T/part1.csv' '$T/part2.csv' '$T/part3.csv' >/dev/full"
cp -R "$ROOT/pipeline/catalog" "$T/catalog"
sed -i 's/^received,hoso-tthc,sum,1,/received,hoso-tthc,sum,1 +,/' "$T/catalog/base/measures.csv"
exit_is 'a formula that is wrong is the catalogue' 78 \
	chiso-aggregate --catalog "$T/catalog/base" --catalog "$T/catalog/kon-tum" --feed hoso-tthc "$T/clean.csv"
like 'with its file, line and column' "$(cat "$T/err")" 'measures.csv:2: formula column 4: expected .*, found the end'
done_testing
