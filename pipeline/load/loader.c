#include "load/loader.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "load/loader_file.h"
#include "stream/stream.h"

/* In the feeder's thread: the versions of a chunk, then the choice among its keys. COPY FREEZE is lawful only
 * where no savepoint was set since the tables were made. */
static int send_chunk(void *owner, void *chunk, struct err *e)
{
	struct loader *l = owner;
	bool may_freeze = l->savepoint != SAVEPOINT_AFTER;

	if (versions_send(&l->v, l->db, chunk, l->is_partition_new && may_freeze, e))
		return -1;
	return current_take(&l->current, l->db, chunk, &l->batch, may_freeze, e);
}

static int put_clean(struct loader *l, const struct record *r, struct err *e)
{
	struct chunk *c;

	if (!l->is_in_file && loader_file_begin(l, r->file, e))
		return -1;
	l->at->rows++;
	if (!l->at->is_new)
		return 0;
	if (l->at->rows == 1) {
		l->at->message = batch_text(&l->batch, r->message, e);
		if (!l->at->message || loader_ready(l, e))
			return -1;
	}
	c = &l->chunks[l->filling];
	if (versions_add(&l->v, c, r, e) ||
		(l->current.is_bulk && marks_add(&l->at->marks, buf_slice(&l->v.touched).text, e)))
		return -1;
	return chunk_is_full(c) ? loader_file_flush(l, e) : 0;
}

static int put_end(struct loader *l, struct err *e)
{
	if (l->is_in_file)
		return err_set(e, ERR_FILE, "file %s: found records without their file row", l->at->file);
	if (!l->o.is_whole_stream)
		return 0;
	l->o.is_whole_stream = false; /* now all of it may be committed */
	return loader_commit_batch(l, e);
}

static int put_loader(struct sink *self, const struct record *r, struct err *e)
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

static int reject_loader(struct sink *self, const struct reject *r, struct err *e)
{
	struct loader *l = (struct loader *)self;

	if (!l->is_in_file && loader_file_begin(l, r->file, e))
		return -1;
	if (l->o.rejects && rejects_write(l->o.rejects, r, e))
		return -1;
	if (!l->at->is_new)
		return 0;
	l->at->refused += r->severity == REJECT_RECORD;
	if (r->severity == REJECT_FILE && !*l->at->code) {
		l->at->code = batch_text(&l->batch, slice_from(r->code), e);
		if (!l->at->code)
			return -1;
	}
	return spill_add(&l->own, l->at->load_id, r, e);
}

int loader_new(struct loader **out, const struct loader_options *o, struct err *e)
{
	struct loader *l = calloc(1, sizeof *l);

	*out = NULL;
	if (!l)
		return err_set(e, ERR_NOMEM, "out of memory for the loader");
	l->sink = (struct sink){put_loader, reject_loader};
	l->o = *o;
	l->db = o->db;
	l->run_id = o->run_id;
	l->rejects_at = -1;
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
	batch_release(&l->batch);
	spill_release(&l->spill);
	spill_release(&l->own);
	chunk_release(&l->chunks[0]);
	chunk_release(&l->chunks[1]);
	buf_release(&l->name);
	free(l);
}

struct sink *loader_sink(struct loader *l)
{
	return &l->sink;
}

const char *loader_catalog(const struct loader *l)
{
	return l->catalog_hash;
}

int loader_name_file(struct loader *l, const char *name, struct err *e)
{
	buf_reset(&l->name);
	return name ? buf_add_str(&l->name, name, e) : 0;
}

int loader_find(struct loader *l, const char *file, bool *is_loaded, struct err *e)
{
	struct batch_file *f;

	if (batch_is_full(&l->batch) && loader_commit_batch(l, e))
		return -1;
	f = batch_add(&l->batch);
	f->file = batch_text(&l->batch, slice_from(file), e);
	if (!f->file || loader_file_find(l, f, is_loaded, e))
		return -1;
	if (!*is_loaded)
		l->batch.n--;
	return 0;
}

int loader_wait(struct loader *l, struct err *e)
{
	return feeder_wait(l->feeder, e);
}

/* The chunks' memory is for the next feed's loader. */
int loader_commit(struct loader *l, struct err *e)
{
	int rc = loader_commit_batch(l, e);

	chunk_release(&l->chunks[0]);
	chunk_release(&l->chunks[1]);
	return rc;
}

int loader_void(struct loader *l, const char *file, const char *code, const char *reason, struct err *e)
{
	struct reject why = {.file = slice_from(file),
		.severity = REJECT_FILE,
		.field = "",
		.code = code,
		.expected = "",
		.found = slice_from(reason)};
	struct record trailer = {.kind = RECORD_FILE, .file = slice_from(file)};

	if (reject_loader(&l->sink, &why, e))
		return -1;
	trailer.verdict.read = l->at->rows + l->at->refused;
	trailer.verdict.reason = slice_from(reason);
	return loader_file_end(l, &trailer, e);
}

/* What was written into the copy of the rejects comes again with its file. */
static void cut_rejects(struct loader *l)
{
	if (l->rejects_at < 0 || fflush(l->o.rejects) || ftruncate(fileno(l->o.rejects), l->rejects_at))
		return;
	fseeko(l->o.rejects, l->rejects_at, SEEK_SET);
}

void loader_abandon(struct loader *l)
{
	struct err ignored = {0};

	feeder_wait(l->feeder, &ignored);
	if (l->is_in_transaction)
		db_run(l->db, "ROLLBACK", &ignored);
	if (l->is_run_ours)
		l->run_id = 0;
	l->is_in_transaction = l->is_in_file = l->is_run_ours = false;
	l->is_ready = l->was_ready = l->is_streamed = false;
	l->savepoint = SAVEPOINT_NONE;
	l->at = NULL;
	chunk_reset(&l->chunks[0]);
	chunk_reset(&l->chunks[1]);
	cut_rejects(l);
	spill_reset(&l->spill, &ignored);
	spill_reset(&l->own, &ignored);
	batch_reset(&l->batch);
}

void loader_take_singly(struct loader *l, bool is_single)
{
	l->is_single = is_single;
}
