#include "compute/year.h"

#include <string.h>

/* The quarters of q's year that begin no later than q does, joined by +; *n: of the whole year. */
static void name_quarters(struct year *y, const struct period *q)
{
	size_t len = 0;

	for (size_t i = 0; i < y->periods->n; i++) {
		const struct period *p = &y->periods->list[i];

		if (p->kind != PERIOD_QUARTER || strcmp(p->calendar, q->calendar) != 0 ||
			strcmp(p->parent, q->parent) != 0)
			continue;
		y->nquarters++;
		if (p->first <= q->first && len < sizeof(y->name))
			len += (size_t)snprintf(
				y->name + len, sizeof(y->name) - len, "%s%s", len ? "+" : "", p->name);
	}
}

int year_init(struct year *y, const struct observations *f, struct err *e)
{
	const struct period *last;
	struct span span;

	*y = (struct year){.f = f, .nquarters = f->span.n};
	if (!f->span.calendar || f->span.is_year || !f->span.n)
		return 0;
	if (periods_load(&y->periods, f->catalog, e))
		return -1;
	last = period_find(y->periods, f->span.calendar, f->span.quarters[f->span.n - 1]);
	if (!last || !*last->parent)
		return 0;
	y->nquarters = 0;
	name_quarters(y, last);
	if (span_find(&span, y->periods, f->span.calendar, y->name, e))
		return -1;
	if (span.n == f->span.n)
		return 0;
	span.is_year = true; /* a stock of it is that of its last quarter */
	span.agencies_on = f->span.agencies_on;
	y->f = &y->figures;
	return observations_init(&y->figures, f->store, f->catalog, &span, e);
}

void year_release(struct year *y)
{
	observations_release(&y->figures);
	periods_free(y->periods);
	*y = (struct year){0};
}

/* The rows whose quarters count: of what is counted from records any row of the measure. */
static size_t find_rows(
	const struct store *s, const char *measure, const char *item, const struct measure **first)
{
	size_t n = 0;

	store_find(s, measure, "", first);
	while (*first + n < s->rows + s->n && strcmp((*first)[n].measure, measure) == 0)
		n++;
	return n && !measure_is_counted((*first)->kind) ? store_find(s, measure, item, first) : n;
}

/* Whether another agency's rows are the agency's own too. */
static bool is_rolled_up(const struct year *y, const char *measure)
{
	const struct measure_definition *row =
		measure_definition_find(&y->f->measures, measure, y->f->span.ends_on);

	return !row || (row->over_agencies != OVER_NONE && row->over_agencies != OVER_MEAN);
}

size_t year_received(
	const struct year *y, const char *measure, const char *item, const char *agency, bool *is_whole)
{
	const struct measure *rows;
	size_t n = find_rows(y->f->store, measure, item, &rows), last = 0, count = 0;
	long number = tree_find(&y->f->tree, agency), *numbers = y->f->agencies;
	bool has_parts = is_rolled_up(y, measure);

	for (size_t q = 0; q < y->f->span.n; q++) {
		bool has = false;

		for (size_t i = 0; i < n && !has; i++) {
			long of = numbers[rows + i - y->f->store->rows];

			has = strcmp(rows[i].period, y->f->span.quarters[q]) == 0 &&
			      (of == number || (has_parts && tree_is_under(&y->f->tree, of, number)));
		}
		last = has ? q + 1 : last;
		count += has;
	}
	*is_whole = count == last;
	return last;
}
