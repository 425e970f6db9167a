#include "compute/datasets.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "compute/series.h"

struct counting {
	const struct figures *f;
	const struct table *t, *codes;
	const char *where, *deliveries, *feed; /* the measure of what came, and its feed */
	const char **places;		       /* of the rows' owners */
	long root;
	unsigned long due, delivered, n;
	bool is_constructed;
};

static bool is_due(const struct counting *c, size_t i)
{
	const char *sharing = table_get(c->t, i, "sharing"), *day = table_get(c->t, i, "roadmap");
	long owner = tree_find(&c->f->tree, c->places[i]);

	return (strcmp(sharing, c->where) == 0 || strcmp(sharing, "both") == 0) && *day &&
	       strcmp(day, c->f->span.ends_on) <= 0 && table_is_valid(c->t, i, c->f->span.ends_on) &&
	       owner >= 0 && tree_is_under(&c->f->tree, owner, c->root);
}

static bool has_key(const char *keys, const char *key)
{
	size_t len = strlen(key);

	for (const char *k = keys; *k; k += strcspn(k, " "), k += *k == ' ')
		if (strcspn(k, " ") == len && strncmp(k, key, len) == 0)
			return true;
	return false;
}

/* For how many months a delivery stands. */
static long months_of(const struct counting *c, const char *frequency)
{
	for (size_t i = 0; i < c->codes->nrows; i++)
		if (strcmp(table_get(c->codes, i, "list"), "tan-suat") == 0 &&
			strcmp(table_get(c->codes, i, "code"), frequency) == 0 &&
			table_is_valid(c->codes, i, c->f->span.ends_on))
			return strtol(table_get(c->codes, i, "meaning"), NULL, 10);
	return 0;
}

static const char *starts_on(const struct counting *c, const char *name)
{
	const struct span *s = &c->f->span;
	const struct period *p = s->periods ? period_find(s->periods, s->calendar, name) : NULL;

	return p ? p->starts_on : "";
}

/* The same day so many months before, in the order of days; it need not exist. */
static void months_before(const char *day, long months, char out[16])
{
	long n = strtol(day, NULL, 10) * 12 + strtol(day + 5, NULL, 10) - 1 - months;

	snprintf(out, 16, "%04ld-%02ld-%.2s", n / 12 % 10000, n % 12 + 1, day + 8);
}

/* What came in the quarter stands in the span: it came within it, or no longer before its end than the
 * frequency says. */
static bool stands(const struct counting *c, const char *quarter, const char *frequency)
{
	const char *start = starts_on(c, quarter);
	char since[16];

	if (span_has(&c->f->span, quarter))
		return true;
	months_before(c->f->span.ends_on, months_of(c, frequency), since);
	return strcmp(start, since) > 0 && strcmp(start, c->f->span.ends_on) <= 0;
}

/* Records of the set's own feed came from its owner, in the span or before. */
static bool has_records(const struct counting *c, size_t i)
{
	const char *feed = table_get(c->t, i, "feed"), *measure = "", *of = "";
	long owner = tree_find(&c->f->tree, c->places[i]);
	bool has = *feed && figures_has_feed(c->f, feed, owner);

	for (size_t k = 0; *feed && !has && k < c->f->store->n; k++) {
		const struct measure *m = &c->f->store->rows[k];

		if (strcmp(m->measure, measure) != 0) {
			long row = table_find(c->f->measures, "measure", m->measure, NULL);

			measure = m->measure;
			of = row < 0 ? "" : table_get(c->f->measures, (size_t)row, "feed");
		}
		has = strcmp(of, feed) == 0 && tree_is_under(&c->f->tree, c->f->agencies[k], owner) &&
		      stands(c, m->period, table_get(c->t, i, "frequency"));
	}
	return has;
}

/* Its name came in a delivery, from any agency, or records of its own feed did. */
static bool is_delivered(const struct counting *c, size_t i)
{
	const char *frequency = table_get(c->t, i, "frequency");
	const struct measure *rows;
	size_t n = store_find(c->f->store, c->deliveries, "", &rows);

	for (size_t k = 0; k < n; k++)
		if (has_key(rows[k].keys, table_get(c->t, i, "dataset")) &&
			stands(c, rows[k].period, frequency))
			return true;
	return strcmp(c->where, "shared") == 0 && has_records(c, i);
}

/* Whether row i is the first due one of its owner, and whether all of that owner's were delivered. */
static bool is_first_of_owner(const struct counting *c, size_t i, bool *all)
{
	*all = true;
	for (size_t k = 0; k < c->t->nrows; k++) {
		if (strcmp(c->places[k], c->places[i]) != 0 || !is_due(c, k))
			continue;
		if (k < i)
			return false;
		*all = *all && is_delivered(c, k);
	}
	return true;
}

static bool counts(const struct counting *c, size_t i, const char *what)
{
	bool all, first;

	if (strcmp(what, "due") == 0)
		return true;
	if (strcmp(what, "delivered") == 0)
		return is_delivered(c, i);
	first = is_first_of_owner(c, i, &all);
	return first && (strcmp(what, "owners") == 0 || all);
}

/* What came for the province is one list: that of the top of the agency's tree. */
static unsigned received(const struct counting *c)
{
	long top = c->root;

	for (int depth = 0; top >= 0 && depth < TREE_DEPTH && c->f->tree.agencies[top].parent >= 0; depth++)
		top = c->f->tree.agencies[top].parent;
	return figures_feed_quarters(c->f, c->feed, top);
}

/* Without the list of what came only what came another way is known: that some did not is not. */
static void take_value(const struct counting *c, const char *what, struct quantity *out)
{
	bool of_catalogue = strcmp(what, "due") == 0 || strcmp(what, "owners") == 0;
	unsigned quarters = of_catalogue ? 0 : received(c);

	out->is_missing = c->due == 0 || (!of_catalogue && !quarters && c->delivered < c->due);
	out->nquarters = quarters ? (size_t)__builtin_popcount(quarters) : c->f->span.n;
	out->quarters = quarters;
	out->is_constructed = c->is_constructed;
	mpq_set_ui(out->value, c->n, 1);
	if (c->due == 0)
		snprintf(out->reason, sizeof(out->reason), "no data set is due");
	else if (out->is_missing)
		snprintf(out->reason, sizeof(out->reason), "%s not received", c->feed);
}

static int open_counting(struct counting *c, struct err *e)
{
	const struct figures *f = c->f;
	long row = table_find(f->measures, "measure", c->deliveries, f->span.ends_on);

	c->feed = row < 0 ? "" : table_get(f->measures, (size_t)row, "feed");
	c->t = catalog_get(f->catalog, "datasets", e);
	c->codes = catalog_get(f->catalog, "codes", e);
	if (!c->t || !c->codes)
		return -1;
	c->places = calloc(c->t->nrows + 1, sizeof(*c->places));
	if (!c->places)
		return err_set(e, ERR_NOMEM, "out of memory for %zu data sets", c->t->nrows);
	for (size_t i = 0; i < c->t->nrows; i++)
		if (series_place(f, table_get(c->t, i, "owner"), &c->places[i], e))
			return -1;
	return 0;
}

int datasets_count(
	const struct figures *f, size_t measure, const char *agency, struct quantity *out, struct err *e)
{
	const char *what = table_get(f->measures, measure, "value");
	struct counting c = {.f = f,
		.where = table_get(f->measures, measure, "where"),
		.deliveries = table_get(f->measures, measure, "item"),
		.root = tree_find(&f->tree, agency)};
	int rc = open_counting(&c, e);

	for (size_t i = 0; rc == 0 && i < c.t->nrows; i++)
		if (is_due(&c, i)) {
			c.due++;
			c.delivered += is_delivered(&c, i);
			c.n += counts(&c, i, what);
			c.is_constructed = c.is_constructed || *table_get(c.t, i, "is_constructed");
		}
	if (rc == 0)
		take_value(&c, what, out);
	free(c.places);
	return rc;
}
