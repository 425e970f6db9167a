#!/bin/bash
# chiso-normalize: every raw sample gives its clean neighbour; normalising twice is once; the same bytes each time.
. "$(dirname "$0")/../lib/tap.sh"
cd "$ROOT" || exit 1

n=0
for raw in samples/*/*.raw.csv samples/*/aside/*.raw.csv samples/*/refused/normalize/*.raw.csv; do
	name=${raw%.raw.csv} feed=${raw#samples/}
	feed=${feed%%/*}
	n=$((n + 1))
	ok "$name is normalised" chiso-normalize --feed "$feed" -i "$raw" -o "$T/clean.csv" --rejects "$T/rejects.csv"
	same "$name: clean records" "$T/clean.csv" "$name.csv"
	if [ -e "$name.rejects.csv" ]; then
		same "$name: rejects" "$T/rejects.csv" "$name.rejects.csv"
	else
		is "$name: no rejects" "$(wc -l <"$T/rejects.csv")" 1
	fi
	like "$name: the summary adds up" "$(awk '/read=/ { for (i = 1; i <= NF; i++) { split($i, p, "="); v[p[1]] = p[2] }
		print (v["read"] == v["kept"] + v["rejected"] + v["duplicate"]) }' "$T/err")" '^1$'
	chiso-normalize -q --feed "$feed" <"$T/clean.csv" >"$T/twice.csv"
	same "$name: twice is once" "$T/twice.csv" "$T/clean.csv"
	chiso-normalize -q --feed "$feed" <"$raw" >"$T/again.csv"
	same "$name: the same bytes again" "$T/again.csv" "$T/clean.csv"
done
ok 'there are many' test "$n" -ge 24
for feed in $(chiso-catalog show feeds -q | sed 1d | cut -d, -f1); do
	ok "$feed has a sample" test -n "$(find "samples/$feed" -name '*.raw.csv' -print -quit)"
	ok "$feed has records that are refused" grep -rqs ',record,' --include='*.rejects.csv' "samples/$feed"
done

# S004's own figures, cell by cell
clean=samples/bao-cao-quy/2024-Q1.csv
field() { # row of the indicator, columns by name
	/usr/bin/python3 - "$clean" "$@" <<'PYTHON'
import csv, sys
rows = {r["ma_chi_tieu"]: r for r in csv.DictReader(open(sys.argv[1], encoding="utf-8"))}
print(" ".join(rows[sys.argv[2]][c] for c in sys.argv[3:]))
PYTHON
}
is 'I.4: the quotient over 2^31' "$(field I.4 so_lieu_kind so_lieu_numerator so_lieu_denominator)" \
	'fraction 9885295762 11291115716'
is 'III.7: the sum, its parts kept' "$(field III.7 so_lieu_numerator so_lieu_denominator so_lieu_parts)" \
	'785281 911125 145440+639841'
is 'III.14: the figure in the remark' "$(field III.14 ghi_chu_kind ghi_chu_numerator ghi_chu_denominator ghi_chu_unit)" \
	'fraction 26125 37354 nguoi'
is 'I.12: the words of the remark are no figure' "$(field I.12 ghi_chu_kind ghi_chu_low)" 'text '
is 'I.15: a dash is missing, and kept' "$(field I.15 ket_qua ket_qua_kind ket_qua_low)" '- missing '
is 'III.2: over 100 % is not clamped' "$(field III.2 ket_qua_low)" 105.48
is 'III.4: the national range' "$(field III.4 chi_tieu_quoc_gia_low chi_tieu_quoc_gia_high)" '30 50'
is 'III.1: a target to strive for' "$(field III.1 chi_tieu_tinh_comparator chi_tieu_tinh_low)" 'strive 80'
done_testing
