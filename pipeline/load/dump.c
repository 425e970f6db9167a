#include "load/dump.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include "load/copy_out.h"
#include "load/keyed_sql.h"
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

/* place: the columns of the record's number and line. */
static int add_selection(const struct feed *f, const char *place, struct buf *sql, struct err *e)
{
	if (buf_addf(sql, e,
		    "l.file_hash, %s, v.message, "
		    "to_char(v.sent_at AT TIME ZONE INTERVAL '+07:00', " TIME_FORMAT ")",
		    place))
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
	if (buf_add_str(sql, "COPY (SELECT ", e) || add_selection(o->feed, "v.record, v.line", sql, e) ||
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
	if (buf_add_str(sql, "COPY (SELECT ", e) || add_selection(o->feed, "v.record, v.line", sql, e) ||
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

/* ---- one file ---- */

/* What its trailer says; the rows of a bad file are nowhere. A load from before audit.duplicate (n_repeated
 * is NULL) does not know whose bytes its duplicates were: another load has them, and its stream is the rest.
 */
static int ask_load(struct db *db, const struct feed *f, const char *file, PGresult **load, struct err *e)
{
	const char *params[] = {file, f->name};

	if (db_ask(db,
		    "SELECT load_id, n_read - CASE WHEN n_repeated IS NULL THEN n_duplicate ELSE 0 END, "
		    "n_rejected, sent_from, "
		    "coalesce(to_char(sent_at AT TIME ZONE INTERVAL '+07:00', " TIME_FORMAT "), ''), "
		    "coalesce(n_strangers, 0) "
		    "FROM audit.load WHERE file_hash = $1 AND feed = $2 AND state = 'ok' ORDER BY load_id "
		    "DESC "
		    "LIMIT 1",
		    2, params, load, e))
		return -1;
	return PQntuples(*load) ? 0
				: err_set(e, ERR_NOINPUT, "feed %s: found no load of file %.80s that stands",
					  f->name, file);
}

/* Its own versions, and those of others that its duplicates were equal to. */
static int add_load(const struct dump_options *o, const char *load_id, struct buf *sql, struct err *e)
{
	const char *table = o->feed->sql_name;

	if (buf_add_str(sql, "COPY (SELECT ", e) ||
		add_selection(o->feed, "v.chiso_record, v.chiso_line", sql, e))
		return -1;
	return buf_addf(sql, e,
		" FROM (SELECT v.*, v.record AS chiso_record, v.line AS chiso_line FROM core.\"%s_version\" "
		"v "
		"WHERE v.load_id = %s UNION ALL SELECT v.*, d.record, d.line FROM audit.duplicate d "
		"JOIN core.\"%s_version\" v ON v.load_id = d.of_load AND v.record = d.of_record "
		"WHERE d.load_id = %s AND v.load_id = ANY(ARRAY(SELECT DISTINCT of_load FROM audit.duplicate "
		"WHERE "
		"load_id = %s))) v JOIN audit.load l ON l.load_id = %s ORDER BY v.chiso_record) TO STDOUT",
		table, load_id, table, load_id, load_id, load_id);
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
	if (ask_load(db, o->feed, file, &load, e) || add_load(o, PQgetvalue(load, 0, 0), &sql, e) ||
		db_run(db, "SET work_mem = '48MB'", e) ||
		copy_out(db, sql.data, FIXED_CELLS + o->feed->nclean, put_row, next, rows, e))
		goto out;
	rc = put_trailer(load, file, *rows, next, e);
out:
	PQclear(load);
	buf_release(&sql);
	return rc;
}
