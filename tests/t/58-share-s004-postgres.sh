#!/bin/bash
# S004 from XML to a view that reads like its appendix: the document's own words and values in its ten columns, in its order;
# what we computed beside them. tests/data/s004.csv was taken from the document, not from the sample.
. "$(dirname "$0")/../lib/tap.sh"
cd "$ROOT" || exit 1
need_postgres
export CHISO_NOW=2024-04-01
feed=bao-cao-quy
ok 'the schema' chiso-load migrate -q
ok 'the report is ingested' chiso-ingest -q --feed $feed --now 2024-04-01 samples/bao-cao-quy/2024-Q1.xml

# The figures of what is stored into the warehouse.
figures() {
	chiso-load marks -q -o "$T/marks" && chiso-dump -q --feed $feed --now 2024-04-01 >"$T/clean.csv" &&
		chiso-aggregate -q --feed $feed --now 2024-04-01 "$T/clean.csv" >"$T/measures.csv" &&
		chiso-compute -q --period 2024-Q1 --set s004-2024 --now 2024-04-01 -i "$T/measures.csv" -o "$T/figures.csv" &&
		chiso-load indicators -q --period 2024-Q1 --marks "$T/marks" --now 2024-04-01 -i "$T/figures.csv"
}
ok 'its figures' figures

psql -X -q -v ON_ERROR_STOP=1 >"$T/view.csv" <<'SQL'
\copy (select ma_chi_tieu, stt, noi_dung, don_vi_chu_tri, don_vi_phoi_hop, thanh_vien_chi_dao, chi_tieu_quoc_gia, chi_tieu_tinh, ket_qua, so_lieu, ghi_chu from share.phu_luc_i order by thu_tu) to stdout csv header
SQL
is 'thirty rows' "$(grep -c . tests/data/s004.csv)/$(sql 'select count(*) from share.phu_luc_i')" 31/30
same "the document's words and values in its ten columns, in its order" "$T/view.csv" tests/data/s004.csv
is 'fifteen, one and fourteen rows' "$(sql 'select string_agg(n::text, $$ $$ order by ma_nhom) from
	(select ma_nhom, count(*) as n from share.phu_luc_i group by 1) g')" '15 1 14'
is 'the third heading is lost, and stays lost' "$(sql "select distinct coalesce(ten_nhom, '-') from share.phu_luc_i
	where ma_nhom = 'III'")" '-'

is 'reached, against the target of the province' "$(sql "select string_agg(ma_chi_tieu, ' ' order by thu_tu)
	from share.phu_luc_i where ma_trang_thai_tinh = 'reached'")" \
	'I.1 I.2 I.4 I.5 I.6 I.7 III.1 III.2 III.4 III.7 III.9 III.10 III.12 III.13'
is 'no data' "$(sql "select string_agg(ma_chi_tieu, ' ' order by thu_tu) from share.phu_luc_i
	where ma_trang_thai_tinh = 'no_data'")" 'I.15 III.3'
is 'the rest not' "$(sql "select count(*) from share.phu_luc_i where ma_trang_thai_tinh = 'not_reached'")" 14
is 'the national targets of the year before have no figure of that year here' "$(sql "select count(*), count(*) filter (where ma_quy_tac
	like '%national_target=2023: không có số liệu của năm ấy%') from share.phu_luc_i where ma_trang_thai_quoc_gia = 'no_data'")" '17|17'
is 'where there is no national target, none is missed' "$(sql "select count(*) from share.phu_luc_i
	where chi_tieu_quoc_gia = '-' and ma_trang_thai_quoc_gia <> 'no_target'")" 0
is 'the nine quotients are computed again from their parts, and agree' "$(sql "select string_agg(ma_chi_tieu, ' ' order by thu_tu)
	from share.phu_luc_i where ma_co_so = 'both' and round(tu_so::numeric * 100 / mau_so::numeric,
		length(split_part(split_part(ket_qua, '%', 1), ',', 2))) = replace(rtrim(ket_qua, '%'), ',', '.')::numeric")" \
	'I.4 I.9 I.10 I.11 I.12 I.14 III.4 III.7 III.14'
is 'three rows are flagged, and no other' "$(sql "select string_agg(ma_chi_tieu, ' ' order by thu_tu) from share.phu_luc_i
	where canh_bao <> ''")" 'I.12 III.2 III.7'
like 'the 71 with its proof' "$(sql "select canh_bao from share.phu_luc_i where ma_chi_tieu = 'I.12'")" '82 - 19 = 63.*= 63'
like 'the accounts that may overlap' "$(sql "select canh_bao from share.phu_luc_i where ma_chi_tieu = 'III.7'")" \
	'\[70,23; 86,19\]'
is 'every column of the view says in Vietnamese what it is' "$(sql "select count(*) from information_schema.columns c
	where table_schema = 'share' and table_name = 'phu_luc_i'
		and col_description('share.phu_luc_i'::regclass, ordinal_position) is null")" 0

# Somebody changes a digit and sends the report again: the view shows it, flagged, and the old reading stays as of before.
sed -e 's/29\/31 HTTT/28\/31 HTTT/' -e 's/<bcq:ThoiDiemGui>20240329/<bcq:ThoiDiemGui>20240330/' samples/bao-cao-quy/2024-Q1.xml >"$T/later.xml"
ok 'a changed report is ingested' chiso-ingest -q --feed $feed --now 2024-04-01 "$T/later.xml"
ok 'and computed' figures
is 'the view has the new words' "$(sql "select so_lieu from share.phu_luc_i where ma_chi_tieu = 'I.10'")" '28/31 HTTT'
like 'flagged: the quotient and the remark contradict it' "$(sql "select canh_bao from share.phu_luc_i where ma_chi_tieu = 'I.10'")" \
	'90,32.*Còn lại 02'
is 'what was published stays readable' "$(sql "select count(*) from share.chi_so_lich_su
	where chi_so = 'I.10' and den_lan_chay is not null and tu_so = '29'")" 1
done_testing
