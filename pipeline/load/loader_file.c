#include "load/loader_file.h"

#include <stdlib.h>
#include <string.h>
#include "load/loader_batch.h"

static int set_text(struct loader *l, const char **out, struct slice text, struct err *e)
{
	*out = batch_text(&l->batch, text, e);
	return *out ? 0 : -1;
}

/* ---- the rows on their way ---- */

/* The rows of the file at hand go to the other chunk, which is free then; whole files stay in this one. */
static int part(struct loader *l, struct err *e)
{
	struct chunk *c = &l->chunks[l->filling], *other = &l->chunks[!l->filling];

	if (l->mark.n == 0)
		return 0;
	if (feeder_wait(l->feeder, e))
		return -1;
	chunk_reset(other);
	if (chunk_move(c, &l->mark, other, e) || feeder_give(l->feeder, c, e))
		return -1;
	l->filling = !l->filling;
	l->mark = (struct chunk_mark){0, 0, 0};
	return 0;
}

/* A bad file that is streamed can only be taken back by the server: nothing else may be in its way. */
static int begin_streaming(struct loader *l, struct err *e)
{
	if (l->batch.n > 1 && !l->o.is_whole_stream && (loader_commit_batch(l, e) || loader_ready(l, e)))
		return -1;
	if (l->o.is_whole_stream && l->savepoint == SAVEPOINT_NONE) {
		if (feeder_wait(l->feeder, e) || db_run(l->db, "SAVEPOINT chiso_file", e))
			return -1;
		l->savepoint = SAVEPOINT_AFTER;
	}
	l->is_streamed = true;
	return 0;
}

int loader_file_flush(struct loader *l, struct err *e)
{
	if (l->mark.n > 0)
		return part(l, e);
	if (!l->is_streamed && begin_streaming(l, e))
		return -1;
	return loader_give(l, e);
}

/* ---- begin and end ---- */

static int need_id(struct loader *l, struct err *e)
{
	if (l->ids.at == l->ids.n && feeder_wait(l->feeder, e))
		return -1;
	return ledger_next_id(l->db, &l->ids, &l->at->load_id, e);
}

/* The same file may stand twice in one batch: only after the first one's COMMIT is it known what it is. */
static int settle_twins(struct loader *l, struct err *e)
{
	if (!batch_find_file(&l->batch, l->at->file, l->at))
		return 0;
	if (l->savepoint != SAVEPOINT_NONE)
		return err_set(e, ERR_FAULT, "file %s: found twice in one stream, by two names", l->at->file);
	return part(l, e) || loader_commit_batch(l, e) ? -1 : 0;
}

/* Its records were read as they were sent: what was repaired would be lost. */
static int refuse_unmended(const struct loader *l, const char *how, struct err *e)
{
	if (!mends_last(l->o.mends, l->at->file, l->o.feed->name))
		return 0;
	return err_set(e, ERR_USAGE,
		"file %s: found repaired values in the ledger and records read without them, expected %s",
		l->at->file, how);
}

int loader_file_begin(struct loader *l, struct slice file, struct err *e)
{
	bool is_loaded = false;

	l->is_in_file = true;
	l->is_streamed = false;
	chunk_here(&l->chunks[l->filling], &l->mark);
	if (l->batch.n == 0)
		l->rejects_at = l->o.rejects ? ftello(l->o.rejects) : -1;
	l->at = batch_add(&l->batch);
	if (set_text(l, &l->at->file, file.len ? file : SLICE("-"), e) ||
		(l->name.len && set_text(l, &l->at->name, buf_slice(&l->name), e)) || spill_reset(&l->own, e))
		return -1;
	buf_reset(&l->name);
	if (l->o.is_whole_stream && (settle_twins(l, e) || loader_find_known(l, l->at, &is_loaded, e)))
		return -1;
	if (is_loaded)
		return 0;
	if (l->o.is_whole_stream && !l->o.is_mended && refuse_unmended(l, "chiso-ingest, or --repaired", e))
		return -1;
	l->at->is_new = true;
	if (need_id(l, e))
		return -1;
	versions_begin(&l->v, l->at->load_id);
	return 0;
}

/* Nothing of the rows of a streamed file stays; what follows may still be written. */
static int take_back(struct loader *l, struct err *e)
{
	if (feeder_wait(l->feeder, e))
		return -1;
	chunk_reset(&l->chunks[0]);
	chunk_reset(&l->chunks[1]);
	if (l->savepoint != SAVEPOINT_AFTER)
		l->is_ready = l->was_ready = false;
	if (l->o.is_whole_stream)
		return db_run(l->db, "ROLLBACK TO SAVEPOINT chiso_file", e);
	l->is_in_transaction = false;
	return db_run(l->db, "ROLLBACK", e);
}

/* The file gives nothing but its row: its records go, from the chunk or from the server; then what the
 * feeder's thread has noted of them. */
static int cut_rows(struct loader *l, struct err *e)
{
	if (l->is_streamed && take_back(l, e))
		return -1;
	if (!l->is_streamed)
		chunk_cut(&l->chunks[l->filling], &l->mark);
	marks_reset(&l->at->marks);
	l->at->moved = l->at->repeated = 0;
	return 0;
}

/* The parser names the file by its hash at its end: only now is it known whether it is loaded. A stream's
 * files have one name throughout. */
static int find_late(struct loader *l, const struct record *t, struct err *e)
{
	bool is_loaded = false, is_late = !slice_equals(t->file, l->at->file);

	if (l->o.is_known_checked || (l->o.is_whole_stream && slice_equals(t->file, l->at->file)))
		return 0;
	if (set_text(l, &l->at->file, t->file.len ? t->file : SLICE("-"), e) || settle_twins(l, e) ||
		loader_find_known(l, l->at, &is_loaded, e))
		return -1;
	if (!is_loaded)
		return is_late && !l->o.is_whole_stream ? refuse_unmended(l, "--file-id with this name", e)
							: 0;
	return cut_rows(l, e) || spill_reset(&l->own, e) ? -1 : 0;
}

static int check_counts(struct loader *l, const struct record *t, struct err *e)
{
	if (t->verdict.rejected > t->verdict.read)
		return err_set(e, ERR_FILE, "file %s: found more rejected than read", l->at->file);
	if (!t->verdict.is_ok || t->verdict.read == l->at->rows + t->verdict.rejected)
		return 0;
	return err_set(e, ERR_FILE,
		"file %s: found %llu records, its file row says %llu read and %llu rejected", l->at->file,
		(unsigned long long)l->at->rows, (unsigned long long)t->verdict.read,
		(unsigned long long)t->verdict.rejected);
}

static int keep_texts(struct loader *l, const struct record *t, struct err *e)
{
	return set_text(l, &l->at->sent_at, t->sent, e) ||
			       set_text(l, &l->at->sent_from, t->verdict.sent_from, e) ||
			       set_text(
				       l, &l->at->reason, t->verdict.is_ok ? SLICE("") : t->verdict.reason, e)
		       ? -1
		       : 0;
}

static void count(struct loader *l, const struct record *t)
{
	struct batch_file *f = l->at;

	f->read = t->verdict.read;
	f->rejected = t->verdict.rejected;
	f->strangers = t->verdict.strangers;
	f->dropped = t->verdict.dropped;
	if (!f->is_new) {
		f->duplicate = f->read - f->rejected;
		return;
	}
	f->outcome = t->verdict.is_ok ? OUTCOME_LOADED : OUTCOME_BAD;
	if (!t->verdict.is_ok)
		f->rejected = f->read; /* a bad file is void: none of its records is kept */
	if (f->rows && t->verdict.is_ok) {
		f->sent_min = l->v.sent_min;
		f->sent_max = l->v.sent_max;
		if (l->current.is_bulk)
			f->moved += f->rows;
	}
}

/* The rest of a streamed file, and what only its end shows. */
static int end_streamed(struct loader *l, struct err *e)
{
	if (!l->is_streamed)
		return 0;
	if (l->at->outcome == OUTCOME_LOADED && l->at->is_new &&
		(loader_give(l, e) || feeder_wait(l->feeder, e) ||
			current_count_repeats(&l->current, l->db, l->at, e)))
		return -1;
	return 0;
}

static int release(struct loader *l, struct err *e)
{
	if (l->savepoint == SAVEPOINT_NONE)
		return 0;
	l->savepoint = SAVEPOINT_NONE;
	return feeder_wait(l->feeder, e) || db_run(l->db, "RELEASE SAVEPOINT chiso_file", e) ? -1 : 0;
}

/* Whole files do not wait for a full chunk: sending them and parsing the next overlap. */
static int give_some(struct loader *l, struct err *e)
{
	return l->chunks[l->filling].n < CHUNK_FEW_ROWS ? 0 : loader_give(l, e);
}

/* A streamed file is committed at once: its transaction is long enough. */
static int end_batch(struct loader *l, bool was_streamed, struct err *e)
{
	if (!l->is_single && !was_streamed && !batch_is_full(&l->batch))
		return 0;
	return l->o.is_whole_stream && !batch_is_full(&l->batch) ? 0 : loader_commit_batch(l, e);
}

int loader_file_end(struct loader *l, const struct record *t, struct err *e)
{
	bool was_streamed;

	if (!l->is_in_file && loader_file_begin(l, t->file, e))
		return -1;
	if (check_counts(l, t, e) || (l->at->is_new && find_late(l, t, e)) || keep_texts(l, t, e))
		return -1;
	count(l, t);
	if (l->at->is_new && !t->verdict.is_ok && cut_rows(l, e))
		return -1;
	if (end_streamed(l, e) || release(l, e) || spill_move(&l->spill, &l->own, e))
		return -1;
	was_streamed = l->is_streamed;
	l->batch.rows += l->at->is_new ? l->at->rows : 0;
	l->at = NULL;
	l->is_in_file = l->is_streamed = false;
	return give_some(l, e) ? -1 : end_batch(l, was_streamed, e);
}
