#include "load/bulk.h"

#include <stdlib.h>
#include "load/ddl.h"
#include "load/keyed_sql.h"

#define UNIQUE_VIOLATION "23505"

static int run_keyed(struct db *db, const struct feed *f, const char *template, struct err *e)
{
	struct buf sql = {0};
	int rc = keyed_sql(f, template, &sql, e) || db_run(db, sql.data, e) ? -1 : 0;

	buf_release(&sql);
	return rc;
}

int bulk_begin(struct db *db, const struct feed *f, bool *is_bulk, struct err *e)
{
	struct buf sql = {0};
	int64_t is_empty;
	int rc = -1;

	*is_bulk = false;
	if (keyed_sql(f, "SELECT count(*) WHERE NOT EXISTS (SELECT FROM core.\"@f_current\")", &sql, e) ||
		db_ask_number(db, sql.data, 0, NULL, &is_empty, e))
		goto out;
	*is_bulk = is_empty == 1;
	rc = *is_bulk ? run_keyed(db, f,
				"ALTER TABLE core.\"@f_current\" DROP CONSTRAINT IF EXISTS "
				"\"@f_current_pkey\";"
				"TRUNCATE core.\"@f_current\"",
				e)
		      : 0;
out:
	buf_release(&sql);
	return rc;
}

/* The sort of a million keys is some 60 MB: in memory it takes half the time. */
static int add_key(struct db *db, const struct feed *f, bool *has_repeats, struct err *e)
{
	struct buf sql = {0};
	int rc = -1;

	if (keyed_sql(f,
		    "SAVEPOINT chiso_key; SET LOCAL maintenance_work_mem = '256MB'; ALTER TABLE "
		    "core.\"@f_current\" ADD CONSTRAINT \"@f_current_pkey\" PRIMARY KEY (@k)",
		    &sql, e) ||
		db_try(db, sql.data, UNIQUE_VIOLATION, has_repeats, e))
		goto out;
	rc = db_run(db,
		*has_repeats ? "ROLLBACK TO SAVEPOINT chiso_key; RELEASE SAVEPOINT chiso_key"
			     : "RELEASE SAVEPOINT chiso_key",
		e);
out:
	buf_release(&sql);
	return rc;
}

/* Every row with its place in the order (rank, 1 the greatest), whether it moved in when its file came,
 * whether an equal one stays in its stead (again, and which), and how often its key stood in its file before
 * (nth). Keys that stand once are left out. */
static const char ranked_sql[] = "CREATE TEMP TABLE chiso_ranked ON COMMIT DROP AS WITH ranked AS "
				 "MATERIALIZED (SELECT ctid AS place, load_id, "
				 "record, periods, @k, sent_at, message, version_hash, row_number() OVER "
				 "(PARTITION BY @k ORDER BY sent_at DESC, "
				 "message DESC, record DESC, version_hash DESC, load_id) AS rank, count(*) "
				 "OVER (PARTITION BY @k) AS often "
				 "FROM core.\"@f_current\"), "
				 "steps AS MATERIALIZED (SELECT r.*, rank = min(rank) OVER (PARTITION BY "
				 "@k:r ORDER BY load_id) AS moves, "
				 "row_number() OVER (PARTITION BY @k:r, load_id ORDER BY rank) AS nth, "
				 "row_number() OVER same AS equal, first_value(load_id) OVER same AS "
				 "of_load, first_value(record) OVER same AS "
				 "of_record FROM ranked r WHERE often > 1 WINDOW same AS (PARTITION BY @k:r, "
				 "sent_at, message, version_hash "
				 "ORDER BY load_id, record DESC)) "
				 "SELECT place, load_id, record, periods, rank, moves, nth, NOT moves AND "
				 "equal > 1 AS again, of_load, of_record, "
				 "CASE WHEN moves THEN coalesce(lag(periods) OVER (PARTITION BY @k:s, moves "
				 "ORDER BY load_id), '') END AS gone "
				 "FROM steps s";

static int drop_repeats(
	struct db *db, const struct feed *f, const char *quarter, PGresult **counts, struct err *e)
{
	struct buf sql = {0};
	int rc = -1;

	if (keyed_sql(f,
		    "WITH older AS (DELETE FROM core.\"@f_current\" c USING pg_temp.chiso_ranked r WHERE "
		    "c.ctid = "
		    "r.place AND r.rank > 1), dropped AS (DELETE FROM ",
		    &sql, e) ||
		ddl_partition_name(f, quarter, &sql, e) ||
		buf_add_str(&sql,
			" v USING pg_temp.chiso_ranked r WHERE v.load_id = r.load_id AND v.record = r.record "
			"AND "
			"r.again RETURNING v.load_id, v.record, v.line, r.of_load, r.of_record), "
			"kept AS (INSERT INTO audit.duplicate (load_id, record, line, of_load, of_record) "
			"SELECT * "
			"FROM dropped) "
			"SELECT r.load_id, count(*) FILTER (WHERE r.again), count(*) FILTER (WHERE r.nth > "
			"1) "
			"FROM pg_temp.chiso_ranked r GROUP BY 1",
			e))
		goto out;
	rc = db_ask(db, sql.data, 0, NULL, counts, e);
out:
	buf_release(&sql);
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

/* What was marked holds the periods of records that never moved in: the marks are made again of those that
 * did, and of those that they replaced. */
static int mark_again(struct db *db, const struct feed *f, struct batch *b, struct err *e)
{
	struct buf sql = {0};
	PGresult *r = NULL;
	int rc = -1;

	for (size_t i = 0; i < b->n; i++)
		marks_reset(&b->files[i].marks);
	if (keyed_sql(f,
		    "SELECT load_id, periods, gone FROM pg_temp.chiso_ranked WHERE moves GROUP BY 1, 2, 3 "
		    "UNION "
		    "SELECT c.load_id, c.periods, '' FROM core.\"@f_current\" c",
		    &sql, e) ||
		db_ask(db, sql.data, 0, NULL, &r, e))
		goto out;
	for (int i = 0; i < PQntuples(r); i++) {
		struct batch_file *at = batch_find_load(b, strtoll(PQgetvalue(r, i, 0), NULL, 10));

		if (!at)
			err_set(e, ERR_FAULT, "a row of no load of this batch stands among the current ones");
		if (!at || marks_add(&at->marks, PQgetvalue(r, i, 1), e) ||
			marks_add(&at->marks, PQgetvalue(r, i, 2), e))
			goto out;
	}
	rc = 0;
out:
	PQclear(r);
	buf_release(&sql);
	return rc;
}

static int settle_repeats(
	struct db *db, const struct feed *f, const char *quarter, struct batch *b, struct err *e)
{
	PGresult *counts = NULL;
	int rc = -1;

	if (!db_run(db, "SET LOCAL work_mem = '64MB'; DROP TABLE IF EXISTS pg_temp.chiso_ranked", e) &&
		!run_keyed(db, f, ranked_sql, e) && !db_run(db, "ANALYZE pg_temp.chiso_ranked", e) &&
		!drop_repeats(db, f, quarter, &counts, e) && !take_counts(counts, b, e))
		rc = mark_again(db, f, b, e);
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
