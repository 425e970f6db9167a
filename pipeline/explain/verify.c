#include "explain/verify.h"

#include <stdlib.h>
#include <string.h>
#include "explain/records.h"

struct rechecking {
	struct world *w;
	const struct figures *figures;
	bool *done; /* of the figures: a result came */
	verified_fn *told;
	void *arg;
};

static bool is_meant(const struct rechecking *v, size_t i)
{
	const struct stored_figure *f = &v->figures->list[i];

	return f->run == v->w->run && !f->is_held;
}

static bool is_of(const struct stored_figure *f, const struct result *r)
{
	return strcmp(f->cells[FIGURE_AT_set], r->set) == 0 &&
	       strcmp(f->cells[FIGURE_AT_indicator], r->indicator) == 0 &&
	       strcmp(f->cells[FIGURE_AT_agency], r->agency) == 0;
}

static int compare(void *arg, const struct result *r, const struct knowledge *k, struct err *e)
{
	struct rechecking *v = arg;
	const char *column;

	(void)k;
	for (size_t i = 0; i < v->figures->n; i++) {
		const struct stored_figure *f = &v->figures->list[i];

		if (!is_meant(v, i) || v->done[i] || !is_of(f, r))
			continue;
		v->done[i] = true;
		if (figure_differs(f, r, &column, e) || v->told(v->arg, f, !column, column, e))
			return -1;
	}
	return 0;
}

/* The agency whose figures are meant, when it is one. */
static const char *only_agency(const struct rechecking *v, const char *set)
{
	const char *agency = NULL;

	for (size_t i = 0; i < v->figures->n; i++) {
		const char *const *cells = v->figures->list[i].cells;

		if (!is_meant(v, i) || strcmp(cells[FIGURE_AT_set], set) != 0)
			continue;
		if (agency && strcmp(agency, cells[FIGURE_AT_agency]) != 0)
			return NULL;
		agency = cells[FIGURE_AT_agency];
	}
	return agency;
}

static int compute_sets(struct rechecking *v, const struct store *s, struct err *e)
{
	struct observations f;

	for (size_t i = 0; i < v->figures->n; i++) {
		const char *set = v->figures->list[i].cells[FIGURE_AT_set];
		struct world_compute c = {.set = set,
			.agency = only_agency(v, set),
			.store = s,
			.seen = compare,
			.arg = v,
			.f = &f};

		if (!is_meant(v, i) || v->done[i])
			continue;
		if (world_compute(v->w, &c, e))
			return -1;
		if (!v->done[i] && v->told(v->arg, &v->figures->list[i], false, "", e))
			return -1;
		v->done[i] = true;
	}
	return 0;
}

int verify_list(struct world *w, const struct tally *list, const struct figures *figures, verified_fn *told,
	void *arg, struct err *e)
{
	struct rechecking v = {.w = w, .figures = figures, .told = told, .arg = arg};
	struct store s = {0};
	int rc = -1;

	v.done = calloc(figures->n + 1, sizeof *v.done);
	if (!v.done)
		return err_set(e, ERR_NOMEM, "out of memory for %zu figures", figures->n);
	if (tally_add_up(list, &w->store, &s, e) == 0)
		rc = compute_sets(&v, &s, e);
	store_release(&s);
	free(v.done);
	return rc;
}

/* ---- all of a period ---- */

/* Every kind and period of the span that has measures, once each. */
static int count_all(struct world *w, struct tally *list, struct err *e)
{
	struct records_asked seen[SPAN_LEAVES * 16];
	size_t n = 0;
	const struct table *t = catalog_get(w->catalog, "measures", e);

	for (size_t i = 0; t && i < w->store.n; i++) {
		const struct measure *m = &w->store.rows[i];
		long row = table_find(t, "measure", m->measure, NULL);
		struct records_asked a = {.period = m->period};
		size_t k = 0;

		if (row < 0 || !span_has(&w->span, m->period))
			continue;
		a.kind = table_get(t, (size_t)row, "feed");
		while (k < n && (strcmp(seen[k].kind, a.kind) != 0 || strcmp(seen[k].period, a.period) != 0))
			k++;
		if (k < n)
			continue;
		if (n == sizeof seen / sizeof *seen)
			return err_set(e, ERR_CATALOG, "more than %zu kinds and periods of measures", n);
		seen[n++] = a;
		if (records_count(w, &a, list, e))
			return -1;
	}
	return t ? 0 : -1;
}

static int verify_run(struct db *db, const char *period, int64_t run, const struct figures *figures,
	verified_fn *told, void *arg, struct err *e)
{
	struct world w;
	struct tally list = {0};
	int rc = world_open(&w, db, run, period, e);

	if (rc == 0)
		rc = world_measures(&w, e) || count_all(&w, &list, e) ||
				     verify_list(&w, &list, figures, told, arg, e)
			     ? -1
			     : 0;
	tally_release(&list);
	world_release(&w);
	return rc;
}

static bool is_first_of_run(const struct figures *f, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (!f->list[k].is_held && f->list[k].run == f->list[i].run)
			return false;
	return !f->list[i].is_held;
}

int verify_figures(struct db *db, const char *period, const struct figures *figures, verified_fn *told,
	void *arg, struct err *e)
{
	for (size_t i = 0; i < figures->n; i++)
		if (is_first_of_run(figures, i) &&
			verify_run(db, period, figures->list[i].run, figures, told, arg, e))
			return -1;
	return 0;
}
