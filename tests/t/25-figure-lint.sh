#!/bin/bash
# lint holds the rows that numbers and states are read by.
. "$(dirname "$0")/../lib/tap.sh"

base=$ROOT/pipeline/catalog/base
over=$T/over
mkdir "$over"
# finds NAME TABLE HEADER ROW TEXT
finds() {
	printf '%s\n%s\n' "$3" "$4" >"$over/$2.csv"
	exit_is "$1" 78 chiso-catalog -q lint --catalog "$base" --catalog "$over"
	like "$1: says so" "$(cat "$T/out")" "over/$2.csv:2: $5"
	rm "$over/$2.csv"
}
words=word,kind,value,factor,source
finds 'a scale without a factor' number_words $words 'vạn,scale,,,CHISO test' "column factor: found '', expected a number above 0"
finds 'a scale of nothing' number_words $words 'vạn,scale,,0,CHISO test' "column factor: found '0'"
finds 'a factor of no scale' number_words $words 'khoảng,filler,,10,CHISO test' "column factor: found '10', expected none"
finds 'a comparator that says nothing' number_words $words 'loanh quanh,after,,,CHISO test' "column value: found ''"
finds 'a filler that says something' number_words $words 'loanh quanh,filler,about,,CHISO test' "column value: found 'about'"
finds 'a kind that is none' number_words $words 'vạn,times,,10000,CHISO test' "column kind: found 'times'"
finds 'a rule that is none' dialects dialect,decimal,group,rule,source 'us,.,",",mixd,CHISO test' "column rule: found 'mixd'"
finds 'one mark for both' dialects dialect,decimal,group,rule,source 'us,.,.,,CHISO test' "columns decimal and group"
finds 'one title of two codes' code_aliases list,alias,code,source 'tro-ly-ao,chưa  Triển khai,ca-the-hoa,CHISO test' 'column alias'
finds 'one alias of two codes' code_aliases list,alias,code,source 'truong-ban-chi-dao,Bí thư tỉnh uỷ,chu-tich,CHISO test' 'column alias'
finds 'an alias of no code' code_aliases list,alias,code,source 'tro-ly-ao,abc,nothing,CHISO test' 'column code'
ok 'a scale of the other sort' test -n "$(printf '%s\n%s\n' $words 'vạn,scale,,10000,CHISO test' >"$over/number_words.csv" && echo x)"
ok 'is none of lint' chiso-catalog -q lint --catalog "$base" --catalog "$over"
is 'and is read' "$(chiso-catalog -q find value --catalog "$base" --catalog "$over" '2 vạn hộ')" 'kind=exact low=20000 digits=0 unit=ho'
done_testing
