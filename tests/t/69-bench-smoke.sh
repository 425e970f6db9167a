#!/bin/bash
# The benchmarks, tiny: they run to their end, their digests agree, and they name every bar. Their times mean nothing at this size.
# long
. "$(dirname "$0")/../lib/tap.sh"

ok 'the benchmark runs' env BENCH_ROWS=2000 CHISO_BUILD="$BUILD" BENCH_DIR="$T/bench" "$ROOT/tests/bench/run"
cp "$T/out" "$T/printed"
for line in 'floor \(' 'extract ' 'ingest, current' 'ingest of .gz' 'on top of' 'pipe extract' 'binary COPY' 'Python script'; do
	like "it times: $line" "$(cat "$T/printed")" "$line"
done
like 'it names the bars' "$(tail -n 1 "$T/printed")" '^[0-9]+ bars reached, [0-9]+ missed$'
case $BUILD in
*/san*) skip 'no program needs more than 64 MiB' "the address sanitizer's own memory counts as theirs" ;;
*) unlike 'no program needs more than 64 MiB' "$(grep MISSED "$T/printed")" MiB ;;
esac
is 'the generator is deterministic' \
	"$(printf '000.00.19.H34\tH34.19\tSở Tư pháp\n' >"$T/agencies" && cc -O1 -o "$T/generate" "$ROOT/tests/bench/generate.c" -lz &&
		"$T/generate" "$T/agencies" 50 | sha256sum | cut -c1-16)" \
	"$("$T/generate" "$T/agencies" 50 1 0 gz | zcat | sha256sum | cut -c1-16)"

if [ -z "${CHISO_TEST_BENCH:-}" ]; then
	skip 'the benchmark of the night runs' 'its nights take two minutes: CHISO_TEST_BENCH=1, or make check-all'
	done_testing
fi

# Whole nights: 4 messages, and 40 dossiers for reprocess. The benchmark ends by itself when a night leaves something out.
ok 'the benchmark of the night runs' env BENCH_SERVERS=default BENCH_MESSAGES=4 BENCH_DOSSIERS=40 BENCH_REPEATS=1 CHISO_BUILD="$BUILD" \
	BENCH_DIR="$T/night" "$ROOT/tests/bench/night"
cp "$T/out" "$T/printed"
for bar in '\(messages - empty\) / \(one file - empty\)' 'an empty night' 'an empty night after the messages' \
	'\(nothing new - empty\) / sha256sum' 'reprocess / its own dump \| aggregate \| compute, the median'; do
	like "it names the bar: $bar" "$(cat "$T/printed")" "(reached|MISSED) +default: $bar: -?[0-9.]+( s)? \(at most [0-9.]+"
done
like 'and counts them' "$(tail -n 1 "$T/printed")" '^[0-9]+ bars reached, [0-9]+ missed$'
ok 'the benchmark of many files runs' env BENCH_MESSAGES=2 BENCH_FILES=5 BENCH_REPEATS=1 BENCH_SERVERS=private CHISO_BUILD="$BUILD" \
	BENCH_DIR="$T/night" "$ROOT/tests/bench/night" files
for bar in 'time of a file, 5 / 2' 'memory of the largest process, 5 messages / one file'; do
	like "it names the bar: $bar" "$(cat "$T/out")" "(reached|MISSED) +private: $bar: -?[0-9.]+ \(at most"
done
done_testing
