#include "compute/span.h"

#include <string.h>

/* The periods of a span while it is put together, in the order of their days. */
struct chosen {
	const struct period *list[SPAN_PARTS];
	size_t n;
};

static void choose(struct chosen *c, const struct period *q)
{
	size_t at = c->n;

	if (c->n == SPAN_PARTS)
		return;
	for (; at > 0 && c->list[at - 1]->first > q->first; at--)
		c->list[at] = c->list[at - 1];
	c->list[at] = q;
	c->n++;
}

/* "2024-Q1" in "2024-Q1+2024-Q2" */
static bool is_named(const char *names, const struct period *q)
{
	const char *at = strstr(names, q->name);

	return at && (at == names || at[-1] == '+') && strchr("+", at[strlen(q->name)]);
}

static void choose_named(struct chosen *c, const struct periods *p, const char *calendar, const char *names)
{
	for (size_t i = 0; i < periods_count(p); i++) {
		const struct period *q = period_at(p, i);

		if (period_is_measured(q) && strcmp(q->calendar, calendar) == 0 && is_named(names, q))
			choose(c, q);
	}
}

/* What a longer period is made of. */
static void choose_inside(
	struct chosen *c, const struct periods *p, const struct period *whole, enum period_kind kind)
{
	for (size_t i = 0; i < periods_count(p); i++)
		if (period_at(p, i)->kind == kind && period_is_in(period_at(p, i), whole))
			choose(c, period_at(p, i));
}

static bool has_all(const struct chosen *c, const struct period *whole)
{
	return c->n > 0 && c->list[0]->first == whole->first && c->list[c->n - 1]->last == whole->last;
}

/* Quarters where they make it up, as of a half-year and nine months; else months. */
static void choose_parts(struct chosen *c, const struct periods *p, const struct period *whole)
{
	struct chosen months = {.n = 0};

	choose_inside(c, p, whole, PERIOD_QUARTER);
	if (has_all(c, whole))
		return;
	choose_inside(&months, p, whole, PERIOD_MONTH);
	if (has_all(&months, whole) || !c->n)
		*c = months;
}

/* Its months, in the order of the calendar; itself when they do not make it up. */
static void add_part(struct span *s, const struct period *part)
{
	size_t from = s->nleaves;
	int last = 0;

	for (size_t i = s->periods->n; part->kind == PERIOD_QUARTER && i < periods_count(s->periods); i++) {
		const struct period *q = period_at(s->periods, i);

		if (q->kind != PERIOD_MONTH || !period_is_in(q, part) || s->nleaves == SPAN_LEAVES)
			continue;
		s->leaves[s->nleaves++] = q->name;
		last = q->last;
	}
	if (last != part->last) {
		s->nleaves = from;
		s->leaves[s->nleaves++] = part->name;
	}
	for (size_t i = from; i < s->nleaves; i++)
		s->masks[s->n] |= 1U << i;
	s->parts[s->n++] = part->name;
}

int span_find(struct span *s, const struct periods *p, const char *calendar, const char *name, struct err *e)
{
	const struct period *whole = period_find(p, calendar, name);
	struct chosen c = {.n = 0};

	*s = (struct span){.periods = p,
		.calendar = calendar,
		.name = name,
		.kind = whole ? whole->kind_name : "quarter",
		.is_year = whole && whole->kind == PERIOD_YEAR,
		.is_made = whole && !period_is_measured(whole)};
	if (s->is_made)
		choose_parts(&c, p, whole);
	else
		choose_named(&c, p, calendar, name);
	if (!c.n)
		return err_set(e, ERR_USAGE, "--period: found \"%s\", expected a period of calendar %s", name,
			calendar);
	for (size_t i = 0; i < c.n; i++)
		add_part(s, c.list[i]);
	s->starts_on = c.list[0]->starts_on;
	s->ends_on = c.list[c.n - 1]->ends_on;
	return 0;
}

unsigned span_leaves(const struct span *s, const char *period)
{
	for (size_t i = 0; i < s->n; i++)
		if (strcmp(s->parts[i], period) == 0)
			return s->masks[i];
	for (size_t i = 0; s->nleaves > s->n && i < s->nleaves; i++)
		if (strcmp(s->leaves[i], period) == 0)
			return 1U << i;
	return 0;
}

bool span_has(const struct span *s, const char *period)
{
	return span_leaves(s, period) != 0;
}

size_t span_parts_of(const struct span *s, unsigned leaves)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++)
		n += (s->masks[i] & leaves) != 0;
	return n;
}

bool span_is_split(const struct span *s, unsigned leaves)
{
	for (size_t i = 0; i < s->n; i++)
		if ((s->masks[i] & leaves) && (s->masks[i] & leaves) != s->masks[i])
			return true;
	return false;
}
