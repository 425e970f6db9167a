#!/bin/bash
# The figures of Kon Tum from the samples: dossiers by agency, S003's 6.8 to 6.13, by quarter and year, with the rules beside them.
. "$(dirname "$0")/../lib/tap.sh"

S=$ROOT/samples
NOW=2024-04-01
M=("$S/hoso-tthc/measures.csv" "$S/danh-muc-tthc/measures.csv")
compute() { chiso-compute -q --now $NOW "$@" 2>>"$T/log"; }
cell() { # FILE SET INDICATOR AGENCY COLUMN
	/usr/bin/python3 - "$@" <<'PY'
import sys, told
path, name, indicator, agency, column = sys.argv[1:]
print(*[r[column] for r in told.rows(open(path, encoding="utf-8"))
        if (r["set"], r["indicator"], r["agency"]) == (name, indicator, agency)], sep="|")
PY
}

compute --period 2024-Q1 "${M[@]}" >"$T/got.csv"
same 'the samples give their golden indicators' "$T/got.csv" "$S/hoso-tthc/indicators.csv"
is 'the total of the province is the sum of its agencies' "$(cell "$T/got.csv" ho-so-tthc hs.tiep-nhan H34 value)" \
	"$(awk -F, '$2 == "received" && $5 == "2024-Q1" { n += $8 } END { print n }' "${M[0]}")"
is '6.13 was not sent' "$(cell "$T/got.csv" s003-2024 6.13 H34 reason)" '6.13: 6.13 a not received'
is 'and no value' "$(cell "$T/got.csv" s003-2024 6.13 H34 value)" ''
is 'the maximum is unknown: the score is a fraction' "$(cell "$T/got.csv" s003-2024 6.8 H34 score_max)" ''
like 'and says so' "$(cell "$T/got.csv" s003-2024 6.8 H34 flags)" 'points_unknown'
is 'the rules stand beside the on-time rate' "$(cell "$T/got.csv" ho-so-tthc hs.ty-le-dung-han H34 rules)" \
	'calendar=duong-lich; compare=date; end_date=ngay_ket_thuc; missing_due=left_out; resolved_states=9 10; giả định chờ xác nhận (assumed): QUY-TAC-HO-SO'
is 'an agency without a dossier has no row' "$(cell "$T/got.csv" ho-so-tthc hs.tiep-nhan H34.26 value)" ''

compute --period 2024 "${M[@]}" >"$T/year.csv"
is 'a service of a quarter counts once in the year' "$(cell "$T/year.csv" s003-2024 6.11 H34 denominator)" \
	"$(awk -F, '$2 ~ /^services_(full|partial)$/ && $5 ~ /^2024/ { n = split($9, k, " "); for (i = 1; i <= n; i++) s[$2 k[i]] = 1 }
		END { for (i in s) c++; print c + 0 }' "${M[0]}")"
like 'a year of one quarter says so' "$(cell "$T/year.csv" ho-so-tthc hs.tiep-nhan H34 flags)" 'quarters: [1-3]/4'
is 'a stock of the year is that of its last quarter' "$(cell "$T/year.csv" s003-2024 6.9 H34 denominator)" \
	"$(awk -F, '$2 == "list_online" && $5 ~ /^2024/ { v[$5] += $8; if ($5 > last) last = $5 } END { print v[last] }' "${M[1]}")"

compute --period 2024-Q1 --agency H34.19 "${M[@]}" >"$T/one.csv"
is 'one agency only' "$(sed '1d;$d' "$T/one.csv" | cut -d, -f4 | sort -u)" H34.19
compute --period 2024-Q1 "${M[0]}" >"$T/half.csv"
is 'a set whose feed was not aggregated is left out, not "not received"' "$(grep -c s003 "$T/half.csv")" 0

# another rule of the catalogue, another figure: the end is when the result was returned
cp -R "$ROOT/pipeline/catalog" "$T/catalog"
sed -i 's/^missing_due,left_out/missing_due,on_time/' "$T/catalog/base/settings.csv"
chiso-compute -q --now $NOW --catalog "$T/catalog/base" --catalog "$T/catalog/kon-tum" --catalog "$T/catalog/ba-ria-vung-tau" \
	--period 2024-Q1 "${M[@]}" >"$T/other.csv"
like 'a changed rule is printed' "$(cell "$T/other.csv" ho-so-tthc hs.dung-han H34 rules)" 'missing_due=on_time'
done_testing
