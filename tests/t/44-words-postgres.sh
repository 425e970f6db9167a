#!/bin/bash
# What a reader of share meets is words, Vietnamese with English beside it, of a warehouse filled by the samples of all feeds: every
# column says what it is, no column of words holds a code of ours, numbers and days are of their types.
# long
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"
# shellcheck source=tests/lib/published.sh
. "$ROOT/tests/lib/published.sh"
need_night_key
dir="$T/v"
mkdir -p "$dir"
own_server "$dir/postgres"
fill_inbox "$dir/inbox"
# the messages of the other feeds, which stand aside in samples/
for file in "$ROOT"/samples/*/aside/*.xml; do
	feed=$(basename "$(dirname "$(dirname "$file")")")
	mkdir -p "$dir/inbox/$feed"
	cp -p -- "$file" "$dir/inbox/$feed/aside-${file##*/}"
	[ ! -e "$file.meta" ] || cp -p -- "$file.meta" "$dir/inbox/$feed/aside-${file##*/}.meta"
done
night "$dir" CHISO_SERIES=both
like 'a night of the samples of all feeds is done' "$?" '^[01]$'
ask() { on_server "$dir" -c "$1"; }
share() { ask "select string_agg(x, ' ' order by x collate \"C\") from (select $1 as x from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
	where c.relnamespace = 'share'::regnamespace and c.relkind = 'v' and ($2)) d"; }

is 'every view says what it is' "$(ask "select string_agg(relname, ' ') from pg_class where relnamespace = 'share'::regnamespace and coalesce(obj_description(oid), '') = ''")" ''
is 'every column too' "$(share "c.relname || '.' || a.attname" "coalesce(col_description(c.oid, a.attnum), '') = ''")" ''
is 'in both languages' "$(share "c.relname || '.' || a.attname" "col_description(c.oid, a.attnum) !~ '.+ / .*[a-z]{2}'")" ''
is 'the first of them Vietnamese' "$(share "c.relname || '.' || a.attname" "split_part(col_description(c.oid, a.attnum), ' / ', 1) ~ '^[ -~]+$'
	and a.attname not in ('ma')")" ''
ok 'there is something to look at' test "$(ask "select count(*) from pg_attribute a join pg_class c on c.oid = attrelid where relnamespace = 'share'::regnamespace and attnum > 0")" -gt 180

# Columns of text are words, or their name or comment says what else they are: a code, English, as the sender wrote it, a name of ours.
# Word for word of a document or sender, whatever it is: no words of ours.
verbatim="chi_tieu chi_tieu_quoc_gia chi_tieu_tinh don_vi_chu_tri don_vi_phoi_hop du_kien ket_qua so_lieu ghi_chu huong_dan noi_dung stt tieu_de_muc
	muc gia_tri hien_thi tinh_lai_hien_thi thanh_vien_chi_dao nguyen_van ten_nhom trich_yeu ban_tin so_van_ban gia_tri_phan_so diem_phan_so"
codes="chi_so bo_chi_so co_quan ky ky_bao_cao dia_ban bien don_vi_gui thanh_vien nguon so_lieu ma mau ket_qua_mau so_do dung_cho"
ask "select c.relname || ' ' || a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
	where c.relnamespace = 'share'::regnamespace and a.atttypid in ('text'::regtype, 'varchar'::regtype) and a.attname !~ '^ma_|_en$'
	and a.attname <> all (string_to_array(regexp_replace('$verbatim $codes', '\s+', ' ', 'g'), ' ')) order by 1" >"$T/words"
ok 'there are columns of words' test "$(wc -l <"$T/words")" -gt 40
while read -r view column; do
	# words of two letters and more that are no word of Vietnamese without marks, and that a program would write
	is "share.$view.$column has no code of ours" "$(ask "select string_agg(distinct left(v, 60), ' | ') from (select $column::text as v from share.$view) d
		where v ~ '^[a-z][a-z0-9_+.-]*( [a-z0-9_+.-]+)*$' and v !~ '^(dong|kwh|m2|ha|km)$'
		or v ~ '(^|[^a-z])(zero denominator|not received|no data|not_[a-z]+|points_unknown|unknown_unit|undecided|found .*, expected|computed|stated|held|provisional|approved)([^a-z]|$)'")" ''
done <"$T/words"

# what they say
is 'statuses' "$(ask "select string_agg(distinct trang_thai_tinh, ', ' order by trang_thai_tinh) from share.chi_so where ma_trang_thai_tinh in ('reached', 'no_target')")" 'không giao chỉ tiêu, đạt'
is 'a unit by its name' "$(ask "select distinct don_vi_tinh from share.chi_so where ma_don_vi_tinh = 'ho-so'")" 'hồ sơ'
like 'a reason' "$(ask "select distinct ly_do from share.chi_so where chi_so = 'hs.ty-le-dung-han' and ly_do_en like '%zero denominator' limit 1")" '^hs.ty-le-dung-han: mẫu số bằng 0$'
like 'a reason in English beside it' "$(ask "select ly_do_en from share.chi_so where ly_do like '%chưa nhận được biến%' limit 1")" ' not received$'
like 'a flag' "$(ask "select canh_bao from share.chi_so where ma_canh_bao like 'quarters: 1/4%' limit 1")" '^mới có số liệu của 1 trong 4 quý'
like 'a flag of a rule keeps its proof' "$(ask "select canh_bao from share.phu_luc_i where ma_canh_bao like 'remainder: %' limit 1")" '^số còn lại trong ghi chú không khớp \(Còn lại'
like 'a rule' "$(ask "select quy_tac from share.chi_so where chi_so = 'hs.ty-le-dung-han' limit 1")" '^lịch: dương lịch; so ngày kết thúc với ngày hẹn trả theo ngày; '
is 'who does not know the word finds it in the list, in both languages' "$(ask "select loai, ten, ten_en from share.danh_muc where ma_loai = 'status' and ma = 'not_reached'")" \
	'trạng thái so với chỉ tiêu|chưa đạt|not reached'
is 'every code of a status that stands is there' "$(ask "select string_agg(distinct ma_trang_thai_theo_han, ' ') from share.den_han
	where ma_trang_thai_theo_han not in (select ma from share.danh_muc where ma_loai = 'due_status')")" ''
published_is_right "what is kept is what the view says" ask
# own rows against rolled up
is 'the province'"'"'s own row is 0 where the rolled-up figure is not' "$(ask "select (select gia_tri_rieng from share.ho_so_thong_ke where so_lieu = 'received' and co_quan = 'H34' and ky = '2024-Q1') = 0,
	(select gia_tri > 0 from share.chi_so where chi_so = 'hs.tiep-nhan' and co_quan = 'H34' and ky = '2024-Q1')")" 't|t'
like 'and says so' "$(ask "select obj_description('share.ho_so_thong_ke'::regclass)")" 'CHƯA gộp đơn vị cấp dưới.*NOT rolled up'

# types
is 'numbers are numbers, days are days' "$(share "c.relname || '.' || a.attname" "a.attname ~ '^(gia_tri|tu_so|mau_so|diem|diem_toi_da|tinh_lai|gia_tri_rieng|gia_tri_so)$' and a.atttypid <> 'numeric'::regtype
	and (c.relname, a.attname) <> ('bien_so', 'gia_tri') or a.attname ~ '^(han|han_quoc_gia|ngay_duyet)$' and a.atttypid <> 'date'::regtype and (c.relname, a.attname) <> ('nguon', 'han')")" ''
ok 'a score that no decimal writes is a number' test "$(ask "select count(*) from share.chi_so where diem_phan_so like '%⁄%' and abs(diem - split_part(diem_phan_so, '⁄', 1)::numeric / split_part(diem_phan_so, '⁄', 2)::numeric) < 0.000001")" -gt 3
is 'no number column of a published file has a date in it for a spreadsheet' "$(/usr/bin/python3 - "$dir/publish" <<'PY'
import csv, glob, re, sys
for path in sorted(glob.glob(sys.argv[1] + "/chi_so*.csv")):
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for name in ("diem", "gia_tri", "tu_so", "mau_so", "diem_toi_da", "diem_phan_so", "gia_tri_phan_so"):
                if re.fullmatch(r"\d{1,2}[/-]\d{1,4}([/-]\d+)?", row.get(name) or ""):
                    print(path.rsplit("/")[-1], name, row[name])
PY
)" ''

# other words of the catalogue are told at once, figures or none
cp -r "$ROOT/pipeline/catalog" "$T/catalog"
sed -i 's/^status,1,reached,đạt,/status,1,reached,đã đạt,/' "$T/catalog/base/reader_words.csv"
env CHISO_CATALOG="$T/catalog/base:$T/catalog/ba-ria-vung-tau:$T/catalog/kon-tum" CHISO_VAR="$dir" CHISO_INBOX="$dir/inbox" \
	CHISO_NOW="$NIGHT_NOW" CHISO_KEY="$T/key" CHISO_RETRY_SECONDS=0 "$ROOT/scripts/nightly" >"$T/out" 2>"$T/err"
like 'a night by a catalogue with another word' "$?" '^[01]$'
is 'is told by it' "$(ask "select distinct trang_thai_tinh from share.chi_so where ma_trang_thai_tinh = 'reached'")" 'đã đạt'
done_testing
