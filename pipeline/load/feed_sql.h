/* Statements over the tables of a feed, written once for all feeds: its names, its key and its columns in
 * SQL.
 */
#ifndef LOAD_FEED_SQL_H
#define LOAD_FEED_SQL_H

#include "load/db.h"
#include "load/sql.h"
#include "model/feed.h"

#define FEED_COLUMN "feed" /* whose record it is: in the tables of a kind, never a field */

/* Filled in for every feed: the names records, version, current, stage, late, gone, late_sent
 * and (with a quarter) partition, all of its kind; the lists key (the feed before its key's
 * columns) and clean (all its columns); its own name, feed_name. */
struct feed_statement {
	const struct feed *feed;
	const char *name;    /* of sql/load */
	const char *text;    /* instead of name: a statement of one line */
	const char *quarter; /* "2024-Q2": of the partition; NULL: the statement names none */
	const struct sql_value *more;
	size_t nmore;
};

/* Appends the statement. Errors: as sql_fill. */
int feed_sql_fill(const struct feed_statement *s, struct buf *out, struct err *e);

/* One or more statements; their rows are discarded. Errors: as sql_fill, db_run. */
int feed_sql_run(struct db *db, const struct feed_statement *s, struct err *e);

/* One statement with text parameters. Owns: *out is yours, PQclear; it is NULL on error. Errors: as sql_fill,
 * db_ask. */
int feed_sql_ask(struct db *db, const struct feed_statement *s, int nparams, const char *const *params,
	PGresult **out, struct err *e);

/* Appends the name of the partition of a quarter: hoso_tthc_version_2024_q2. Errors: as buf_add. */
int feed_sql_partition(const struct feed *f, const char *quarter, struct buf *out, struct err *e);

/* The SQL type of a clean column: text COLLATE "C", timestamptz, date, boolean, bigint, numeric. */
const char *feed_sql_type(enum column_type type);

#endif
