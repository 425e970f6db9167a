#!/bin/bash
# - is standard input wherever a program takes an input file.
. "$(dirname "$0")/../lib/tap.sh"
cd "$ROOT" || exit 1
message=samples/danh-muc-tthc/danh-muc_20240205080000.xml
feed=danh-muc-tthc
now=(--now 2024-02-05T09:00:00+07:00) # when a message says nothing of it, it was sent now

# dash NAME INPUT COMMAND…: with - in the place of IN the same bytes as with the file on standard input. The file's name is the
# first thing a raw record says.
dash() {
	local name=$1 input=$2
	shift 2
	"$@" <"$input" >"$T/dashed" 2>"$T/dashed.err"
	is "$name" "$? $(cat "$T/dashed.err")" "0 $(cat "$T/plain.err")"
	same '  the same bytes' "$T/dashed" "$T/plain"
}

plain() {
	local input=$1
	shift
	"$@" <"$input" >"$T/plain" 2>"$T/plain.err" || fail "$* reads standard input"
}

plain "$message" chiso-extract "${now[@]}" --feed $feed
cp "$T/plain" "$T/raw.csv"
dash 'extract -i -' "$message" chiso-extract "${now[@]}" --feed $feed -i -
dash 'extract -' "$message" chiso-extract "${now[@]}" --feed $feed -
dash 'extract -o -' "$message" chiso-extract "${now[@]}" --feed $feed -o -
plain "$T/raw.csv" chiso-normalize --feed $feed
cp "$T/plain" "$T/clean.csv"
dash 'normalize -i -' "$T/raw.csv" chiso-normalize --feed $feed -i -
plain "$T/clean.csv" chiso-aggregate --feed $feed
dash 'aggregate -i -' "$T/clean.csv" chiso-aggregate --feed $feed -i -
dash 'aggregate -' "$T/clean.csv" chiso-aggregate --feed $feed -
cp "$T/plain" "$T/measures.csv"
plain "$T/measures.csv" chiso-compute --period 2024-Q1
dash 'compute -i -' "$T/measures.csv" chiso-compute --period 2024-Q1 -i -
dash 'compute -' "$T/measures.csv" chiso-compute --period 2024-Q1 -
printf 'cell,value,protect,cost,shown\n1,9,0,1,1\n' >"$T/cells.csv"
printf 'relation,is,cell,coefficient\n' >"$T/relations.csv"
plain "$T/cells.csv" chiso-suppress --relations "$T/relations.csv"
dash 'suppress -i -' "$T/cells.csv" chiso-suppress --relations "$T/relations.csv" -i -
dash 'suppress --relations -' "$T/relations.csv" chiso-suppress --relations - -i "$T/cells.csv"
chiso-form write H34.45 2024-Q4 -o "$T/form.csv" || exit 1
chiso-form read <"$T/form.csv" >"$T/plain" 2>"$T/plain.err"
code=$?
exit_is 'form read -' "$code" chiso-form read - <"$T/form.csv"
same '  says the same' "$T/err" "$T/plain.err"
cp "$message" "$T/message.xml"
chiso-catalog try "${now[@]}" $feed "$T/message.xml" >"$T/plain" 2>"$T/plain.err"
code=$?
exit_is 'catalog try FEED -' "$code" chiso-catalog try "${now[@]}" $feed - <"$message"
same '  the same lines' "$T/out" "$T/plain"
exit_is 'a manifest is read twice, and - is refused' 64 chiso-ingest --manifest - --raw "$T" </dev/null
like '  which is said' "$(cat "$T/err")" 'manifest: found -, expected a file: it is read twice$'
is 'no file of that name is made' "$(ls -- - 2>/dev/null)" ''
done_testing
