#include "explain/world.h"

#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "core/clock.h"
#include "core/leftover.h"
#include "explain/world_archive.h"
#include "load/sql.h"

static int refuse_run(const struct world *w, const char *what, struct err *e)
{
	return err_set(e, ERR_NOINPUT, "run %lld: %s", (long long)w->run, what);
}

static void copy_cell(char *out, size_t size, const PGresult *r, int column)
{
	snprintf(out, size, "%s", PQgetvalue(r, 0, column));
}

static int read_run(struct world *w, struct err *e)
{
	char run[24];
	const char *params[] = {run};
	PGresult *r = NULL;
	int rc;

	snprintf(run, sizeof run, "%lld", (long long)w->run);
	if (db_ask(w->db, sql_get("explain-run"), 1, params, &r, e))
		return -1;
	if (PQntuples(r) == 0) {
		PQclear(r);
		return refuse_run(w, "found none in audit.run, expected the one that the figure is of", e);
	}
	w->now = strtoll(PQgetvalue(r, 0, 0), NULL, 10);
	copy_cell(w->kind, sizeof w->kind, r, 1);
	copy_cell(w->at, sizeof w->at, r, 2);
	copy_cell(w->today, sizeof w->today, r, 2);
	copy_cell(w->hash, sizeof w->hash, r, 3);
	if (PQgetisnull(r, 0, 4))
		rc = refuse_run(w, "its catalogue is not kept: how it computed is not known any more", e);
	else
		rc = world_unpack(w, PQgetvalue(r, 0, 4), e);
	PQclear(r);
	return rc;
}

static int find_span(struct world *w, struct err *e)
{
	const char *calendar = catalog_setting(w->catalog, "report_calendar", w->today, e);

	if (!calendar)
		return err_set(e, ERR_CATALOG, "setting report_calendar not found");
	w->periods = periods_of(w->catalog, e);
	return w->periods ? span_find(&w->span, w->periods, calendar, w->period, e) : -1;
}

int world_open(struct world *w, struct db *db, int64_t run, const char *period, struct err *e)
{
	*w = (struct world){.db = db, .run = run, .period = period};
	return read_run(w, e) || find_span(w, e) || successors_open(&w->successors, w->catalog, w->today, e)
		       ? -1
		       : 0;
}

static int remove_entry(const char *path, const struct stat *st, int kind, struct FTW *walk)
{
	(void)st, (void)kind, (void)walk;
	return remove(path);
}

void world_release(struct world *w)
{
	while (w->others) {
		struct world *next = w->others->others;

		w->others->others = NULL;
		world_release(w->others);
		free(w->others);
		w->others = next;
	}
	store_release(&w->store);
	successors_free(w->successors);
	catalog_free(w->catalog);
	if (*w->dir) {
		nftw(w->dir, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
		leftover_drop(w->dir);
	}
	*w = (struct world){0};
}

static struct world *open_other(struct world *w, int64_t run, struct err *e)
{
	struct world *other = calloc(1, sizeof *other);

	if (!other) {
		err_set(e, ERR_NOMEM, "out of memory for a run");
		return NULL;
	}
	if (world_open(other, w->db, run, w->period, e)) {
		world_release(other);
		free(other);
		return NULL;
	}
	other->others = w->others;
	w->others = other;
	return other;
}

/* The last run up to w's that changed a measure of them, and whether its catalogue is another. */
static int find_measured(
	struct world *w, const char *kind, const char *period, int64_t *run, bool *is_other, struct err *e)
{
	char text[24];
	const char *params[] = {kind, period, text, w->hash};
	PGresult *r = NULL;

	snprintf(text, sizeof text, "%lld", (long long)w->run);
	if (db_ask(w->db, sql_get("explain-measured"), 4, params, &r, e))
		return -1;
	*run = PQntuples(r) ? strtoll(PQgetvalue(r, 0, 0), NULL, 10) : w->run;
	*is_other = PQntuples(r) && strcmp(PQgetvalue(r, 0, 1), "t") == 0;
	PQclear(r);
	return 0;
}

struct world *world_measured(struct world *w, const char *kind, const char *period, struct err *e)
{
	int64_t run;
	bool is_other;

	if (find_measured(w, kind, period, &run, &is_other, e))
		return NULL;
	if (!is_other || run == w->run)
		return w;
	for (struct world *other = w->others; other; other = other->others)
		if (other->run == run)
			return other;
	return open_other(w, run, e);
}

int world_compute(struct world *w, struct world_compute *c, struct err *e)
{
	struct set_options o = {
		.set = c->set, .agency = c->agency, .today = w->today, .seen = c->seen, .seen_arg = c->arg};
	struct set_counts counts;
	int rc = observations_init(c->f, c->store ? c->store : &w->store, w->catalog, &w->span, e);

	c->f->successors = w->successors;
	if (rc == 0)
		rc = sets_compute(c->f, &o, NULL, &counts, e);
	observations_release(c->f);
	return rc;
}
