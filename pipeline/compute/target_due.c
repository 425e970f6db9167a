/* What the calendar makes of the answer of a row. */
#include "compute/target_row.h"

#include <string.h>
#include "model/due.h"

/* Before the due day. */
static int ahead(const struct assessing *h, const struct assessment *a, const char **word, struct err *e)
{
	const struct milestone *m;
	struct milestones all;
	const char *status;
	struct measured x;
	int rc;

	*word = strcmp(a->status, "reached") == 0 ? "on_course" : "not_due";
	if (milestones_open(&all, h->w->catalog, e))
		return -1;
	m = milestone_find(&all, h->target, h->w->date, h->w->today);
	if (!m || strcmp(a->status, "not_reached") != 0)
		return 0;
	rc = measured_find(&x, h, e);
	if (rc == 0)
		rc = target_status(&status, &x.number, m->comparator, m->low, "", e);
	if (rc == 0)
		*word = strcmp(status, "reached") == 0 ? "on_course" : "behind";
	measured_release(&x);
	return rc;
}

int row_due(const struct assessing *h, const struct assessment *a, char due[DUE_SIZE], const char **word,
	struct err *e)
{
	bool is_reached = strcmp(a->status, "reached") == 0;
	bool is_known = is_reached || strcmp(a->status, "not_reached") == 0;
	enum due_state state;

	*word = "";
	if (h->target->kind == TARGET_NONE)
		return 0;
	due_day(h->target->due, h->target->repeat == REPEAT_YEAR, h->w->date, due);
	state = due_state_of(due, h->w->today);
	if (!is_known && assessing_is_past(h))
		*word = "no_figure";
	else if (is_known && h->target->kind == TARGET_MAINTAIN)
		*word = is_reached ? "maintained" : "relapsed";
	else if (state == DUE_AHEAD)
		return ahead(h, a, word, e);
	else if (state == DUE_UNDATED)
		*word = is_reached ? "reached" : "undated";
	else if (is_reached || (is_known && !a->is_open))
		*word = a->status;
	else
		*word = state == DUE_TODAY ? "due" : "overdue";
	return 0;
}
