#include "load/dump_measures.h"

#include <string.h>
#include "load/copy_out.h"
#include "model/period.h"
#include "stream/measure.h"

static int add_list(struct db *db, const struct dump_measures_options *o, struct buf *sql, struct err *e)
{
	for (size_t i = 0; i < o->nfeeds; i++)
		if (buf_add_str(sql, i ? ", " : " WHERE feed IN (", e) ||
			copy_add_literal(db, o->feeds[i], sql, e))
			return -1;
	return buf_add_str(sql, ") AND period = ANY(string_to_array(", e) ||
			       copy_add_literal(db, o->periods, sql, e) || buf_add_str(sql, ", '+'))", e)
		       ? -1
		       : 0;
}

static int statement(struct db *db, const struct dump_measures_options *o, struct buf *sql, struct err *e)
{
	if (buf_add_str(sql,
		    "COPY (SELECT measure, item, agency, period, kind, unit, value, keys, text, digits, "
		    "numerator, denominator, parts, flags, \"order\" FROM core.measure",
		    e) ||
		add_list(db, o, sql, e))
		return -1;
	if (o->as_of)
		return buf_addf(sql, e,
			" AND run_from <= %lld AND (run_to IS NULL OR run_to > %lld)"
			" ORDER BY measure, item, agency, period) TO STDOUT",
			(long long)o->as_of, (long long)o->as_of);
	return buf_add_str(sql, " AND run_to IS NULL ORDER BY measure, item, agency, period) TO STDOUT", e);
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

int dump_measures(
	struct db *db, const struct dump_measures_options *o, FILE *out, uint64_t *rows, struct err *e)
{
	struct buf sql = {0};
	int rc = -1;

	if (check_feeds(o, e) || check_periods(o, e) || copy_check_run(db, o->as_of, e) ||
		statement(db, o, &sql, e) || measures_write_header(out, e))
		goto out;
	for (size_t i = 0; i < o->nfeeds; i++)
		if (measures_write_part(out, &(struct measure_part){1, 1, o->feeds[i]}, e))
			goto out;
	if (copy_out(db, sql.data, MEASURE_COLUMNS, put_row, out, rows, e))
		goto out;
	rc = measures_write_end(out, *rows, e);
out:
	buf_release(&sql);
	return rc;
}
