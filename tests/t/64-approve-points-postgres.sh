#!/bin/bash
# The points of a component are the sum of its parts' points: while a part is held they are held too, over all levels, in the part's own set,
# period and agency alone; with the approval all of them come.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
need_postgres
NOW=2024-04-02T01:00:00+07:00
exit_is 'the schema' 0 chiso-load migrate -q
sql "insert into core.scoring (indicator, parent, root, method, formula, max_points, sums) values
	('5.1', '5', '5', 'm', '', 3, ''), ('5.10', '5', '5', 'm', '', 3, ''), ('5.12', '5', '5', 'm', '', 2, '5.12'), ('5.12.1', '5.12', '5', 'm', '', 2, ''),
	('dti.5', 'dti', 'dti', 'm', '', 20, '5'), ('dti.8', 'dti', 'dti', 'm', '', 10, '8'), ('8.1', '8', '8', 'm', '', 10, ''), ('dti', '', '', 'm', '', 100, 'dti')" >/dev/null
figure() { # SET INDICATOR PERIOD SCORE
	sql "insert into core.indicator (set, indicator, agency, period, value, shown, score, score_max, unit, run_from) values ('$1', '$2', 'H34', '$3', '$4', '$4', '$4', '20', 'diem', 1)" >/dev/null
}
for of in 's 2024-Q1' 's 2023-Q4' 'other 2024-Q1'; do
	read -r set period <<<"$of"
	for row in '5.1 2' '5.10 1.25' '5.12 1' '5.12.1 1' 'dti.5 3.25' '8.1 4' 'dti.8 4' 'dti 7.25'; do figure "$set" "${row% *}" "$period" "${row#* }"; done
done
shown() { sql "select string_agg(chi_so || '=' || coalesce(diem::text, '') , ' ' order by chi_so collate \"C\") from share.chi_so where bo_chi_so = '$1' and ky = '$2'"; }
all='5.1=2 5.10=1.25 5.12=1 5.12.1=1 8.1=4 dti=7.25 dti.5=3.25 dti.8=4'
is 'before, all are shown' "$(shown s 2024-Q1)" "$all"
gate() { sql "insert into core.indicator_flag (set, indicator, agency, period, ordinal, \"check\", severity, words, proof, run_from) values ('s', '$1', 'H34', '2024-Q1', 1, 'over', 'gate', 'vượt mức', '41', 1)" >/dev/null; }
gate 5.10
is 'with a part that is held its component and the whole are held' "$(shown s 2024-Q1)" '5.1=2 5.10= 5.12=1 5.12.1=1 8.1=4 dti= dti.5= dti.8=4'
is '  in words of both languages' "$(sql "select ly_do, ly_do_en, tam_giu from share.chi_so where bo_chi_so = 's' and ky = '2024-Q1' and chi_so = 'dti'")" 'tạm giữ: gộp từ điểm đang tạm giữ|held: made of points that are held|t'
is '  and nobody is asked for them' "$(sql "select count(*) from core.indicator_flag where indicator like 'dti%'")" 0
is 'another period stands' "$(shown s 2023-Q4)" "$all"
is 'another set stands' "$(shown other 2024-Q1)" "$all"
is 'nor does the history tell' "$(sql "select count(diem) from share.chi_so_lich_su where bo_chi_so = 's' and ky = '2024-Q1' and chi_so in ('dti', 'dti.5')")" 0
is 'nor the scoreboard' "$(sql "select count(*) from share.bang_diem where bo_chi_so = 's' and ky = '2024-Q1' and chi_so in ('dti', 'dti.5', '5.10') and (diem is not null or phan_diem is not null)")" 0
sql "insert into audit.approval (decision, set, indicator, agency, period, numerator, denominator, value, unit, score, target, reason, flags, gates, by_name, note, at, run_id)
	select 'approve', set, indicator, agency, period, numerator, denominator, value, unit, score, target, reason, flags, array['over'], 'Người Duyệt', 'x', '$NOW', 2
	from core.indicator where set = 's' and period = '2024-Q1' and indicator = '5.10'" >/dev/null
is 'approved, all come' "$(shown s 2024-Q1)" "$all"
gate 5.12.1
is 'two levels down' "$(shown s 2024-Q1)" '5.1=2 5.10=1.25 5.12= 5.12.1= 8.1=4 dti= dti.5= dti.8=4'
done_testing
