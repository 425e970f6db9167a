#!/bin/bash
# What a printer writes in any of the accepted ways is read back as the same value; a text that was changed in one character is the same
# value, another that a person would read so too, or no exact number.
. "$(dirname "$0")/../lib/tap.sh"

GEN=$ROOT/tests/gen/figures.py
CATALOG=$ROOT/pipeline/catalog
for seed in 1 2 3; do
	/usr/bin/python3 "$GEN" write "$seed" 1500 "$CATALOG" >"$T/raw"
	ok "seed $seed: normalize" chiso-normalize -q --now 2024-04-01 --feed bao-cao-quy -i "$T/raw" -o "$T/clean" --rejects "$T/rejects"
	/usr/bin/python3 "$GEN" check "$seed" 1500 "$CATALOG" "$T/clean" >"$T/found"
	is "seed $seed: nothing is read otherwise" "$(grep -v '^printed=' "$T/found" | head -n 20)" ''
	like "seed $seed: all of them, and changes that are numbers too" "$(tail -n 1 "$T/found")" '^printed=1500 changed=[0-9]{5} exact=[0-9]{4}'
done
done_testing
