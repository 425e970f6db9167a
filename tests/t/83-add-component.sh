#!/bin/bash
# The catalogue's README, followed word for word: a component of the index in a new unit, by rows only, from its quarter on.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
cd "$ROOT" || exit 1
my=$T/my
mkdir "$my"

# The indented block of the README's section that starts with the line $1.
block() {
	awk -v first="    $1" '/^## /{ here = /Add a component/ } here && index($0, first) == 1 { on = 1 } on && !/^    / { exit } on { print substr($0, 5) }' \
		pipeline/catalog/README.md
}
sed -n 's/^    \(source,title,\|QD3-2024\)/\1/p' pipeline/catalog/README.md | head -n 2 >"$my/sources.csv"
block 'unit,dimension' >"$my/units.csv"
block 'alias,unit' >"$my/unit_aliases.csv"
block 'indicator,title_vi' >"$my/indicators.csv"
block 'indicator,var' >"$my/variables.csv"
block 'set,seq' >"$my/set_rows.csv"
block 'indicator,max_points' >"$my/points.csv"
for table in units unit_aliases indicators variables set_rows points; do
	ok "README shows $table.csv" test "$(wc -l <"$my/$table.csv")" -ge 2
done
both=(--catalog pipeline/catalog --catalog "$my")
exit_is 'before the rows the unit is unknown' 65 chiso-catalog find unit 'trạm quan trắc' -q
exit_is 'lint takes the rows' 0 chiso-catalog lint -q "${both[@]}"
is 'and says nothing' "$(cat "$T/out")" ''
exit_is 'the unit is known' 0 chiso-catalog find unit 'trạm quan trắc' -q "${both[@]}"

cat >"$T/message.xml" <<'XML'
<GuiBienSo xmlns="http://lris.example/bien-so-chi-so/1.0">
<TieuDe><MaBanTin>m1</MaBanTin><KyBaoCao>QUARTER</KyBaoCao><DiaBan>H34</DiaBan><DonViGui>H34</DonViGui><ThoiDiemGui>20240701080000</ThoiDiemGui></TieuDe><DanhSach>
<BienSo><ChiSo>kh3.1</ChiSo><Bien>a</Bien><GiaTri>6</GiaTri><DonViTinh>trạm quan trắc</DonViTinh></BienSo>
<BienSo><ChiSo>kh3.1</ChiSo><Bien>b</Bien><GiaTri>10</GiaTri><DonViTinh>trạm</DonViTinh></BienSo>
</DanhSach></GuiBienSo>
XML
row() { # QUARTER: value, score and maximum of the new row
	sed "s/QUARTER/$1/" "$T/message.xml" >"$T/$1.xml"
	chiso-extract -q --now 2024-07-02 --feed bien-so-chi-so "${both[@]}" "$T/$1.xml" | chiso-normalize -q --now 2024-07-02 --feed bien-so-chi-so "${both[@]}" |
		chiso-aggregate -q --now 2024-07-02 --feed bien-so-chi-so "${both[@]}" >"$T/measures.csv"
	chiso-compute -q --now 2024-07-02 --period "$1" --set s003 --agency H34 "${both[@]}" "$T/measures.csv" |
		/usr/bin/python3 -c 'import csv, sys
print(*[" ".join((r["value"], r["score"], r["score_max"])) for r in csv.DictReader(sys.stdin) if r["indicator"] == "kh3.1"])'
}
is 'it has its value and its points' "$(row 2024-Q2)" '60 7.5 10'
is 'before its quarter it is not there' "$(row 2024-Q1)" ''
like 'the form of the department that leads it has its rows' \
	"$(CHISO_CATALOG=$(for d in base ba-ria-vung-tau kon-tum ho-chi-minh quang-ngai; do printf '%s:' "$ROOT/pipeline/catalog/$d"; done)$my \
		"$ROOT/scripts/form" H34.09 2024-Q2 2>&1 | tr -d '\r')" 'kh3.1;a;Tỷ lệ trạm tự gửi dữ liệu: Số trạm tự gửi dữ liệu;trạm;'
done_testing
