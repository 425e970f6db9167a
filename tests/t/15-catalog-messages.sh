#!/bin/bash
# What readers are told in Vietnamese are rows of messages.csv: every id that C asks for is one, every row is asked for, its places are
# those that the program fills, and an overlay may say it otherwise.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
cd "$ROOT" || exit 1
rows() { /usr/bin/python3 -c '
import csv, sys
for row in csv.DictReader(open("pipeline/catalog/base/messages.csv", encoding="utf-8", newline="")): print(row["message"])' | LC_ALL=C sort; }
asked() { grep -rhoE --include='*.c' '"words[.][a-z_]+"' pipeline cmd | tr -d '"' | LC_ALL=C sort -u; }
is 'every message of C is a row, and every row is said' "$(asked)" "$(rows)"
is 'both languages have the same places' "$(/usr/bin/python3 -c '
import csv, re
for r in csv.DictReader(open("pipeline/catalog/base/messages.csv", encoding="utf-8", newline="")):
    if set(re.findall(r"\{\w+\}", r["text_vi"])) != set(re.findall(r"\{\w+\}", r["text_en"])): print(r["message"])')" ''

# ---- the words come at run time
mkdir "$T/my"
printf 'message,text_vi,text_en,source\nwords.no_way_in,chưa ai gửi ({why}),nobody sends it ({why}),CHISO\n' >"$T/my/messages.csv"
both=(--catalog pipeline/catalog --catalog "$T/my")
ok 'an overlay is clean' chiso-catalog lint -q "${both[@]}"
exit_is 'coverage' 0 chiso-catalog show coverage "${both[@]}"
like 'says it in its words' "$(cat "$T/out")" 'chưa ai gửi \('
unlike 'and no more in those of the base' "$(cat "$T/out")" 'không có lối vào'
sed -i 's/{why}/{reason}/' "$T/my/messages.csv"
exit_is 'a place that nothing fills ends the program' 78 chiso-catalog show coverage "${both[@]}"
like 'by name' "$(cat "$T/err")" 'found place \{reason\} in message words\.no_way_in'

# ---- no sentence in C: a file with one is found by the check that lint runs
mkdir -p "$T/tree/pipeline/x" "$T/tree/cmd"
printf 'static const char *a = "chưa có số liệu";\n' >"$T/tree/pipeline/x/x.c"
printf '/* "chưa có số liệu" */\nstatic const char *b = "đ";\n' >"$T/tree/pipeline/x/y.c"
eval "$(sed -n '/^sentences() {/,/^}/p' scripts/lint)"
is 'a sentence in C is found, a comment and a letter are none' "$(cd "$T/tree" && sentences | cut -d : -f 1)" pipeline/x/x.c
done_testing
