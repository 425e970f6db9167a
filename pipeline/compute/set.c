#include "compute/set.h"

#include <stdlib.h>
#include <string.h>
#include "compute/check.h"
#include "compute/equivalent.h"
#include "compute/history.h"
#include "compute/knowledge.h"
#include "compute/series.h"
#include "compute/target.h"
#include "compute/write.h"
#include "model/assumptions.h"
#include "model/set_rows.h"

/* A set in the making. */
struct set_run {
	const struct observations *f;
	const struct knowledge *k;
	struct indicator_sets sets;
	struct set_rows rows;
	const char *name, *territory;
	const char *root; /* agency of the territory */
	struct target_world world;
	const struct set_row **order; /* by seq */
	size_t norder;
	FILE *out;
	struct set_counts *counts;
	struct withheld held; /* of the sets so far */
	const struct set_options *o;
};

/* Equal ones as they stand in the table. */
static int by_seq(const void *a, const void *b)
{
	const struct set_row *x = *(const struct set_row *const *)a, *y = *(const struct set_row *const *)b;

	return x->seq != y->seq ? (x->seq > y->seq) - (x->seq < y->seq) : (x > y) - (x < y);
}

static int rows_order(struct set_run *s, struct err *e)
{
	const struct set_row *const *first;
	size_t n = set_rows_of(&s->rows, s->name, &first);

	s->order = calloc(n + 1, sizeof(*s->order));
	if (!s->order)
		return err_set(e, ERR_NOMEM, "out of memory for set %s", s->name);
	for (size_t i = 0; i < n; i++)
		if (row_is_valid(first[i], s->k->date))
			s->order[s->norder++] = first[i];
	qsort(s->order, s->norder, sizeof(*s->order), by_seq);
	return 0;
}

/* Whether the indicator has a row for this agency: territory figures for the territory; others where the feed
 * has rows. */
static int is_for_agency(
	const struct set_run *s, const struct set_row *row, const char *agency, bool *is, struct err *e)
{
	const struct indicator *i = indicator_find(&s->k->indicators, row->indicator, s->k->date);

	if (!i)
		return err_at(e, ERR_CATALOG, row->head.row->file, row->head.row->line,
			"indicator \"%s\" found, expected a row of indicators.csv on %s", row->indicator,
			s->k->date);
	*is = strcmp(agency, s->root) == 0 ||
	      (i->scope == SCOPE_AGENCY &&
		      equivalent_has_rows(s->k, s->f, row->indicator, tree_find(&s->f->tree, agency)));
	return 0;
}

static int compute_row(
	struct set_run *s, const struct set_row *row, const char *agency, struct result *r, struct err *e)
{
	r->set = s->name;
	r->indicator = row->indicator;
	r->agency = agency;
	r->period = s->f->span.name;
	if (equivalent_find(&r->source, s->k, s->f, r->indicator, agency, e) ||
		indicator_compute(r, s->k, s->f, e) || equivalent_beside(r, s->k, s->f, e) ||
		target_find(r, &s->world, e))
		return -1;
	if (series_mark(r, s->k, s->f, e) || target_show(r, &s->world, e))
		return -1;
	return assumptions_print(&r->rules, s->k->catalog,
		&(struct assumption_of){r->set, r->indicator, r->source, s->k->date}, e);
}

static int write_rows(struct set_run *s, struct result *set, struct err *e)
{
	char name[200];

	for (struct result *r = set; r; r = r->next) {
		r->set = series_name(s->f, s->name, name, sizeof(name));
		if (s->o->seen ? s->o->seen(s->o->seen_arg, r, s->k, e) : result_write(s->out, r, e))
			return -1;
		s->counts->indicators++;
		s->counts->computed += r->value.has;
		s->counts->not_computable += !r->value.has;
		s->counts->flagged += r->flags.n > 0;
	}
	return 0;
}

static int compute_agency(struct set_run *s, const char *agency, struct err *e)
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

static int set_compute(struct set_run *s, const char *agency, struct err *e)
{
	const struct territory *t = territory_find(&s->k->territories, s->territory, NULL);
	long root;

	if (!t)
		return err_set(e, ERR_CATALOG,
			"set %s: territory \"%s\" found, expected a row of territories.csv", s->name,
			s->territory);
	s->root = series_root(s->f, t->root_agency);
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
static bool has_indicator_feeds(const struct set_run *s, const char *indicator, bool *has_any)
{
	const struct knowledge *k = s->k;
	const struct variable *const *first;
	size_t n = variables_of(&k->variables, indicator, &first);

	for (size_t v = 0; v < n; v++) {
		const char *feed = measure_feed(&k->measures, first[v]->measure, k->date);

		*has_any = *has_any || *feed;
		if (*feed && !store_has_feed(s->f->store, feed))
			return false;
	}
	return true;
}

/* The territory's own agency in the series computed, or "". */
static const char *root_name(const struct set_run *s)
{
	const struct territory *t = territory_find(&s->k->territories, s->territory, NULL);

	return t ? series_root(s->f, t->root_agency) : "";
}

/* Whether each feed that the set needs has a row of the territory in the period. */
static bool needs_met(const struct set_run *s, const char *needs)
{
	long root = tree_find(&s->f->tree, root_name(s));
	char feed[64];

	for (size_t n; *needs; needs += n + (needs[n] == ' ')) {
		n = strcspn(needs, " ");
		snprintf(feed, sizeof(feed), "%.*s", (int)n, needs);
		if (n && !observations_has_feed(s->f, feed, root))
			return false;
	}
	return true;
}

/* Whether every feed of the set's measures was aggregated: else its figures would say "not received" of what
 * was not asked. */
static int has_feeds(const struct set_run *s, const struct indicator_set *set, bool *has, struct err *e)
{
	const struct set_row *const *rows;
	size_t n = set_rows_of(&s->rows, s->name, &rows);
	bool has_any = false;
	const char *source;

	*has = !*set->needs || needs_met(s, set->needs);
	if (*set->needs)
		return 0;
	for (size_t i = 0; *has && i < n; i++) {
		if (equivalent_find(&source, s->k, s->f, rows[i]->indicator, root_name(s), e))
			return -1;
		*has = has_indicator_feeds(s, source, &has_any);
	}
	*has = *has && has_any;
	return 0;
}

static bool is_of_period(const struct set_run *s, const struct indicator_set *set)
{
	return row_is_valid(set, s->k->date) && period_kinds_have(set->period_kind, s->f->span.kind);
}

static int sets_each(struct set_run *s, const struct set_options *o, struct err *e)
{
	bool is_found = false;

	for (size_t i = 0; i < s->sets.n; i++) {
		const struct indicator_set *set = &s->sets.list[i];
		bool has = true;
		int rc;

		s->name = set->set;
		s->territory = set->territory;
		is_found = is_found || (o->set && strcmp(o->set, s->name) == 0);
		if ((o->set && strcmp(o->set, s->name) != 0) || !is_of_period(s, set))
			continue;
		if (!o->set && has_feeds(s, set, &has, e))
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

int sets_compute(const struct observations *f, const struct set_options *o, FILE *out,
	struct set_counts *counts, struct err *e)
{
	struct knowledge k;
	struct set_run s = {.f = f, .k = &k, .out = out, .counts = counts, .o = o};

	*counts = (struct set_counts){0};
	if (indicator_sets_open(&s.sets, f->catalog, e) || set_rows_open(&s.rows, f->catalog, e) ||
		knowledge_init(&k, f->catalog, f->span.ends_on, e))
		return -1;
	struct history before;
	struct year year = {0};
	int rc = history_init(&before, f, e) || year_init(&year, f, e) ? -1 : 0;
	k.span = &f->span;
	k.before = before.before;
	k.year_before = before.year_before;
	s.world = (struct target_world){
		f->catalog, k.messages, k.date, o->today ? o->today : f->span.ends_on, &k, f, &year};
	if (rc == 0)
		rc = (!o->is_second && !o->seen && results_write_header(out, e)) ||
				     (!o->is_empty && sets_each(&s, o, e)) ||
				     (!o->is_first && !o->seen &&
					     results_write_end(out, o->written + counts->indicators, e))
			     ? -1
			     : 0;
	year_release(&year);
	withheld_release(&s.held);
	history_release(&before);
	knowledge_release(&k);
	return rc;
}
