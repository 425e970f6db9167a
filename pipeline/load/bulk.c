#include "load/bulk.h"

#include <stdio.h>
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

int bulk_statement(const struct feed *f, struct buf *sql, struct err *e)
{
	return keyed_sql(f,
		"COPY core.\"@f_current\" (@k, sent_at, message, version_hash, load_id, record, periods) "
		"FROM STDIN (FORMAT binary, FREEZE)",
		sql, e);
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

/* The order is that of versions; of equal ones the first record stays. */
static int repeats_statement(const struct versions *v, struct buf *sql, struct err *e)
{
	if (keyed_sql(v->f,
		    "WITH ranked AS MATERIALIZED (SELECT ctid AS place, record, row_number() OVER w AS rank, "
		    "lag((sent_at, message, version_hash)) OVER w = (sent_at, message, version_hash) AS "
		    "again "
		    "FROM core.\"@f_current\" WINDOW w AS (PARTITION BY @k ORDER BY sent_at DESC, message "
		    "DESC, version_hash DESC, record)), "
		    "older AS (DELETE FROM core.\"@f_current\" c USING ranked r WHERE c.ctid = r.place AND "
		    "r.rank > 1), "
		    "dropped AS (DELETE FROM ",
		    sql, e) ||
		ddl_partition_name(v->f, v->quarter, sql, e))
		return -1;
	return buf_add_str(sql,
		" v USING ranked r WHERE v.load_id = $1 AND v.record = r.record AND r.again RETURNING 1) "
		"SELECT count(*) FROM dropped",
		e);
}

static int drop_repeats(struct db *db, const struct versions *v, uint64_t *dropped, struct err *e)
{
	struct buf sql = {0};
	char id[24];
	const char *params[] = {id};
	int64_t n = 0;
	int rc = -1;

	snprintf(id, sizeof id, "%lld", (long long)v->load_id);
	if (!repeats_statement(v, &sql, e) && !db_run(db, "SET LOCAL work_mem = '64MB'", e))
		rc = db_ask_number(db, sql.data, 1, params, &n, e);
	*dropped = (uint64_t)n;
	buf_release(&sql);
	return rc;
}

/* What was marked holds the periods of versions that never were current. */
static int mark_again(struct db *db, const struct feed *f, struct marks *m, struct err *e)
{
	struct buf sql = {0};
	PGresult *r = NULL;
	int rc = -1;

	marks_reset(m);
	if (keyed_sql(f, "SELECT DISTINCT periods FROM core.\"@f_current\"", &sql, e) ||
		db_ask(db, sql.data, 0, NULL, &r, e))
		goto out;
	for (int i = 0; i < PQntuples(r); i++)
		if (marks_add(m, PQgetvalue(r, i, 0), e))
			goto out;
	rc = 0;
out:
	PQclear(r);
	buf_release(&sql);
	return rc;
}

int bulk_end(struct db *db, const struct versions *v, struct marks *m, uint64_t *dropped, struct err *e)
{
	bool has_repeats;

	*dropped = 0;
	if (add_key(db, v->f, &has_repeats, e))
		return -1;
	if (!has_repeats)
		return 0;
	if (drop_repeats(db, v, dropped, e) || mark_again(db, v->f, m, e) ||
		add_key(db, v->f, &has_repeats, e))
		return -1;
	return has_repeats ? err_set(e, ERR_FAULT, "a key stands twice among the current versions") : 0;
}
