#include "compute/datasets.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "compute/series.h"
#include "model/code_rows.h"
#include "model/dataset_rows.h"

/* Which of the rows a measure of kind dataset counts: the words of its `value`. */
enum counted_sets { SETS_DUE, SETS_DELIVERED, SETS_OWNERS, SETS_OWNERS_FULL };
static const struct row_word counted_sets[] = {{"due", SETS_DUE}, {"delivered", SETS_DELIVERED},
	{"owners", SETS_OWNERS}, {"owners_full", SETS_OWNERS_FULL}, {NULL, 0}};

struct counting {
	const struct observations *f;
	struct datasets t;
	struct code_lists codes;
	enum counted_sets what;
	unsigned where;		       /* enum sharing */
	const char *deliveries, *feed; /* the measure of what came, and its feed */
	const char **places;	       /* of the rows' owners */
	long root;
	unsigned long due, delivered, n;
	bool is_constructed;
};

static bool is_due(const struct counting *c, size_t i)
{
	const struct dataset *d = &c->t.list[i];
	long owner = tree_find(&c->f->tree, c->places[i]);

	return (d->sharing & c->where) && *d->roadmap && strcmp(d->roadmap, c->f->span.ends_on) <= 0 &&
	       row_is_valid(d, c->f->span.ends_on) && owner >= 0 &&
	       tree_is_under(&c->f->tree, owner, c->root);
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
	const struct code *code = code_get(&c->codes, "tan-suat", frequency, c->f->span.ends_on);

	return code ? strtol(code->meaning, NULL, 10) : 0;
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

/* What came in the quarter or month stands in the span: it came within it, or no longer before its end than
 * the frequency says. */
static bool stands(const struct counting *c, const char *period, const char *frequency)
{
	const char *start = starts_on(c, period);
	char since[16];

	if (span_has(&c->f->span, period))
		return true;
	months_before(c->f->span.ends_on, months_of(c, frequency), since);
	return strcmp(start, since) > 0 && strcmp(start, c->f->span.ends_on) <= 0;
}

/* Records of the set's own feed came from its owner, in the span or before. */
static bool has_records(const struct counting *c, size_t i)
{
	const struct dataset *d = &c->t.list[i];
	const char *measure = "", *of = "";
	long owner = tree_find(&c->f->tree, c->places[i]);
	bool has = *d->feed && observations_has_feed(c->f, d->feed, owner);

	for (size_t k = 0; *d->feed && !has && k < c->f->store->n; k++) {
		const struct measure *m = &c->f->store->rows[k];

		if (strcmp(m->measure, measure) != 0) {
			measure = m->measure;
			of = measure_feed(&c->f->measures, measure, NULL);
		}
		has = strcmp(of, d->feed) == 0 && tree_is_under(&c->f->tree, c->f->agencies[k], owner) &&
		      stands(c, m->period, d->frequency);
	}
	return has;
}

/* Its name came in a delivery, from any agency, or records of its own feed did. */
static bool is_delivered(const struct counting *c, size_t i)
{
	const struct dataset *d = &c->t.list[i];
	const struct measure *rows;
	size_t n = store_find(c->f->store, c->deliveries, "", &rows);

	for (size_t k = 0; k < n; k++)
		if (has_key(rows[k].keys, d->dataset) && stands(c, rows[k].period, d->frequency)) {
			if (c->f->taken)
				c->f->taken(c->f->taken_arg, &rows[k]);
			return true;
		}
	return c->where == SHARING_SHARED && has_records(c, i);
}

/* Whether row i is the first due one of its owner, and whether all of that owner's were delivered. */
static bool is_first_of_owner(const struct counting *c, size_t i, bool *all)
{
	*all = true;
	for (size_t k = 0; k < c->t.n; k++) {
		if (strcmp(c->places[k], c->places[i]) != 0 || !is_due(c, k))
			continue;
		if (k < i)
			return false;
		*all = *all && is_delivered(c, k);
	}
	return true;
}

static bool counts(const struct counting *c, size_t i)
{
	bool all, first;

	if (c->what == SETS_DUE)
		return true;
	if (c->what == SETS_DELIVERED)
		return is_delivered(c, i);
	first = is_first_of_owner(c, i, &all);
	return first && (c->what == SETS_OWNERS || all);
}

/* What came for the province is one list: that of the top of the agency's tree. */
static unsigned received(const struct counting *c)
{
	long top = c->root;

	for (int depth = 0; top >= 0 && depth < TREE_DEPTH && c->f->tree.agencies[top].parent >= 0; depth++)
		top = c->f->tree.agencies[top].parent;
	return observations_feed_leaves(c->f, c->feed, top);
}

/* Without the list of what came only what came another way is known: that some did not is not. */
static void take_value(const struct counting *c, struct quantity *out)
{
	bool of_catalogue = c->what == SETS_DUE || c->what == SETS_OWNERS;
	const struct span *s = &c->f->span;
	unsigned leaves = of_catalogue ? 0 : received(c);

	out->is_missing = c->due == 0 || (!of_catalogue && !leaves && c->delivered < c->due);
	out->nparts = leaves ? span_parts_of(s, leaves) : s->n;
	out->nleaves = leaves ? (size_t)__builtin_popcount(leaves) : s->nleaves;
	out->leaves = leaves;
	out->is_constructed = c->is_constructed;
	mpq_set_ui(out->value, c->n, 1);
	if (c->due == 0)
		snprintf(out->reason, sizeof(out->reason), "no data set is due");
	else if (out->is_missing)
		snprintf(out->reason, sizeof(out->reason), "%s not received", c->feed);
}

static int open_counting(struct counting *c, struct err *e)
{
	const struct observations *f = c->f;

	c->feed = measure_feed(&f->measures, c->deliveries, f->span.ends_on);
	if (datasets_open(&c->t, f->catalog, e) || code_lists_open(&c->codes, f->catalog, e))
		return -1;
	c->places = calloc(c->t.n + 1, sizeof(*c->places));
	if (!c->places)
		return err_set(e, ERR_NOMEM, "out of memory for %zu data sets", c->t.n);
	for (size_t i = 0; i < c->t.n; i++)
		if (series_place(f, c->t.list[i].owner, &c->places[i], e))
			return -1;
	return 0;
}

int datasets_count(const struct observations *f, const struct measure_definition *measure, const char *agency,
	struct quantity *out, struct err *e)
{
	struct counting c = {.f = f, .deliveries = measure->item, .root = tree_find(&f->tree, agency)};
	unsigned what = SETS_OWNERS_FULL;
	int rc = open_counting(&c, e);

	row_word_find(counted_sets, measure->value, &what);
	c.what = (enum counted_sets)what;
	sharing_find(measure->where, &c.where);
	for (size_t i = 0; rc == 0 && i < c.t.n; i++)
		if (is_due(&c, i)) {
			c.due++;
			c.delivered += is_delivered(&c, i);
			c.n += counts(&c, i);
			c.is_constructed = c.is_constructed || c.t.list[i].is_constructed;
		}
	if (rc == 0)
		take_value(&c, out);
	free(c.places);
	return rc;
}
