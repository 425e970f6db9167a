#include "compute/history.h"

#include <string.h>

/* The period of the kind that ended last before the day. */
static const struct period *period_before(
	const struct periods *p, const char *calendar, enum period_kind kind, const char *day)
{
	const struct period *found = NULL;
	for (size_t i = 0; i < p->n; i++)
		if (p->list[i].kind == kind && strcmp(p->list[i].calendar, calendar) == 0 &&
			strcmp(p->list[i].ends_on, day) < 0 &&
			(!found || strcmp(p->list[i].ends_on, found->ends_on) > 0))
			found = &p->list[i];
	return found;
}

static bool has_rows(const struct store *s, const struct span *span)
{
	for (size_t i = 0; i < s->n; i++)
		if (span_has(span, s->rows[i].period))
			return true;
	return false;
}

int history_init(struct history *h, const struct figures *f, struct err *e)
{
	const char *calendar = f->span.calendar;
	const struct period *first, *before;
	struct span span;
	*h = (struct history){0};
	if (!calendar || !f->span.n || periods_load(&h->periods, f->catalog, e))
		return calendar && f->span.n ? -1 : 0;
	first = period_find(h->periods, calendar, f->span.quarters[0]);
	before = first ? period_before(h->periods, calendar, f->span.is_year ? PERIOD_YEAR : PERIOD_QUARTER,
				 first->starts_on)
		       : NULL;
	if (!before)
		return 0;
	if (span_find(&span, h->periods, calendar, before->name, e))
		return -1;
	if (!has_rows(f->store, &span))
		return 0;
	h->is_at_hand = true;
	return figures_init(&h->figures, f->store, f->catalog, &span, e);
}

void history_release(struct history *h)
{
	if (h->is_at_hand)
		figures_release(&h->figures);
	periods_free(h->periods);
	*h = (struct history){0};
}
