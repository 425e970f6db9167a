#include "compute/year.h"

#include <string.h>

static bool is_of_year(const struct period *p, enum period_kind kind, const struct period *q)
{
	return p->kind == kind && strcmp(p->calendar, q->calendar) == 0 && strcmp(p->parent, q->parent) == 0;
}

static size_t add_name(char *out, size_t size, size_t len, const struct period *p)
{
	if (len < size)
		len += (size_t)snprintf(out + len, size - len, "%s%s", len ? "+" : "", p->name);
	return len;
}

/* What q's year has up to q, joined by +: the quarters that ended before it, or with it, and of the quarter
 * that a month lies in the months up to it; into whole all quarters of the year. */
static void name_parts(struct year *y, const struct period *q, char *whole, size_t size)
{
	size_t len = 0, all = 0;
	int last = 0;

	for (size_t i = 0; i < y->periods->n; i++) {
		const struct period *p = &y->periods->list[i];

		if (!is_of_year(p, PERIOD_QUARTER, q))
			continue;
		all = add_name(whole, size, all, p);
		if (p->last > q->last || (q->kind == PERIOD_MONTH && period_is_in(q, p)))
			continue;
		len = add_name(y->name, sizeof(y->name), len, p);
		last = p->last;
	}
	for (size_t i = 0; q->kind == PERIOD_MONTH && i < y->periods->nothers; i++) {
		const struct period *p = &y->periods->others[i];

		if (is_of_year(p, PERIOD_MONTH, q) && p->first > last && p->last <= q->last)
			len = add_name(y->name, sizeof(y->name), len, p);
	}
}

int year_init(struct year *y, const struct observations *f, struct err *e)
{
	const struct period *last;
	struct span span, whole;
	char names[sizeof(y->name)] = "";

	*y = (struct year){.f = f, .nleaves = f->span.nleaves};
	if (!f->span.calendar || f->span.is_year || !f->span.n)
		return 0;
	if (periods_load(&y->periods, f->catalog, e))
		return -1;
	last = period_find(y->periods, f->span.calendar, f->span.parts[f->span.n - 1]);
	if (!last || !*last->parent)
		return 0;
	name_parts(y, last, names, sizeof(names));
	if (span_find(&span, y->periods, f->span.calendar, y->name, e) ||
		span_find(&whole, y->periods, f->span.calendar, *names ? names : y->name, e))
		return -1;
	y->nleaves = whole.nleaves;
	if (span.nleaves == f->span.nleaves)
		return 0;
	span.is_year = span.is_made = true; /* a stock of it is that of its last part */
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

	for (size_t q = 0; q < y->f->span.nleaves; q++) {
		bool has = false;

		for (size_t i = 0; i < n && !has; i++) {
			long of = numbers[rows + i - y->f->store->rows];

			has = observations_leaves(y->f, &rows[i]) >> q & 1 &&
			      (of == number || (has_parts && tree_is_under(&y->f->tree, of, number)));
		}
		last = has ? q + 1 : last;
		count += has;
	}
	*is_whole = count == last;
	return last;
}
