#include "compute/target.h"

#include <string.h>
#include "compute/target_bound.h"
#include "core/due.h"
#include "core/rational.h"

#define MORE_DIGITS 30 /* more than any two fractions of records need to differ */

static bool compares(const char *comparator, int d)
{
	if (strcmp(comparator, "gt") == 0)
		return d > 0;
	if (strcmp(comparator, "le") == 0)
		return d <= 0;
	if (strcmp(comparator, "lt") == 0)
		return d < 0;
	if (strcmp(comparator, "eq") == 0)
		return d == 0;
	return d >= 0; /* ge, strive, range, and a bare number */
}

int target_status(const char **status, const struct maybe *value, const char *comparator, const char *low,
	const char *high, struct err *e)
{
	const char *bound = *comparator == 'l' && !*low ? high : low;
	mpq_t b;
	int rc = 0;
	*status = !*bound ? "no_target" : "no_data";
	if (!*bound || !value->has)
		return 0;
	mpq_init(b);
	rc = rational_parse(b, bound, strlen(bound), e)
		     ? err_set(e, ERR_CATALOG, "target \"%s\" is no number", bound)
		     : 0;
	if (rc == 0)
		*status = compares(comparator, mpq_cmp(value->number, b)) ? "reached" : "not_reached";
	mpq_clear(b);
	return rc;
}

/* The row of a level that has no part of its own name. */
static long row_find(const struct table *t, const struct result *r, const char *level, const char *date)
{
	for (size_t i = 0; i < t->nrows; i++)
		if (strcmp(table_get(t, i, "set"), r->set) == 0 &&
			strcmp(table_get(t, i, "indicator"), r->indicator) == 0 &&
			!*table_get(t, i, "part") && strcmp(table_get(t, i, "level"), level) == 0 &&
			table_is_valid(t, i, date))
			return (long)i;
	return -1;
}

/* A value held against a row of targets, or none. */
struct holding {
	const struct table *t;
	long row;
	const struct result *r;
	const struct maybe *value;
	const char *date, *today;
};

static int level_status(const struct holding *h, const char **status, struct err *e)
{
	struct bound b;
	int rc;

	*status = "no_target";
	if (h->row < 0)
		return 0;
	rc = bound_find(&b, h->t, (size_t)h->row, h->date, e);
	if (rc == 0)
		rc = target_status(status, h->value, b.comparator, b.low, b.high, e);
	if (rc == 0 && strcmp(*status, "no_target") != 0 &&
		!bound_is_comparable(h->t, (size_t)h->row, h->r->unit))
		*status = "not_comparable";
	bound_release(&b);
	return rc;
}

/* The latest milestone of the row that has come by today, or -1. */
static long milestone_find(const struct holding *h, const struct table *m)
{
	static const char *const key[] = {"set", "indicator", "part", "level"};
	long found = -1;

	for (size_t i = 0; i < m->nrows; i++) {
		bool is = table_is_valid(m, i, h->date) && strcmp(table_get(m, i, "on_date"), h->today) <= 0;
		for (size_t k = 0; k < 4; k++)
			is = is &&
			     strcmp(table_get(m, i, key[k]), table_get(h->t, (size_t)h->row, key[k])) == 0;
		if (is && (found < 0 || strcmp(table_get(m, i, "on_date"),
						table_get(m, (size_t)found, "on_date")) > 0))
			found = (long)i;
	}
	return found;
}

/* Before the due day. */
static int ahead(
	const struct holding *h, const char *status, struct catalog *c, const char **word, struct err *e)
{
	const struct table *m = catalog_get(c, "milestones", e);
	long i = m ? milestone_find(h, m) : -1;

	*word = strcmp(status, "reached") == 0 ? "on_course" : "not_due";
	if (!m)
		return -1;
	if (i < 0 || strcmp(status, "not_reached") != 0)
		return 0;
	if (target_status(&status, h->value, table_get(m, (size_t)i, "comparator"),
		    table_get(m, (size_t)i, "low"), "", e))
		return -1;
	*word = strcmp(status, "reached") == 0 ? "on_course" : "behind";
	return 0;
}

/* What the calendar makes of the status. */
static int level_due(const struct holding *h, const char *status, struct catalog *c, char due[DUE_SIZE],
	const char **word, struct err *e)
{
	bool is_known = strcmp(status, "reached") == 0 || strcmp(status, "not_reached") == 0;
	const char *state;

	*word = "";
	if (h->row < 0 || strcmp(table_get(h->t, (size_t)h->row, "kind"), "none") == 0)
		return 0;
	due_find(h->t, (size_t)h->row, h->date, due);
	state = due_state(due, h->today);
	if (is_known && strcmp(table_get(h->t, (size_t)h->row, "kind"), "maintain") == 0)
		*word = strcmp(status, "reached") == 0 ? "maintained" : "relapsed";
	else if (strcmp(state, "ahead") == 0)
		return ahead(h, status, c, word, e);
	else if (strcmp(state, "undated") == 0)
		*word = strcmp(status, "reached") == 0 ? "reached" : "undated";
	else if (is_known)
		*word = status;
	else
		*word = strcmp(state, "today") == 0 ? "due" : "overdue";
	return 0;
}

int target_find(struct result *r, struct catalog *c, const char *date, const char *today, struct err *e)
{
	const struct table *t = catalog_get(c, "targets", e);
	struct holding p = {t, -1, r, &r->value, date, today}, n = p;
	if (!t)
		return -1;
	p.row = row_find(t, r, "province", date);
	n.row = row_find(t, r, "national", date);
	r->target = p.row < 0 ? "" : table_get(t, (size_t)p.row, "text");
	r->national_target = n.row < 0 ? "" : table_get(t, (size_t)n.row, "text");
	return level_status(&p, &r->status, e) || level_status(&n, &r->national_status, e) ||
			       level_due(&p, r->status, c, r->due, &r->due_status, e) ||
			       level_due(
				       &n, r->national_status, c, r->national_due, &r->national_due_status, e)
		       ? -1
		       : 0;
}

/* Whether the value as rounded at digits has the statuses of the exact one. */
static int is_honest(const struct result *r, const struct table *t, const char *date, unsigned digits,
	bool *honest, struct err *e)
{
	struct buf text = {0};
	struct maybe rounded = {.has = true};
	const char *province = "", *national = "";
	int rc;
	mpq_init(rounded.number);
	rc = rational_round(r->value.number, digits, &text, e);
	if (rc == 0)
		rc = rational_parse(rounded.number, text.data, text.len, e);
	if (rc == 0)
		rc = level_status(
			&(struct holding){t, row_find(t, r, "province", date), r, &rounded, date, date},
			&province, e);
	if (rc == 0)
		rc = level_status(
			&(struct holding){t, row_find(t, r, "national", date), r, &rounded, date, date},
			&national, e);
	*honest = strcmp(province, r->status) == 0 && strcmp(national, r->national_status) == 0;
	mpq_clear(rounded.number);
	buf_release(&text);
	return rc;
}

int target_show(struct result *r, struct catalog *c, const char *date, struct err *e)
{
	const struct table *t = catalog_get(c, "targets", e);
	unsigned digits = r->digits;
	bool honest = false;
	if (!t)
		return -1;
	if (!r->value.has)
		return 0;
	for (; digits < r->digits + MORE_DIGITS; digits++) {
		if (is_honest(r, t, date, digits, &honest, e))
			return -1;
		if (honest)
			break;
	}
	return result_show(r->value.number, digits, &r->shown, e);
}
