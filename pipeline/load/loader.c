#include "load/loader.h"

#include <stdlib.h>
#include <string.h>
#include "core/stream.h"
#include "load/loader_file.h"

/* In the feeder's thread: the versions of a chunk, then the choice among its keys. */
static int send_chunk(void *owner, void *chunk, struct err *e)
{
	struct loader *l = owner;

	if (versions_send(&l->v, l->db, chunk, l->is_partition_new, e))
		return -1;
	return current_take(&l->current, l->db, chunk, &l->marks, e);
}

static int put_clean(struct loader *l, const struct record *r, struct err *e)
{
	struct chunk *c;

	if (!l->is_in_file && loader_file_begin(l, r->file, e))
		return -1;
	l->rows++;
	if (l->is_known)
		return 0;
	if (l->rows == 1 && buf_add(&l->message, r->message.text, r->message.len, e))
		return -1;
	c = &l->chunks[l->filling];
	if (versions_add(&l->v, c, r, e) ||
		(l->current.is_bulk && marks_add(&l->marks, buf_slice(&l->v.touched).text, e)))
		return -1;
	return chunk_is_full(c) ? loader_file_flush(l, e) : 0;
}

static int put_end(struct loader *l, struct err *e)
{
	if (l->is_in_file)
		return err_set(e, ERR_FILE, "file %s: found records without their file row", l->file.data);
	if (!l->is_in_transaction)
		return 0;
	l->is_in_transaction = false;
	return db_run(l->db, "COMMIT", e);
}

static int loader_put(struct sink *self, const struct record *r, struct err *e)
{
	struct loader *l = (struct loader *)self;

	switch (r->kind) {
	case RECORD_CLEAN:
		return put_clean(l, r, e);
	case RECORD_FILE:
		return loader_file_end(l, r, e);
	case RECORD_END:
		return put_end(l, e);
	case RECORD_RAW:
		break;
	}
	return err_set(e, ERR_FILE,
		"found raw records, expected clean ones: they pass through chiso-normalize first");
}

static int loader_reject(struct sink *self, const struct reject *r, struct err *e)
{
	struct loader *l = (struct loader *)self;

	if (l->o.rejects && rejects_write(l->o.rejects, r, e))
		return -1;
	if (!l->is_in_file && loader_file_begin(l, r->file, e))
		return -1;
	return l->is_known ? 0 : spill_add(&l->spill, l->load_id, r, e);
}

int loader_new(struct loader **out, const struct loader_options *o, struct err *e)
{
	struct loader *l = calloc(1, sizeof *l);

	*out = NULL;
	if (!l)
		return err_set(e, ERR_NOMEM, "out of memory for the loader");
	l->sink = (struct sink){loader_put, loader_reject};
	l->o = *o;
	l->db = o->db;
	l->run_id = o->run_id;
	if (catalog_feed_hash(o->catalog, o->feed->name, l->catalog_hash, e) ||
		versions_init(&l->v, o->feed, o->catalog, o->now, e) ||
		current_init(&l->current, o->feed, e) || feeder_new(&l->feeder, send_chunk, l, e)) {
		loader_free(l);
		return -1;
	}
	*out = l;
	return 0;
}

void loader_free(struct loader *l)
{
	struct err ignored = {0};

	if (!l)
		return;
	feeder_free(l->feeder);
	if (l->is_in_transaction)
		db_run(l->db, "ROLLBACK", &ignored);
	versions_release(&l->v);
	current_release(&l->current);
	marks_release(&l->marks);
	spill_release(&l->spill);
	chunk_release(&l->chunks[0]);
	chunk_release(&l->chunks[1]);
	buf_release(&l->file);
	buf_release(&l->message);
	free(l);
}

struct sink *loader_sink(struct loader *l)
{
	return &l->sink;
}

void loader_name_file(struct loader *l, const char *name)
{
	l->o.file_name = name;
}

/* What the ledger says of a load that stands. */
static int read_known(struct loader *l, struct load_result *result, struct err *e)
{
	char id[24];
	const char *params[] = {id};
	PGresult *r;

	snprintf(id, sizeof id, "%lld", (long long)result->load_id);
	if (db_ask(l->db, "SELECT n_read, n_rejected FROM audit.load WHERE load_id = $1::bigint", 1, params,
		    &r, e))
		return -1;
	if (PQntuples(r) == 1) {
		result->read = strtoull(PQgetvalue(r, 0, 0), NULL, 10);
		result->rejected = strtoull(PQgetvalue(r, 0, 1), NULL, 10);
		result->duplicate = result->read - result->rejected;
	}
	PQclear(r);
	return 0;
}

int loader_find(
	struct loader *l, const char *file, struct load_result *result, bool *is_loaded, struct err *e)
{
	struct identity id = {file, l->o.feed->name, l->catalog_hash, STREAM_FORMAT};
	enum load_state state;

	*result = (struct load_result){.file = file,
		.outcome = OUTCOME_DUPLICATE,
		.sent = "",
		.sent_from = "",
		.reason = "",
		.periods = ""};
	if (ledger_find(l->db, &id, &state, &result->load_id, e))
		return -1;
	*is_loaded = state == LOAD_OK;
	if (!*is_loaded)
		return 0;
	return read_known(l, result, e);
}
