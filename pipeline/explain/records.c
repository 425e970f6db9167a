#include "explain/records.h"

#include <stdlib.h>
#include <string.h>
#include "aggregate/aggregate.h"
#include "explain/records_narrow.h"
#include "load/dump.h"
#include "load/sql.h"

static int dump_feed(
	struct records_reading *g, const struct feed *f, const char *period, struct sink *to, struct err *e)
{
	struct dump_options o = {.catalog = g->w->catalog, .feed = f, .period = period, .as_of = g->w->run};
	uint64_t rows;

	return dump_records(g->w->db, &o, to, &rows, e);
}

/* Whether one of the measures looks something up in the list. */
static bool is_looked_up(const struct records_reading *g, const char *list)
{
	static const char *const columns[] = {"value", "where", "agency", "item"};
	const struct table *t = catalog_get(g->w->catalog, "measures", NULL);
	char call[100];

	snprintf(call, sizeof call, "lookup('%s'", list);
	for (size_t i = 0; t && i < t->nrows; i++)
		for (size_t k = 0; k < 4 && strcmp(table_get(t, i, "feed"), g->asked->kind) == 0; k++)
			if (strstr(table_get(t, i, columns[k]), call))
				return true;
	return false;
}

/* A list in the making, and the feed of it that is read now. */
struct list_reading {
	struct records_reading *g;
	struct feed *feed;
};

static int fill_list(void *arg, struct sink *to, struct err *e)
{
	struct list_reading *l = arg;

	return l->feed ? dump_feed(l->g, l->feed, NULL, to, e) : 0;
}

static int read_list(struct records_reading *g, struct join *j, const char *feed, struct err *e)
{
	struct list_reading l = {g, NULL};
	int rc = feed_load(&l.feed, g->w->catalog, feed, g->w->today, e);

	if (rc == 0)
		rc = join_fill(j, fill_list, &l, e);
	feed_free(l.feed);
	return rc;
}

static int open_list(struct records_reading *g, const char *list, struct err *e)
{
	struct join *j = &g->joins[g->njoins];

	if (g->njoins == RULES_JOINS)
		return err_set(e, ERR_CATALOG, "more than %d lists in settings.csv", RULES_JOINS);
	g->njoins++;
	if (join_init(j, g->w->catalog, list, g->w->today, e))
		return -1;
	for (int i = 0; i < PQntuples(g->members); i++)
		if (strcmp(PQgetvalue(g->members, i, 0), list) == 0 &&
			read_list(g, j, PQgetvalue(g->members, i, 1), e))
			return -1;
	return j->is_given ? 0 : join_fill(j, fill_list, &(struct list_reading){g, NULL}, e);
}

static int open_lists(struct records_reading *g, struct err *e)
{
	const struct table *t = catalog_get(g->w->catalog, "settings", e);

	for (size_t i = 0; t && i < t->nrows; i++) {
		const char *name = table_get(t, i, "setting");

		if (strncmp(name, "lookup.", 7) != 0 || !table_is_valid(t, i, g->w->today) ||
			!is_looked_up(g, name + 7))
			continue;
		if (open_list(g, name + 7, e))
			return -1;
	}
	return t ? 0 : -1;
}

static int aggregate(struct records_reading *g, const struct dump_options *d, struct err *e)
{
	struct aggregate_options o = {.catalog = g->w->catalog,
		.feed = g->feed,
		.joins = g->joins,
		.njoins = g->njoins,
		.today = g->w->today,
		.period = g->asked->period,
		.settle = {.is_settled = !d->narrow, .is_trusted = d->narrow != NULL},
		.measures = g->asked->measures,
		.nmeasures = g->asked->n,
		.counted = tally_take,
		.counted_arg = g->list};
	struct aggregator *a = NULL;
	uint64_t rows;
	int rc = aggregator_new(&a, &o, e);

	if (rc == 0)
		rc = dump_records(g->w->db, d, aggregator_sink(a), &rows, e);
	aggregator_free(a);
	return rc;
}

/* As many as may be: else the list says so. */
static int count_few(struct records_reading *g, const struct dump_narrow *narrow, struct err *e)
{
	struct dump_options d = {.catalog = g->w->catalog,
		.feed = g->feed,
		.period = g->asked->period,
		.as_of = g->w->run,
		.narrow = narrow};
	bool is_many = false;

	if (g->asked->most && dump_is_many(g->w->db, &d, g->asked->most, &is_many, e))
		return -1;
	g->list->is_many = g->list->is_many || is_many;
	return is_many ? 0 : aggregate(g, &d, e);
}

static int count_feed(struct records_reading *g, const char *name, struct err *e)
{
	struct dump_narrow narrow = {0};
	const char **agencies = NULL;
	bool *columns = NULL, is_narrow = false;
	int rc = feed_load(&g->feed, g->w->catalog, name, g->w->today, e);

	g->list->feed = g->feed;
	if (rc == 0) {
		columns = calloc(g->feed->nclean + 1, sizeof *columns);
		rc = columns ? records_narrow(g, &narrow, columns, &agencies, &is_narrow, e)
			     : err_set(e, ERR_NOMEM, "out of memory for columns");
	}
	if (rc == 0)
		rc = count_few(g, is_narrow ? &narrow : NULL, e);
	free(columns);
	free(agencies);
	g->list->feed = NULL;
	feed_free(g->feed);
	g->feed = NULL;
	return rc;
}

static int ask_members(struct world *w, PGresult **out, struct err *e)
{
	char run[24];
	const char *params[] = {run};

	snprintf(run, sizeof run, "%lld", (long long)w->run);
	return db_ask(w->db, sql_get("explain-members"), 1, params, out, e);
}

int records_count(struct world *w, const struct records_asked *asked, struct tally *list, struct err *e)
{
	struct records_reading g = {
		.w = world_measured(w, asked->kind, asked->period, e), .asked = asked, .list = list};
	PGresult *members = NULL;
	int rc = g.w ? ask_members(g.w, &members, e) : -1;

	g.members = members;
	if (rc == 0)
		rc = open_lists(&g, e);
	for (int i = 0; rc == 0 && i < PQntuples(members); i++)
		if (strcmp(PQgetvalue(members, i, 0), asked->kind) == 0)
			rc = count_feed(&g, PQgetvalue(members, i, 1), e);
	for (size_t i = 0; i < g.njoins; i++)
		join_release(&g.joins[i]);
	PQclear(members);
	return rc;
}
