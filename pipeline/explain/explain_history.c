/* What the figure was before, and what has come since or was refused. */
#include <stdlib.h>
#include <string.h>
#include "explain/explain_parts.h"
#include "load/spill.h"
#include "load/sql.h"

#define CELL(x, name) ((x)->figure->cells[FIGURE_AT_##name])

static int list_kinds(const struct explaining *x, struct buf *out, struct err *e)
{
	if (buf_add_char(out, '{', e))
		return -1;
	for (size_t i = 0; i < x->nkinds; i++)
		if (spill_element(out, slice_from(x->kinds[i]), e))
			return -1;
	return buf_add_char(out, '}', e);
}

static int list_periods(const struct explaining *x, struct buf *out, struct err *e)
{
	if (buf_add_char(out, '{', e) || spill_element(out, slice_from(CELL(x, period)), e))
		return -1;
	for (size_t i = 0; i < x->world.span.n; i++)
		if (spill_element(out, slice_from(x->world.span.parts[i]), e))
			return -1;
	for (size_t i = 0; i < x->world.span.nleaves; i++)
		if (spill_element(out, slice_from(x->world.span.leaves[i]), e))
			return -1;
	return buf_add_char(out, '}', e);
}

/* ---- before ---- */

static const struct explain_word states[] = {{"held", "words.explain_held"},
	{"provisional", "words.explain_provisional"}, {"approved", "words.explain_approved"}, {NULL, NULL}};

static const struct explain_word runs[] = {{"night", "words.explain_night"},
	{"reprocess", "words.explain_reprocess"}, {"mend", "words.explain_mend"},
	{"manual", "words.explain_manual"}, {NULL, NULL}};

/* Why it moved: what the run that recorded it brought, or what the calendar did. */
static int say_why(
	struct explaining *x, struct page *row, const PGresult *r, int i, bool is_first, struct err *e)
{
	bool is_other = strcmp(PQgetvalue(r, i, 13), "t") == 0,
	     has_files = strcmp(PQgetvalue(r, i, 11), "0") != 0;
	bool is_same = !is_first && strcmp(PQgetvalue(r, i, 5), PQgetvalue(r, i + 1, 5)) == 0 &&
		       strcmp(PQgetvalue(r, i, 4), PQgetvalue(r, i + 1, 4)) == 0;

	if (has_files && (page_set(row, "files_new", PQgetvalue(r, i, 11), e) ||
				 page_set(row, "records_new", PQgetvalue(r, i, 12), e) ||
				 explain_say(x, row, "why_files", "words.explain_why_files", e)))
		return -1;
	if (is_other && explain_say(x, row, "why_catalog", "words.explain_why_catalog", e))
		return -1;
	if (is_first)
		return explain_say(x, row, "why", "words.explain_why_first", e);
	if (is_same)
		return explain_say(x, row, "why", "words.explain_why_status", e);
	return !has_files && !is_other ? explain_say(x, row, "why", "words.explain_why_again", e) : 0;
}

static int say_past(struct explaining *x, const PGresult *r, int i, struct err *e)
{
	static const char *const names[] = {
		"run_from", "run_to", NULL, NULL, "shown", "value", "numerator", "denominator", "score"};
	struct page *row = page_add(x->page, "history", e);

	for (int c = 0; row && c < 9; c++)
		if (names[c] && page_set(row, names[c], PQgetvalue(r, i, c), e))
			return -1;
	return !row || explain_time_say(row, "run_at", PQgetvalue(r, i, 2), e) ||
			       explain_word_say(x, row, "run_kind", PQgetvalue(r, i, 3), runs, e) ||
			       explain_word_say(x, row, "state", PQgetvalue(r, i, 10), states, e) ||
			       say_why(x, row, r, i, i + 1 == PQntuples(r), e)
		       ? -1
		       : 0;
}

int explain_history(struct explaining *x, struct err *e)
{
	const char *sql = sql_get(x->o->may_see_held ? "explain-history-all" : "explain-history");
	struct buf kinds = {0};
	PGresult *r = NULL;
	int rc = -1;

	if (list_kinds(x, &kinds, e))
		goto out;
	const char *params[] = {
		CELL(x, set), CELL(x, indicator), CELL(x, agency), CELL(x, period), kinds.data};
	if (db_ask(x->o->db, sql, 5, params, &r, e))
		goto out;
	rc = 0;
	for (int i = 0; i < PQntuples(r) && rc == 0; i++)
		rc = say_past(x, r, i, e);
out:
	PQclear(r);
	buf_release(&kinds);
	return rc;
}

/* ---- waiting ---- */

static const struct explain_word waits[] = {{"mark", "words.explain_wait_mark"},
	{"file", "words.explain_wait_file"}, {"record", "words.explain_wait_record"}, {NULL, NULL}};

static int say_waiting(struct explaining *x, const PGresult *r, int i, struct err *e)
{
	static const char *const names[] = {NULL, "feed", "code", "n", "example", "line"};
	struct page *row = page_add(x->page, "waiting", e);
	const char *code = PQgetvalue(r, i, 2);

	for (int c = 1; row && c < 6; c++)
		if (page_set(row, names[c], PQgetvalue(r, i, c), e))
			return -1;
	return !row || explain_word_say(x, row, "what", PQgetvalue(r, i, 0), waits, e) ||
			       page_set(row, "message",
				       explain_title(x, "reject_codes", "code", code, "message_vi"), e) ||
			       page_set(row, "message_en",
				       explain_title(x, "reject_codes", "code", code, "message_en"), e)
		       ? -1
		       : 0;
}

/* A catalogue that is another one today may compute another figure: the night says which are stale. */
static int say_catalog(struct explaining *x, struct err *e)
{
	char hash[65];

	if (catalog_hash(x->o->catalog, hash, e))
		return -1;
	return strcmp(hash, x->world.hash) == 0
		       ? 0
		       : explain_say(x, x->page, "other_catalog", "words.explain_other_catalog", e);
}

int explain_waiting(struct explaining *x, struct err *e)
{
	struct buf kinds = {0}, periods = {0};
	PGresult *r = NULL;
	int rc = -1;

	if (list_kinds(x, &kinds, e) || list_periods(x, &periods, e))
		goto out;
	const char *params[] = {kinds.data, periods.data, x->world.span.starts_on};
	if (db_ask(x->o->db, sql_get("explain-waiting"), 3, params, &r, e))
		goto out;
	rc = say_catalog(x, e);
	for (int i = 0; i < PQntuples(r) && rc == 0; i++)
		rc = say_waiting(x, r, i, e);
out:
	PQclear(r);
	buf_release(&kinds);
	buf_release(&periods);
	return rc;
}
