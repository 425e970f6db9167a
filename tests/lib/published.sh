# shellcheck shell=bash
# What is kept of what readers may see, against what one view over all that is stored says (tests/data/published/old-view.sql);
# after tap.sh.
#
# published_differs [COMMAND…]   how many rows differ, and what is left to do; COMMAND asks (default: sql)
# published_is_right NAME [COMMAND…]   a test: none differs, nothing is left

PUBLISHED_COLUMNS='set, indicator, agency, period, basis, numerator, denominator, value, shown, unit, score, score_max, target, status,
	national_target, national_status, flags, reason, rules, run_from, run_to, due_status, national_due_status, due, national_due, state,
	decision, approved_on, is_status_held, is_proof_held'

published_differs() {
	[ $# -gt 0 ] || set -- sql
	"$@" "$(cat "$ROOT/tests/data/published/old-view.sql")
		select (select count(*) from (
			(select $PUBLISHED_COLUMNS from core.indicator_published except all select $PUBLISHED_COLUMNS from oracle.indicator_published) union all
			(select $PUBLISHED_COLUMNS from oracle.indicator_published except all select $PUBLISHED_COLUMNS from core.indicator_published)) d),
			(select count(*) from ((table core.indicator_published except all table core.indicator_masked) union all
			(table core.indicator_masked except all table core.indicator_published)) d),
			(select count(*) from core.published_due), (select count(*) from core.indicator) = (select count(*) from core.indicator_published)"
}

published_is_right() {
	local name=$1
	shift
	is "$name" "$(published_differs "$@" 2>&1 | tail -n 1)" '0|0|0|t'
}
