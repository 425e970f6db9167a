#include "load/bulk.h"

#include <stdlib.h>
#include "load/ddl.h"
#include "load/feed_sql.h"

#define UNIQUE_VIOLATION "23505"

int bulk_begin(struct db *db, const struct feed *f, bool *is_bulk, struct err *e)
{
	const char *params[] = {f->sql_name};
	int64_t is_open = 0;
	int rc = db_ask_number(db, "SELECT core.open_current($1)::integer", 1, params, &is_open, e);

	*is_bulk = is_open == 1;
	return rc;
}

/* Behind a savepoint: the server says in one go whether a key stands twice, and the batch goes on. */
static int add_key(struct db *db, const struct feed *f, bool *has_repeats, struct err *e)
{
	struct sql_value key = {.name = "key_columns"};
	struct feed_statement s = {.feed = f, .name = "bulk-add-key", .more = &key, .nmore = 1};
	struct buf sql = {0}, columns = {0};
	int rc = -1;

	if (ddl_key(f, &columns, e))
		goto out;
	key.text = columns.data;
	if (feed_sql_fill(&s, &sql, e) || db_try(db, sql.data, UNIQUE_VIOLATION, has_repeats, e))
		goto out;
	rc = db_run(db,
		*has_repeats ? "ROLLBACK TO SAVEPOINT chiso_key; RELEASE SAVEPOINT chiso_key"
			     : "RELEASE SAVEPOINT chiso_key",
		e);
out:
	buf_release(&sql);
	buf_release(&columns);
	return rc;
}

static int take_counts(const PGresult *r, struct batch *b, struct err *e)
{
	for (int i = 0; i < PQntuples(r); i++) {
		struct batch_file *f = batch_find_load(b, strtoll(PQgetvalue(r, i, 0), NULL, 10));

		if (!f)
			return err_set(
				e, ERR_FAULT, "a row of no load of this batch stands among the current ones");
		f->duplicate += strtoull(PQgetvalue(r, i, 1), NULL, 10);
		f->repeated += strtoull(PQgetvalue(r, i, 2), NULL, 10);
	}
	return 0;
}

static int take_marks(const PGresult *r, struct batch *b, struct err *e)
{
	for (int i = 0; i < PQntuples(r); i++) {
		struct batch_file *f = batch_find_load(b, strtoll(PQgetvalue(r, i, 0), NULL, 10));

		if (!f)
			return err_set(
				e, ERR_FAULT, "a row of no load of this batch stands among the current ones");
		if (marks_add(&f->marks, PQgetvalue(r, i, 1), e) ||
			marks_add(&f->marks, PQgetvalue(r, i, 2), e))
			return -1;
	}
	return 0;
}

/* What was marked holds the periods of records that never moved in: the marks are made anew of those that
 * did, and of those that they replaced. */
static int remake_marks(struct db *db, const struct feed *f, struct batch *b, struct err *e)
{
	struct feed_statement s = {.feed = f, .name = "bulk-marks"};
	PGresult *r = NULL;
	int rc;

	for (size_t i = 0; i < b->n; i++)
		marks_reset(&b->files[i].marks);
	rc = feed_sql_ask(db, &s, 0, NULL, &r, e) || take_marks(r, b, e) ? -1 : 0;
	PQclear(r);
	return rc;
}

/* The statistics come before the repeats leave: without them the server would look rows up one by one. */
static int settle_repeats(
	struct db *db, const struct feed *f, const char *quarter, struct batch *b, struct err *e)
{
	struct feed_statement rank = {.feed = f, .name = "bulk-rank"},
			      drop = {.feed = f, .name = "bulk-drop-repeats", .quarter = quarter};
	PGresult *counts = NULL;
	int rc = -1;

	if (!db_run(db, "SET LOCAL work_mem = '64MB'; DROP TABLE IF EXISTS pg_temp.chiso_ranked", e) &&
		!feed_sql_run(db, &rank, e) && !db_run(db, "ANALYZE pg_temp.chiso_ranked", e) &&
		!feed_sql_ask(db, &drop, 0, NULL, &counts, e) && !take_counts(counts, b, e))
		rc = remake_marks(db, f, b, e);
	PQclear(counts);
	return rc;
}

int bulk_end(struct db *db, const struct feed *f, const char *quarter, struct batch *b, struct err *e)
{
	bool has_repeats;

	if (add_key(db, f, &has_repeats, e))
		return -1;
	if (!has_repeats)
		return 0;
	if (settle_repeats(db, f, quarter, b, e) || add_key(db, f, &has_repeats, e))
		return -1;
	return has_repeats ? err_set(e, ERR_FAULT, "a key stands twice among the current versions") : 0;
}
