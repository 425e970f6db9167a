#!/bin/bash
# chiso-catalog show definitions: what a figure depends on is in its hash, and nothing else.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
cd "$ROOT" || exit 1

catalog=$T/catalog
cp -R pipeline/catalog "$catalog"
base=(--catalog "$catalog/base" --catalog "$catalog/kon-tum" --catalog "$catalog/ba-ria-vung-tau")

exit_is 'the definitions of a quarter' 0 chiso-catalog show definitions 2024-Q1 "${base[@]}"
cp "$T/out" "$T/before"
is 'one row an indicator' "$(cut -d, -f 1-3 "$T/before" | sort | uniq -d)" ''
like 'of every set in force' "$(cut -d, -f 2 "$T/before" | sort -u | tr '\n' ' ')" 'ho-so-tthc .*s003 .*s004-2024 '
unlike 'a set of years has none in a quarter' "$(cat "$T/before")" ',s000,'
like 'but in a year' "$(chiso-catalog show definitions 2024 "${base[@]}")" '2024,s000,'
exit_is 'a period that no calendar has is usage' 64 chiso-catalog show definitions 2024-Q9 "${base[@]}"
like 'many periods in one call' "$(chiso-catalog show definitions 2023-Q4 2024-Q1 "${base[@]}" | cut -d, -f 1 | sort -u | tr '\n' ' ')" \
	'2023-Q4 2024-Q1 period'
is 'without a period the quarter of the day' "$(chiso-catalog show definitions --at 2024-02-29 "${base[@]}" | md5sum)" "$(md5sum <"$T/before")"

# changed PERIOD: the indicators whose hash is another one than before, and the sets whose common hash is
changed() {
	chiso-catalog show definitions "$1" "${base[@]}" >"$T/now.$1"
	[ -e "$T/was.$1" ] || { cp -R pipeline/catalog "$T/clean" && chiso-catalog show definitions "$1" --catalog "$T/clean/base" \
		--catalog "$T/clean/kon-tum" --catalog "$T/clean/ba-ria-vung-tau" >"$T/was.$1" && rm -r "$T/clean"; }
	LC_ALL=C join -t, <(sed 1d "$T/was.$1" | sed 's/,/|/;s/,/|/' | LC_ALL=C sort) <(sed 1d "$T/now.$1" | sed 's/,/|/;s/,/|/' | LC_ALL=C sort) |
		awk -F, '{ split($1, k, "|") } $2 != $4 { print k[3] } $3 != $5 { print "common " k[2] }' | LC_ALL=C sort -u | tr '\n' ' '
}
# edit FILE SED: on the copy
edit() {
	sed -i -E "$2" "$catalog/$1"
	not_ok "$1 is another file now" cmp -s "$catalog/$1" "pipeline/catalog/$1"
}
again() { rm -r "$catalog" && cp -R pipeline/catalog "$catalog"; }

is 'the same catalogue, the same definitions' "$(changed 2024-Q1)" ''
edit kon-tum/indicators.csv '/^qd528\.mo,/s/100 \* numerator/100.0 * numerator/'
is 'a formula changes its own indicator' "$(changed 2024-Q1)" 'qd528.mo '
again
edit base/measures.csv '/^on_time,/s/\$end_date != /&/; /^on_time,/s/in\(trang_thai, \$resolved_states\)/not missing(trang_thai) and &/'
like 'a measure changes those that count it' "$(changed 2024-Q1)" '^([^ ]* )*hs\.dung-han ([^ ]* )*hs\.ty-le-dung-han '
unlike 'and no other' "$(changed 2024-Q1)" 'hs\.tiep-nhan|common|I\.1 '
again
edit base/settings.csv '/^resolved_states,/s/9 10/9 10 11/'
like 'so does a setting that the measure names' "$(changed 2024-Q1)" 'hs\.ty-le-dung-han '
unlike 'and nothing that does not name it' "$(changed 2024-Q1)" 'hs\.tiep-nhan|common'
again
edit base/settings.csv '/^lookup\.danh-muc-tthc,/s/hieu_luc_tu hieu_luc_den/hieu_luc_tu/'
like 'so does a list that it looks things up in' "$(changed 2024-Q1)" '^([^ ]* )*6\.[0-9]+ '
again
edit kon-tum/targets.csv '/^s003-2024,6\.8,/s/,100,,%/,99,,%/'
is 'a target changes its own line of its own set' "$(changed 2024-Q1)" '6.8 '
again
edit base/checks.csv '/^over_100,/s/0 100 %/0 101 %/'
ok 'a rule for all changes all' test "$(changed 2024-Q1 | wc -w)" -gt 150
again
edit base/checks.csv '/^usual_volume,/s/,usual,/&x/'
is 'a rule of files changes no figure' "$(changed 2024-Q1)" ''
again
edit ba-ria-vung-tau/agencies.csv '0,/,H06,province,/s//,,province,/'
is 'an agency changes the sets of its territory' "$(changed 2024-Q1)" 'common s004-2024 '
again
edit base/indicators.csv 's/QCVN120-2019; MOT-CUA/QUY-TAC-HO-SO/g'
is 'a source changes nothing' "$(changed 2024-Q1)" ''
again
edit base/sources.csv '/^QUY-TAC-HO-SO,/s/,assumption,/,document,/'
is 'nor does an assumption that somebody confirms' "$(changed 2024-Q1)" ''
again
{ head -n 1 pipeline/catalog/base/measures.csv && sed 1d pipeline/catalog/base/measures.csv | tac; } >"$catalog/base/measures.csv"
is 'nor does the order of rows' "$(changed 2024-Q1)" ''
again
echo 'ho,kon-tum,2024-03-31,Niên giám 2023,140000,ho,,,CHISO test' >>"$catalog/kon-tum/denominator_values.csv"
is 'a value of a later day changes nothing before it' "$(changed 2023-Q4)" ''
like 'and the indicators that divide by it from then on' "$(changed 2024-Q1)" '(^| )3\.2 '
unlike 'no other' "$(changed 2024-Q1)" '3\.1 |hs\.'
again
echo 'hs.tiep-nhan,a,received_channel_1,,ho-so,x,,,,,,2025-01-01,,CHISO test' >>"$catalog/base/variables.csv"
is 'a row of next year changes nothing of this one' "$(changed 2024-Q4)" ''
like 'but of next year' "$(changed 2025-Q1)" 'hs\.tiep-nhan '
again
sed -i '/^set_rows,indicator,indicators,indicator/s/indicators,indicator/indicators,moon/' "$catalog/base/definition_parts.csv"
exit_is 'a part that leads nowhere is refused' 78 chiso-catalog show definitions 2024-Q1 "${base[@]}"
like 'with its place' "$(cat "$T/err")" 'definition_parts.csv:3: column .*moon.* found, expected one of indicators'
done_testing
