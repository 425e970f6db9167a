/* What the calendar makes of the answer of a row. */
#include "compute/target_row.h"

#include <string.h>
#include "model/due.h"

/* The latest milestone of the row that has come by today, or -1. */
static long find_milestone(const struct holding *h, const struct table *m)
{
	static const char *const key[] = {"set", "indicator", "part", "level"};
	long found = -1;

	for (size_t i = 0; i < m->nrows; i++) {
		bool is = table_is_valid(m, i, h->w->date) &&
			  strcmp(table_get(m, i, "on_date"), h->w->today) <= 0;

		for (size_t k = 0; k < 4; k++)
			is = is && strcmp(table_get(m, i, key[k]), holding_get(h, key[k])) == 0;
		if (is && (found < 0 || strcmp(table_get(m, i, "on_date"),
						table_get(m, (size_t)found, "on_date")) > 0))
			found = (long)i;
	}
	return found;
}

/* Before the due day. */
static int ahead(const struct holding *h, const struct answer *a, const char **word, struct err *e)
{
	const struct table *m = catalog_get(h->w->catalog, "milestones", e);
	long i = m ? find_milestone(h, m) : -1;
	const char *status;
	struct measured x;
	int rc;

	*word = strcmp(a->status, "reached") == 0 ? "on_course" : "not_due";
	if (!m)
		return -1;
	if (i < 0 || strcmp(a->status, "not_reached") != 0)
		return 0;
	rc = measured_find(&x, h, e);
	if (rc == 0)
		rc = target_status(&status, &x.number, table_get(m, (size_t)i, "comparator"),
			table_get(m, (size_t)i, "low"), "", e);
	if (rc == 0)
		*word = strcmp(status, "reached") == 0 ? "on_course" : "behind";
	measured_release(&x);
	return rc;
}

int row_due(
	const struct holding *h, const struct answer *a, char due[DUE_SIZE], const char **word, struct err *e)
{
	bool is_reached = strcmp(a->status, "reached") == 0;
	bool is_known = is_reached || strcmp(a->status, "not_reached") == 0;
	const char *state;

	*word = "";
	if (holding_is(h, "none"))
		return 0;
	due_find(h->t, h->row, h->w->date, due);
	state = due_state(due, h->w->today);
	if (!is_known && holding_is_past(h))
		*word = "no_figure";
	else if (is_known && holding_is(h, "maintain"))
		*word = is_reached ? "maintained" : "relapsed";
	else if (strcmp(state, "ahead") == 0)
		return ahead(h, a, word, e);
	else if (strcmp(state, "undated") == 0)
		*word = is_reached ? "reached" : "undated";
	else if (is_reached || (is_known && !a->is_open))
		*word = a->status;
	else
		*word = strcmp(state, "today") == 0 ? "due" : "overdue";
	return 0;
}
