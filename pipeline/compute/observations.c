#include "compute/observations.h"

#include <stdlib.h>
#include <string.h>

static int feed_mark(struct observations *f, const char *feed, long agency, unsigned leaves, struct err *e)
{
	size_t i = 0;

	while (i < f->nfeeds && strcmp(f->feeds[i].feed, feed) != 0)
		i++;
	if (i == OBSERVATIONS_FEEDS)
		return err_set(e, ERR_CATALOG, "more than %d feeds in measures.csv", OBSERVATIONS_FEEDS);
	if (i == f->nfeeds) {
		f->feeds[i].feed = feed;
		f->feeds[i].leaves = calloc(f->tree.n + 1, sizeof(*f->feeds[i].leaves));
		if (!f->feeds[i].leaves)
			return err_set(e, ERR_NOMEM, "out of memory for the feeds");
		f->nfeeds++;
	}
	for (int depth = 0; agency >= 0 && depth < TREE_DEPTH; depth++) {
		f->feeds[i].leaves[agency] |= leaves;
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
		f->leaves[i] = span_leaves(&f->span, m->period);
		if (*feed && f->leaves[i] && feed_mark(f, feed, f->agencies[i], f->leaves[i], e))
			return -1;
	}
	return 0;
}

static bool is_same_key(const struct measure *a, const struct measure *b)
{
	return strcmp(a->measure, b->measure) == 0 && strcmp(a->item, b->item) == 0 &&
	       strcmp(a->agency, b->agency) == 0;
}

/* What was measured of a quarter stands for what was measured of its months: the same records, or a report of
 * the quarter beside those of its months. */
static void settle_rows(struct observations *f)
{
	const struct store *s = f->store;

	for (size_t i = 0, end; i < s->n; i = end) {
		unsigned wide = 0;

		for (end = i; end < s->n && is_same_key(&s->rows[end], &s->rows[i]); end++)
			wide |= f->leaves[end] & (f->leaves[end] - 1) ? f->leaves[end] : 0;
		for (size_t k = i; k < end; k++)
			if (!(f->leaves[k] & (f->leaves[k] - 1)) && (f->leaves[k] & wide))
				f->leaves[k] = 0;
	}
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
	f->leaves = calloc(s->n + 1, sizeof(*f->leaves));
	if (!others || !f->agencies || !f->leaves) {
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
	if (rc == 0 && span->nleaves > span->n)
		settle_rows(f);
out:
	free(others);
	return rc;
}

void observations_release(struct observations *f)
{
	for (size_t i = 0; i < f->nfeeds; i++)
		free(f->feeds[i].leaves);
	free(f->agencies);
	free(f->leaves);
	tree_release(&f->tree);
	*f = (struct observations){0};
}

unsigned observations_feed_leaves(const struct observations *f, const char *feed, long agency)
{
	for (size_t i = 0; i < f->nfeeds; i++)
		if (agency >= 0 && strcmp(f->feeds[i].feed, feed) == 0)
			return f->feeds[i].leaves[agency];
	return 0;
}

bool observations_has_feed(const struct observations *f, const char *feed, long agency)
{
	return observations_feed_leaves(f, feed, agency) != 0;
}

unsigned observations_leaves(const struct observations *f, const struct measure *m)
{
	return f->leaves[m - f->store->rows];
}
