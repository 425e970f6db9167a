#include "compute/set.h"

#include <stdlib.h>
#include <string.h>
#include "compute/check.h"
#include "compute/history.h"
#include "compute/series.h"
#include "compute/target.h"
#include "model/assumptions.h"

/* A set in the making. */
struct setting {
	const struct figures *f;
	const struct knowledge *k;
	const struct table *sets, *rows;
	const char *name, *territory;
	const char *root; /* agency of the territory */
	struct target_world world;
	size_t *order; /* of set_rows, by seq */
	size_t norder;
	FILE *out;
	struct set_counts *counts;
	struct held held; /* of the sets so far */
};

static bool has_word(const char *list, const char *word)
{
	size_t len = strlen(word);

	for (const char *at = strstr(list, word); at; at = strstr(at + 1, word))
		if ((at == list || at[-1] == ' ') && (at[len] == ' ' || !at[len]))
			return true;
	return false;
}

static int by_seq(const void *a, const void *b, void *rows)
{
	size_t i = *(const size_t *)a, j = *(const size_t *)b;
	long x = strtol(table_get(rows, i, "seq"), NULL, 10), y = strtol(table_get(rows, j, "seq"), NULL, 10);

	return x != y ? (x > y) - (x < y) : (i > j) - (i < j);
}

static int rows_order(struct setting *s, struct err *e)
{
	s->order = calloc(s->rows->nrows + 1, sizeof(*s->order));
	if (!s->order)
		return err_set(e, ERR_NOMEM, "out of memory for set %s", s->name);
	for (size_t i = 0; i < s->rows->nrows; i++)
		if (strcmp(table_get(s->rows, i, "set"), s->name) == 0 &&
			table_is_valid(s->rows, i, s->k->date))
			s->order[s->norder++] = i;
	qsort_r(s->order, s->norder, sizeof(*s->order), by_seq, (void *)(size_t)s->rows);
	return 0;
}

static const struct row *place_of(const struct setting *s, size_t row)
{
	return &s->rows->rows[row];
}

/* Whether the indicator has a row for this agency: territory figures for the territory; others where the feed
 * has rows. */
static int is_for_agency(const struct setting *s, size_t row, const char *agency, bool *is, struct err *e)
{
	const char *indicator = table_get(s->rows, row, "indicator");
	long i = table_find(s->k->indicators, "indicator", indicator, s->k->date);

	if (i < 0)
		return err_at(e, ERR_CATALOG, place_of(s, row)->file, place_of(s, row)->line,
			"indicator \"%s\" found, expected a row of indicators.csv on %s", indicator,
			s->k->date);
	*is = strcmp(agency, s->root) == 0 ||
	      (strcmp(table_get(s->k->indicators, (size_t)i, "scope"), "agency") == 0 &&
		      indicator_has_rows(s->k, s->f, indicator, tree_find(&s->f->tree, agency)));
	return 0;
}

static int compute_row(struct setting *s, size_t row, const char *agency, struct result *r, struct err *e)
{
	r->set = s->name;
	r->indicator = table_get(s->rows, row, "indicator");
	r->agency = agency;
	r->period = s->f->span.name;
	if (indicator_source(&r->source, s->k, s->f, r->indicator, agency, e) ||
		indicator_compute(r, s->k, s->f, e) || indicator_beside(r, s->k, s->f, e) ||
		target_find(r, &s->world, e))
		return -1;
	if (series_mark(r, s->f, e) || target_show(r, &s->world, e))
		return -1;
	return assumptions_print(&r->rules, s->k->catalog,
		&(struct assumption_of){r->set, r->indicator, r->source, s->k->date}, e);
}

static int write_rows(struct setting *s, struct result *set, struct err *e)
{
	char name[200];

	for (struct result *r = set; r; r = r->next) {
		r->set = series_name(s->f, s->name, name, sizeof(name));
		if (result_write(s->out, r, e))
			return -1;
		s->counts->indicators++;
		s->counts->computed += r->value.has;
		s->counts->not_computable += !r->value.has;
		s->counts->flagged += r->flags.n > 0;
	}
	return 0;
}

static int compute_agency(struct setting *s, const char *agency, struct err *e)
{
	struct result *first = NULL, **last = &first;
	int rc = -1;

	for (size_t i = 0; i < s->norder; i++) {
		bool is = false;

		if (is_for_agency(s, s->order[i], agency, &is, e))
			goto out;
		if (!is)
			continue;
		*last = result_new(e);
		if (!*last || compute_row(s, s->order[i], agency, *last, e))
			goto out;
		last = &(*last)->next;
	}
	rc = checks_run(first, s->k, &s->held, e) || write_rows(s, first, e) ? -1 : 0;
out:
	result_free(first);
	return rc;
}

static int set_compute(struct setting *s, const char *agency, struct err *e)
{
	const struct table *territories = catalog_get(s->k->catalog, "territories", e);
	long row = territories ? table_find(territories, "territory", s->territory, NULL) : -1;
	long root;

	if (row < 0)
		return err_set(e, ERR_CATALOG,
			"set %s: territory \"%s\" found, expected a row of territories.csv", s->name,
			s->territory);
	s->root = series_root(s->f, table_get(territories, (size_t)row, "root_agency"));
	root = tree_find(&s->f->tree, s->root);
	if (rows_order(s, e))
		return -1;
	if (root < 0)
		return err_set(e, ERR_CATALOG,
			"set %s: agency %s found, expected a row of agencies.csv on %s", s->name, s->root,
			s->k->date);
	s->counts->sets++;
	for (size_t i = 0; i < s->f->tree.n; i++)
		if (tree_is_under(&s->f->tree, (long)i, root) &&
			(!agency || strcmp(agency, s->f->tree.agencies[i].id) == 0) &&
			compute_agency(s, s->f->tree.agencies[i].id, e))
			return -1;
	return 0;
}

/* Whether every feed of the indicator's measures was aggregated; *has_any: whether it has one at all. */
static bool has_indicator_feeds(const struct setting *s, const char *indicator, bool *has_any)
{
	const struct knowledge *k = s->k;

	for (size_t v = 0; v < k->variables->nrows; v++) {
		long m = -1;

		if (strcmp(table_get(k->variables, v, "indicator"), indicator) == 0)
			m = table_find(
				k->measures, "measure", table_get(k->variables, v, "measure"), k->date);
		const char *feed = m < 0 ? "" : table_get(k->measures, (size_t)m, "feed");
		*has_any = *has_any || *feed;
		if (*feed && !store_has_feed(s->f->store, feed))
			return false;
	}
	return true;
}

/* The territory's own agency in the series computed, or "". */
static const char *root_name(const struct setting *s)
{
	const struct table *t = catalog_get(s->k->catalog, "territories", NULL);
	long row = t ? table_find(t, "territory", s->territory, NULL) : -1;

	return row < 0 ? "" : series_root(s->f, table_get(t, (size_t)row, "root_agency"));
}

/* Whether each feed that the set needs has a row of the territory in the period. */
static bool needs_met(const struct setting *s, const char *needs)
{
	long root = tree_find(&s->f->tree, root_name(s));
	char feed[64];

	for (size_t n; *needs; needs += n + (needs[n] == ' ')) {
		n = strcspn(needs, " ");
		snprintf(feed, sizeof(feed), "%.*s", (int)n, needs);
		if (n && !figures_has_feed(s->f, feed, root))
			return false;
	}
	return true;
}

/* Whether every feed of the set's measures was aggregated: else its figures would say "not received" of what
 * was not asked. */
static int has_feeds(const struct setting *s, size_t set, bool *has, struct err *e)
{
	bool has_any = false;
	const char *source, *needs = table_get(s->sets, set, "needs");

	*has = !*needs || needs_met(s, needs);
	if (*needs)
		return 0;
	for (size_t i = 0; *has && i < s->rows->nrows; i++) {
		if (strcmp(table_get(s->rows, i, "set"), s->name) != 0)
			continue;
		if (indicator_source(
			    &source, s->k, s->f, table_get(s->rows, i, "indicator"), root_name(s), e))
			return -1;
		*has = has_indicator_feeds(s, source, &has_any);
	}
	*has = *has && has_any;
	return 0;
}

static int sets_each(struct setting *s, const struct set_options *o, struct err *e)
{
	bool is_found = false;

	for (size_t i = 0; i < s->sets->nrows; i++) {
		bool has = true;
		int rc;

		s->name = table_get(s->sets, i, "set");
		s->territory = table_get(s->sets, i, "territory");
		is_found = is_found || (o->set && strcmp(o->set, s->name) == 0);
		if ((o->set && strcmp(o->set, s->name) != 0) || !table_is_valid(s->sets, i, s->k->date) ||
			!has_word(table_get(s->sets, i, "period_kind"),
				s->f->span.is_year ? "year" : "quarter"))
			continue;
		if (!o->set && has_feeds(s, i, &has, e))
			return -1;
		if (!has) {
			s->counts->skipped++;
			continue;
		}
		rc = set_compute(s, o->agency, e);
		free(s->order);
		s->order = NULL;
		s->norder = 0;
		if (rc)
			return -1;
	}
	return o->set && !is_found
		       ? err_set(e, ERR_USAGE, "--set: found \"%s\", expected a row of sets.csv", o->set)
		       : 0;
}

int sets_compute(const struct figures *f, const struct set_options *o, FILE *out, struct set_counts *counts,
	struct err *e)
{
	struct knowledge k;
	struct setting s = {.f = f, .k = &k, .out = out, .counts = counts};

	*counts = (struct set_counts){0};
	s.sets = catalog_get(f->catalog, "sets", e);
	s.rows = catalog_get(f->catalog, "set_rows", e);
	if (!s.sets || !s.rows || knowledge_init(&k, f->catalog, f->span.ends_on, e))
		return -1;
	struct history before;
	struct year year = {0};
	int rc = history_init(&before, f, e) || year_init(&year, f, e) ? -1 : 0;
	k.span = &f->span;
	k.before = before.before;
	k.year_before = before.year_before;
	s.world = (struct target_world){
		f->catalog, k.date, o->today ? o->today : f->span.ends_on, &k, f, &year};
	if (rc == 0)
		rc = (!o->is_second && results_write_header(out, e)) ||
				     (!o->is_empty && sets_each(&s, o, e)) ||
				     (!o->is_first &&
					     results_write_end(out, o->written + counts->indicators, e))
			     ? -1
			     : 0;
	year_release(&year);
	held_release(&s.held);
	history_release(&before);
	knowledge_release(&k);
	return rc;
}
