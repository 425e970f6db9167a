#include "load/dump.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include "core/period.h"
#include "core/stream.h"
#include "load/copy_out.h"
#include "load/keyed_sql.h"
#include "load/versions.h"

#define FIXED_CELLS 5 /* file, record, line, message, sent */
#define TIME_FORMAT "'YYYY-MM-DD\"T\"HH24:MI:SS\"+07:00\"'"

/* All clean times are at +07:00; the interval is written out, since the zone's own history has other offsets.
 */
static int add_column(const struct column *c, struct buf *sql, struct err *e)
{
	if (c->type == COLUMN_TIMESTAMP)
		return buf_addf(sql, e, ", to_char(v.\"%s\" AT TIME ZONE INTERVAL '+07:00', " TIME_FORMAT ")",
			c->name);
	return buf_addf(sql, e, ", v.\"%s\"", c->name);
}

static int add_selection(const struct feed *f, struct buf *sql, struct err *e)
{
	if (buf_add_str(sql,
		    "l.file_hash, v.record, v.line, v.message, "
		    "to_char(v.sent_at AT TIME ZONE INTERVAL '+07:00', " TIME_FORMAT ")",
		    e))
		return -1;
	for (size_t i = 0; i < f->nclean; i++)
		if (add_column(&f->columns[i], sql, e))
			return -1;
	return 0;
}

/* v."x" as a day: times are told apart by their own civil date. */
static int add_day(const struct column *c, struct buf *sql, struct err *e)
{
	if (c->type == COLUMN_TIMESTAMP)
		return buf_addf(sql, e, "(v.\"%s\" AT TIME ZONE INTERVAL '+07:00')::date", c->name);
	return buf_addf(sql, e, "v.\"%s\"", c->name);
}

/* A column that holds periods: the quarter itself, or the quarters of a year. */
static int add_named(struct db *db, const struct column *c, const struct periods *all, const struct period *p,
	struct buf *sql, struct err *e)
{
	if (buf_addf(sql, e, "v.\"%s\" IN (", c->name) || copy_add_literal(db, p->name, sql, e))
		return -1;
	for (size_t i = 0; i < all->n; i++)
		if (strcmp(all->list[i].parent, p->name) == 0 &&
			strcmp(all->list[i].calendar, p->calendar) == 0)
			if (buf_add_str(sql, ", ", e) || copy_add_literal(db, all->list[i].name, sql, e))
				return -1;
	return buf_add_char(sql, ')', e);
}

static int add_dated(struct db *db, const struct feed *f, const struct period_column *pc,
	const struct period *p, struct buf *sql, struct err *e)
{
	const struct column *from = &f->columns[pc->column], *until = &f->columns[pc->until];

	if (add_day(from, sql, e) || buf_add_str(sql, " <= ", e) ||
		copy_add_literal(db, p->ends_on, sql, e) || buf_add_str(sql, " AND ", e))
		return -1;
	if (pc->is_span &&
		(buf_addf(sql, e, "(v.\"%s\" IS NULL OR ", until->name) || add_day(until, sql, e) ||
			buf_add_str(sql, " >= ", e) || copy_add_literal(db, p->starts_on, sql, e)))
		return -1;
	if (pc->is_span)
		return buf_add_char(sql, ')', e);
	return add_day(from, sql, e) || buf_add_str(sql, " >= ", e) ||
			       copy_add_literal(db, p->starts_on, sql, e)
		       ? -1
		       : 0;
}

static int add_touches(struct db *db, const struct dump_options *o, const struct periods *all,
	struct buf *sql, struct err *e)
{
	struct period_column columns[VERSIONS_PERIOD_COLUMNS];
	const struct period *p;
	size_t n;

	if (period_columns(o->catalog, o->feed, columns, VERSIONS_PERIOD_COLUMNS, &n, e))
		return -1;
	for (size_t i = 0; i < n; i++) {
		const struct column *c = &o->feed->columns[columns[i].column];

		p = period_find(all, columns[i].calendar, o->period);
		if (!p)
			return err_set(e, ERR_USAGE, "found period %s, expected one of calendar %s",
				o->period, columns[i].calendar);
		if (buf_add_str(sql, i ? " OR (" : " AND ((", e) ||
			(c->type == COLUMN_TEXT ? add_named(db, c, all, p, sql, e)
						: add_dated(db, o->feed, &columns[i], p, sql, e)) ||
			buf_add_char(sql, ')', e))
			return -1;
	}
	return n ? buf_add_char(sql, ')', e) : 0;
}

static int add_period(struct db *db, const struct dump_options *o, struct buf *sql, struct err *e)
{
	struct periods *all = NULL;
	int rc;

	if (!o->period)
		return 0;
	rc = periods_load(&all, o->catalog, e);
	if (!rc)
		rc = add_touches(db, o, all, sql, e);
	periods_free(all);
	return rc;
}

static int add_current(struct db *db, const struct dump_options *o, struct buf *sql, struct err *e)
{
	if (buf_add_str(sql, "COPY (SELECT ", e) || add_selection(o->feed, sql, e) ||
		keyed_sql(o->feed,
			" FROM core.\"@f_current\" c JOIN core.\"@f_version\" v ON v.load_id = c.load_id AND "
			"v.record = c.record "
			"JOIN audit.load l ON l.load_id = c.load_id WHERE true",
			sql, e) ||
		add_period(db, o, sql, e))
		return -1;
	return keyed_sql(o->feed, " ORDER BY @k:v) TO STDOUT", sql, e);
}

/* The greatest version of each key among the loads that stood after the run; the period is asked of that
 * version. */
static int add_past(struct db *db, const struct dump_options *o, struct buf *sql, struct err *e)
{
	if (buf_add_str(sql, "COPY (SELECT ", e) || add_selection(o->feed, sql, e) ||
		keyed_sql(o->feed,
			" FROM (SELECT DISTINCT ON (@k:w) w.* FROM core.\"@f_version\" w "
			"JOIN audit.load m ON m.load_id = w.load_id AND m.state <> 'bad' ",
			sql, e) ||
		buf_addf(sql, e,
			"AND m.run_id <= %" PRId64
			" AND (m.superseded_by_run IS NULL OR m.superseded_by_run > %" PRId64 ") ",
			o->as_of, o->as_of) ||
		keyed_sql(o->feed,
			"ORDER BY @k:w, w.sent_at DESC, w.message DESC, w.record DESC, w.version_hash DESC, "
			"w.load_id) v "
			"JOIN audit.load l ON l.load_id = v.load_id WHERE true",
			sql, e) ||
		add_period(db, o, sql, e))
		return -1;
	return keyed_sql(o->feed, " ORDER BY @k:v) TO STDOUT", sql, e);
}

static struct slice slice_of(const struct cell *c)
{
	return (struct slice){c->text ? c->text : "", c->len};
}

static int put_row(void *arg, struct cell *cells, size_t n, struct err *e)
{
	struct sink *next = arg;
	struct record r = {.kind = RECORD_CLEAN, .cells = cells + FIXED_CELLS, .ncells = n - FIXED_CELLS};

	r.file = slice_of(&cells[0]);
	r.number = strtoumax(cells[1].text, NULL, 10);
	r.line = strtoumax(cells[2].text, NULL, 10);
	r.message = slice_of(&cells[3]);
	r.sent = slice_of(&cells[4]);
	return next->put(next, &r, e);
}

int dump_records(
	struct db *db, const struct dump_options *o, struct sink *next, uint64_t *rows, struct err *e)
{
	struct buf sql = {0};
	struct record end = {.kind = RECORD_END};
	int rc = -1;

	*rows = 0;
	if (copy_check_run(db, o->as_of, e) ||
		(o->as_of ? add_past(db, o, &sql, e) : add_current(db, o, &sql, e)) ||
		db_run(db, "SET work_mem = '48MB'", e) ||
		copy_out(db, sql.data, FIXED_CELLS + o->feed->nclean, put_row, next, rows, e))
		goto out;
	end.number = *rows;
	rc = next->put(next, &end, e);
out:
	buf_release(&sql);
	return rc;
}
