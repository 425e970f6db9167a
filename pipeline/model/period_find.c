/* Which period a name, a number in a year or a day is. */
#include <string.h>
#include "model/period_rules.h"

static const struct period *named_in(
	const struct period *list, size_t n, const char *calendar, struct slice name)
{
	for (size_t i = 0; i < n; i++)
		if (slice_equals(name, list[i].name) && strcmp(list[i].calendar, calendar) == 0)
			return &list[i];
	return NULL;
}

const struct period *period_named(const struct periods *p, const char *calendar, struct slice name)
{
	const struct period *found = named_in(p->list, p->n, calendar, name);

	return found ? found : named_in(p->others, p->nothers, calendar, name);
}

const struct period *period_find(const struct periods *p, const char *calendar, const char *name)
{
	return period_named(p, calendar, slice_from(name));
}

size_t periods_count(const struct periods *p)
{
	return p->n + p->nothers;
}

const struct period *period_at(const struct periods *p, size_t number)
{
	return number < p->n ? &p->list[number] : &p->others[number - p->n];
}

bool period_is_measured(const struct period *q)
{
	return q->kind == PERIOD_QUARTER || q->kind == PERIOD_MONTH;
}

bool period_is_in(const struct period *a, const struct period *b)
{
	return a->first >= b->first && a->last <= b->last && strcmp(a->calendar, b->calendar) == 0;
}

static const struct period *numbered_in(
	const struct period *list, size_t n, const char *calendar, const char *kind, int year, int number)
{
	for (size_t i = 0; i < n; i++) {
		const struct period *q = &list[i];
		int place = 1;

		if (q->last / 10000 != year || strcmp(q->kind_name, kind) != 0 ||
			strcmp(q->calendar, calendar) != 0)
			continue;
		for (size_t k = 0; k < n; k++)
			place += list[k].last / 10000 == year && list[k].first < q->first &&
				 strcmp(list[k].kind_name, kind) == 0 &&
				 strcmp(list[k].calendar, calendar) == 0;
		if (place == number)
			return q;
	}
	return NULL;
}

const struct period *period_numbered(
	const struct periods *p, const char *calendar, const char *kind, int year, int number)
{
	const struct period *found = numbered_in(p->list, p->n, calendar, kind, year, number);

	return found ? found : numbered_in(p->others, p->nothers, calendar, kind, year, number);
}

static const struct period *quarter_at(const struct periods *p, const char *calendar, int day)
{
	for (size_t i = 0; i < p->n; i++) {
		const struct period *q = &p->list[i];

		if (day >= q->first && day <= q->last && q->kind == PERIOD_QUARTER &&
			strcmp(q->calendar, calendar) == 0)
			return q;
	}
	return NULL;
}

const struct period *period_of(const struct periods *p, const char *calendar, const char *date, size_t len)
{
	int day = period_day(date, len);
	const struct period *q = day < 0 ? period_named(p, calendar, (struct slice){date, len}) : NULL;

	if (day >= 0)
		return quarter_at(p, calendar, day);
	return !q || q->kind == PERIOD_QUARTER ? q : quarter_at(p, calendar, q->last);
}

static const struct period *asked_month_at(const struct periods *p, const char *calendar, int day)
{
	for (size_t i = 0; p->has_asked && i < p->nothers; i++) {
		const struct period *q = &p->others[i];

		if (day >= q->first && day <= q->last && q->is_asked && q->kind == PERIOD_MONTH &&
			strcmp(q->calendar, calendar) == 0)
			return q;
	}
	return NULL;
}

const struct period *period_month_of(
	const struct periods *p, const char *calendar, const char *date, size_t len, bool *is_only)
{
	int day = period_day(date, len);
	const struct period *q =
		day < 0 ? named_in(p->others, p->nothers, calendar, (struct slice){date, len})
			: asked_month_at(p, calendar, day);

	*is_only = day < 0;
	return q && q->kind == PERIOD_MONTH ? q : NULL;
}
