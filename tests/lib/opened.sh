# shellcheck shell=bash
# Open data, and what strangers' programs say of them; after tap.sh.
#
# open_audit           the program that asks how closely what is left out can be told: its path in `audit`
# truth FILE           every count of the warehouse that PG* name
# audited DIR N TRUTH  the bundle of a threshold of N, looked at from outside with the tree's catalogue

open_audit() {
	audit=$T/suppression_audit
	"${CC:-gcc}" -O2 -Wall -Wextra -Werror -o "$audit" "$ROOT/tests/lib/suppression_audit.c" -lglpk
}

truth() { psql -X -q -c "\\copy (select measure, agency, period, item, value from core.measure where run_to is null and kind in ('sum', 'distinct')) to '$1' csv header"; }

audited() {
	local -a overlays
	mapfile -t overlays < <(find "$ROOT/pipeline/catalog" -mindepth 1 -maxdepth 1 -type d ! -name base | LC_ALL=C sort)
	/usr/bin/python3 "$ROOT/tests/lib/open_audit.py" "$1" "$3" "$2" "$audit" "$ROOT/pipeline/catalog/base" "${overlays[@]}"
}

# valid_bundle NAME DIR: tests: what a Data Package's and a catalogue's readers find in it
valid_bundle() {
	local set
	for set in "$2"/*/; do
		exit_is "$1: $(basename "$set") is a Data Package" 0 /usr/bin/python3 "$ROOT/tests/lib/open.py" package "$set"
		is '  without a finding' "$(cat "$T/out")" ''
	done
	exit_is "$1: a catalogue by DCAT-AP" 0 /usr/bin/python3 "$ROOT/tests/lib/open.py" dcat "$2/catalog.jsonld" "$2"/*/dcat.jsonld
	is '  without a finding' "$(grep -v '^note' "$T/out")" ''
	exit_is '  its sums are right' 0 sh -c 'cd "$1" && sha256sum --quiet -c SHA256SUMS' sh "$2"
}
