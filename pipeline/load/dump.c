#include "load/dump.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include "load/copy_out.h"
#include "load/dump_narrow.h"
#include "load/feed_sql.h"
#include "load/kind_check.h"
#include "load/versions.h"
#include "model/period.h"
#include "stream/stream.h"

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

/* Every clean column as the text that was loaded: its form follows its type. */
static int list_cells(const struct feed *f, const struct dump_narrow *narrow, struct buf *sql, struct err *e)
{
	for (size_t i = 0; i < f->nclean; i++)
		if (narrow && !narrow->columns[i] ? buf_add_str(sql, ", NULL", e)
						  : add_column(&f->columns[i], sql, e))
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

/* Whether what is reported of q is measured in p: in a year all that lies in it, in a quarter the longer
 * period that ends in it. */
static bool is_measured_in(const struct period *q, const struct period *p)
{
	if (p->kind != PERIOD_QUARTER)
		return p->kind != PERIOD_MONTH && period_is_in(q, p);
	return q->kind != PERIOD_MONTH && q->last >= p->first && q->last <= p->last;
}

/* A column that holds periods. */
static int add_named(struct db *db, const struct column *c, const struct periods *all, const struct period *p,
	struct buf *sql, struct err *e)
{
	if (buf_addf(sql, e, "v.\"%s\" IN (", c->name) || copy_add_literal(db, p->name, sql, e))
		return -1;
	for (size_t i = 0; i < periods_count(all); i++) {
		const struct period *q = period_at(all, i);

		if (q == p || strcmp(q->calendar, p->calendar) != 0 || !is_measured_in(q, p))
			continue;
		if (buf_add_str(sql, ", ", e) || copy_add_literal(db, q->name, sql, e))
			return -1;
	}
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

/* Which dates of a record make it one of the period: each column of each calendar in its own way. */
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

/* name: of sql/load; NULL: that of a dump. */
static int fill_records(struct db *db, const struct dump_options *o, const char *name, const char *most,
	struct buf *sql, struct err *e)
{
	struct buf cells = {0}, period = {0}, narrow = {0}, changed = {0};
	char run[24];
	struct sql_value values[] = {{.name = "cells"}, {.name = "period"}, {.name = "run", .text = run},
		{.name = "narrow"}, {.name = "changed"}, {.name = "most", .text = most}};
	struct feed_statement s = {.feed = o->feed, .more = values, .nmore = 6};
	int rc = -1;

	snprintf(run, sizeof run, "%" PRId64, o->as_of);
	if (list_cells(o->feed, o->narrow, &cells, e) || add_period(db, o, &period, e) ||
		dump_narrow_add(db, o, &narrow, e) || dump_narrow_changed(db, o, &changed, e))
		goto out;
	values[0].text = cells.data;
	values[1].text = period.data ? period.data : "";
	values[3].text = narrow.data ? narrow.data : "";
	values[4].text = changed.data ? changed.data : "";
	s.name = name ? name : dump_statement(o, &changed);
	rc = feed_sql_fill(&s, sql, e);
out:
	buf_release(&cells);
	buf_release(&period);
	buf_release(&narrow);
	buf_release(&changed);
	return rc;
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
	if (copy_check_run(db, o->as_of, e) || kind_check(db, o->feed, e) ||
		fill_records(db, o, NULL, "", &sql, e) || db_run(db, "SET work_mem = '48MB'", e) ||
		copy_out(db, sql.data, FIXED_CELLS + o->feed->nclean, put_row, next, rows, e))
		goto out;
	end.number = *rows;
	rc = next->put(next, &end, e);
out:
	buf_release(&sql);
	return rc;
}

int dump_is_many(struct db *db, const struct dump_options *o, uint64_t most, bool *is_many, struct err *e)
{
	struct buf sql = {0};
	char bound[24];
	PGresult *r = NULL;
	int rc;

	snprintf(bound, sizeof bound, "%" PRIu64, most + 1);
	rc = fill_records(db, o, "dump-many", bound, &sql, e);
	if (rc == 0)
		rc = db_ask(db, sql.data, 0, NULL, &r, e);
	if (rc == 0)
		*is_many = strtoumax(PQgetvalue(r, 0, 0), NULL, 10) > most;
	PQclear(r);
	buf_release(&sql);
	return rc;
}

/* ---- one file ---- */

/* What its trailer says; the rows of a bad file are nowhere. */
static int ask_load(struct db *db, const struct feed *f, const char *file, PGresult **load, struct err *e)
{
	const char *params[] = {file, f->name};

	if (db_ask(db, sql_get("dump-load-counts"), 2, params, load, e))
		return -1;
	return PQntuples(*load) ? 0
				: err_set(e, ERR_NOINPUT, "feed %s: found no load of file %.80s that stands",
					  f->name, file);
}

static int fill_load(const struct dump_options *o, const char *load_id, struct buf *sql, struct err *e)
{
	struct buf cells = {0};
	struct sql_value values[] = {{.name = "cells"}, {.name = "load", .text = load_id}};
	struct feed_statement s = {.feed = o->feed, .name = "dump-load", .more = values, .nmore = 2};
	int rc = list_cells(o->feed, NULL, &cells, e);

	values[0].text = cells.data;
	if (!rc)
		rc = feed_sql_fill(&s, sql, e);
	buf_release(&cells);
	return rc;
}

static int put_trailer(
	const PGresult *load, const char *file, uint64_t rows, struct sink *next, struct err *e)
{
	struct record trailer = {.kind = RECORD_FILE, .file = slice_from(file)};
	struct record end = {.kind = RECORD_END, .number = rows};
	struct file_verdict *v = &trailer.verdict;

	v->is_ok = true;
	v->read = strtoumax(PQgetvalue(load, 0, 1), NULL, 10);
	v->rejected = strtoumax(PQgetvalue(load, 0, 2), NULL, 10);
	v->sent_from = slice_from(PQgetvalue(load, 0, 3));
	trailer.sent = slice_from(PQgetvalue(load, 0, 4));
	v->strangers = strtoumax(PQgetvalue(load, 0, 5), NULL, 10);
	if (rows != v->read - v->rejected)
		return err_set(e, ERR_FAULT, "file %.80s: found %" PRIu64 " records, its load says %" PRIu64,
			file, rows, v->read - v->rejected);
	return next->put(next, &trailer, e) ? -1 : next->put(next, &end, e);
}

int dump_load(struct db *db, const struct dump_options *o, const char *file, struct sink *next,
	uint64_t *rows, struct err *e)
{
	struct buf sql = {0};
	PGresult *load = NULL;
	int rc = -1;

	*rows = 0;
	if (ask_load(db, o->feed, file, &load, e) || fill_load(o, PQgetvalue(load, 0, 0), &sql, e) ||
		db_run(db, "SET work_mem = '48MB'", e) ||
		copy_out(db, sql.data, FIXED_CELLS + o->feed->nclean, put_row, next, rows, e))
		goto out;
	rc = put_trailer(load, file, *rows, next, e);
out:
	PQclear(load);
	buf_release(&sql);
	return rc;
}
