#include "compute/rollup.h"

#include <stdlib.h>
#include <string.h>
#include "compute/datasets.h"
#include "compute/quarters.h"
#include "compute/reported.h"
#include "core/rational.h"

/* One roll-up in the making. */
struct adding {
	const struct observations *f;
	struct quantity *q;
	const char *measure, *item, *agency;
	enum over over_agencies, over_time;
	const char *feed; /* whose records are counted; "" when they are not counted */
	long number;	  /* of the agency in the tree */
	const struct measure *last;
	const char *unit;  /* of the rows of kind last that were added, or NULL */
	bool is_refused;   /* one of them is no number to add */
	const char **keys; /* of distinct rows, sorted lists joined by blanks */
	size_t nkeys, cap;
};

/* No value: the measure and what is the matter with it. */
static int refuse(struct quantity *q, const char *measure, const char *why)
{
	q->is_missing = true;
	snprintf(q->reason, sizeof(q->reason), "%s %s", measure, why);
	return 0;
}

static void add_flags(struct quantity *q, const char *flags)
{
	const char *n = strstr(flags, "undecided=");

	if (n)
		q->undecided += strtoull(n + strlen("undecided="), NULL, 10);
	if (strstr(flags, "unknown_unit"))
		q->has_unknown = true;
}

/* One number of a row of kind last, in the unit of those before it. */
static int add_last(struct adding *a, const struct measure *m, struct err *e)
{
	const char *unit = reported_unit(a->q, m);
	mpq_t v;
	bool ok = false;
	int rc = 0;

	if (!*m->value || a->is_refused)
		return 0;
	mpq_init(v);
	if (a->unit && strcmp(a->unit, unit) != 0)
		reported_refuse_units(a->q, m, a->unit);
	else
		rc = reported_read(a->q, m, v, &ok, e);
	if (ok)
		mpq_add(a->q->value, a->q->value, v);
	a->unit = unit;
	a->is_refused = !ok;
	a->q->is_missing = !ok;
	mpq_clear(v);
	return rc;
}

static int add_number(struct adding *a, const struct measure *m, struct err *e)
{
	mpq_t v;
	struct err bad = {0};
	int rc = 0;

	if (measure_kind_rule(m->kind)->adding == MEASURE_NEWEST)
		return add_last(a, m, e);
	if (!*m->value)
		return 0;
	mpq_init(v);
	if (rational_parse(v, m->value, strlen(m->value), &bad))
		rc = err_set(e, ERR_FILE, "measure %s of %s in %s: %s", m->measure, m->agency, m->period,
			bad.text);
	else
		mpq_add(a->q->value, a->q->value, v);
	a->q->is_missing = false;
	mpq_clear(v);
	return rc;
}

static int add_keys(struct adding *a, const struct measure *m, struct err *e)
{
	if (a->nkeys == a->cap) {
		size_t cap = a->cap ? a->cap * 2 : 64;
		const char **more = reallocarray(a->keys, cap, sizeof(*more));

		if (!more)
			return err_set(e, ERR_NOMEM, "out of memory for %zu sets of %s", cap, m->measure);
		a->keys = more;
		a->cap = cap;
	}
	a->keys[a->nkeys++] = m->keys;
	a->q->is_missing = false;
	return 0;
}

static void tell_taken(const struct adding *a, const struct measure *m)
{
	if (a->f->taken)
		a->f->taken(a->f->taken_arg, m);
}

static int add_row(struct adding *a, const struct measure *m, struct err *e)
{
	enum measure_adding adding = measure_kind_rule(m->kind)->adding;

	add_flags(a->q, m->flags);
	if (adding != MEASURE_NEWEST || a->over_time == OVER_SUM || a->over_agencies == OVER_SUM)
		tell_taken(a, m);
	if (adding == MEASURE_UNITES)
		return add_keys(a, m, e);
	if (adding == MEASURE_NEWEST && a->over_agencies != OVER_SUM) {
		if (!a->last || strcmp(a->last->order, m->order) < 0)
			a->last = m;
		if (a->over_time != OVER_SUM)
			return 0;
	}
	return add_number(a, m, e);
}

static int by_key(const void *a, const void *b)
{
	const struct slice *x = a, *y = b;

	return slice_compare(*x, *y);
}

/* The number of different keys of all sets. */
static int keys_unite(struct adding *a, struct err *e)
{
	size_t n = 0, cap = 0, different = 0;
	struct slice *all = NULL;

	for (size_t i = 0; i < a->nkeys; i++)
		for (const char *k = a->keys[i]; *k; k++)
			cap += *k == ' ' || !k[1];
	all = calloc(cap + 1, sizeof(*all));
	if (!all)
		return err_set(e, ERR_NOMEM, "out of memory for %zu keys", cap);
	for (size_t i = 0; i < a->nkeys; i++)
		for (const char *k = a->keys[i]; *k; k += all[n - 1].len + (k[all[n - 1].len] == ' ')) {
			all[n].text = k;
			all[n].len = strcspn(k, " ");
			n++;
		}
	qsort(all, n, sizeof(*all), by_key);
	for (size_t i = 0; i < n; i++)
		different += i == 0 || !slice_same(all[i - 1], all[i]);
	mpq_set_ui(a->q->value, different, 1);
	free(all);
	return 0;
}

static bool is_under(const struct adding *a, const struct measure *m)
{
	return tree_is_under(&a->f->tree, a->f->agencies[m - a->f->store->rows], a->number);
}

/* Why a row of several bodies that are one now has no value; NULL when it is none of these. */
static const char *merged_reason(const struct measure *m)
{
	if (strcmp(m->flags, "merged") == 0)
		return "was stated by several bodies that are one now: it is not added up";
	return strcmp(m->flags, "mean_incomplete") == 0 ? "not received from all the bodies that are one now"
							: NULL;
}

static void set_leaves(struct adding *a, unsigned leaves)
{
	a->q->leaves = leaves;
	a->q->nparts = span_parts_of(&a->f->span, leaves);
	a->q->nleaves = (size_t)__builtin_popcount(leaves);
}

static int one_row(struct adding *a, const struct measure *first, size_t n, struct err *e)
{
	const struct measure *m = NULL;

	for (size_t i = 0; i < n && !m; i++)
		if (strcmp(first[i].agency, a->agency) == 0 && a->f->span.n == 1 && !a->f->span.is_made &&
			strcmp(first[i].period, a->f->span.parts[0]) == 0)
			m = &first[i];
	if (!m) {
		for (size_t i = 0; i < n; i++)
			if (span_has(&a->f->span, first[i].period) && is_under(a, &first[i]))
				return refuse(a->q, a->measure, "is stated: it is not added up or averaged");
		return refuse(a->q, a->measure, "not received");
	}
	a->q->row = m;
	tell_taken(a, m);
	set_leaves(a, a->f->span.masks[0]);
	a->q->leaves = 0; /* it is stated, and compared with nothing */
	if (merged_reason(m))
		return refuse(a->q, a->measure, merged_reason(m));
	if (!*m->value)
		return refuse(a->q, a->measure, "states no number");
	return add_number(a, m, e);
}

static bool is_own_only(const struct adding *a)
{
	return a->over_agencies == OVER_NONE || a->over_agencies == OVER_MEAN;
}

static bool is_taken(const struct adding *a, const struct measure *m)
{
	return is_own_only(a) ? strcmp(m->agency, a->agency) == 0 : is_under(a, m);
}

/* The leaves that came, a bit each: of the feed when its records are counted, since none is zero then; else
 * of the rows. One left blank is no part of a sum, but it is the last word on a stock. */
static unsigned find_leaves(struct adding *a, const struct measure *first, size_t n, bool is_last)
{
	unsigned found = 0;

	for (size_t i = 0; i < n; i++) {
		unsigned of = observations_leaves(a->f, &first[i]);

		if (!of || !is_taken(a, &first[i]))
			continue;
		a->q->is_split = a->q->is_split || span_is_split(&a->f->span, of);
		if (is_last || *first[i].value || merged_reason(&first[i]))
			found |= of;
	}
	return *a->feed ? observations_feed_leaves(a->f, a->feed, a->number) : found;
}

/* Whether what is no flow would have to be added over time. */
static bool is_unaddable(const struct adding *a, bool is_last)
{
	const struct span *s = &a->f->span;

	if (is_last)
		return s->n > 1 && !s->is_made;
	return (s->n > 1 || a->q->is_split) && a->over_time != OVER_SUM && a->over_time != OVER_UNION;
}

static int add_rows(struct adding *a, const struct measure *first, size_t n, struct err *e)
{
	bool is_last = a->over_time == OVER_LAST || a->over_time == OVER_YTD;
	unsigned leaves = find_leaves(a, first, n, is_last);

	if (n > 0 && is_unaddable(a, is_last))
		return refuse(a->q, a->measure, "is a stock: its quarters are not added");
	set_leaves(a, leaves);
	a->q->leaves = is_last ? leaves_last(leaves) : leaves;
	a->q->is_stock = is_last;
	for (size_t i = 0; i < n; i++) {
		unsigned of = observations_leaves(a->f, &first[i]);

		if (!of || !is_taken(a, &first[i]) || (is_last && !(of & a->q->leaves)))
			continue;
		if (merged_reason(&first[i]))
			return refuse(a->q, a->measure, merged_reason(&first[i]));
		if (add_row(a, &first[i], e))
			return -1;
	}
	if (a->last && a->over_time != OVER_SUM) {
		tell_taken(a, a->last);
		if (add_number(a, a->last, e))
			return -1;
	}
	if (!a->q->row)
		a->q->row = a->last;
	return a->nkeys ? keys_unite(a, e) : 0;
}

/* Whether the measure was aggregated at all in the span, under any item. */
static bool has_measure(const struct observations *f, const char *measure)
{
	const struct measure *m, *end = f->store->rows + f->store->n;

	for (store_find(f->store, measure, "", &m); m < end && strcmp(m->measure, measure) == 0; m++)
		if (span_has(&f->span, m->period))
			return true;
	return false;
}

int rollup(const struct observations *f, const char *measure, const char *item, const char *agency,
	struct quantity *out, struct err *e)
{
	return rollup_over(f, measure, item, OVER_UNSAID, agency, out, e);
}

/* Of a row that is counted by another calendar than the span's there is nothing to add. */
static bool is_of_calendar(
	const struct observations *f, const struct measure_definition *row, struct quantity *out)
{
	if (!*row->calendar || !f->span.calendar || strcmp(row->calendar, f->span.calendar) == 0)
		return true;
	snprintf(out->reason, sizeof(out->reason), "%s is counted by calendar %s, not %s", row->measure,
		row->calendar, f->span.calendar);
	return false;
}

/* Zero where the feed came and none counted; else not received. */
static void settle_missing(struct adding *a)
{
	if (!a->q->is_missing || *a->q->reason)
		return;
	if (*a->feed && has_measure(a->f, a->measure) && observations_has_feed(a->f, a->feed, a->number))
		a->q->is_missing = false; /* received, and none counted: zero */
	else
		refuse(a->q, a->measure, "not received");
}

int rollup_over(const struct observations *f, const char *measure, const char *item, enum over over_time,
	const char *agency, struct quantity *out, struct err *e)
{
	const struct measure_definition *row =
		measure_definition_find(&f->measures, measure, f->span.ends_on);
	const struct measure *first;
	size_t n = store_find(f->store, measure, item, &first);
	struct adding a;
	int rc;

	mpq_set_ui(out->value, 0, 1);
	out->is_missing = true;
	if (!row)
		return err_set(e, ERR_CATALOG, "measure \"%s\" found, expected a row of measures.csv on %s",
			measure, f->span.ends_on);
	if (row->kind == MEASURE_DATASET)
		return datasets_count(f, row, agency, out, e);
	if (!is_of_calendar(f, row, out))
		return 0;
	a = (struct adding){.f = f,
		.q = out,
		.measure = measure,
		.item = item,
		.agency = agency,
		.number = tree_find(&f->tree, agency),
		.feed = measure_is_counted(row->kind) ? row->feed : "",
		.over_agencies = row->over_agencies,
		.over_time = over_time ? over_time : row->over_time};
	rc = measure_kind_rule(row->kind)->adding == MEASURE_ALONE ? one_row(&a, first, n, e)
								   : add_rows(&a, first, n, e);
	if (rc == 0)
		settle_missing(&a);
	free(a.keys);
	return rc;
}
