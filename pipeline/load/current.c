#include "load/current.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "load/bulk.h"
#include "load/copy.h"
#include "load/feed_sql.h"

/* Filled in once: they run with every chunk. */
static const struct {
	const char *name, *text, *freeze;
} statements[CURRENT_STATEMENTS] = {[CURRENT_MERGE] = {.name = "current-merge"},
	[CURRENT_MERGE_FILES] = {.name = "current-merge-files"},
	[CURRENT_LATE] = {.name = "current-late"},
	[CURRENT_STAGE] = {.name = "current-stage"},
	[CURRENT_COPY] = {.text = "COPY pg_temp.:\"stage\" FROM STDIN (FORMAT binary)"},
	[CURRENT_EMPTY] = {.text = "TRUNCATE pg_temp.:\"stage\""},
	[CURRENT_EMPTY_ALL] = {.text = "TRUNCATE pg_temp.:\"stage\", pg_temp.:\"late\", pg_temp.:\"gone\""},
	[CURRENT_BULK] = {.name = "current-copy", .freeze = ""},
	[CURRENT_BULK_FROZEN] = {.name = "current-copy", .freeze = ", FREEZE"}};

int current_init(struct current *c, const struct feed *f, struct err *e)
{
	*c = (struct current){.f = f};
	for (int i = 0; i < CURRENT_STATEMENTS; i++) {
		struct sql_value freeze = {.name = "freeze", .text = statements[i].freeze};
		struct feed_statement s = {f, statements[i].name, statements[i].text, NULL, &freeze, 1};

		if (feed_sql_fill(&s, &c->sql[i], e))
			return -1;
	}
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
	if (db_run(db, sql_get("current-look-up"), e))
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
		db_ask(db, c->sql[chunk->is_alone ? CURRENT_MERGE : CURRENT_MERGE_FILES].data, 0, NULL, &r,
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

int current_count_repeats(struct current *c, struct db *db, struct batch_file *file, struct err *e)
{
	struct feed_statement s = {.feed = c->f, .name = "current-repeats"};
	char id[24];
	const char *params[] = {id};
	PGresult *r = NULL;

	if (c->is_bulk || !c->has_late)
		return 0;
	snprintf(id, sizeof id, "%lld", (long long)file->load_id);
	if (feed_sql_ask(db, &s, 1, params, &r, e))
		return -1;
	file->repeated = strtoull(PQgetvalue(r, 0, 0), NULL, 10);
	PQclear(r);
	return 0;
}

/* Where an equal version may stand. The temporary table has no statistics of its own: nobody else makes them.
 */
static int ask_candidates(struct current *c, struct db *db, const char *loads, PGresult **r, struct err *e)
{
	struct feed_statement index = {.feed = c->f,
		.text = "CREATE INDEX IF NOT EXISTS :\"late_sent\" ON pg_temp.:\"late\" (sent_at)"};
	struct feed_statement analyze = {.feed = c->f, .text = "ANALYZE pg_temp.:\"late\""},
			      ask = {.feed = c->f, .name = "current-candidates"};
	const char *params[] = {loads, c->f->name};

	if (feed_sql_run(db, &index, e) || feed_sql_run(db, &analyze, e))
		return -1;
	return feed_sql_ask(db, &ask, 2, params, r, e);
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
	struct feed_statement drop = {.feed = c->f, .name = "current-drop-duplicates", .quarter = quarter};
	struct buf loads = {.max_bytes = 1u << 20};
	PGresult *candidates = NULL, *dropped = NULL;
	const char *params[2];
	int rc = -1;

	if (!c->has_late)
		return 0;
	if (batch_loads(b, &loads, e) || ask_candidates(c, db, loads.data, &candidates, e) ||
		db_run(db, "SET LOCAL enable_hashjoin = on; SET LOCAL work_mem = '32MB'", e))
		goto out;
	params[0] = PQgetvalue(candidates, 0, 0);
	params[1] = loads.data;
	if (!feed_sql_ask(db, &drop, 2, params, &dropped, e))
		rc = take_dropped(dropped, b, e);
out:
	PQclear(candidates);
	PQclear(dropped);
	buf_release(&loads);
	return rc;
}

int current_end(struct current *c, struct db *db, const char *quarter, struct batch *b, struct err *e)
{
	if (!c->is_bulk)
		return drop_duplicates(c, db, quarter, b, e);
	return bulk_end(db, c->f, quarter, b, e);
}

/* Over many keys at once, where the way of current-look-up would be slow. */
static const char many_keys_sql[] =
	"SET LOCAL enable_hashjoin = on; SET LOCAL enable_seqscan = on; SET LOCAL work_mem = '32MB'";

/* What was taken out is read by the choice and by what it touched: it gets statistics between the two. */
int current_replace(struct current *c, struct db *db, const char *replaced, PGresult **touched, struct err *e)
{
	struct feed_statement take_out = {.feed = c->f, .name = "current-take-out"},
			      analyze = {.feed = c->f, .text = "ANALYZE pg_temp.:\"gone\""},
			      choose = {.feed = c->f, .name = "current-choose"},
			      touch = {.feed = c->f, .name = "current-touched"};
	PGresult *none = NULL;
	int rc;

	*touched = NULL;
	if (c->is_bulk)
		return 0; /* it was empty: no row pointed to anything */
	rc = db_run(db, many_keys_sql, e) || feed_sql_ask(db, &take_out, 1, &replaced, &none, e) ||
			     feed_sql_run(db, &analyze, e) || feed_sql_run(db, &choose, e)
		     ? -1
		     : 0;
	PQclear(none);
	return rc ? rc : feed_sql_ask(db, &touch, 0, NULL, touched, e);
}
