#!/bin/bash
# Open data of the samples: valid for strangers' programs, no small count and nothing from which it could be told, nothing internal, nothing
# held; the same bytes when nothing changed; what does not add up is said.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/warehouse.sh
. "$ROOT/tests/lib/warehouse.sh"
# shellcheck source=tests/lib/opened.sh
. "$ROOT/tests/lib/opened.sh"
need_postgres
exit_is 'the samples make a warehouse' 0 warehouse
mkdir -p "$T/var" "$T/inbox"
# shellcheck disable=SC2317 # exit_is and ok call it
open_data() { CHISO_VAR=$T/var CHISO_INBOX=$T/inbox CHISO_NOW=$NOW CHISO_BIN=$BUILD/bin "$ROOT/scripts/open-data" "$@"; }
open=$T/var/open

# an internal count, and a figure that rests on it; a count of an agency that is as small as can be
sql "insert into core.measure (measure, item, agency, period, kind, unit, value, feed, run_from) values
	('noi-bo.su-co-phat-hien', '', 'H34.01', '2024-Q1', 'sum', 'su-co', 41, 'su-co-attt', 1), ('noi-bo.su-co-da-xu-ly', '', 'H34.01', '2024-Q1', 'sum', 'su-co', 40, 'su-co-attt', 1)" >/dev/null
internal=$(chiso-catalog show variables -q | awk -F, '$3 ~ /^noi-bo/ { print $1; exit }')
ok 'an indicator rests on what is internal' test -n "$internal"
sql "insert into core.indicator (set, indicator, agency, period, basis, numerator, denominator, value, shown, unit, run_from)
	select set, '$internal', agency, period, basis, '40', '41', '97.56', '97,56', '%', run_from from core.indicator where run_to is null and set = 's004-2024' and period = '2024-Q1' limit 1" >/dev/null
is "  which is there" "$(sql "select count(*) from share.chi_so where chi_so = '$internal'")" 1
# and the points above it
for above in dti.5 dti; do
	sql "insert into core.indicator (set, indicator, agency, period, basis, value, shown, unit, score, score_max, run_from)
		select set, '$above', agency, period, basis, '3.25', '3,25', 'diem', '3.25', '20', run_from from core.indicator where run_to is null and set = 's004-2024' and indicator = '$internal'" >/dev/null
done

exit_is 'they are made' 0 open_data
like 'which is told' "$(cat "$T/out")" 'Đã lập dữ liệu mở'
is 'a folder a set' "$(find "$open" -mindepth 1 -maxdepth 1 -type d -printf '%f\n' | sort | paste -sd' ')" 'chi-so danh-muc don-vi-hanh-chinh ho-so-tthc tap-du-lieu thong-ke'
is 'with all that a portal asks for' "$(cd "$open/ho-so-tthc" && printf '%s ' *)" 'LICENSE.txt README.md SHA256SUMS datapackage.json dcat.jsonld ho-so-tthc.csv ho-so-tthc.sdmx.csv '
is 'a CSV begins with the mark of UTF-8' "$(head -c 3 "$open/chi-so/chi-so.csv" | od -An -tx1)" ' ef bb bf'
valid_bundle 'as made' "$open"
is 'nothing internal is in it' "$(grep -r -c -F -e noi-bo -e su-co-attt -- "$open" | grep -v ':0$')" ''
is 'nor the figure that rests on it' "$(grep -c -F ",$internal," "$open/chi-so/chi-so.csv")" 0
is 'nor the points that are made of it, one component up or two' "$(grep -E ',dti(\.5)?,' "$open/chi-so/chi-so.csv" | grep -c -v ',an$')|$(grep -c -E ',dti(\.5)?,.*3[.,]25' "$open/chi-so/chi-so.csv")" '0|0'
is '  which are rows' "$(grep -c -E '^s004-2024,.*,dti(\.5)?,' "$open/chi-so/chi-so.csv")" 2

# the small ones
truth "$T/truth.csv"
ok 'the audit is compiled' open_audit
exit_is 'no small count can be told from what stands there' 0 audited "$open" 3 "$T/truth.csv"
like 'of which there are many' "$(cat "$T/out")" 'counts=1[0-9]{2} shown=[0-9]+ small=[1-9][0-9]{2} others=[1-9][0-9]* .* findings=0'
less=$(sed -n 's/.* small=\([0-9]*\) .*/\1/p' "$T/out")
is 'the states that readers see do not tell them from the others' "$(awk -F, '{ print $NF }' "$open/ho-so-tthc/ho-so-tthc.csv" | sort -u | paste -sd' ')" 'an co trang_thai'
# told: what the sum says, one number more, is seen
cp -R "$open" "$T/told"
line=$(awk -F, 'NR > 1 && $NF == "an" { print NR; exit }' "$open/ho-so-tthc/ho-so-tthc.csv")
key=$(sed -n "${line}p" "$open/ho-so-tthc/ho-so-tthc.csv" | awk -F, '{ print $1 "," $3 "," $5 "," }')
value=$(grep -F -m 1 "$key" "$T/truth.csv" | sed 's/.*,//')
sed -i "${line}s/,,ho-so,an/,$value,ho-so,co/" "$T/told/ho-so-tthc/ho-so-tthc.csv"
sed -i "${line}s/,,ho-so,Q,C/,$value,ho-so,A,F/" "$T/told/ho-so-tthc/ho-so-tthc.sdmx.csv"
exit_is 'a small count that stands there is seen' 1 audited "$T/told" 3 "$T/truth.csv"
like '  by its name' "$(cat "$T/out")" 'expected none under 3'
rm -rf "$T/told" && cp -R "$open" "$T/told"
sed -i 's/,an$/,co/' "$T/told/chi-so/chi-so.csv"
psql -X -q -c "\\copy (select chi_so, co_quan, ky, hien_thi, gia_tri, tu_so, mau_so from share.chi_so where bo_chi_so = 'ho-so-tthc' and gia_tri is not null) to '$T/figures.csv' csv header"
/usr/bin/python3 - "$T/told/chi-so/chi-so.csv" "$T/figures.csv" <<'PY'
import csv, sys
figures = {(r["chi_so"], r["co_quan"], r["ky"]): r for r in csv.DictReader(open(sys.argv[2], encoding="utf-8"))}
rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8-sig")))
for row in rows:
    row.update(figures.get((row["chi_so"], row["co_quan"], row["ky"]), {}))
with open(sys.argv[1], "w", encoding="utf-8-sig", newline="") as file:
    writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
PY
exit_is 'figures from which they can be told are seen' 1 audited "$T/told" 3 "$T/truth.csv"
like '  by how closely' "$(cat "$T/out")" ' can be told: '

# again
exit_is 'again' 0 open_data
like 'nothing is new' "$(cat "$T/out")" 'Không có gì mới'
exit_is 'into another folder' 0 open_data --out "$T/other/open"
exit_is 'the same bytes' 0 diff -r "$open" "$T/other/open"

# what a gate holds
IFS='|' read -r set figure agency < <(sql "select i.set, i.indicator, i.agency from core.indicator i where i.run_to is null and i.period = '2024-Q1' and i.set = 's004-2024' and i.indicator like 'I%' and i.value <> '' order by 1, 2 limit 1")
sql "insert into core.indicator_flag (set, indicator, agency, period, ordinal, \"check\", severity, words, proof, run_from)
	select set, indicator, agency, period, 9, 'over', 'gate', 'vượt mức', '123', run_from from core.indicator where set = '$set' and indicator = '$figure' and agency = '$agency' and period = '2024-Q1' and run_to is null" >/dev/null
exit_is 'with one that is held' 0 open_data
/usr/bin/python3 -c '
import csv, sys
for row in csv.DictReader(open(sys.argv[1], encoding="utf-8-sig")):
    if (row["bo_chi_so"], row["chi_so"], row["ky"]) == (sys.argv[2], sys.argv[3], "2024-Q1"):
        print(row["trang_thai"], *(row[c] for c in ("gia_tri", "hien_thi", "tu_so", "mau_so", "diem", "trang_thai_tinh")), sep="|")' "$open/chi-so/chi-so.csv" "$set" "$figure" >"$T/row"
is 'its place has no number' "$(cat "$T/row")" 'tam-giu||||||'
valid_bundle 'with one that is held' "$open"

# a threshold of five
cp -R "$ROOT/pipeline/catalog/base" "$T/base" && sed -i 's/^open_threshold,3,/open_threshold,5,/' "$T/base/settings.csv"
exit_is 'with a threshold of five' 0 env CHISO_CATALOG="$T/base:$ROOT/pipeline/catalog/kon-tum:$ROOT/pipeline/catalog/ba-ria-vung-tau" \
	bash -c 'CHISO_VAR=$1 CHISO_INBOX=$2 CHISO_NOW=$3 CHISO_BIN=$4 "$5/scripts/open-data"' bash "$T/var" "$T/inbox" "$NOW" "$BUILD/bin" "$ROOT"
exit_is 'none under five can be told' 0 audited "$open" 5 "$T/truth.csv"
ok 'which are more' test "$(sed -n 's/.* small=\([0-9]*\) .*/\1/p' "$T/out")" -gt "$less"

# what the catalogue says adds up and does not; a folder of others
sed -i 's/^han,overdue,=,-1,/han,overdue,=,-2,/' "$T/base/open_relations.csv"
sql "update core.measure set value = 1 where measure = 'overdue' and agency = 'H34.19' and run_to is null" >/dev/null
before=$(cat "$open/SHA256SUMS")
exit_is 'what does not add up is said' 78 env CHISO_CATALOG="$T/base:$ROOT/pipeline/catalog/kon-tum:$ROOT/pipeline/catalog/ba-ria-vung-tau" \
	bash -c 'CHISO_VAR=$1 CHISO_INBOX=$2 CHISO_NOW=$3 CHISO_BIN=$4 "$5/scripts/open-data"' bash "$T/var" "$T/inbox" "$NOW" "$BUILD/bin" "$ROOT"
like '  with its name and place' "$(cat "$T/err")" 'open_relations.csv: found a sum that is not 0: han-[0-9]+ \(on_time, H34[^ ]*, 2024-Q1\): sum -2, sign ='
is '  and what was made stands' "$(cat "$open/SHA256SUMS")" "$before"
sql "update core.measure set value = 0 where measure = 'overdue' and agency = 'H34.19' and run_to is null" >/dev/null
mkdir "$T/theirs" && echo mine >"$T/theirs/file"
exit_is 'a folder of others is left alone' 73 open_data --out "$T/theirs"
is '  as it is' "$(cat "$T/theirs/file")" mine
exit_is 'an option that there is not' 64 open_data --whole
exit_is 'a folder that cannot be' 73 open_data --out /proc/nowhere/open
is '  in one line' "$(grep -c . "$T/err")|$(grep -c 'expected a folder that can be written' "$T/err")" '1|1'

# what the catalogue may not say
mkdir -p "$T/wrong"
refused() { # TABLE HEADER ROW WORDS
	rm -f "$T/wrong"/*.csv && printf '%s\n%s\n' "$2" "$3" >"$T/wrong/$1.csv"
	exit_is "lint refuses: $3" 78 chiso-catalog lint -q --catalog "$ROOT/pipeline/catalog/base" --catalog "$ROOT/pipeline/catalog/ba-ria-vung-tau" --catalog "$T/wrong"
	like '  at its line' "$(cat "$T/out" "$T/err")" "$1.csv:2: .*$4"
}
opens='feed,class,open_set,protects,title_vi,valid_from,valid_to,source'
refused open_feeds "$opens" 'su-co-attt,open,,,x,2030-01-01,,CHISO' 'which is internal'
refused open_feeds "$opens" 'hoso_tthc,open,ho-so-tthc,1,x,,,CHISO' 'expected a value of feeds.feed'
closes='set,period_kind,days,embargo,title_vi,valid_from,valid_to,source'
refused closings "$closes" 's004-2024,quarter,,,x,,,CHISO' 'neither days nor embargo'
refused closings "$closes" 's004_2024,quarter,45,,x,,,CHISO' 'expected a value of sets.set'

# a feed of which the catalogue says nothing
cp -R "$ROOT/pipeline/catalog/base" "$T/less" && sed -i '/^hoso-tthc,/d' "$T/less/open_feeds.csv"
exit_is 'with a feed that no row opens' 0 env CHISO_CATALOG="$T/less:$ROOT/pipeline/catalog/kon-tum:$ROOT/pipeline/catalog/ba-ria-vung-tau" \
	bash -c 'CHISO_VAR=$1 CHISO_INBOX=$2 CHISO_NOW=$3 CHISO_BIN=$4 CHISO_WIDTH=80 "$5/scripts/open-data"' bash "$T/var" "$T/inbox" "$NOW" "$BUILD/bin" "$ROOT"
like '  it is told' "$(tr -s '\n ' '  ' <"$T/out")" 'feeds without a row, not opened: hoso-tthc'
is '  and not opened' "$(wc -l <"$open/ho-so-tthc/ho-so-tthc.csv")|$(grep -c ',hs\.tiep-nhan,' "$open/chi-so/chi-so.csv")" '1|0'
done_testing
