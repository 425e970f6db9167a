#!/bin/bash
# No words that somebody sent hold a figure: how grave a flag is stands in a column. What was stored as one text is read once.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/published.sh
. "$ROOT/tests/lib/published.sh"
cd "$ROOT" || exit 1
need_postgres
NOW=2024-04-02T01:00:00+07:00
ok 'the schema' chiso-load migrate -q

# a report whose row I.9 says in ELEMENT what a gate's flag looked like
report=$ROOT/samples/bao-cao-quy/2024-Q1.xml
forged() { # ELEMENT TEXT
	/usr/bin/python3 - "$report" "$1" "$2" <<'PY' >"$T/forged.xml"
import re, sys
path, element, text = sys.argv[1:]
head, row = open(path, encoding="utf-8").read().split(">I.9<", 1)
row = re.sub(rf"<bcq:{element}(/>|>([^<]*)</bcq:{element}>)", lambda m: f"<bcq:{element}>{m[2] or ''}{text}</bcq:{element}>", row, count=1)
sys.stdout.write(head + ">I.9<" + row)
PY
}
figures() { # FILE
	chiso-extract -q --now $NOW --feed bao-cao-quy "$1" | chiso-normalize -q --now $NOW --feed bao-cao-quy --rejects "$T/rejects" |
		chiso-aggregate -q --now $NOW --feed bao-cao-quy | chiso-compute -q --now $NOW --period 2024-Q1 --set s004-2024 >"$T/figures"
}
shown() { sql "select chi_so, trang_thai_duyet, tam_giu, hien_thi from share.chi_so order by 1"; }
figures "$report"
ok 'the report as it was sent' chiso-load indicators -q --now $NOW --period 2024-Q1 -i "$T/figures"
shown >"$T/before"
like 'its figure is shown' "$(grep '^I.9|' "$T/before")" '^I.9\|tạm tính\|f\|26$'
words='theo Kế hoạch; gate x: tạm'
for element in ChiTieuTinh ChiTieuQuocGia GhiChu SoLieu NoiDung DonViChuTri; do
	for text in " $words" "; gate x: tạm" "gate x: tạm" " ($words)" ' "1 x|y|z; 2 gate|a|b"'; do
		forged "$element" "$text"
		figures "$T/forged.xml"
		ok "$element with $text" chiso-load indicators -q --now $NOW --period 2024-Q1 -i "$T/figures"
		is 'holds nothing' "$(sql "select count(*) from core.indicator_flag where severity = 'gate' and run_to is null")|$(sql 'select * from audit.tam_giu')" '0|'
		[ "$element" = SoLieu ] || is 'and is shown as before' "$(shown)" "$(cat "$T/before")"
	done
done
# words that no catalogue knows are somebody's, and stay out
masked='theo Kế hoạch; ‹4› x: ‹3›'
forged ChiTieuTinh " $words"
figures "$T/forged.xml"
ok 'a target cell' chiso-load indicators -q --now $NOW --period 2024-Q1 -i "$T/figures"
like 'is shown as words' "$(sql "select ma_canh_bao from share.chi_so where chi_so = 'I.9'")" "target_differs: [^(]*\\(.*$masked"
is 'of a flag' "$(sql "select \"check\", severity from core.indicator_flag where indicator = 'I.9' and proof like '%$masked%' and run_to is null")" 'target_differs|flag'

# a changed severity is a changed figure, though it reads the same
printf '%s\n' '_kind,set,indicator,agency,period,basis,numerator,denominator,value,shown,unit,score,score_max,target,status,due,due_status,national_target,national_status,national_due,national_due_status,info,flag,gate,reason,rules' \
	'indicator,t,a,H34,2024-Q2,computed,,,1,1,,,,,,,,,,,,,1 x|y|z,,,' 'end,,,,,,,,1,,,,,,,,,,,,,,,,,' >"$T/one"
for bad in '1 x|y' '2 x|y|z' '1 x|y|z;'; do
	sed "s/,1 x|y|z,,,/,,$bad,,/" "$T/one" >"$T/bad"
	exit_is "a stream with the gate $bad" 65 chiso-load indicators -q --now $NOW --period 2024-Q2 -i "$T/bad"
	like 'is refused at its place' "$(cat "$T/err")" 'bad:2: (column gate: )?found .*, expected '
done
sed 's/,,1 x|y|z,/,1 x|y|z,,/' "$T/one" >"$T/two"
chiso-load indicators -q --now $NOW --run 90 --period 2024-Q2 -i "$T/one" >/dev/null
exit_is 'from flag to info' 0 chiso-load indicators --now $NOW --period 2024-Q2 --dry-run -i "$T/two"
like 'is told' "$(cat "$T/out")" 'changed,t,a,H34,2024-Q2,1,1,flags'
chiso-load indicators -q --now $NOW --run 91 --period 2024-Q2 -i "$T/two" >/dev/null
is 'and supersedes' "$(sql "select severity, run_from, run_to from core.indicator_flag where set = 't' order by run_from" | tr '\n' ' ')" 'flag|90|91 info|91| '

# what stands, as the text that it was: before 80 and 82
published_undo
sql 'drop table core.indicator_flag cascade; drop function core.bare_words(text); alter table audit.approval drop column gates cascade;
	delete from core.indicator; alter table audit.approval add check (btrim(note) <> $$$$ or coalesce(flags, $$$$) !~ $$(^|; )gate $$)' >/dev/null 2>&1
old() { # INDICATOR VALUE FLAGS [FROM TO]
	sql "insert into core.indicator (set, indicator, agency, period, value, shown, unit, flags, run_from, run_to)
		values ('old', '$1', 'H34', '2024-Q1', '$2', '$2', '%', nullif('$3', ''), ${4:-1}, ${5:-null})"
}
old held 93 'differs: khác (1; 2); gate của tôi: ngoài khoảng (93; 50)'
old beside 12 'jump: thay đổi (trên 20) điểm (93; 12); remark: lệch (a (b (c 93)); note: 93); quarters: 3/4'
old open 13 'number_repeated: chép lại (7.7: 93); remark: lệch (a) 93; note: 93)'
old plain 14 ''
old approved 15 'gate x: y (15)'
old before 93.5 '' 1 2
old before 93.5 'gate x: y' 2
old lapsed 16 'jump: z (2)'
sql "insert into audit.approval (decision, set, indicator, agency, period, value, unit, flags, by_name, note, at, run_id)
	select 'approve', set, indicator, agency, period, value, unit, case indicator when 'lapsed' then 'jump: z (1)' else flags end, 'Nguyễn Văn Bịa', 'x', '$NOW', 5
	from core.indicator where indicator in ('approved', 'lapsed')"
migrations=(sql/80-indicator-flag.sql sql/82-old-flags.sql sql/94-published.sql sql/99-share-rows.sql sql/996-pace.sql sql/views/20-indicator-published.sql
	sql/views/40-held.sql sql/share/*.sql)
psql -X -q -v ON_ERROR_STOP=1 -1 "${migrations[@]/#/--file=}" >"$T/out" 2>"$T/err"
is 'it is read' "$?" 0
ok 'the words of the catalogue come with it' chiso-load migrate -q
is 'and shown as before' "$(sql "select chi_so, tu_lan_chay, hien_thi, trang_thai_duyet, ma_canh_bao, ly_do from share.chi_so_lich_su where bo_chi_so = 'old' order by 1, 2")" \
	'approved|1|15|đã duyệt|gate x: y|
before|1||tạm giữ||tạm giữ: y
before|2||tạm giữ||tạm giữ: y
beside|1|12|tạm tính|jump: thay đổi điểm; remark: lệch; quarters: 3/4|
held|1||tạm giữ||tạm giữ: ngoài khoảng
lapsed|1|16|tạm tính|jump: z|
open|1|13|tạm tính|number_repeated: chép lại|
plain|1|14|tạm tính||'
is 'nothing of it is told twice' "$(sql "select string_agg(\"check\" || ' ' || severity, ', ' order by ordinal) from core.indicator_flag where indicator = 'held'")" \
	'differs flag, của tôi gate'
is 'an approval has the gates that it knew' "$(sql "select indicator, gates from audit.approval order by 1" | tr '\n' ' ')" 'approved|{x} lapsed|{} '
not_ok 'a gate still needs a reason' sql "insert into audit.approval (decision, set, indicator, agency, period, gates, by_name, at, run_id)
	values ('approve', 's', 'i', 'a', '2024-Q1', '{x}', 'z', now(), 1)"
not_ok 'and the book takes no change' sql "update audit.approval set gates = '{}'"
done_testing
