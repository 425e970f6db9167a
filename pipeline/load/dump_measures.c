#include "load/dump_measures.h"

#include <string.h>
#include "load/copy_out.h"
#include "load/sql.h"
#include "model/period.h"
#include "stream/measure.h"

static int list_feeds(struct db *db, const struct dump_measures_options *o, struct buf *out, struct err *e)
{
	for (size_t i = 0; i < o->nfeeds; i++)
		if ((i && buf_add_str(out, ", ", e)) || copy_add_literal(db, o->feeds[i], out, e))
			return -1;
	return 0;
}

static int list_held(const struct dump_measures_options *o, struct buf *out, struct err *e)
{
	return o->as_of ? buf_addf(out, e, "run_from <= %lld AND (run_to IS NULL OR run_to > %lld)",
				  (long long)o->as_of, (long long)o->as_of)
			: buf_add_str(out, "run_to IS NULL", e);
}

static int fill_measures(struct db *db, const struct dump_measures_options *o, struct buf *sql, struct err *e)
{
	struct buf feeds = {0}, held = {0};
	struct sql_value values[] = {{.name = "feeds"}, {.name = "held"},
		{.name = "periods", .text = o->periods},
		{.name = "measure", .list = measure_columns, .n = MEASURE_COLUMNS}};
	int rc = -1;

	if (list_feeds(db, o, &feeds, e) || list_held(o, &held, e))
		goto out;
	values[0].text = feeds.data;
	values[1].text = held.data;
	rc = sql_fill(sql_get("dump-measures"), values, 4, sql, e);
out:
	buf_release(&feeds);
	buf_release(&held);
	return rc;
}

static int put_row(void *arg, struct cell *c, size_t n, struct err *e)
{
	FILE *out = arg;
	const char *cells[MEASURE_COLUMNS];
	struct measure m;

	for (size_t i = 0; i < n; i++)
		cells[i] = c[i].text;
	if (measure_fill(&m, cells))
		return err_set(
			e, ERR_FAULT, "core.measure: found kind %s of %s", cells[MEASURE_AT_kind], m.measure);
	return measures_write(out, &m, e);
}

/* A feed that measures nothing is a wrong name. */
static int check_feeds(const struct dump_measures_options *o, struct err *e)
{
	const struct table *t = catalog_get(o->catalog, "measures", e);

	for (size_t i = 0; t && i < o->nfeeds; i++)
		if (table_find(t, "feed", o->feeds[i], NULL) < 0)
			return err_set(
				e, ERR_USAGE, "found feed %s, expected one of measures.csv", o->feeds[i]);
	return t ? 0 : -1;
}

static bool is_quarter(const struct periods *p, const char *name, size_t len)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->list[i].kind == PERIOD_QUARTER && strlen(p->list[i].name) == len &&
			strncmp(p->list[i].name, name, len) == 0)
			return true;
	return false;
}

/* Measures are of quarters; each name is one of some calendar. */
static int check_periods(const struct dump_measures_options *o, struct err *e)
{
	struct periods *p = NULL;
	const char *at = o->periods;
	int rc = periods_load(&p, o->catalog, e);

	for (size_t len; rc == 0; at += len + 1) {
		len = strcspn(at, "+");
		if (!is_quarter(p, at, len))
			rc = err_set(e, ERR_USAGE, "--period: found \"%.40s\", expected quarters joined by +",
				o->periods);
		if (!at[len])
			break;
	}
	periods_free(p);
	return rc;
}

/* The feeds that a kind is measured of: those whose records stand. */
static int write_part(struct db *db, FILE *out, const char *kind, struct err *e)
{
	const char *params[] = {kind};
	PGresult *r = NULL;
	int rc = 0;

	if (db_ask(db, sql_get("dump-parts"), 1, params, &r, e))
		return -1;
	if (PQntuples(r) == 0)
		rc = measures_write_part(out, &(struct measure_part){1, 1, kind}, e);
	for (int i = 0; i < PQntuples(r) && !rc; i++)
		rc = measures_write_part(out, &(struct measure_part){1, 1, PQgetvalue(r, i, 0)}, e);
	PQclear(r);
	return rc;
}

static int write_parts(struct db *db, const struct dump_measures_options *o, FILE *out, struct err *e)
{
	for (size_t i = 0; i < o->nfeeds; i++)
		if (write_part(db, out, o->feeds[i], e))
			return -1;
	return 0;
}

int dump_measures(
	struct db *db, const struct dump_measures_options *o, FILE *out, uint64_t *rows, struct err *e)
{
	struct buf sql = {0};
	int rc = -1;

	if (check_feeds(o, e) || check_periods(o, e) || copy_check_run(db, o->as_of, e) ||
		fill_measures(db, o, &sql, e) || measures_write_header(out, e) || write_parts(db, o, out, e))
		goto out;
	if (copy_out(db, sql.data, MEASURE_COLUMNS, put_row, out, rows, e))
		goto out;
	rc = measures_write_end(out, *rows, e);
out:
	buf_release(&sql);
	return rc;
}
