#!/bin/bash
# The benchmark at 2,000 rows: it runs to its end, its digests agree, and it names every bar. Its times mean nothing at this size.
. "$(dirname "$0")/../lib/tap.sh"

ok 'the benchmark runs' env BENCH_ROWS=2000 CHISO_BUILD="$BUILD" BENCH_DIR="$T/bench" "$ROOT/tests/bench/run"
cp "$T/out" "$T/printed"
for line in 'floor \(' 'extract ' 'ingest, current' 'ingest of .gz' 'on top of' 'pipe extract' 'binary COPY' 'Python script'; do
	like "it times: $line" "$(cat "$T/printed")" "$line"
done
like 'it names the bars' "$(tail -n 1 "$T/printed")" '^[0-9]+ bars reached, [0-9]+ missed$'
unlike 'no program needs more than 64 MiB' "$(grep MISSED "$T/printed")" MiB
is 'the generator is deterministic' \
	"$(printf '000.00.19.H34\tH34.19\tSở Tư pháp\n' >"$T/agencies" && cc -O1 -o "$T/generate" "$ROOT/tests/bench/generate.c" -lz &&
		"$T/generate" "$T/agencies" 50 | sha256sum | cut -c1-16)" \
	"$("$T/generate" "$T/agencies" 50 1 0 gz | zcat | sha256sum | cut -c1-16)"
done_testing
