#!/bin/bash
# What an explanation says of the figures of the samples, as text, JSON and HTML: every kind of figure, in 80 columns, alone in its page.
. "$(dirname "$0")/../lib/tap.sh"
. "$ROOT/tests/lib/night.sh"
need_postgres
need_night_key
fill_inbox "$T/inbox"
export CHISO_INBOX="$T/inbox" CHISO_VAR="$T/var" CHISO_KEY="$T/key" CHISO_NOW=$NIGHT_NOW CHISO_RETRY_SECONDS=0
"$ROOT/scripts/nightly" >"$T/out" 2>"$T/err"
like 'the night is done' "$?" '^[01]$'

# README's own commands
cd "$T" || exit 1
while IFS= read -r command; do
	ok "$command" bash -c "$command >'$T/printed'"
done < <(grep -E '^    chiso-explain' "$ROOT/README.md" | sed 's/^    //')
ok 'the page is there' test -s "$T/6.11.html"

explained() { # INDICATOR ARGUMENT…
	exit_is "$1${*:2}" 0 chiso-explain "$@" --verify
	cp "$T/out" "$T/text"
	is '  no line is wider than 80 columns' "$(grep -c -E '^.{81}' "$T/text")" 0
	like '  computed again' "$(tr '\n' ' ' <"$T/text")" 'khớp đến chữ số cuối'
}
has() { # NAME REGEX
	like "  $1" "$(tr -s ' \n' ' ' <"$T/text")" "$2"
}
explained 6.8 --period 2024-Q1
has 'the wording and the plan' '6\. Hoạt động chính quyền số.*419/KH-UBND ngày 01/02/2024'
has 'the formula with its numbers' '100 × numerator / denominator → 100 × 14 / 25 → 56'
has 'the score, step by step' 'ratio = 1 → 0,56 = 1 → sai / false'
has 'the file, when it was sent, how that is known' 'danh-muc_20240205080000\.xml: 25 bản ghi.*05/02/2024 08:00; theo tên tệp'
has 'its message and hash' '00000000-0000-4000-8000-000000000005.*1ad2ffedffeb'
has 'what would reach the target' 'Thêm / more 11 dịch vụ công .* 100,00: đạt chỉ tiêu'
has 'every value before' '56,00; tạm tính.*lần đầu có số'
has 'what it rests on' 'S003 6\.8: Kế hoạch 419/KH-UBND.*văn bản / document'
explained I.12 --period 2024-Q1 --records
has 'a stated figure as it was sent' 'Nguyên văn đã gửi / as it was sent: 23,17%'
has 'the record of each part' 'report_ket_qua I\.12 H06 2024-Q1: 23\.17; được dùng'
has 'the flag with its proof' 'remainder: số còn lại trong ghi chú không khớp \(Còn lại 71'
has 'the target of the document' 'Chỉ tiêu / target: 100%; hạn / due 2024-12-31; chưa đạt'
explained 6.13 --period 2024-Q1
has 'a figure without a value: why' '6\.13 a not received'
has 'and what it lacks' 'CÒN THIẾU GÌ.*a_counted'
explained hs.ty-le-dung-han --period 2024-Q1 --agency H34.19
has 'the settings' 'missing_due = left_out'
explained hs.giai-quyet --period 2024
has 'a year, of its quarters' 'Số hồ sơ đã giải quyết, 2024-Q1 = 7'
has 'with what did not come' 'quarters: 1/4'
explained 6.11 --period 2024-Q1
has 'sets of keys, with what could not be decided' 'Không quyết được / undecided: 1'
exit_is 'figures of every indicator of a quarter are explained' 0 bash -c "
	psql -X -q -A -t -F ' ' -c \"select distinct indicator, period from core.indicator where run_to is null and period = '2024-Q1' order by 2, 1\" | while read -r i p; do
		chiso-explain \"\$i\" --period \"\$p\" --records --verify --format json >>'$T/all.json' || { echo \"\$i \$p\" >&2; exit 1; }; done"

# more records than are read at once
exit_is 'with more records than may be read' 0 chiso-explain 6.8 --period 2024-Q1 --most 30
cp "$T/out" "$T/text"
has 'the figure is explained' '100 × numerator / denominator → 100 × 14 / 25 → 56'
has 'it says that files are not counted' 'quá nhiều bản ghi để đếm ngay theo từng tệp.*many records to be counted by file'
is '  and names none' "$(grep -c 'danh-muc_2024\|records counted' "$T/text")" 0
exit_is 'with as many as may be' 0 chiso-explain 6.8 --period 2024-Q1 --most 31
cp "$T/out" "$T/text"
has 'they are counted' 'danh-muc_20240205080000\.xml: 25 bản ghi'
exit_is 'a list is always whole' 0 chiso-explain 6.8 --period 2024-Q1 --most 1 --records
cp "$T/out" "$T/text"
has 'with its file' 'danh-muc_20240205080000\.xml: 25 bản ghi'
exit_is 'no number' 64 chiso-explain 6.8 --period 2024-Q1 --most x
exit_is 'JSON' 0 chiso-explain 6.11 --period 2024-Q1 --records --format json
is '  is read by others' "$(/usr/bin/python3 -c 'import json, sys
f = json.load(sys.stdin)["figures"][0]
print(f["value"], len(f["variables"]), f["measures"][3]["undecided"], len(f["files"]))' <"$T/out")" '700/9 4 1 6'

exit_is 'HTML' 0 chiso-explain 6.11 --period 2024-Q1 --records --verify --format html
cp "$T/out" "$T/page.html"
is '  nothing of the template is left' "$(sed '/<body>/,$!d' "$T/page.html" | grep -c -E ' data-(each|cell|if|unless|attr)=')" 0
is '  no script, nothing from elsewhere' "$(grep -c -i -E '<script|src=|href=|@import|url\(' "$T/page.html")" 0
is '  letters are letters' "$(grep -c '&#' "$T/page.html")" 0
like '  the language is said' "$(cat "$T/page.html")" '<html lang="vi">'
is '  every head of a table says its scope' "$(grep -o '<th[ >]' "$T/page.html" | wc -l)" "$(grep -o '<th scope="' "$T/page.html" | wc -l)"
like '  it has the number' "$(cat "$T/page.html")" '<span class="value">77,78</span>'
printf 'check,feed,set,indicator,kind,params,severity,message_vi,valid_from,valid_to,source\n' >"$T/none.csv"
mkdir -p "$T/own/pages"
printf '<html><p data-each="figures" data-cell="shown">x</p></html>' >"$T/own/pages/explain.html"
cp "$T/none.csv" "$T/own/checks.csv"
is 'a province may have its own template' \
	"$(chiso-explain 6.11 --period 2024-Q1 --format html --catalog "$ROOT/pipeline/catalog/base" --catalog "$ROOT/pipeline/catalog/kon-tum" --catalog "$T/own" | tail -n 1)" '<html><p>77,78</p></html>'
printf '<html><p></html>' >"$T/own/pages/explain.html"
exit_is 'one that is broken is named' 78 chiso-explain 6.11 --period 2024-Q1 --format html --catalog "$ROOT/pipeline/catalog/base" --catalog "$ROOT/pipeline/catalog/kon-tum" --catalog "$T/own"
like '  with its place' "$(cat "$T/err")" 'pages/explain\.html:1: cannot be read'
done_testing
