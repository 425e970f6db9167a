#!/bin/bash
# Bad input gets one clear line, the right status, its entry in the ledger, and leaves nothing half written
# shellcheck disable=SC2317 # called by the harness
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"

need_postgres
printf 'test %064d\n' 7 >"$T/key"
chmod 600 "$T/key"
export CHISO_KEY="$T/key"
ok 'the schema is made' chiso-load migrate

# dossier CODE RECEIVED [LINE…]: one dossier, with more elements if wanted.
dossier() {
	local code=$1 received=$2
	shift 2
	printf '<HoSo><MaHoSo>%s</MaHoSo><MaTTHC>1.909003.000.00.00.H34</MaTTHC>' "$code"
	printf '<NgayTiepNhan>%s</NgayTiepNhan><TrangThaiHoSo>4</TrangThaiHoSo>' "$received"
	printf '%s' "$@"
	printf '</HoSo>'
}

# message: its body from stdin.
message() {
	printf '<DongBoHoSoMC xmlns="http://dichvucong.gov.vn/qcvn120"><data>'
	cat
	printf '</data></DongBoHoSoMC>'
}

ingest() { chiso-ingest --feed hoso-tthc --now 2024-04-01T01:00:00+07:00 "$@"; }
count() { sql "select count(*) from core.$1"; }

# Files: void, with a reason, and the good one beside it stands.
dossier 000.00.19.H34-240115-0001 20240115083000 | message >"$T/good.xml"
exit_is 'a good file is loaded' 0 ingest "$T/good.xml"
is 'its record is there' "$(count hoso_tthc)" 1

# bad NAME CODE: $T/bad.xml is refused with this code.
bad() {
	local name=$1 code=$2
	exit_is "$name: status 65" 65 ingest "$T/bad.xml"
	is "$name: one line that says why" "$(grep -c 'state=bad.* reason=' "$T/out")" 1
	like "$name: the ledger says $code" "$(sql "select string_agg(distinct r.code, ' ') from audit.reject r
		join audit.load l using (load_id) where l.state = 'bad' and r.severity = 'file'
			and l.load_id = (select max(load_id) from audit.load)")" "^$code$"
	is "$name: nothing of it is stored" "$(count hoso_tthc_version)" 1
}

printf '<a><b></a>' >"$T/bad.xml"
bad 'malformed XML' 'xml\.malformed|file\.other_feed'
dossier 000.00.19.H34-240115-0002 20240115083000 | message | head -c -20 >"$T/bad.xml"
bad 'XML that is cut off' 'xml\.malformed'
gzip -c "$T/good.xml" | head -c -10 >"$T/bad.xml"
bad 'gzip that is cut off' 'gzip\.cut_off'
{
	printf '<?xml version="1.0" encoding="TCVN-5712"?>'
	cat "$T/good.xml"
} >"$T/bad.xml"
bad 'another encoding' 'xml\.encoding'
sed 's,</HoSo>,<GhiChu>\xff\xfe</GhiChu></HoSo>,' "$T/good.xml" >"$T/bad.xml"
bad 'bytes that are not UTF-8' 'xml\.encoding'
{
	printf '<!DOCTYPE x [<!ENTITY a "b">]>'
	cat "$T/good.xml"
} >"$T/bad.xml"
bad 'a DOCTYPE' 'xml\.doctype'
sed 's,</HoSo>,<GhiChu>\&nbsp;</GhiChu></HoSo>,' "$T/good.xml" >"$T/bad.xml"
bad 'an entity' 'xml\.malformed|xml\.entity|xml\.doctype'
: >"$T/bad.xml"
bad 'an empty file' 'file\.empty'
cp "$ROOT/samples/bao-cao-quy/2024-Q1.xml" "$T/bad.xml"
bad 'a file of another feed' 'file\.other_feed'
cp "$ROOT/samples/hoso-tthc/refused/soap-fault.xml" "$T/bad.xml"
bad 'a SOAP Fault' 'file\.fault'
{
	printf '<DongBoHoSoMC xmlns="http://dichvucong.gov.vn/qcvn120">'
	/usr/bin/python3 -c 'print("<a>" * 1000000)'
} >"$T/bad.xml"
bad 'a million elements deep' 'xml\.depth'
{
	printf '<DongBoHoSoMC xmlns="http://dichvucong.gov.vn/qcvn120"><data>'
	/usr/bin/python3 -c 'print("".join("<n%d/>" % i for i in range(1000000)))'
	printf '</data></DongBoHoSoMC>'
} >"$T/bad.xml"
bad 'a million names' 'xml\.names|file\.no_record'
head -c 40000000 /dev/zero | tr '\0' ' ' | gzip -9 -c >"$T/bad.xml"
bad 'gzip that grows without end' 'gzip\.ratio|file\.empty|xml\.malformed'

# Records and fields: the rest of the file stands.
# field NAME CODE ELEMENT: the element in a dossier gives a reject of that code.
n=10
field() {
	local name=$1 code=$2 element=$3
	n=$((n + 1))
	dossier "000.00.19.H34-240115-00$n" 20240115083000 "$element" | message >"$T/field.xml"
	exit_is "$name: the file stands" 0 ingest "$T/field.xml"
	is "$name: one reject $code" "$(sql "select string_agg(r.severity || ' ' || r.code, ',') from audit.reject r
		where r.load_id = (select max(load_id) from audit.load)")" "field $code"
}

field 'a date that does not exist' date.not_real '<NgayHenTra>20240230000000</NgayHenTra>'
field 'a date of no form' date.syntax '<NgayHenTra>hôm qua</NgayHenTra>'
field 'an unknown agency' agency.unknown '<DonViXuLy>Phòng Không Có Tên</DonViXuLy>'
field 'a code that is not in its list' code.unknown '<KenhThucHien>77</KenhThucHien>'
field 'a number in the wrong dialect' number.group '<DanhSachLePhi><LePhi><Gia>1.23.456</Gia></LePhi></DanhSachLePhi>'
field 'a unit of another dimension' unit.dimension '<DanhSachLePhi><LePhi><Gia>12 Mbps</Gia></LePhi></DanhSachLePhi>'
field 'a field over its limit' text.too_long "<MaLinhVuc>$(printf 'x%.0s' {1..200})</MaLinhVuc>"
field 'elements inside a text' text.element '<MaLinhVuc>G15-<b>TP</b>01</MaLinhVuc>'

{
	dossier '' 20240115083000
	dossier 000.00.19.H34-240115-0031 20240230083000
	dossier 000.00.19.H34-240115-0032 20240115083000
	dossier '000.00.19.H34-240<b>115</b>-0033' 20240115083000
} | message >"$T/records.xml"
exit_is 'records without key or date are refused, the file stands' 0 ingest "$T/records.xml"
is 'each with its reason' "$(sql "select string_agg(r.record || ' ' || r.field || ' ' || r.code, ',' order by r.record) from audit.reject r
	where r.severity = 'record' and r.load_id = (select max(load_id) from audit.load)")" \
	'1 ma_ho_so record.key_missing,2 ngay_tiep_nhan date.not_real,4 ma_ho_so text.element'
like 'and the counts add up' "$(cat "$T/out")" 'read=4 kept=1 rejected=3 duplicate=0'
is 'read = kept + rejected + duplicate in every load' "$(sql "select count(*) from audit.load
	where state <> 'bad' and n_read <> n_kept + n_rejected + n_duplicate")" 0

# A message from the future does not win over its correction for ever.
dossier 000.00.19.H34-240115-0051 20240115083000 | message >"$T/ahead_20340127010000.xml"
dossier 000.00.19.H34-240115-0051 20240116083000 | message >"$T/correction_20240402010000.xml"
exit_is 'a message of 2034 is taken' 0 ingest "$T/ahead_20340127010000.xml"
like 'as sent when it came, none of its records refused' "$(cat "$T/out")" \
	'read=1 kept=1 rejected=0 duplicate=0 repeated=0 sent_at=2024-04-01T01:00:00\+07:00 sent_from=arrival'
is 'and its time is told' "$(sql "select r.severity || ' ' || r.field || ' ' || r.code || ' ' || r.found from audit.reject r
	where r.load_id = (select max(load_id) from audit.load)")" 'field _sent sent_at.future 2034-01-27T01:00:00+07:00'
exit_is 'its correction comes later' 0 ingest --now 2024-04-02T02:00:00+07:00 "$T/correction_20240402010000.xml"
is 'and stands' "$(sql "select ngay_tiep_nhan at time zone 'Asia/Ho_Chi_Minh' from core.hoso_tthc where ma_ho_so = '000.00.19.H34-240115-0051'")" \
	'2024-01-16 08:30:00'

# The run.
cp -r "$ROOT/pipeline/catalog" "$T/catalog"
sed -i '0,/^hoso-tthc,kenh,/s/kenh-thuc-hien/khong-co-danh-muc/' "$T/catalog/base/fields.csv"
exit_is 'a catalogue row that dangles: lint says 78' 78 env CHISO_CATALOG="$T/catalog/base" chiso-catalog lint
like 'and names the row' "$(cat "$T/out" "$T/err")" 'fields.csv:[0-9]+.*khong-co-danh-muc'

exit_is 'no database is 69' 69 env PGHOST="$T/nowhere" chiso-ingest --feed hoso-tthc "$T/good.xml"
is 'in one line' "$(wc -l <"$T/err")" 1
exit_is 'no input is 66' 66 ingest "$T/nowhere.xml"
exit_is 'an unknown feed is 64' 64 chiso-ingest --feed nowhere "$T/good.xml"

before=$(sql 'select count(*) from audit.load')
if [ -w /dev/full ]; then
	# shellcheck disable=SC2016 # the shell inside expands it
	exit_is 'no disk space for the output is 74' 74 bash -c 'chiso-extract --feed hoso-tthc "$0" >/dev/full' "$T/good.xml"
else
	skip 'no disk space for the output is 74' 'no /dev/full here'
fi

# A killed stage: the stream has no end, the loader stores nothing.
dossier 000.00.19.H34-240115-0041 20240115083000 | message >"$T/pipe.xml"
chiso-extract -q --feed hoso-tthc "$T/pipe.xml" | chiso-normalize -q --feed hoso-tthc | grep -v '^end' >"$T/cut.csv"
exit_is 'a stream without its end is 65' 65 chiso-load records --feed hoso-tthc -i "$T/cut.csv"
like 'and says so' "$(cat "$T/err")" 'cut off'
is 'nothing of it is stored' "$(sql 'select count(*) from audit.load')" "$before"

done_testing
