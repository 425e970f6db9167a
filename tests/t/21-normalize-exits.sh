#!/bin/bash
# chiso-normalize: its exit codes, what it leaves behind when it fails, and how a file turns bad.
. "$(dirname "$0")/../lib/tap.sh"
cd "$ROOT" || exit 1
bad=samples/hoso-tthc/refused/normalize/values.raw.csv
good=samples/hoso-tthc/02-nhieu-ho-so_20240120010000.raw.csv

exit_is 'six of ten refused are no more than twenty' 0 chiso-normalize --feed hoso-tthc -i "$bad" -o "$T/clean.csv"
exit_is 'over --max-rejects the file is bad' 65 chiso-normalize --feed hoso-tthc --max-rejects 5 -i "$bad" -o "$T/bad.csv"
like 'and its row says why' "$(grep '^file' "$T/bad.csv")" 'state=bad .*reason=6 of 10 records refused'
exit_is 'or over a share of them' 65 chiso-normalize --feed hoso-tthc --max-rejects 50% -i "$bad" -o "$T/bad.csv"
exit_is 'a share that is not reached' 0 chiso-normalize --feed hoso-tthc --max-rejects 60% -i "$bad" -o "$T/ok.csv"
exit_is 'a limit that is no number is usage' 64 chiso-normalize --feed hoso-tthc --max-rejects few -i "$bad"
exit_is 'no feed is usage' 64 chiso-normalize -i "$good"
exit_is 'an unknown feed is usage' 64 chiso-normalize --feed nowhere -i "$good"
like 'and the known ones are named' "$(cat "$T/err")" 'hoso-tthc'
exit_is 'a file argument is usage' 64 chiso-normalize --feed hoso-tthc "$good"
exit_is 'no input is 66' 66 chiso-normalize --feed hoso-tthc -i "$T/nowhere.csv"
exit_is 'no catalogue is 78' 78 chiso-normalize --feed hoso-tthc --catalog "$T/nowhere" -i "$good"

grep -v '^end' "$good" >"$T/cut.csv"
exit_is 'a stream that is cut off is 65' 65 chiso-normalize --feed hoso-tthc -i "$T/cut.csv" -o "$T/cut.out"
like 'and says so' "$(cat "$T/err")" 'cut off'
not_ok 'and leaves no file' test -e "$T/cut.out"
exit_is 'a stream of another feed is 65' 65 chiso-normalize --feed bao-cao-quy -i "$good"
exit_is 'a folder for the output that is not there is 73' 73 chiso-normalize --feed hoso-tthc -i "$good" -o "$T/no/where.csv"
if [ -e /dev/full ]; then
	# shellcheck disable=SC2016 # expanded by the inner shell
	exit_is 'a full disk is 74' 74 sh -c 'chiso-normalize --feed hoso-tthc -i "$1" >/dev/full' sh "$good"
else
	skip 'a full disk is 74' 'no /dev/full'
fi

mkdir "$T/over"
printf 'feed,field,seq,path,type,dialect,policy,source\nhoso-tthc,la,999,dvc:La,decimal,moon,keep,CHISO test\n' >"$T/over/fields.csv"
exit_is 'a dialect that dangles is 78' 78 chiso-normalize --feed hoso-tthc --catalog pipeline/catalog --catalog "$T/over" -i "$good"
like 'with the row that names it' "$(cat "$T/err")" "fields.csv:2.*moon"

# a code that ends: records of its last day and of the day after, sent in one late message
mkdir "$T/dated"
printf 'list,code,title_vi,meaning,valid_from,valid_to,source\nhinh-thuc-du-lieu,mo,Dữ liệu mở,,,2024-02-29,CHISO test\n' >"$T/dated/codes.csv"
printf '%s' '<g:GiaoNhan xmlns:g="http://kho.example/giao-nhan/1.0"><g:Dong ma="a" hinhThuc="mo" ngay="29/02/2024"/>' \
	'<g:Dong ma="b" hinhThuc="mo" ngay="01/03/2024"/></g:GiaoNhan>' >"$T/dated.xml"
dated() {
	chiso-extract -q --now 2024-06-01 --feed giao-nhan-du-lieu "$T/dated.xml" | chiso-normalize -q --feed giao-nhan-du-lieu \
		--catalog pipeline/catalog/base --catalog pipeline/catalog/kon-tum --catalog "$T/dated" --rejects "$T/rejects.csv"
}
is 'its last day is accepted, however late it comes' "$(dated | grep '^clean' | cut -d, -f7,9)" a,2024-02-29
is 'the day after is refused, and the reason says so' "$(sed 1d "$T/rejects.csv" | cut -d, -f2,4-6)" 2,record,hinh_thuc,code.not_valid
done_testing
