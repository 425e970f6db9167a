#include "explain/world.h"

#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "core/clock.h"
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
	store_release(&w->store);
	successors_free(w->successors);
	catalog_free(w->catalog);
	if (*w->dir)
		nftw(w->dir, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
	*w = (struct world){0};
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
