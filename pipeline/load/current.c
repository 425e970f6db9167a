#include "load/current.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "load/bulk.h"
#include "load/copy.h"
#include "load/ddl.h"
#include "load/keyed_sql.h"

static const char merge_sql[] =
	"WITH best AS MATERIALIZED ("
	"SELECT DISTINCT ON (@k:s) s.*, c.load_id IS NULL AS is_new, c.periods AS gone "
	"FROM (SELECT * FROM pg_temp.chiso_stage s ORDER BY @k:s, sent_at DESC, message DESC, version_hash "
	"DESC, record) s "
	"LEFT JOIN core.\"@f_current\" c ON @j:sc "
	"WHERE c.load_id IS NULL OR (s.sent_at, s.message, s.version_hash) > (c.sent_at, c.message, "
	"c.version_hash) "
	"ORDER BY @k:s, s.sent_at DESC, s.message DESC, s.version_hash DESC, s.record), "
	"added AS (INSERT INTO core.\"@f_current\" (@k, sent_at, message, version_hash, load_id, record, "
	"periods) "
	"SELECT @k, sent_at, message, version_hash, load_id, record, periods FROM best WHERE is_new), "
	"changed AS (UPDATE core.\"@f_current\" c SET sent_at = b.sent_at, message = b.message, "
	"version_hash = b.version_hash, load_id = b.load_id, record = b.record, periods = b.periods "
	"FROM best b WHERE NOT b.is_new AND @j:cb) "
	"SELECT periods, coalesce(gone, ''), count(*) FROM best GROUP BY 1, 2";

/* Every staged key has a current row by now; a staged row that it does not point to came late. */
static const char late_sql[] = "INSERT INTO pg_temp.chiso_late SELECT s.* FROM pg_temp.chiso_stage s JOIN "
			       "core.\"@f_current\" c ON @j:sc "
			       "WHERE c.load_id <> s.load_id OR c.record <> s.record";

static const char stage_sql[] = "CREATE TEMP TABLE IF NOT EXISTS chiso_stage ON COMMIT DELETE ROWS AS SELECT "
				"@k, sent_at, message, version_hash, load_id, "
				"record, periods FROM core.\"@f_current\" WITH NO DATA;"
				"CREATE TEMP TABLE IF NOT EXISTS chiso_late ON COMMIT DELETE ROWS AS TABLE "
				"pg_temp.chiso_stage WITH NO DATA;"
				"CREATE TEMP TABLE IF NOT EXISTS chiso_gone ON COMMIT DELETE ROWS AS SELECT "
				"@k, periods FROM pg_temp.chiso_stage "
				"WITH NO DATA;"
				"TRUNCATE pg_temp.chiso_late, pg_temp.chiso_gone;";

int current_init(struct current *c, const struct feed *f, struct err *e)
{
	*c = (struct current){.f = f};
	if (keyed_sql(f, merge_sql, &c->merge, e) || keyed_sql(f, late_sql, &c->late, e) ||
		keyed_sql(f, stage_sql, &c->stage, e))
		return -1;
	return bulk_statement(f, &c->copy, e);
}

void current_release(struct current *c)
{
	buf_release(&c->merge);
	buf_release(&c->late);
	buf_release(&c->stage);
	buf_release(&c->copy);
}

int current_begin(struct current *c, struct db *db, struct err *e)
{
	if (bulk_begin(db, c->f, &c->is_bulk, e))
		return -1;
	if (c->is_bulk)
		return 0;
	/* a chunk's keys are looked up one by one in the index: no statistics of a growing table may talk it
	 * out of that */
	if (db_run(db,
		    "SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; SET LOCAL "
		    "enable_seqscan = off;"
		    "SET LOCAL work_mem = '16MB'",
		    e))
		return -1;
	return db_run(db, c->stage.data, e);
}

static int send_keys(struct db *db, struct chunk *chunk, const char *copy, struct err *e)
{
	if (copy_end(&chunk->keys, e) || db_copy_begin(db, copy, e) ||
		db_copy_data(db, chunk->keys.data, chunk->keys.len, e))
		return -1;
	return db_copy_end(db, e);
}

static int merge(struct current *c, struct db *db, struct chunk *chunk, struct marks *m, struct err *e)
{
	PGresult *r = NULL;
	long long moved = 0;
	int rc = -1;

	if (db_run(db, "TRUNCATE pg_temp.chiso_stage", e) ||
		send_keys(db, chunk, "COPY pg_temp.chiso_stage FROM STDIN (FORMAT binary)", e) ||
		db_ask(db, c->merge.data, 0, NULL, &r, e))
		goto out;
	for (int i = 0; i < PQntuples(r); i++) {
		moved += strtoll(PQgetvalue(r, i, 2), NULL, 10);
		if (marks_add(m, PQgetvalue(r, i, 0), e) || marks_add(m, PQgetvalue(r, i, 1), e))
			goto out;
	}
	c->moved += (uint64_t)moved;
	rc = moved == chunk->n ? 0 : db_tell(db, c->late.data, 0, NULL, e);
out:
	PQclear(r);
	return rc;
}

int current_take(struct current *c, struct db *db, struct chunk *chunk, struct marks *m, struct err *e)
{
	if (!c->is_bulk)
		return merge(c, db, chunk, m, e);
	c->moved += chunk->n;
	return send_keys(db, chunk, c->copy.data, e);
}

/* Where an equal version may stand: this load, and those that stand and whose records were sent in the same
 * span. */
static int ask_candidates(struct db *db, const struct versions *v, PGresult **r, struct err *e)
{
	char id[24], low[24], high[24];
	const char *params[] = {v->f->name, low, high, id};

	snprintf(id, sizeof id, "%lld", (long long)v->load_id);
	snprintf(low, sizeof low, "%lld", (long long)v->sent_min);
	snprintf(high, sizeof high, "%lld", (long long)v->sent_max);
	return db_ask(db,
		"SELECT array_agg(load_id) FROM (SELECT load_id FROM audit.load WHERE feed = $1 AND state = "
		"'ok' "
		"AND sent_min <= to_timestamp($3::bigint) AND sent_max >= to_timestamp($2::bigint) "
		"UNION ALL SELECT $4::bigint) l",
		4, params, r, e);
}

static int drop_statement(const struct current *c, const struct versions *v, struct buf *sql, struct err *e)
{
	if (keyed_sql(c->f,
		    "WITH again AS (SELECT DISTINCT l.record FROM pg_temp.chiso_late l JOIN "
		    "core.\"@f_version\" v ON @j:vl "
		    "AND v.version_hash = l.version_hash AND v.sent_at = l.sent_at AND v.message = l.message "
		    "WHERE v.load_id = ANY($1::bigint[]) AND (v.load_id <> $2 OR v.record < l.record)), "
		    "dropped AS (DELETE FROM ",
		    sql, e) ||
		ddl_partition_name(c->f, v->quarter, sql, e))
		return -1;
	return buf_add_str(sql,
		" v USING again a WHERE v.load_id = $2 AND v.record = a.record RETURNING 1) SELECT count(*) "
		"FROM dropped",
		e);
}

static int drop_duplicates(
	struct current *c, struct db *db, const struct versions *v, uint64_t *dropped, struct err *e)
{
	struct buf sql = {0};
	PGresult *candidates = NULL;
	char id[24];
	const char *params[] = {NULL, id};
	int64_t n = 0;
	int rc = -1;

	*dropped = 0;
	snprintf(id, sizeof id, "%lld", (long long)v->load_id);
	if (db_ask_number(db, "SELECT 1 FROM pg_temp.chiso_late LIMIT 1", 0, NULL, &n, e))
		return -1;
	if (n == 0)
		return 0;
	if (ask_candidates(db, v, &candidates, e) || drop_statement(c, v, &sql, e) ||
		db_run(db,
			"SET LOCAL enable_hashjoin = on; SET LOCAL work_mem = '32MB'; ANALYZE "
			"pg_temp.chiso_late",
			e))
		goto out;
	params[0] = PQgetvalue(candidates, 0, 0);
	rc = db_ask_number(db, sql.data, 2, params, &n, e);
	*dropped = (uint64_t)n;
out:
	PQclear(candidates);
	buf_release(&sql);
	return rc;
}

int current_end(struct current *c, struct db *db, const struct versions *v, struct marks *m,
	uint64_t *dropped, struct err *e)
{
	if (!c->is_bulk)
		return drop_duplicates(c, db, v, dropped, e);
	return bulk_end(db, v, m, dropped, e);
}

/* A statement of the feed's key, with or without one parameter. */
static int run_keyed(struct current *c, struct db *db, const char *template, const char *param, struct err *e)
{
	struct buf sql = {0};
	int rc = keyed_sql(c->f, template, &sql, e);

	if (!rc)
		rc = db_tell(db, sql.data, param ? 1 : 0, &param, e);
	buf_release(&sql);
	return rc;
}

/* The periods of the rows taken out, and of those that came in their place. */
static int mark_replaced(struct current *c, struct db *db, struct marks *m, struct err *e)
{
	struct buf sql = {0};
	PGresult *r = NULL;
	int rc = -1;

	if (keyed_sql(c->f,
		    "SELECT periods FROM pg_temp.chiso_gone UNION "
		    "SELECT c.periods FROM core.\"@f_current\" c JOIN pg_temp.chiso_gone g ON @j:cg",
		    &sql, e) ||
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

int current_replace(struct current *c, struct db *db, const char *replaced, struct marks *m, struct err *e)
{
	if (c->is_bulk)
		return 0; /* it was empty: no row pointed to anything */
	if (db_run(db,
		    "SET LOCAL enable_hashjoin = on; SET LOCAL enable_seqscan = on; SET LOCAL work_mem = "
		    "'32MB'",
		    e) ||
		run_keyed(c, db,
			"WITH gone AS (DELETE FROM core.\"@f_current\" WHERE load_id = ANY($1::bigint[]) "
			"RETURNING @k, periods) "
			"INSERT INTO pg_temp.chiso_gone SELECT * FROM gone",
			replaced, e) ||
		db_run(db, "ANALYZE pg_temp.chiso_gone", e) ||
		run_keyed(c, db,
			"INSERT INTO core.\"@f_current\" (@k, sent_at, message, version_hash, load_id, "
			"record, periods) "
			"SELECT DISTINCT ON (@k:v) @k:v, v.sent_at, v.message, v.version_hash, v.load_id, "
			"v.record, v.periods "
			"FROM core.\"@f_version\" v JOIN pg_temp.chiso_gone g ON @j:vg "
			"JOIN audit.load l ON l.load_id = v.load_id AND l.state = 'ok' "
			"ORDER BY @k:v, v.sent_at DESC, v.message DESC, v.version_hash DESC, v.load_id, "
			"v.record",
			NULL, e))
		return -1;
	return mark_replaced(c, db, m, e);
}
