#!/bin/bash
# An edited list: what is taken, what is refused and why, what stays, who wins, and that a reprocessing gives the same
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"
# shellcheck source=tests/lib/mending.sh
. "$ROOT/tests/lib/mending.sh"

need_night_key
dir=$T/v
own_server "$dir/postgres"
inbox=$dir/inbox/hoso-tthc
mkdir -p "$inbox"
{
	dossier H34.19-240115-0001 TrangThaiHoSo 77
	dossier H34.19-240115-0002 KenhThucHien 9
	dossier H34.19-240115-0003 NgayTiepNhan 20240230080000
	dossier H34.19-240115-0004
	dossier H34.19-240115-0005 MaLinhVuc 'G15 TP01'
	dossier H34.19-240115-0006 DonViXuLy 'Sở Không Có'
} | message >"$inbox/=mot_20240201010000.xml"
night "$dir"
raw=$(cd "$dir/raw" && sha256sum -- *.xml*)
now() { on_server "$dir" -c "$1"; }
rejects "$dir" --agency H34.19 -o "$T/list.csv" 2>"$T/err"
is 'the list has every row' "$(wc -l <"$T/list.csv")" 6
cp "$T/list.csv" "$T/first.csv"
edit "$T/first.csv" 1 trang_thai 9 2 kenh 2 3 ngay_tiep_nhan '20240231090000' 5 ma_linh_vuc 0912345678
/usr/bin/python3 - "$T/first.csv" <<'PY'
import csv, sys
rows = list(csv.reader(open(sys.argv[1], encoding="utf-8-sig", newline="")))
csv.writer(open(sys.argv[1], "w", encoding="utf-16", newline=""), delimiter="\t").writerows(rows)
PY
code=0
rejects "$dir" --apply "$T/first.csv" --by 'Lê Thử' >"$T/out1" 2>"$T/err1" || code=$?
is 'what is refused makes the status 1; a spreadsheet may save it in its own way' "$code" 1
flat() { tr -s ' \n' ' ' <"$1"; } # the page is wrapped
like 'two are mended' "$(flat "$T/out1")" 'Đã sửa 2 giá trị'
like 'one is still refused, with its reason' "$(flat "$T/out1")" 'bản ghi / record 3, ngay_tiep_nhan: vẫn bị từ chối: ngày không tồn tại'
like 'personal data are not taken' "$(flat "$T/out1")" 'line 5, =mot_20240201010000.xml: giá trị có dữ liệu cá nhân'
is '  and are kept nowhere' "$(now "select count(*) from audit.repair where value ~ '0912345678'")" 0
unlike '  nor said' "$(cat "$T/out1" "$T/err1" "$dir"/log/programs.log)" '0912345678'
is 'the mended record is there' "$(now "select trang_thai from core.hoso_tthc where ma_ho_so = 'H34.19-240115-0001'")" 9
is 'the mended field too' "$(now "select kenh from core.hoso_tthc where ma_ho_so = 'H34.19-240115-0002'")" 2
is 'it moved from rejected to kept by a row of the ledger' "$(now "select string_agg(concat_ws(' ', state, n_read, n_kept, n_rejected, repairs is not null),
	', ' order by load_id) from audit.load")" 'superseded 6 4 2 f, ok 6 5 1 t'
is 'which names the load that it stands for' "$(now "select o.repairs = s.load_id from audit.load o, audit.load s where o.state = 'ok' and s.state <> 'ok'")" t
is 'by the name that the sender gave the file' "$(now "select file_name from audit.load where state = 'ok'")" '=mot_20240201010000.xml'
is 'who decided is known' "$(now "select string_agg(distinct by, ',') from audit.repair")" 'Lê Thử'
is 'the bytes stay' "$(cd "$dir/raw" && sha256sum -- *.xml*)" "$raw"
like 'the figures follow' "$(flat "$T/out1")" 'hs.tiep-nhan H34.19 2024-Q1: 4 -> 5'

# twice is once
tables() { now "select count(*), max(repair_id) from audit.repair" && now "select count(*) from audit.load"; }
before=$(tables)
code=0
rejects "$dir" --apply "$T/first.csv" --by 'Lê Thử' >"$T/out2" 2>"$T/err2" || code=$?
is 'what is refused stays so the second time' "$code" 1
like '  it is said' "$(flat "$T/out2")" 'line 4, [^:]*: đã áp dụng từ trước và vẫn bị từ chối'
like '  what was mended needs nothing' "$(flat "$T/out2")" 'Đã sửa 0 giá trị, 2 từ trước'
is '  and nothing was written' "$(tables)" "$before"

# what may not be edited, and rows that are not what they were
spoil() { # NAME COLUMN VALUE: every row with a value says something else there
	/usr/bin/python3 - "$T/list.csv" "$T/$1.csv" "$2" "$3" <<'PY'
import csv, sys
rows = list(csv.reader(open(sys.argv[1], encoding="utf-8-sig", newline="")))
rows[1][-1] = "9"
rows[1][int(sys.argv[3])] = sys.argv[4]
csv.writer(open(sys.argv[2], "w", encoding="utf-8-sig", newline=""), delimiter=";").writerows(rows)
PY
	code=0
	rejects "$dir" --apply "$T/$1.csv" --by 'Lê Thử' >"$T/out" 2>"$T/err" || code=$?
	is "$1: status" "$code" 1
}
spoil dropped 9 'Chủ hồ sơ (chu_ho_so)'
like '  its reason' "$(flat "$T/out")" 'trường không được lưu: không sửa được'
spoil pseudonym 9 'Số định danh (so_dinh_danh)'
like '  its reason' "$(flat "$T/out")" 'trường là dữ liệu cá nhân đã mã hóa'
rejects "$dir" --agency H34.19 -o "$T/list.csv" 2>"$T/err"
spoil shifted 5 2
like '  its reason' "$(flat "$T/out")" 'các ô của dòng không khớp'
spoil strange 0 Rabcdef012345678901234567
like '  its reason' "$(flat "$T/out")" 'không có dòng này'
is 'none of it wrote anything' "$(tables)" "$before"

# killed between what was decided and what is read: the next night reads it
edit "$T/list.csv" 5 ma_linh_vuc G15-TP01
MENDING_ENV=CHISO_KILL_AT=repaired rejects "$dir" --apply "$T/list.csv" --by 'Lê Thử' >"$T/out" 2>"$T/err"
is 'killed, it is decided and not read' "$(now "select (select count(*) from audit.repair) || ' ' || count(ma_linh_vuc) from core.hoso_tthc where ma_ho_so like '%0005'")" '4 0'
night "$dir"
is 'the night reads it' "$(now "select ma_linh_vuc from core.hoso_tthc where ma_ho_so like '%0005'")" G15-TP01
figures() { now "select set, indicator, agency, period, value, numerator, denominator from core.indicator where run_to is null order by 1, 2, 3, 4"; }
rows=$(now "select ma_ho_so, trang_thai, kenh, ma_linh_vuc, ngay_tiep_nhan from core.hoso_tthc order by 1")
numbers=$(figures)

# read again by other rules of the catalogue
mkdir "$T/rules"
/usr/bin/python3 - "$ROOT/pipeline/catalog/base/fields.csv" "$T/rules/fields.csv" <<'PY'
import csv, sys
rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8", newline="")))
out = csv.DictWriter(open(sys.argv[2], "w", encoding="utf-8", newline=""), rows[0].keys(), lineterminator="\n")
out.writeheader()
out.writerows({**r, "max_bytes": "90"} for r in rows if (r["feed"], r["field"]) == ("hoso-tthc", "ma_ho_so"))
PY
code=0
env CHISO_VAR="$dir" CHISO_INBOX="$dir/inbox" CHISO_NOW="$NIGHT_NOW" CHISO_KEY="$T/key" CHISO_RETRY_SECONDS=0 \
	CHISO_CATALOG="$ROOT/pipeline/catalog/base:$ROOT/pipeline/catalog/kon-tum:$T/rules" bash "$ROOT/scripts/reprocess" 2024-Q1 >"$T/out" 2>"$T/err" || code=$?
is 'a reprocessing by other rules' "$code" 0
is '  reads the file again' "$(now "select count(distinct catalog_hash) from audit.load")" 2
is '  with what was repaired' "$(now "select ma_ho_so, trang_thai, kenh, ma_linh_vuc, ngay_tiep_nhan from core.hoso_tthc order by 1")" "$rows"
is '  no figure is another' "$(figures)" "$numbers"
is '  the row still names the first load' "$(now "select repairs = (select min(load_id) from audit.load) from audit.load where state = 'ok'")" t
eval "$("$ROOT/scripts/private-postgres" start "$dir/postgres")"
file=$(find "$dir/raw" -name '*.xml*' ! -name '*.meta')
(cd "$T" && gzip -dcf "$file" >byhand.xml)
exit_is 'by hand, without its name, the repaired file is refused' 64 chiso-ingest -q --key "$T/key" --feed hoso-tthc --now "$NIGHT_NOW" "$T/byhand.xml" \
	--catalog "$ROOT/pipeline/catalog/base" --catalog "$ROOT/pipeline/catalog/kon-tum"
like '  and told how' "$(cat "$T/err")" 'found repaired values .* expected --file-id'

# a later message of the sender
{
	dossier H34.19-240115-0001 TrangThaiHoSo 10
	dossier H34.19-240115-0003 NgayTiepNhan 20240116080000
} | message >"$inbox/hai_20240210010000.xml"
night "$dir"
is 'a later message of the sender wins over a repaired value' "$(now "select trang_thai from core.hoso_tthc where ma_ho_so like '%0001'")" 10
rejects "$dir" --agency H34.19 --mended >"$T/mended.csv" 2>"$T/err"
like 'what it mended is told with it' "$(grep 'H34.19-240115-0003' "$T/mended.csv")" ',hai_20240210010000.xml 01/04/2024.?$'
like 'and what a person repaired' "$(grep 'H34.19-240115-0002' "$T/mended.csv")" ',Lê Thử 01/04/2024.?$'
rejects "$dir" --agency H34.19 >"$T/open.csv" 2>"$T/err"
is 'one is open now' "$(tail -n +2 "$T/open.csv" | grep -c .)" 1
cp "$T/list.csv" "$T/late.csv"
edit "$T/late.csv" 3 ngay_tiep_nhan 20240117080000 5 ma_linh_vuc ''
rejects "$dir" --apply "$T/late.csv" --by 'Lê Thử' >"$T/out" 2>"$T/err"
like 'an edit of what a later message mended does nothing' "$(flat "$T/out")" 'đã có bản ghi mới hơn'
is '  and its value is the sender'"'"'s' "$(now "select left(ngay_tiep_nhan::text, 10) from core.hoso_tthc where ma_ho_so like '%0003'")" 2024-01-16
done_testing
