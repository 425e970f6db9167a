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
done_testing
