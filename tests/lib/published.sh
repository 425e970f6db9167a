# shellcheck shell=bash
# What is kept of what readers may see, against what one view over all that is stored says (tests/data/published/old-view.sql);
# after tap.sh.
#
# published_differs [COMMAND…]   how many rows differ, and what is left to do; COMMAND asks (default: sql)
# published_is_right NAME [COMMAND…]   a test: none differs, nothing is left
# published_undo                 the warehouse as it was before 94-published.sql and 99-share-rows.sql, but for the views

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

published_undo() {
	sql "$(sql "select string_agg(format('drop view share_own.%I cascade', viewname), '; ') from pg_views where schemaname = 'share_own'")" >/dev/null 2>&1
	sql 'drop table core.published_due, core.published_so_far, core.share_right, core.indicator_published, core.reader_word, core.told,
		core.share_set, core.share_turn, core.share_row, core.share_due, core.share_noted, core.dataset, audit.delivery cascade;
		drop function core.share_statement, core.share_rows, core.mark_shared, core.gather_statistics, core.share_count, core.grant_to, core.note_share, core.mark_published, core.publish_due, core.publish_all, core.tell, core.tell_new, core.set_words, core.exact_number,
		core.exact_day, core.exact_fraction cascade; drop view core.indicator_state cascade; drop index core.indicator_beside' >/dev/null 2>&1
}
