#include "load/loader_state.h"

#include <stdio.h>
#include <stdlib.h>
#include "load/ddl.h"
#include "load/kind_check.h"
#include "load/sql.h"
#include "stream/stream.h"

struct identity loader_identity(struct loader *l, const char *file)
{
	return (struct identity){file, l->o.feed->name, l->o.feed->kind, l->catalog_hash, STREAM_FORMAT};
}

int loader_begin_transaction(struct loader *l, struct err *e)
{
	if (l->is_in_transaction)
		return 0;
	if (db_run(l->db, "BEGIN", e))
		return -1;
	l->is_in_transaction = true;
	return ledger_lock(l->db, l->o.feed->kind, e);
}

int loader_ready(struct loader *l, struct err *e)
{
	if (l->is_ready)
		return 0;
	if (loader_begin_transaction(l, e))
		return -1;
	/* before the tables are made: COPY FREEZE is lawful only in the (sub)transaction that made them */
	if (l->o.is_whole_stream && l->batch.n == 1) {
		if (db_run(l->db, "SAVEPOINT chiso_file", e))
			return -1;
		l->savepoint = SAVEPOINT_BEFORE;
	}
	if (kind_check(l->db, l->o.feed, e) || ddl_feed(l->db, l->o.feed, e) ||
		ddl_partition(l->db, l->o.feed, l->v.quarter, &l->is_partition_new, e) ||
		current_begin(&l->current, l->db, !l->was_ready, e))
		return -1;
	l->is_ready = l->was_ready = true;
	return 0;
}

int loader_give(struct loader *l, struct err *e)
{
	struct chunk *c = &l->chunks[l->filling];

	if (c->n == 0)
		return 0;
	c->is_alone = l->is_streamed;
	if (feeder_give(l->feeder, c, e))
		return -1;
	l->filling = !l->filling;
	chunk_reset(&l->chunks[l->filling]);
	chunk_here(&l->chunks[l->filling], &l->mark);
	return 0;
}

static int ask_known(struct loader *l, struct batch_file *f, struct err *e)
{
	char id[24];
	const char *params[] = {id};
	PGresult *r;

	snprintf(id, sizeof id, "%lld", (long long)f->load_id);
	if (db_ask(l->db, sql_get("ledger-counts"), 1, params, &r, e))
		return -1;
	if (PQntuples(r) == 1) {
		f->read = strtoull(PQgetvalue(r, 0, 0), NULL, 10);
		f->rejected = strtoull(PQgetvalue(r, 0, 1), NULL, 10);
		f->strangers = strtoull(PQgetvalue(r, 0, 2), NULL, 10);
		f->duplicate = f->read - f->rejected;
	}
	PQclear(r);
	return 0;
}

int loader_find_known(struct loader *l, struct batch_file *f, bool *is_loaded, struct err *e)
{
	struct identity id = loader_identity(l, f->file);
	enum load_state state;
	int64_t known;

	if (feeder_wait(l->feeder, e) || ledger_find(l->db, &id, &state, &known, e))
		return -1;
	*is_loaded = state == LOAD_OK;
	if (!*is_loaded)
		return 0;
	f->outcome = OUTCOME_DUPLICATE;
	f->is_new = false;
	f->load_id = known;
	return ask_known(l, f, e);
}
