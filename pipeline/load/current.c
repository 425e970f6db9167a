#include "load/current.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "load/bulk.h"
#include "load/copy.h"
#include "load/ddl.h"
#include "load/keyed_sql.h"

#define LOWERED "@k:s, sent_at DESC, message DESC, record DESC, version_hash DESC, load_id"
#define NARROW "@k, sent_at, message, version_hash, load_id, record, periods"

/* One file's chunk: what its own earlier chunk moved in goes to the late ones. */
static const char merge_sql[] =
	"WITH best AS MATERIALIZED ("
	"SELECT DISTINCT ON (@k:s) s.*, c.load_id IS NULL AS is_new, c.load_id = s.load_id AS is_again, "
	"c.periods AS gone "
	"FROM (SELECT * FROM pg_temp.\"@f_stage\" s ORDER BY " LOWERED ") s "
	"LEFT JOIN core.\"@f_current\" c ON @j:sc "
	"WHERE c.load_id IS NULL OR (s.sent_at, s.message, s.record, s.version_hash) > (c.sent_at, "
	"c.message, "
	"c.record, c.version_hash) "
	"ORDER BY @k:s, s.sent_at DESC, s.message DESC, s.record DESC, s.version_hash DESC, s.load_id), "
	"again AS (INSERT INTO pg_temp.\"@f_late\" SELECT @k:c, c.sent_at, c.message, c.version_hash, "
	"c.load_id, "
	"c.record, c.periods FROM best b JOIN core.\"@f_current\" c ON @j:bc WHERE b.is_again RETURNING 1), "
	"added AS (INSERT INTO core.\"@f_current\" (" NARROW ") SELECT " NARROW " FROM best WHERE is_new), "
	"changed AS (UPDATE core.\"@f_current\" c SET sent_at = b.sent_at, message = b.message, "
	"version_hash = b.version_hash, load_id = b.load_id, record = b.record, periods = b.periods "
	"FROM best b WHERE NOT b.is_new AND @j:cb) "
	"SELECT load_id, periods, coalesce(gone, ''), count(*), (SELECT count(*) FROM again), 0 "
	"FROM best GROUP BY 1, 2, 3";

/* Every staged key has a current row by now; a staged row that it does not point to came late. */
static const char late_sql[] = "INSERT INTO pg_temp.\"@f_late\" SELECT s.* FROM pg_temp.\"@f_stage\" s JOIN "
			       "core.\"@f_current\" c ON @j:sc "
			       "WHERE c.load_id <> s.load_id OR c.record <> s.record";

/* Many whole files: a record moves when it beats what was stored, what files before its own brought, and its
 * own file's other records of the key; rank is 1 for the greatest. nth: of its key in its own file. */
static const char merge_many_sql[] =
	"WITH seen AS MATERIALIZED ("
	"SELECT s.*, c.load_id IS NULL AS is_new, c.periods AS gone, "
	"c.load_id IS NULL OR (s.sent_at, s.message, s.record, s.version_hash) > (c.sent_at, c.message, "
	"c.record, "
	"c.version_hash) AS is_over, "
	"row_number() OVER (PARTITION BY @k:s ORDER BY s.sent_at DESC, s.message DESC, s.record DESC, "
	"s.version_hash DESC, s.load_id) AS rank "
	"FROM pg_temp.\"@f_stage\" s LEFT JOIN core.\"@f_current\" c ON @j:sc), "
	"steps AS MATERIALIZED (SELECT s.*, is_over AND rank = min(rank) OVER (PARTITION BY @k:s ORDER BY "
	"load_id) "
	"AS moves, row_number() OVER (PARTITION BY @k:s, load_id ORDER BY rank) AS nth FROM seen s), "
	"moved AS MATERIALIZED (SELECT load_id, periods, lag(periods, 1, coalesce(gone, '')) OVER (PARTITION "
	"BY @k:s "
	"ORDER BY load_id) AS gone FROM steps s WHERE moves), "
	"late AS (INSERT INTO pg_temp.\"@f_late\" SELECT " NARROW " FROM steps WHERE NOT moves RETURNING 1), "
	"added AS (INSERT INTO core.\"@f_current\" (" NARROW ") SELECT " NARROW
	" FROM steps WHERE rank = 1 AND "
	"is_new), "
	"changed AS (UPDATE core.\"@f_current\" c SET sent_at = b.sent_at, message = b.message, "
	"version_hash = b.version_hash, load_id = b.load_id, record = b.record, periods = b.periods "
	"FROM steps b WHERE b.rank = 1 AND b.is_over AND NOT b.is_new AND @j:cb) "
	"SELECT load_id, periods, gone, count(*), (SELECT count(*) FROM late), 0 FROM moved GROUP BY 1, 2, 3 "
	"UNION ALL SELECT load_id, '', '', 0, (SELECT count(*) FROM late), count(*) FILTER (WHERE nth > 1) "
	"FROM steps "
	"WHERE NOT moves GROUP BY 1";

static const char stage_sql[] =
	"CREATE TEMP TABLE IF NOT EXISTS \"@f_stage\" ON COMMIT DELETE ROWS AS SELECT " NARROW
	" FROM core.\"@f_current\" WITH NO DATA;"
	"CREATE TEMP TABLE IF NOT EXISTS \"@f_late\" ON COMMIT DELETE ROWS AS TABLE pg_temp.\"@f_stage\" "
	"WITH NO DATA;"
	"CREATE TEMP TABLE IF NOT EXISTS \"@f_gone\" ON COMMIT DELETE ROWS AS SELECT @k, load_id, periods "
	"FROM "
	"pg_temp.\"@f_stage\" WITH NO DATA;";

static const char *const templates[CURRENT_STATEMENTS] = {[CURRENT_MERGE] = merge_sql,
	[CURRENT_MERGE_MANY] = merge_many_sql,
	[CURRENT_LATE] = late_sql,
	[CURRENT_STAGE] = stage_sql,
	[CURRENT_COPY] = "COPY pg_temp.\"@f_stage\" FROM STDIN (FORMAT binary)",
	[CURRENT_EMPTY] = "TRUNCATE pg_temp.\"@f_stage\"",
	[CURRENT_EMPTY_ALL] = "TRUNCATE pg_temp.\"@f_stage\", pg_temp.\"@f_late\", pg_temp.\"@f_gone\"",
	[CURRENT_BULK] = "COPY core.\"@f_current\" (" NARROW ") FROM STDIN (FORMAT binary)",
	[CURRENT_BULK_FROZEN] = "COPY core.\"@f_current\" (" NARROW ") FROM STDIN (FORMAT binary, FREEZE)"};

int current_init(struct current *c, const struct feed *f, struct err *e)
{
	*c = (struct current){.f = f};
	for (int i = 0; i < CURRENT_STATEMENTS; i++)
		if (keyed_sql(f, templates[i], &c->sql[i], e))
			return -1;
	return 0;
}

void current_release(struct current *c)
{
	for (int i = 0; i < CURRENT_STATEMENTS; i++)
		buf_release(&c->sql[i]);
}

int current_begin(struct current *c, struct db *db, bool is_first, struct err *e)
{
	c->has_staged = c->has_late = false;
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
	if (db_run(db, c->sql[CURRENT_STAGE].data, e))
		return -1;
	return is_first ? 0 : db_run(db, c->sql[CURRENT_EMPTY_ALL].data, e);
}

static int send_keys(struct db *db, struct chunk *chunk, const char *copy, struct err *e)
{
	if (copy_end(&chunk->keys, e) || db_copy_begin(db, copy, e) ||
		db_copy_data(db, chunk->keys.data, chunk->keys.len, e))
		return -1;
	return db_copy_end(db, e);
}

static int take_moved(struct current *c, const PGresult *r, struct batch *b, uint64_t *moved, struct err *e)
{
	for (int i = 0; i < PQntuples(r); i++) {
		struct batch_file *f = batch_find_load(b, strtoll(PQgetvalue(r, i, 0), NULL, 10));
		uint64_t n = strtoull(PQgetvalue(r, i, 3), NULL, 10);

		if (!f)
			return err_set(e, ERR_FAULT, "a load moved records that is not of this batch");
		*moved += n;
		f->moved += n;
		c->has_late = c->has_late || strcmp(PQgetvalue(r, i, 4), "0") != 0;
		f->repeated += strtoull(PQgetvalue(r, i, 5), NULL, 10);
		if (marks_add(&f->marks, PQgetvalue(r, i, 1), e) ||
			marks_add(&f->marks, PQgetvalue(r, i, 2), e))
			return -1;
	}
	return 0;
}

static int merge(struct current *c, struct db *db, struct chunk *chunk, struct batch *b, struct err *e)
{
	PGresult *r = NULL;
	uint64_t moved = 0;
	int rc = -1;

	if (c->has_staged && db_run(db, c->sql[CURRENT_EMPTY].data, e))
		return -1;
	c->has_staged = true;
	if (send_keys(db, chunk, c->sql[CURRENT_COPY].data, e) ||
		db_ask(db, c->sql[chunk->is_alone ? CURRENT_MERGE : CURRENT_MERGE_MANY].data, 0, NULL, &r,
			e) ||
		take_moved(c, r, b, &moved, e))
		goto out;
	rc = 0;
	if (chunk->is_alone && moved < chunk->n) {
		c->has_late = true;
		rc = db_tell(db, c->sql[CURRENT_LATE].data, 0, NULL, e);
	}
out:
	PQclear(r);
	return rc;
}

int current_take(struct current *c, struct db *db, struct chunk *chunk, struct batch *b, bool may_freeze,
	struct err *e)
{
	if (!c->is_bulk)
		return merge(c, db, chunk, b, e);
	return send_keys(db, chunk, c->sql[may_freeze ? CURRENT_BULK_FROZEN : CURRENT_BULK].data, e);
}

/* Of a key whose current row is the file's, every late record is followed by another; else all but the last.
 */
int current_count_repeats(struct current *c, struct db *db, struct batch_file *file, struct err *e)
{
	struct buf sql = {0};
	char id[24];
	const char *params[] = {id};
	int64_t n = 0;
	int rc = -1;

	if (c->is_bulk || !c->has_late)
		return 0;
	snprintf(id, sizeof id, "%lld", (long long)file->load_id);
	if (keyed_sql(c->f,
		    "SELECT coalesce(sum(l.n - (c.load_id IS DISTINCT FROM $1::bigint)::int), 0)::bigint "
		    "FROM "
		    "(SELECT @k, count(*) AS n FROM pg_temp.\"@f_late\" WHERE load_id = $1::bigint GROUP BY "
		    "@k) l "
		    "LEFT JOIN core.\"@f_current\" c ON @j:lc",
		    &sql, e) ||
		db_ask_number(db, sql.data, 1, params, &n, e))
		goto out;
	file->repeated = (uint64_t)n;
	rc = 0;
out:
	buf_release(&sql);
	return rc;
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

/* Where an equal version may stand: the loads of this batch ($1), and those that stand and have a record that
 * was sent when a late one was. From the first to the last of a batch's times lie most loads of a year. */
static int ask_candidates(struct current *c, struct db *db, const char *loads, PGresult **r, struct err *e)
{
	struct buf sql = {0};
	const char *params[] = {loads, c->f->name};
	int rc = -1;

	if (!run_keyed(c, db, "CREATE INDEX IF NOT EXISTS \"@f_late_sent\" ON pg_temp.\"@f_late\" (sent_at)",
		    NULL, e) &&
		!run_keyed(c, db, "ANALYZE pg_temp.\"@f_late\"", NULL, e) &&
		!keyed_sql(c->f,
			"SELECT array_agg(load_id) FROM (SELECT a.load_id FROM audit.load a, (SELECT "
			"min(sent_at) AS low, max(sent_at) AS high FROM pg_temp.\"@f_late\") l WHERE a.feed "
			"= $2 "
			"AND a.state = 'ok' AND a.sent_min <= l.high AND a.sent_max >= l.low AND EXISTS "
			"(SELECT "
			"FROM pg_temp.\"@f_late\" t WHERE t.sent_at >= a.sent_min AND t.sent_at <= "
			"a.sent_max) "
			"UNION ALL SELECT unnest($1::bigint[])) l",
			&sql, e))
		rc = db_ask(db, sql.data, 2, params, r, e);
	buf_release(&sql);
	return rc;
}

static int drop_statement(const struct current *c, const char *quarter, struct buf *sql, struct err *e)
{
	if (keyed_sql(c->f,
		    "WITH again AS MATERIALIZED (SELECT DISTINCT ON (l.load_id, l.record) l.load_id, "
		    "l.record, "
		    "v.load_id AS of_load, v.record AS of_record FROM pg_temp.\"@f_late\" l JOIN "
		    "core.\"@f_version\" v ON @j:vl "
		    "AND v.version_hash = l.version_hash AND v.sent_at = l.sent_at AND v.message = l.message "
		    "WHERE v.load_id = ANY($1::bigint[]) AND (v.load_id < l.load_id OR (v.load_id = "
		    "l.load_id AND "
		    "v.record > l.record)) ORDER BY l.load_id, l.record, v.load_id, v.record DESC), "
		    "dropped AS (DELETE FROM ",
		    sql, e) ||
		ddl_partition_name(c->f, quarter, sql, e))
		return -1;
	return buf_add_str(sql,
		" v USING again a WHERE v.load_id = ANY($2::bigint[]) AND v.load_id = a.load_id AND v.record "
		"= "
		"a.record RETURNING v.load_id, v.record, v.line, a.of_load, a.of_record), "
		"kept AS (INSERT INTO audit.duplicate (load_id, record, line, of_load, of_record) SELECT * "
		"FROM "
		"dropped) "
		"SELECT load_id, count(*) FROM dropped GROUP BY 1",
		e);
}

static int take_dropped(const PGresult *r, struct batch *b, struct err *e)
{
	for (int i = 0; i < PQntuples(r); i++) {
		struct batch_file *f = batch_find_load(b, strtoll(PQgetvalue(r, i, 0), NULL, 10));

		if (!f)
			return err_set(e, ERR_FAULT, "a load lost records that is not of this batch");
		f->duplicate += strtoull(PQgetvalue(r, i, 1), NULL, 10);
	}
	return 0;
}

static int drop_duplicates(
	struct current *c, struct db *db, const char *quarter, struct batch *b, struct err *e)
{
	struct buf sql = {0}, loads = {.max_bytes = 1u << 20};
	PGresult *candidates = NULL, *dropped = NULL;
	const char *params[2];
	int rc = -1;

	if (!c->has_late)
		return 0;
	if (batch_loads(b, &loads, e) || ask_candidates(c, db, loads.data, &candidates, e) ||
		drop_statement(c, quarter, &sql, e) ||
		db_run(db, "SET LOCAL enable_hashjoin = on; SET LOCAL work_mem = '32MB'", e))
		goto out;
	params[0] = PQgetvalue(candidates, 0, 0);
	params[1] = loads.data;
	if (!db_ask(db, sql.data, 2, params, &dropped, e))
		rc = take_dropped(dropped, b, e);
out:
	PQclear(candidates);
	PQclear(dropped);
	buf_release(&sql);
	buf_release(&loads);
	return rc;
}

int current_end(struct current *c, struct db *db, const char *quarter, struct batch *b, struct err *e)
{
	if (!c->is_bulk)
		return drop_duplicates(c, db, quarter, b, e);
	return bulk_end(db, c->f, quarter, b, e);
}

/* The periods of the rows taken out, and of those that came in their place. */
static int ask_touched(struct current *c, struct db *db, PGresult **touched, struct err *e)
{
	struct buf sql = {0};
	int rc = -1;

	if (!keyed_sql(c->f,
		    "SELECT load_id, periods FROM pg_temp.\"@f_gone\" UNION "
		    "SELECT g.load_id, c.periods FROM core.\"@f_current\" c JOIN pg_temp.\"@f_gone\" g ON "
		    "@j:cg "
		    "ORDER BY 1, 2",
		    &sql, e))
		rc = db_ask(db, sql.data, 0, NULL, touched, e);
	buf_release(&sql);
	return rc;
}

int current_replace(struct current *c, struct db *db, const char *replaced, PGresult **touched, struct err *e)
{
	*touched = NULL;
	if (c->is_bulk)
		return 0; /* it was empty: no row pointed to anything */
	if (db_run(db,
		    "SET LOCAL enable_hashjoin = on; SET LOCAL enable_seqscan = on; SET LOCAL work_mem = "
		    "'32MB'",
		    e) ||
		run_keyed(c, db,
			"WITH gone AS (DELETE FROM core.\"@f_current\" WHERE load_id = ANY($1::bigint[]) "
			"RETURNING @k, load_id, periods) "
			"INSERT INTO pg_temp.\"@f_gone\" SELECT * FROM gone",
			replaced, e) ||
		run_keyed(c, db, "ANALYZE pg_temp.\"@f_gone\"", NULL, e) ||
		run_keyed(c, db,
			"INSERT INTO core.\"@f_current\" (" NARROW ") "
			"SELECT DISTINCT ON (@k:v) @k:v, v.sent_at, v.message, v.version_hash, v.load_id, "
			"v.record, v.periods "
			"FROM core.\"@f_version\" v JOIN pg_temp.\"@f_gone\" g ON @j:vg "
			"JOIN audit.load l ON l.load_id = v.load_id AND l.state = 'ok' "
			"ORDER BY @k:v, v.sent_at DESC, v.message DESC, v.record DESC, v.version_hash DESC, "
			"v.load_id",
			NULL, e))
		return -1;
	return ask_touched(c, db, touched, e);
}
