/* The figures at hand: the span, the tree at its end, and which agencies a feed has rows for. */
#include <stdlib.h>
#include <string.h>
#include "compute/rollup.h"

int span_find(struct span *s, const struct periods *p, const char *calendar, const char *name, struct err *e)
{
	const struct period *whole = period_find(p, calendar, name), *first = NULL, *last = NULL;

	*s = (struct span){.periods = p,
		.calendar = calendar,
		.name = name,
		.is_year = whole && whole->kind == PERIOD_YEAR};
	for (size_t i = 0; i < p->n; i++) {
		const struct period *q = &p->list[i];
		const char *at = strstr(name, q->name);
		bool is_named = at && (at == name || at[-1] == '+') && strchr("+", at[strlen(q->name)]);

		if (q->kind != PERIOD_QUARTER || strcmp(q->calendar, calendar) != 0 ||
			!(s->is_year ? strcmp(q->parent, name) == 0 : is_named) || s->n == SPAN_QUARTERS)
			continue;
		s->quarters[s->n++] = q->name;
		first = first ? first : q;
		last = q;
	}
	if (!last)
		return err_set(e, ERR_USAGE,
			"--period: found \"%s\", expected a quarter or year of calendar %s", name, calendar);
	s->starts_on = first->starts_on;
	s->ends_on = last->ends_on;
	return 0;
}

bool span_has(const struct span *s, const char *period)
{
	for (size_t i = 0; i < s->n; i++)
		if (strcmp(s->quarters[i], period) == 0)
			return true;
	return false;
}

static int feed_mark(struct figures *f, const char *feed, long agency, unsigned quarter, struct err *e)
{
	size_t i = 0;

	while (i < f->nfeeds && strcmp(f->feeds[i].feed, feed) != 0)
		i++;
	if (i == FIGURES_FEEDS)
		return err_set(e, ERR_CATALOG, "more than %d feeds in measures.csv", FIGURES_FEEDS);
	if (i == f->nfeeds) {
		f->feeds[i].feed = feed;
		f->feeds[i].quarters = calloc(f->tree.n + 1, sizeof(*f->feeds[i].quarters));
		if (!f->feeds[i].quarters)
			return err_set(e, ERR_NOMEM, "out of memory for the feeds");
		f->nfeeds++;
	}
	for (int depth = 0; agency >= 0 && depth < TREE_DEPTH; depth++) {
		f->feeds[i].quarters[agency] |= (uint8_t)(1U << quarter);
		agency = f->tree.agencies[agency].parent;
	}
	return 0;
}

static int rows_mark(struct figures *f, struct err *e)
{
	const char *measure = "", *feed = "";

	for (size_t i = 0; i < f->store->n; i++) {
		const struct measure *m = &f->store->rows[i];

		f->agencies[i] = tree_find(&f->tree, m->agency);
		if (strcmp(m->measure, measure) != 0) {
			measure = m->measure;
			feed = measure_feed(&f->measures, measure, NULL);
		}
		for (unsigned q = 0; *feed && q < f->span.n; q++)
			if (strcmp(f->span.quarters[q], m->period) == 0 &&
				feed_mark(f, feed, f->agencies[i], q, e))
				return -1;
	}
	return 0;
}

int figures_init(
	struct figures *f, const struct store *s, struct catalog *c, const struct span *span, struct err *e)
{
	struct agency_rows agencies;
	const char *day = span->agencies_on ? span->agencies_on : span->ends_on;
	const char **others = calloc(s->n + 1, sizeof(*others));
	int rc = -1;

	*f = (struct figures){.store = s, .catalog = c, .span = *span};
	f->agencies = calloc(s->n + 1, sizeof(*f->agencies));
	if (!others || !f->agencies) {
		err_set(e, ERR_NOMEM, "out of memory for the figures");
		goto out;
	}
	for (size_t i = 0; i < s->n; i++)
		others[i] = s->rows[i].agency;
	if (agency_rows_open(&agencies, c, e) || measure_rows_open(&f->measures, c, e) ||
		tree_init(
			&f->tree, &agencies, span->agencies_on ? day : span->starts_on, day, others, s->n, e))
		goto out;
	rc = rows_mark(f, e);
out:
	free(others);
	return rc;
}

void figures_release(struct figures *f)
{
	for (size_t i = 0; i < f->nfeeds; i++)
		free(f->feeds[i].quarters);
	free(f->agencies);
	tree_release(&f->tree);
	*f = (struct figures){0};
}

unsigned figures_feed_quarters(const struct figures *f, const char *feed, long agency)
{
	for (size_t i = 0; i < f->nfeeds; i++)
		if (agency >= 0 && strcmp(f->feeds[i].feed, feed) == 0)
			return f->feeds[i].quarters[agency];
	return 0;
}

bool figures_has_feed(const struct figures *f, const char *feed, long agency)
{
	return figures_feed_quarters(f, feed, agency) != 0;
}
