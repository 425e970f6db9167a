#!/bin/bash
# Between a COMMIT and its answer: the rows are there, the night does not know, and the next one finds out
# long
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"
# shellcheck source=tests/lib/kill.sh
. "$ROOT/tests/lib/kill.sh"

# Programs that lose the answer exist only in a build for tests.
faults=$ROOT/build/faults
if ! make -s -C "$ROOT" -j2 B=build/faults OPT='-O1 -DCHISO_FAULTS' build/faults/bin/chiso-ingest \
	build/faults/bin/chiso-load >"$T/out" 2>"$T/err"; then
	tap_note "$(tail -n 5 "$T/err")"
fi
ok 'a build with fault switches' test -x "$faults/bin/chiso-load"
prepare_kills

# lossy KIND: a folder of programs in which this one loses the answer to its first COMMIT
# (of figures: of the quarter that has some).
lossy() {
	local kind=$1 dir=$T/lossy-$1 program
	mkdir -p "$dir"
	for program in "$BUILD"/bin/chiso-*; do ln -sf "$program" "$dir/"; done
	case $kind in
	ingest) program=chiso-ingest ;;
	*) program=chiso-load ;;
	esac
	rm -f "$dir/$program"
	# shellcheck disable=SC2016 # the script's own variables
	printf '#!/bin/sh\ncase $* in %s) export CHISO_FAULT=after-commit ;; esac\nexec "%s" "$@"\n' \
		"$([ "$kind" = ingest ] && echo '*' || echo "$kind*2024-Q1*")" "$faults/bin/$program" >"$dir/$program"
	chmod +x "$dir/$program"
	printf '%s' "$dir"
}

for kind in ingest measures indicators; do
	fresh
	code=0
	night "$T/v" CHISO_BIN="$(lossy "$kind")" 2>/dev/null || code=$?
	is "$kind: the night that loses the answer is not done" "$code" 70
	case $kind in
	ingest) question='select count(*) > 0 from audit.load' ;;
	measures) question='select count(*) > 0 from core.measure' ;;
	*) question='select count(*) > 0 from core.indicator' ;;
	esac
	is "$kind: but the rows are committed" "$(on_server "$T/v" -c "$question")" t
	same_after "$kind: the next night leaves what an undisturbed one leaves"
done

done_testing
