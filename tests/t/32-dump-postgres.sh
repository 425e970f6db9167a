#!/bin/bash
# What is stored comes back as a stream: by period, as of a run, with the bytes that were loaded.
. "$(dirname "$0")/../lib/tap.sh"
. "$ROOT/tests/lib/records.sh"
need_postgres
chiso-load migrate -q
need_header
dump() { chiso-dump -q --feed hoso-tthc "$@"; }
is 'an empty warehouse is a header and an end' "$(dump | sed -n '2,$p' | cut -d, -f1-3)" 'end,,0'
records f1 2024-04-02T01:00:00+07:00 m1 >"$T/one" <<'END'
ma_ho_so=A ngay_tiep_nhan=2023-12-31T23:59:59+07:00
ma_ho_so=B ngay_tiep_nhan=2024-01-01T00:00:00+07:00
ma_ho_so=C ngay_tiep_nhan=2023-12-01T00:00:00+07:00 ngay_ket_thuc=2024-03-31T23:59:59+07:00
ma_ho_so=D ngay_tiep_nhan=2024-04-01T00:00:00+07:00
ma_ho_so=Đ ngay_tiep_nhan=2024-04-01T00:00:00+07:00
ma_ho_so=a ngay_tiep_nhan=2024-04-01T00:00:00+07:00
END
chiso-load records -q --feed hoso-tthc --now 2024-04-02 -i "$T/one"
is 'keys are in byte order' "$(dump | grep ^clean | cut -d, -f7 | paste -sd' ')" 'A B C D a Đ'
is 'a period holds what any of its dates touches, by the civil day' \
	"$(dump --period 2024-Q1 | grep ^clean | cut -d, -f7 | paste -sd' ')" 'B C'
is 'the last second of a quarter is in it' "$(dump --period 2023-Q4 | grep ^clean | cut -d, -f7 | paste -sd' ')" 'A C'
dump | grep ^clean >"$T/back"
grep ^clean "$T/one" | LC_ALL=C sort -t, -k7,7 >"$T/sorted"
same 'the bytes are those that were loaded' "$T/back" "$T/sorted"
ok 'into a file' chiso-dump --feed hoso-tthc -o "$T/file"
exit_is 'no feed' 64 chiso-dump
exit_is 'an unknown feed' 64 chiso-dump --feed nowhere
exit_is 'no database' 69 chiso-dump --feed hoso-tthc -d 'host=/nowhere'
exit_is 'no catalogue' 78 chiso-dump --feed hoso-tthc --catalog "$T/none"
exit_is 'a folder that is not there' 73 chiso-dump --feed hoso-tthc -o "$T/none/file"
exit_is 'a full disk' 74 bash -c 'chiso-dump --feed hoso-tthc >/dev/full'

# Several feeds over one connection, a file each.
mkdir "$T/into"
exit_is 'the records of feeds named, each into its file' 0 chiso-dump -q --period 2024-Q1 --into "$T/into" hoso-tthc dan-so
is 'nothing else is there' "$(cd "$T/into" && echo *)" 'dan-so hoso-tthc'
dump --period 2024-Q1 >"$T/alone"
same 'what one alone gives' "$T/into/hoso-tthc" "$T/alone"
chiso-dump -q --feed dan-so --period 2024-Q1 >"$T/alone"
same 'of a feed of which nothing came too' "$T/into/dan-so" "$T/alone"
exit_is 'an unknown feed among them' 64 chiso-dump -q --into "$T/into" hoso-tthc nowhere
exit_is 'no feed at all' 64 chiso-dump --into "$T/into"
exit_is 'with a feed beside them' 64 chiso-dump --into "$T/into" --feed hoso-tthc dan-so
exit_is 'with an output' 64 chiso-dump --into "$T/into" -o "$T/file" dan-so
exit_is 'no folder' 73 chiso-dump -q --into "$T/none" hoso-tthc
like 'is named' "$(cat "$T/err")" '/none/hoso-tthc.part: cannot be created'
ln -s /dev/full "$T/into/dan-so.part"
exit_is 'a full disk under one of them' 74 chiso-dump -q --into "$T/into" dan-so

# Stored measures come back with the bytes that were loaded.
chiso-dump -q --feed hoso-tthc -o "$T/clean"
measured() { chiso-aggregate -q --now 2024-08-01 --feed hoso-tthc --period "$1" "$T/clean"; }
for quarter in 2023-Q4 2024-Q1; do
	measured "$quarter" >"$T/$quarter"
	chiso-load measures -q --period "$quarter" -i "$T/$quarter" >/dev/null
done
again() { chiso-dump -q --measures "$@"; }
ok 'there are measures' grep -q '^measure,' "$T/2024-Q1"
again --period 2024-Q1 hoso-tthc >"$T/again"
same 'the measures of a quarter' "$T/again" "$T/2024-Q1"
again --period 2023-Q4+2024-Q1 hoso-tthc | grep ^measure >"$T/again"
grep -h ^measure, "$T/2023-Q4" "$T/2024-Q1" | LC_ALL=C sort -t, -k2,5 >"$T/both"
LC_ALL=C sort -t, -k2,5 "$T/again" >"$T/sorted"
same 'of two' "$T/sorted" "$T/both"
is 'a feed without measures has its part row and no more' \
	"$(again --period 2024-Q1 dan-so | cut -d, -f1-3 | paste -sd' ')" '_kind,measure,item part,1/1,dan-so end,,'
run=$(psql -X -A -t -c 'select max(run_id) from audit.run')
sed 's/^\(measure,[^,]*,[^,]*,[^,]*,2024-Q1,sum,[^,]*,\)1,/\17,/' "$T/2024-Q1" >"$T/other"
not_ok 'other figures' cmp -s "$T/other" "$T/2024-Q1"
chiso-load measures -q --period 2024-Q1 -i "$T/other" >/dev/null
again --period 2024-Q1 hoso-tthc >"$T/again"
same 'what holds now' "$T/again" "$T/other"
again --period 2024-Q1 --as-of "$run" hoso-tthc >"$T/again"
same 'what stood after the run before' "$T/again" "$T/2024-Q1"
exit_is 'measures of no period' 64 chiso-dump --measures hoso-tthc
for period in 2024-QQ '' 2024-Q1+ 2024 +2024-Q1; do
	exit_is "of the period '$period'" 64 chiso-dump --measures --period "$period" hoso-tthc
done
like 'says what it found' "$(cat "$T/err")" 'found "\+2024-Q1", expected quarters and months joined by \+'
exit_is 'of an unknown feed' 64 chiso-dump --measures --period 2024-Q1 nowhere
like 'says which' "$(cat "$T/err")" 'found feed nowhere, expected one of measures.csv'
exit_is 'of an unknown run' 64 chiso-dump --measures --period 2024-Q1 --as-of 999 hoso-tthc
done_testing
