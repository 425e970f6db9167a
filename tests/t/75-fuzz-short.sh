#!/bin/bash
# The fuzzers' short run: every seed, and changed copies of it, the same each time. `make fuzz` runs them at length.
. "$(dirname "$0")/../lib/tap.sh"
cd "$ROOT" || exit 1
. tests/fuzz/seeds.sh
make -s B="${BUILD#"$ROOT/"}" replays >"$T/make" 2>&1 || { cat "$T/make"; exit 1; }
seeds_key "$T/key"
export CHISO_KEY=$T/key CHISO_CATALOG=$ROOT/pipeline/catalog
for source in tests/fuzz/fuzz_*.c; do
	name=$(basename "$source" .c)
	seeds "$name" | sed "s|^|$ROOT/|" >"$T/seeds"
	ok "$name: there are seeds" test -s "$T/seeds"
	mapfile -t files <"$T/seeds"
	cd "$T" || exit 1
	ok "$name: changed inputs, no finding" timeout 600 "$BUILD/fuzz/$name" "${FUZZ_COPIES:-60}" "${files[@]}"
	like "$name counts them" "$(cat "$T/out")" '^[1-9][0-9]+ changed inputs of [1-9][0-9]* seeds, no finding$'
	cd "$ROOT" || exit 1
done
done_testing
