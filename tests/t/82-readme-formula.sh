#!/bin/bash
# chiso-formula(7): each of its examples goes through the programs and gives what the page says, its errors among them; both languages
# have the same ones.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
formulas() { /usr/bin/python3 "$ROOT/tests/lib/formulas.py" "$@"; }
page=$ROOT/pipeline/docs/en/chiso-formula.7
S=$ROOT/samples

# what stands in literal blocks
literal() { awk '/^[.]Bd -literal/ { on = 1 } on { print } /^[.]Ed/ { on = 0 } /^[.]\\" (examples|errors)/ { print }' "$1"; }
same 'both languages have the same examples' <(literal "$page") <(literal "$ROOT/pipeline/docs/vi/chiso-formula.7")

ok 'the examples are rows' formulas write "$page" "$T"
base=(--catalog "$ROOT/pipeline/catalog")
ok 'lint takes those of indicators' chiso-catalog lint -q "${base[@]}" --catalog "$T/indicators" || tap_note "$(head "$T/out")"
ok 'lint takes those of measures' chiso-catalog lint -q "${base[@]}" --catalog "$T/records" || tap_note "$(head "$T/out")"
chiso-compute -q --now 2024-04-10 --period 2024-Q1 --set vi-du --agency H34 "${base[@]}" --catalog "$T/indicators" "$T/measures.csv" \
	>"$T/indicators.csv" 2>"$T/log"
is 'compute says nothing' "$(cat "$T/log")" ''
chiso-aggregate -q --now 2024-04-10 --feed hoso-tthc "${base[@]}" --catalog "$T/records" \
	--join "danh-muc-tthc=$S/danh-muc-tthc/danh-muc_20240205080000.csv" "$S/hoso-tthc/01-mot-ho-so_20240116010000.csv" \
	>"$T/records.csv" 2>"$T/log"
is 'aggregate says nothing' "$(cat "$T/log")" ''
exit_is 'the errors are findings of lint' 78 chiso-catalog lint -q "${base[@]}" --catalog "$T/errors"
cp "$T/out" "$T/errors.txt"

formulas compare "$page" "$T" >"$T/differs" 2>"$T/log"
like 'each of many gives what the page says' "$(cat "$T/differs" "$T/log")" '^([6-9][0-9]|[1-9][0-9][0-9]) examples$'
sed -e 's/^0\.1 + 0\.2  .*/0.1 + 0.2 => 0.31/' -e 's/^kenh  .*/kenh => '"'3'"'/' -e "s/found the end\$/found 'x'/" "$page" >"$T/wrong.7"
formulas compare "$T/wrong.7" "$T" >"$T/differs" 2>/dev/null
is 'a wrong page is seen' "$(grep -c -e '^0\.1 + 0\.2: ' -e '^kenh: ' -e '^a + ' "$T/differs")" 3

# every function of the language has its place in the page, and no other
sed -n 's/^\t{"\([a-z]*\)", .*OP_.*/\1/p' "$ROOT/pipeline/formula/formula_call.c" | sort >"$T/functions"
sed -n '/^\.Sh FUNCTIONS/,/^\.El/s/^\.It Li //p' "$page" | grep -o -E '\b[a-z]+\(' | tr -d '(' | sort >"$T/told"
same 'every function is told' "$T/told" "$T/functions"
sed -n 's/.*\[INDICATOR_[A-Z_]*\] = "\([a-z_]*\)".*/\1/p' "$ROOT/pipeline/model/indicator_name.c" | sort >"$T/names"
sed -n '/^Beside its variables/,/^\.El/s/^\.It Va //p' "$page" | tr -d ' ' | tr ',' '\n' | sort >"$T/told"
same 'every name of its own is told' "$T/told" "$T/names"
done_testing
