#!/bin/bash
# What is held is told nowhere else: not by an odd name of its gate, an older row, a report that nothing was computed of yet. An
# approval ends with the figure it was given for.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
. "$ROOT/tests/lib/flagged.sh"
need_postgres
chiso-load migrate -q
NOW=2024-04-02T01:00:00+07:00

# figure INDICATOR VALUE FROM TO [FLAGS [NUMERATOR DENOMINATOR]]: a row of set t
figure() {
	sql "insert into core.indicator (set, indicator, agency, period, basis, value, shown, unit, run_from, run_to, flags, numerator, denominator)
		values ('t', '$1', 'H34', '2024-Q3', 'computed', '$2', replace('$2', '.', ','), '%', $3, $4, nullif('${5:-}', ''), nullif('${6:-}', ''),
		nullif('${7:-}', ''))"
	flagged
}
# decide DECISION INDICATOR RUN: about the row of t that stood in that run
decide() {
	sql "insert into audit.approval (decision, set, indicator, agency, period, numerator, denominator, value, unit, score, target, reason, flags,
			gates, by_name, note, at, run_id)
		select '$1', set, indicator, agency, period, numerator, denominator, value, unit, score, target, reason, flags,
			array(select \"check\" from core.indicator_flag f where f.severity = 'gate' and f.set = i.set and f.indicator = i.indicator and f.agency = i.agency
			and f.period = i.period and f.run_from = i.run_from and f.run_to is not distinct from i.run_to order by ordinal), 'Nguyễn Văn Bịa', 'x', '$NOW', $3
		from core.indicator i where set = 't' and indicator = '$2' and run_from < $3 and coalesce(run_to > $3, true)"
}
history() { # INDICATOR
	sql "select string_agg(concat_ws(' ', coalesce(gia_tri::text, '-'), trang_thai_duyet), ', ' order by tu_lan_chay)
		from share.chi_so_lich_su where bo_chi_so = 't' and chi_so = '$1'"
}

# a gate holds whatever it is called
while read -r name; do
	figure "named.$name" 93.55 10 null "differs: khác (1; 2); gate $name: ngoài khoảng (93,55; 50)"
	is "a gate called $name holds" "$(history "named.$name")" '- tạm giữ'
	is 'says why without its proof' "$(sql "select ly_do from share.chi_so where chi_so = 'named.$name'")" 'tạm giữ: ngoài khoảng'
	is 'and is told in the list' "$(psql -X -q -A -t -F ' ' -v period=2024-Q3 -v set=t -v indicator="named.$name" -v agency='' \
		-f "$ROOT/sql/night/approve-list.sql" | grep '^held')" "held t named.$name H34 93,55 %  ngoài khoảng (93,55; 50)"
	{
		echo 'create temp table checks (kind text); create temp table feeds (feed text); create temp table totals (file_hash text);'
		echo 'create temp view published as select * from core.indicator_published where run_to is null;'
		sed -n '/^-- Held figures/,/;$/p' "$ROOT/sql/night/findings.sql"
	} >"$T/findings.sql"
	is 'and among the findings, without its number' "$(psql -X -q -A -t -F ' ' -f "$T/findings.sql" | grep -F "named.$name ")" \
		"gate t named.$name H34 2024-Q3 2024-Q3 gate $name: ngoài khoảng"
done <<'END_OF'
mine_held
Mine_Held
mine.dot
của tôi
END_OF

# the same number before it
figure old 77.7 10 20
figure old 77.7 20 null 'gate senders: nhiều đơn vị gửi (77,7)'
is 'the number that is held now is not in the history' "$(history old)" '- tạm giữ, - tạm giữ'
is 'which says why' "$(sql "select distinct ly_do from share.chi_so_lich_su where chi_so = 'old'")" 'tạm giữ: nhiều đơn vị gửi'
figure parts 50 10 20 '' 1 2
figure parts 1/2 20 null 'gate x: y' 1 2
is 'nor are its parts' "$(history parts)" '- tạm giữ, - tạm giữ'
figure other 77.6 10 20
figure other 77.7 20 null 'gate x: y'
is 'another number is' "$(history other)" '77.6 tạm tính, - tạm giữ'
figure known 77.7 10 20
decide approve known 15
figure known 77.7 20 null 'gate x: y'
is 'and what a person had approved' "$(history known)" '77.7 đã duyệt, - tạm giữ'
decide approve old 25
is 'approved, it is told again' "$(history old)" '77.7 tạm tính, 77.7 đã duyệt'

# an approval is of one unbroken run of a figure
figure back 1 10 20
decide approve back 15
figure back 2 20 30
figure back 1 30 null
is 'the number that comes back is approved anew' "$(history back)" '1 đã duyệt, 2 tạm tính, 1 tạm tính'
decide approve back 35
is 'and may be' "$(history back)" '1 đã duyệt, 2 tạm tính, 1 đã duyệt'
figure gone 1 10 20
decide approve gone 15
figure gone 1 30 null
is 'so is one that was missing for a while' "$(history gone)" '1 đã duyệt, 1 tạm tính'
figure same 1 10 20
decide approve same 15
figure same 1 20 30
sql "update core.indicator set status = 'reached', due = '2024-12-31' where indicator = 'same' and run_from = 20"
figure same 1 30 null
is 'a new row of the same figure keeps it' "$(history same)" '1 đã duyệt, 1 đã duyệt, 1 đã duyệt'
like 'the help says it' "$(bash "$ROOT/scripts/approve" --help | tr '\n' ' ')" 'stays so when the old number comes back'

# a report that nothing was computed of yet: loaded by a night that died
figures() { # FEED SET AGENCY RUN: as the night does
	chiso-load marks -q -o "$T/marks"
	chiso-dump -q --feed "$1" --period 2024-Q1 | chiso-aggregate -q --now $NOW --feed "$1" --period 2024-Q1 |
		chiso-compute -q --now $NOW --period 2024-Q1 --set "$2" --agency "$3" >"$T/figures"
	chiso-load indicators -q --now $NOW --period 2024-Q1 --marks "$T/marks" --run "$4" -i "$T/figures" >/dev/null
}
row() { sql "select ket_qua, so_lieu, trang_thai_duyet from share.phu_luc_i where ma_chi_tieu = 'I.9'"; }
variable() { sql "select gia_tri, gia_tri_so, tam_giu from share.bien_so where chi_so = '7.10' and bien = 'a'"; }
bien() { # NUMBER VALUE
	cat <<END_OF
<GuiBienSo xmlns="$(awk -F, '$1 == "bsc" { print $2 }' "$ROOT/pipeline/catalog/base/namespaces.csv")"><TieuDe><MaBanTin>b-$1</MaBanTin><KyBaoCao>2024-Q1</KyBaoCao><DiaBan>H34</DiaBan>
<DonViGui>H34.10</DonViGui><ThoiDiemGui>2024033${1}080000</ThoiDiemGui></TieuDe><DanhSach>
<BienSo><ChiSo>7.10</ChiSo><Bien>a</Bien><GiaTri>$2</GiaTri></BienSo><BienSo><ChiSo>7.10</ChiSo><Bien>b</Bien><GiaTri>3870</GiaTri></BienSo>
</DanhSach></GuiBienSo>
END_OF
}
report=$ROOT/samples/bao-cao-quy/2024-Q1.xml
sed -e 's/<bcq:ThoiDiemGui>20240329/<bcq:ThoiDiemGui>20240401/' -e '0,/26%/s/26%/27%/' "$report" >"$T/later.xml"
ok 'a report is loaded' chiso-ingest -q --feed bao-cao-quy --now $NOW "$report"
is 'and told once its figures are there' "$(row)" '||'
figures bao-cao-quy s004-2024 H06 40
like 'then it is' "$(row)" '^26%\|.*\|tạm tính$'
before=$(row)
ok 'a later one is loaded' chiso-ingest -q --feed bao-cao-quy --now $NOW "$T/later.xml"
is 'it does not stand beside the figure of the one before' "$(row)" '||tạm tính'
figures bao-cao-quy s004-2024 H06 41
is 'but of its own' "$(row)" "${before/26%/27%}"
bien 0 1.585 >"$T/b0.xml"
bien 1 1.586 >"$T/b1.xml"
ok 'variables are loaded' chiso-ingest -q --feed bien-so-chi-so --now $NOW "$T/b0.xml"
figures bien-so-chi-so s003 H34 42
is 'and told' "$(variable)" '1.585|1585|f'
ok 'later ones are loaded' chiso-ingest -q --feed bien-so-chi-so --now $NOW "$T/b1.xml"
is 'and wait for their figure' "$(variable)" '||t'
figures bien-so-chi-so s003 H34 43
is 'which tells them' "$(variable)" '1.586|1586|f'

# what the views ask of a figure they find by its key
sql "insert into core.indicator (set, indicator, agency, period, value, run_from) select 'many', 'i' || n % 200, 'H' || n / 200, '2024-Q2', n::text, 1
	from generate_series(1, 40000) n; analyze core.indicator, core.indicator_published"
for view in bien_so phu_luc_i; do
	sql "explain (format text) select * from share.$view" >"$T/plan"
	unlike "share.$view does not read all figures" "$(cat "$T/plan")" 'Seq Scan on indicator'
	like 'but by their key' "$(cat "$T/plan")" 'indicator_published_(key|now|figure|held)'
done
done_testing
