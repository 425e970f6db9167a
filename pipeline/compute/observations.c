#include "compute/observations.h"

#include <stdlib.h>
#include <string.h>

static int feed_mark(struct observations *f, const char *feed, long agency, unsigned quarter, struct err *e)
{
	size_t i = 0;

	while (i < f->nfeeds && strcmp(f->feeds[i].feed, feed) != 0)
		i++;
	if (i == OBSERVATIONS_FEEDS)
		return err_set(e, ERR_CATALOG, "more than %d feeds in measures.csv", OBSERVATIONS_FEEDS);
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

static int rows_mark(struct observations *f, struct err *e)
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

int observations_init(struct observations *f, const struct store *s, struct catalog *c,
	const struct span *span, struct err *e)
{
	struct agency_rows agencies;
	const char *day = span->agencies_on ? span->agencies_on : span->ends_on;
	const char **others = calloc(s->n + 1, sizeof(*others));
	int rc = -1;

	*f = (struct observations){.store = s, .catalog = c, .span = *span};
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

void observations_release(struct observations *f)
{
	for (size_t i = 0; i < f->nfeeds; i++)
		free(f->feeds[i].quarters);
	free(f->agencies);
	tree_release(&f->tree);
	*f = (struct observations){0};
}

unsigned observations_feed_quarters(const struct observations *f, const char *feed, long agency)
{
	for (size_t i = 0; i < f->nfeeds; i++)
		if (agency >= 0 && strcmp(f->feeds[i].feed, feed) == 0)
			return f->feeds[i].quarters[agency];
	return 0;
}

bool observations_has_feed(const struct observations *f, const char *feed, long agency)
{
	return observations_feed_quarters(f, feed, agency) != 0;
}
