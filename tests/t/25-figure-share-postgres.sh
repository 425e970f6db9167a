#!/bin/bash
# Readers of the warehouse see an inexact value as it was sent, and no number.
. "$(dirname "$0")/../lib/tap.sh"
need_postgres

NOW=2024-04-10T01:00:00+07:00
n=0
{
	echo '<GuiBienSo xmlns="http://lris.example/bien-so-chi-so/1.0"><TieuDe><MaBanTin>T1</MaBanTin><ThoiDiemGui>2024-04-05T08:00:00+07:00</ThoiDiemGui>'
	echo '<KyBaoCao>2024-Q1</KyBaoCao><DiaBan>H34</DiaBan><DonViGui>H34</DonViGui></TieuDe><DanhSach>'
	for value in 12 'khoảng 12' '10-15' 'trên 12' '12 (ước)' '12 trở lên' '2 nghìn'; do
		n=$((n + 1))
		echo "<BienSo><ChiSo>3.6</ChiSo><Bien>v$n</Bien><GiaTri>$value</GiaTri><DonViTinh>nền tảng</DonViTinh></BienSo>"
	done
	echo '</DanhSach></GuiBienSo>'
} >"$T/x.xml"
sed -i -E 's|(<GiaTri>[^<]*) \(ước\)</GiaTri><DonViTinh>nền tảng|\1</GiaTri><DonViTinh>nền tảng (ước)|; s|(<GiaTri>[^<]*) trở lên</GiaTri><DonViTinh>nền tảng|\1</GiaTri><DonViTinh>nền tảng trở lên|' "$T/x.xml"
chiso-load migrate -q
ok 'a message with seven ways of writing' chiso-ingest --feed bien-so-chi-so --now $NOW "$T/x.xml"
chiso-load marks -q -o "$T/marks"
chiso-dump -q --feed bien-so-chi-so --period 2024-Q1 | chiso-aggregate -q --now $NOW --feed bien-so-chi-so --period 2024-Q1 |
	chiso-compute -q --now $NOW --period 2024-Q1 --set s003 --agency H34 >"$T/figures"
ok 'and its figures' chiso-load indicators -q --now $NOW --period 2024-Q1 --marks "$T/marks" --run 1 -i "$T/figures"
is 'only the exact ones are numbers' "$(sql "select string_agg(bien || '=' || coalesce(gia_tri_so::text, '') || '|' || gia_tri, ';' order by bien)
	from share.bien_so")" \
	'v1=12|12 nền tảng;v2=|khoảng 12 nền tảng;v3=|10-15 nền tảng;v4=|trên 12 nền tảng;v5=|12 nền tảng (ước);v6=|12 nền tảng trở lên;v7=2000|2 nghìn nền tảng'
done_testing
