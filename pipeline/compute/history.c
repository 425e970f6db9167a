#include "compute/history.h"

#include <string.h>

/* The period of the kind that ended last before the day. */
static const struct period *period_before(
	const struct periods *p, const char *calendar, const char *kind, const char *day)
{
	const struct period *found = NULL;

	for (size_t i = 0; i < periods_count(p); i++) {
		const struct period *q = period_at(p, i);

		if (strcmp(q->kind_name, kind) == 0 && strcmp(q->calendar, calendar) == 0 &&
			strcmp(q->ends_on, day) < 0 && (!found || strcmp(q->ends_on, found->ends_on) > 0))
			found = q;
	}
	return found;
}

static bool has_rows(const struct store *s, const struct span *span)
{
	for (size_t i = 0; i < s->n; i++)
		if (span_has(span, s->rows[i].period))
			return true;
	return false;
}

/* The figures of the period of the kind that ended last before the day; *found: NULL when there is none. */
static int look_back(struct history *h, const struct observations *f, const char *kind, const char *day,
	struct observations *at, const struct observations **found, struct err *e)
{
	const struct period *p = period_before(h->periods, f->span.calendar, kind, day);
	struct span span;

	if (!p)
		return 0;
	if (span_find(&span, h->periods, f->span.calendar, p->name, e))
		return -1;
	if (!has_rows(f->store, &span))
		return 0;
	if (observations_init(at, f->store, f->catalog, &span, e))
		return -1;
	*found = at;
	return 0;
}

int history_init(struct history *h, const struct observations *f, struct err *e)
{
	const char *calendar = f->span.calendar;
	const struct period *first, *year;

	*h = (struct history){0};
	if (!calendar || !f->span.n)
		return 0;
	if (periods_load(&h->periods, f->catalog, e))
		return -1;
	first = period_find(h->periods, calendar, f->span.parts[0]);
	if (!first)
		return 0;
	if (f->span.is_year) {
		int rc = look_back(h, f, "year", first->starts_on, &h->period, &h->before, e);

		h->year_before = h->before;
		return rc;
	}
	year = period_find(h->periods, calendar, first->parent);
	return look_back(h, f, f->span.kind, first->starts_on, &h->period, &h->before,
		       e) || (year && look_back(h, f, "year", year->starts_on, &h->year, &h->year_before, e))
		       ? -1
		       : 0;
}

void history_release(struct history *h)
{
	observations_release(&h->period);
	observations_release(&h->year);
	periods_free(h->periods);
	*h = (struct history){0};
}
