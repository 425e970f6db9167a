#include "load/loader_batch.h"

#include "load/loader_settle.h"

/* What the file at hand has so far, while the batch before it is settled without it. */
struct aside {
	struct batch_file file;
	struct buf texts[4], periods;
	struct chunk rows;
};

/* Its rows are alone in the chunk being filled by now (part, or a chunk of its own). */
static int put_aside(struct loader *l, struct aside *a, struct err *e)
{
	const char *texts[] = {l->at->file, l->at->name, l->at->message, l->at->code};

	a->file = *l->at;
	for (int i = 0; i < 4; i++)
		if (texts[i] && buf_add_str(&a->texts[i], texts[i], e))
			return -1;
	if (marks_list(&l->at->marks, ' ', &a->periods, e))
		return -1;
	l->batch.n--;
	a->rows = l->chunks[l->filling];
	l->chunks[l->filling] = (struct chunk){0};
	return 0;
}

static int bring_back(struct loader *l, struct aside *a, struct err *e)
{
	struct batch_file *f = batch_add(&l->batch);
	const char **texts[] = {&f->file, &f->name, &f->message, &f->code};

	f->is_new = a->file.is_new;
	f->load_id = a->file.load_id;
	f->rows = a->file.rows;
	f->refused = a->file.refused;
	l->at = f;
	for (int i = 0; i < 4; i++)
		if (a->texts[i].data && !(*texts[i] = batch_text(&l->batch, buf_slice(&a->texts[i]), e)))
			return -1;
	chunk_release(&l->chunks[l->filling]);
	l->chunks[l->filling] = a->rows;
	a->rows = (struct chunk){0};
	chunk_here(&l->chunks[l->filling], &l->mark);
	l->mark = (struct chunk_mark){0, 0, 0};
	if (f->rows == 0 || !f->is_new)
		return 0;
	if (loader_ready(l, e))
		return -1;
	return l->current.is_bulk && a->periods.data ? marks_add(&f->marks, a->periods.data, e) : 0;
}

static int commit(struct loader *l, struct err *e)
{
	if (loader_settle(l, e))
		return -1;
	if (l->is_in_transaction && !l->o.is_whole_stream) {
		l->is_in_transaction = l->is_ready = l->was_ready = false;
		if (db_run(l->db, "COMMIT", e))
			return -1;
		l->is_run_ours = false;
	}
	if (batch_tell(&l->batch, l->o.done, l->o.arg, e))
		return -1;
	batch_reset(&l->batch);
	return 0;
}

int loader_commit_batch(struct loader *l, struct err *e)
{
	struct aside a = {0};
	int rc = -1;

	if (!l->is_in_file)
		return commit(l, e);
	if (!put_aside(l, &a, e) && !commit(l, e))
		rc = bring_back(l, &a, e);
	for (int i = 0; i < 4; i++)
		buf_release(&a.texts[i]);
	buf_release(&a.periods);
	chunk_release(&a.rows);
	return rc;
}
