#!/bin/bash
# A period is read in every usual way of writing it, or refused with what was expected: of whichever feed it is.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"

S=$ROOT/samples/bao-cao-quy/2024-Q1.xml
# report TEXT: S004's report with that period; read: its clean rows in $T/clean, rejects in $T/rejects
report() {
	rm -f "$T/rejects"
	/usr/bin/python3 - "$S" "$1" >"$T/2024-Q1.xml" <<'PY'
import sys
text = open(sys.argv[1], encoding="utf-8").read()
sys.stdout.reconfigure(encoding="utf-8")
sys.stdout.write(text.replace("<bcq:KyBaoCao>2024-Q1<", f"<bcq:KyBaoCao>{sys.argv[2]}<"))
PY
	chiso-extract -q --feed bao-cao-quy --now 2024-04-01 "$T/2024-Q1.xml" |
		chiso-normalize -q --feed bao-cao-quy --now 2024-04-01 --rejects "$T/rejects" >"$T/clean" 2>"$T/err" || true
}

while IFS= read -r text; do
	report "$text"
	same "S004's thirty rows with '$text'" "$T/clean" "$ROOT/samples/bao-cao-quy/2024-Q1.csv"
done <<'END'
2024Q1
2024-q1
Q1/2024
Q1-2024
I/2024
Q.I/2024
Quý I/2024
Quý I năm 2024
quý 1 năm 2024
Quý 1-2024
QUÝ I NĂM 2024
Quý một năm 2024
３tháng đầu năm ２０２４
２０２４-Q１
Quý I năm 2024
Quý I / 2024
2024‑Q1
END
# decomposed, as some systems write
report "$(printf 'Quy\xcc\x81 I na\xcc\x86m 2024')"
same 'decomposed letters' "$T/clean" "$ROOT/samples/bao-cao-quy/2024-Q1.csv"

# refused TEXT CODE EXPECTED
refused() {
	report "$1"
	is "'$1' keeps nothing" "$(grep -c ^clean "$T/clean")" 0
	like 'each row says what was expected, at its line' "$(sed -n 2p "$T/rejects")" "^2024-Q1.xml,1,35,record,ky_bao_cao,$2,\"?$3"
	is 'thirty of them' "$(sed 1d "$T/rejects" | wc -l)" 30
}
quarter='a quarter \(quý\) of calendar duong-lich'
refused 2024-03 period.kind "$quarter, not a month \(tháng\)"
refused 'Tháng 3 năm 2024' period.kind "$quarter, not a month \(tháng\)"
refused 2024 period.kind "$quarter, not a year \(năm\)"
refused '6 tháng đầu năm 2024' period.kind "$quarter, not a half-year \(6 tháng\)"
refused '9 tháng năm 2024' period.kind "$quarter, not nine months \(9 tháng\)"
refused 2024-Q5 period.outside "$quarter"
refused 1999Q1 period.outside "$quarter"
refused 31/03/2024 period.day "$quarter"
refused 'Q1/24' period.syntax "$quarter"
refused 'quý này' period.syntax "$quarter"

# The other feeds that have a period
variables() {
	cat <<-XML
		<GuiBienSo xmlns="http://lris.example/bien-so-chi-so/1.0"><TieuDe><MaBanTin>A</MaBanTin><ThoiDiemGui>2024-04-02T08:00:00+07:00</ThoiDiemGui>
		<KyBaoCao>$1</KyBaoCao><DiaBan>H34</DiaBan><DonViGui>Sở Thông tin và Truyền thông</DonViGui></TieuDe><DanhSach>
		<BienSo><ChiSo>3.7</ChiSo><Bien>a</Bien><GiaTri>8</GiaTri><DonViTinh>nền tảng</DonViTinh></BienSo></DanhSach></GuiBienSo>
	XML
}
period_of() { chiso-extract -q --feed "$1" --now 2024-05-01 "$2" | chiso-normalize -q --feed "$1" --now 2024-05-01 | grep ^clean | cut -d, -f7 | sort -u; }
variables 'Quý I năm 2024' >"$T/v.xml"
is 'the variables of the index' "$(period_of bien-so-chi-so "$T/v.xml")" 2024-Q1
sed 's/ky="2024-Q1"/ky="Q1-2024"/' "$ROOT"/samples/doi-chieu-cong/aside/cong-2024-Q1.xml >"$T/d.xml"
is 'the figures of the national portal' "$(period_of doi-chieu-cong "$T/d.xml" | tr '\n' ' ')" '2023-Q4 2024-Q1 '

# A person asks
is 'find period' "$(chiso-catalog find period -q 'Quý IV năm 2024')" $'2024-Q4\tquarter\t2024-10-01\t2024-12-31'
is 'of another kind' "$(chiso-catalog find period -q 'Tháng 3/2024')" $'2024-03\tmonth\t2024-03-01\t2024-03-31'
exit_is 'as a feed may hold it' 65 chiso-catalog find period -q 2024-03 --feed bao-cao-quy
is 'it says why' "$(cat "$T/out")" 'refused=period.kind expected a quarter (quý) of calendar duong-lich, not a month (tháng)'
exit_is 'what is none is unknown' 65 chiso-catalog find period -q 'mùa xuân'
exit_is 'a feed without a period is usage' 64 chiso-catalog find period -q 2024-03 --feed hoso-tthc

# A feed of another cadence is rows
mkdir "$T/my"
cat >"$T/my/namespaces.csv" <<'END'
prefix,uri,valid_from,valid_to,source
suco,urn:example:su-co,,,CHISO test
END
cat >"$T/my/feeds.csv" <<'END'
feed,title_vi,record,key,message,sent_at,valid_at,territory,cadence,valid_from,valid_to,source
su-co,Sự cố an toàn thông tin,/suco:BanTin/suco:Thang,ky co_quan,,meta arrival,ky,kon-tum,monthly,,,CHISO test
END
cat >"$T/my/fields.csv" <<'END'
feed,field,seq,title_vi,path,type,codes,required,on_error,policy,class,purpose,valid_from,valid_to,source
su-co,ky,10,Kỳ,@ky,period,,1,record,keep,none,khoá,,,CHISO test
su-co,co_quan,20,Cơ quan,@co-quan,agency,,1,record,keep,none,khoá,,,CHISO test
su-co,so,30,Số sự cố,@so,integer,,,blank,keep,none,số liệu,,,CHISO test
END
cat >"$T/my/period_fields.csv" <<'END'
feed,field,calendar,kinds,valid_from,valid_to,source
su-co,ky,duong-lich,month,,,CHISO test
END
cat >"$T/my/measures.csv" <<'END'
measure,feed,kind,value,where,date,agency,item,unit,over_agencies,over_time,calendar,title_vi,valid_from,valid_to,source
su-co.so,su-co,sum,so,,ky,co_quan,,,sum,sum,duong-lich,Số sự cố,,,CHISO test
END
both=(--catalog "$ROOT/pipeline/catalog" --catalog "$T/my")
echo '<b:BanTin xmlns:b="urn:example:su-co"><b:Thang ky="Tháng 1/2024" co-quan="H34.19" so="1"/><b:Thang ky="02/2024" co-quan="H34.19"
	so="2"/><b:Thang ky="2024-03" co-quan="H34.19" so="4"/><b:Thang ky="T4/2024" co-quan="H34.19" so="8"/><b:Thang ky="Quý I/2024"
	co-quan="H34.19" so="16"/></b:BanTin>' >"$T/su-co.xml"
ok 'a feed by month: the catalogue is clean' chiso-catalog lint "${both[@]}"
chiso-extract -q "${both[@]}" --feed su-co --now 2024-05-02 "$T/su-co.xml" |
	chiso-normalize -q "${both[@]}" --feed su-co --now 2024-05-02 --max-rejects 9 >"$T/su-co.csv" 2>/dev/null
is 'its months, and no quarter' "$(grep ^clean "$T/su-co.csv" | cut -d, -f7 | tr '\n' ' ')" '2024-01 2024-02 2024-03 2024-04 '
chiso-aggregate -q "${both[@]}" --feed su-co --now 2024-05-02 "$T/su-co.csv" >"$T/su-co.measures"
is 'each is measured in its month' "$(grep 'su-co.so,,H34.19' "$T/su-co.measures" | cut -d, -f5,8 | tr '\n' ' ')" '2024-01,1 2024-02,2 2024-03,4 2024-04,8 '
sed -i 's/month/half/' "$T/my/period_fields.csv"
exit_is 'what adds over time is not dated by half-years' 78 chiso-catalog lint "${both[@]}"
like 'lint says so' "$(cat "$T/out")" 'measures.csv:2: .*su-co.so.* half'
sed -i 's/half/ky-la/' "$T/my/period_fields.csv"
exit_is 'a kind that is none is a finding' 78 chiso-catalog lint "${both[@]}"
sed -i 's/ky-la/month/' "$T/my/period_fields.csv"
# lint_says NAME ROW EXPECTED: a row of period_forms.csv and what lint says of it
lint_says() {
	printf 'form,kind,number,valid_from,valid_to,source\n%s\n' "$2" >"$T/my/period_forms.csv"
	chiso-catalog lint -q "${both[@]}" >"$T/out" 2>&1
	like "$1" "$(cat "$T/out")" "$3"
}
lint_says 'a row that reads a text differently than another' '{M}/{YYYY},quarter,1,,,CHISO test' 'found "3/2024", expected a text that every row reads alike'
lint_says 'a pattern without a year' 'quý {N},quarter,,,,CHISO test' 'period_forms.csv:2: column form: found "quý .N.", expected .YYYY., the year'
lint_says 'a number that nobody knows' 'quý nào {YYYY},quarter,,,,CHISO test' 'expected .N., .I., .M. or .MM., or the column'
lint_says 'a token that is none' 'quý {Q}/{YYYY},quarter,,,,CHISO test' 'expected .YYYY., .M., .N. and their like'
lint_says 'brackets that do not close' '[quý {N}/{YYYY},quarter,,,,CHISO test' 'in pairs'
done_testing
