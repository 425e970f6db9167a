#!/bin/bash
# Index variables in the warehouse: the evidence of each value, the figures of the quarter, what a correction changes.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
need_postgres

NOW=2024-04-10T01:00:00+07:00
/usr/bin/python3 "$ROOT/tests/gen/index_year.py" write "$ROOT/pipeline/catalog" 11 "$T"
chiso-load migrate -q
exit_is 'the messages of a quarter are ingested' 0 chiso-ingest --feed bien-so-chi-so --now $NOW "$T"/bien-so-2024-Q1-[12].xml
is 'two files' "$(grep -c 'state=loaded' "$T/out")" 2
is 'every value has its document: number, date, title' "$(sql "select count(*) from share.bien_so where so_van_ban !~ '^[0-9]+/BC-STTTT$'
	or ngay_van_ban <> '2024-03-01' or trich_yeu !~ '^Báo cáo số liệu chỉ số .* & minh chứng$'")" 0
ok 'there are some' test "$(sql 'select count(*) from share.bien_so')" -gt 150
is 'the newer message stands' "$(sql 'select count(*) from share.bien_so where ban_tin like '"'%-1.xml'"'')" 0

calculate() {
	chiso-load marks -q -o "$T/marks"
	chiso-dump -q --feed bien-so-chi-so --period 2024-Q1 | chiso-aggregate -q --now $NOW --feed bien-so-chi-so --period 2024-Q1 |
		chiso-compute -q --now $NOW --period 2024-Q1 --set s003 --agency H34
}
chiso-extract -q --now $NOW --feed bien-so-chi-so "$T"/bien-so-2024-Q1-[12].xml 2>"$T/log" | chiso-normalize -q --now $NOW --feed bien-so-chi-so |
	chiso-aggregate -q --now $NOW --feed bien-so-chi-so --period 2024-Q1 | chiso-compute -q --now $NOW --period 2024-Q1 --set s003 --agency H34 >"$T/pipe.csv"
calculate >"$T/stored.csv"
same 'the figures of the stored records are those of the pipe' "$T/stored.csv" "$T/pipe.csv"
is '120 rows' "$(grep -c '^indicator' "$T/stored.csv")" 120

chiso-load indicators -q --now $NOW --period 2024-Q1 --marks "$T/marks" --run 1 -i "$T/stored.csv" >/dev/null 2>>"$T/log"

# a correction: one value of one variable
before=$(sql "select gia_tri_so from share.bien_so where chi_so = '3.2' and bien = 'a'")
sed 's|<b:MaBanTin>[^<]*|<b:MaBanTin>dinh-chinh|; s|<b:ThoiDiemGui>[^<]*|<b:ThoiDiemGui>20240405080000|' "$T/bien-so-2024-Q1-2.xml" |
	sed -E '/<b:BienSo>/{/<b:ChiSo>3\.2<.*<b:Bien>a</!d; s|<b:GiaTri>[^<]*|<b:GiaTri>123.456|; s|<b:SoVanBan>[^<]*|<b:SoVanBan>99/BC-STTTT|}' >"$T/correction.xml"
exit_is 'a correction is ingested' 0 chiso-ingest --feed bien-so-chi-so --now $NOW "$T/correction.xml"
calculate >"$T/corrected.csv"
chiso-load indicators -q --now $NOW --period 2024-Q1 --marks "$T/marks" --run 2 -i "$T/corrected.csv" >/dev/null 2>>"$T/log"
is 'its value stands, with its own document' "$(sql "select gia_tri_so, so_van_ban from share.bien_so where chi_so = '3.2' and bien = 'a'")" '123456|99/BC-STTTT'
unlike 'the old one does not' "$before" '^123456$'
is 'one indicator changed' "$(diff "$T/stored.csv" "$T/corrected.csv" | grep '^>' | cut -d, -f3)" 3.2
is 'the index is in the warehouse' "$(sql "select count(*) from core.indicator where set = 's003' and run_to is null")" 120
is 'no variable carries a person' "$(sql "select count(*) from share.bien_so where trich_yeu ~ '0999'")" 0
done_testing
