#include "load/loader_file.h"

#include <string.h>
#include "core/clock.h"
#include "core/stream.h"
#include "load/ddl.h"

static struct identity identity_of(struct loader *l)
{
	return (struct identity){l->file.data, l->o.feed->name, l->catalog_hash, STREAM_FORMAT};
}

static int set_file(struct loader *l, struct slice file, struct err *e)
{
	buf_reset(&l->file);
	return buf_add(&l->file, file.len ? file.text : "-", file.len ? file.len : 1, e);
}

static int begin_transaction(struct loader *l, struct err *e)
{
	if (!l->is_in_transaction) {
		if (db_run(l->db, "BEGIN", e))
			return -1;
		l->is_in_transaction = true;
	}
	return ledger_lock(l->db, l->o.feed->name, e);
}

static int need_run(struct loader *l, struct err *e)
{
	if (l->run_id)
		return 0;
	l->is_run_ours = true;
	return ledger_open_run(l->db, l->o.now, &l->run_id, e);
}

static int begin_tables(struct loader *l, struct err *e)
{
	if (l->o.is_whole_stream && db_run(l->db, "SAVEPOINT chiso_file", e))
		return -1;
	if (ddl_feed(l->db, l->o.feed, e) ||
		ddl_partition(l->db, l->o.feed, l->v.quarter, &l->is_partition_new, e))
		return -1;
	return current_begin(&l->current, l->db, e);
}

int loader_file_begin(struct loader *l, struct slice file, struct err *e)
{
	enum load_state state;
	struct identity id;

	l->is_in_file = true;
	l->is_known = false;
	l->rows = l->current.moved = 0;
	buf_reset(&l->message);
	chunk_reset(&l->chunks[0]);
	chunk_reset(&l->chunks[1]);
	marks_reset(&l->marks);
	if (set_file(l, file, e) || spill_reset(&l->spill, e) || begin_transaction(l, e))
		return -1;
	id = identity_of(l);
	if (ledger_find(l->db, &id, &state, &l->load_id, e))
		return -1;
	l->is_known = state == LOAD_OK;
	if (l->is_known)
		return 0;
	if (need_run(l, e) || ledger_next_id(l->db, &l->load_id, e) || begin_tables(l, e))
		return -1;
	versions_begin(&l->v, l->load_id);
	return 0;
}

int loader_file_flush(struct loader *l, struct err *e)
{
	struct chunk *c = &l->chunks[l->filling];

	if (c->n == 0)
		return 0;
	if (feeder_give(l->feeder, c, e))
		return -1;
	l->filling = !l->filling;
	chunk_reset(&l->chunks[l->filling]);
	return 0;
}

/* Nothing of the file's rows stays; what follows may still be written. */
static int take_back(struct loader *l, struct err *e)
{
	if (l->o.is_whole_stream)
		return db_run(l->db, "ROLLBACK TO SAVEPOINT chiso_file; RELEASE SAVEPOINT chiso_file", e);
	l->is_in_transaction = false;
	if (db_run(l->db, "ROLLBACK", e))
		return -1;
	if (l->is_run_ours)
		l->run_id = 0;
	return begin_transaction(l, e);
}

static int commit(struct loader *l, bool has_savepoint, struct err *e)
{
	if (l->o.is_whole_stream)
		return has_savepoint ? db_run(l->db, "RELEASE SAVEPOINT chiso_file", e) : 0;
	l->is_in_transaction = false;
	if (db_run(l->db, "COMMIT", e))
		return -1;
	l->is_run_ours = false;
	return 0;
}

static void fill_row(struct loader *l, const struct record *t, struct buf *text, struct ledger_row *row)
{
	*row = (struct ledger_row){.id = identity_of(l),
		.load_id = l->load_id,
		.run_id = l->run_id,
		.state = t->verdict.is_ok ? LOAD_OK : LOAD_BAD,
		.name = l->o.file_name,
		.message = l->message.data,
		.quarter = l->v.quarter,
		.program = l->o.program,
		.accepted_at = l->o.now,
		.sent_min = INT64_MIN,
		.sent_max = INT64_MIN,
		.read = t->verdict.read,
		.rejected = t->verdict.rejected};
	row->sent = text[0].data;
	row->sent_from = text[1].data;
	row->reason = text[2].data;
}

/* The file's rows stand: duplicates out, generations replaced, ledger, marks, rejects. */
static int keep_rows(struct loader *l, struct ledger_row *row, struct err *e)
{
	struct buf replaced = {0};
	int rc = -1;

	if (l->o.stored)
		l->o.stored(l->o.arg);
	if (l->rows) {
		row->sent_min = l->v.sent_min;
		row->sent_max = l->v.sent_max;
	}
	if (ledger_supersede(l->db, &row->id, l->run_id, &replaced, e) ||
		current_end(&l->current, l->db, &l->v, &l->marks, &row->duplicate, e))
		goto out;
	row->kept = l->rows - row->duplicate;
	if (ledger_write(l->db, row, e))
		goto out;
	if (strcmp(replaced.data, "{}") != 0) {
		l->current.moved++;
		if (current_replace(&l->current, l->db, replaced.data, &l->marks, e))
			goto out;
	}
	if (l->current.moved && marks_write(&l->marks, l->db, l->o.catalog, l->o.feed->name, l->load_id, e))
		goto out;
	rc = spill_send(&l->spill, l->db, e);
out:
	buf_release(&replaced);
	return rc;
}

static int keep_bad(struct loader *l, struct ledger_row *row, struct err *e)
{
	marks_reset(&l->marks);
	if (take_back(l, e) || need_run(l, e))
		return -1;
	row->run_id = l->run_id;
	row->rejected = row->read; /* a bad file is void: none of its records is kept */
	if (ledger_write(l->db, row, e))
		return -1;
	return spill_send(&l->spill, l->db, e);
}

static int check_counts(struct loader *l, const struct record *t, struct err *e)
{
	if (!t->verdict.is_ok || t->verdict.read == l->rows + t->verdict.rejected)
		return 0;
	return err_set(e, ERR_FILE,
		"file %s: found %llu records, its file row says %llu read and %llu rejected", l->file.data,
		(unsigned long long)l->rows, (unsigned long long)t->verdict.read,
		(unsigned long long)t->verdict.rejected);
}

/* The records named the file by another id (a base name): only now is it known to be loaded. */
static int find_late(struct loader *l, const struct record *t, struct err *e)
{
	struct identity id;
	enum load_state state;
	int64_t known;

	if (set_file(l, t->file, e))
		return -1;
	id = identity_of(l);
	if (ledger_find(l->db, &id, &state, &known, e))
		return -1;
	if (state != LOAD_OK)
		return 0;
	l->is_known = true;
	l->load_id = known;
	return take_back(l, e);
}

static int report(struct loader *l, const struct ledger_row *row, enum load_outcome outcome, struct err *e)
{
	struct buf periods = {0};
	struct load_result result = {row->id.file, outcome, l->load_id, row->read, row->kept, row->rejected,
		row->duplicate, row->sent, row->sent_from, row->reason, ""};
	int rc = marks_list(&l->marks, ',', &periods, e);

	if (periods.data)
		result.periods = periods.data;
	if (!rc && l->o.done)
		l->o.done(l->o.arg, &result);
	buf_release(&periods);
	return rc;
}

static int end_known(struct loader *l, const struct record *t, struct ledger_row *row, struct err *e)
{
	row->duplicate = t->verdict.read - t->verdict.rejected;
	marks_reset(&l->marks);
	if (commit(l, false, e))
		return -1;
	return report(l, row, OUTCOME_DUPLICATE, e);
}

static int end_new(struct loader *l, const struct record *t, struct ledger_row *row, struct err *e)
{
	int rc = t->verdict.is_ok ? keep_rows(l, row, e) : keep_bad(l, row, e);

	if (rc || commit(l, t->verdict.is_ok, e))
		return -1;
	return report(l, row, t->verdict.is_ok ? OUTCOME_LOADED : OUTCOME_BAD, e);
}

static int wait_rows(struct loader *l, const struct record *t, struct err *e)
{
	if (l->is_known)
		return 0;
	if (loader_file_flush(l, e) || feeder_wait(l->feeder, e) || check_counts(l, t, e))
		return -1;
	return find_late(l, t, e);
}

int loader_file_end(struct loader *l, const struct record *t, struct err *e)
{
	struct buf text[3] = {{0}, {0}, {0}};
	struct slice parts[3] = {t->sent, t->verdict.sent_from, t->verdict.reason};
	struct ledger_row row;
	int rc = -1;

	if (!l->is_in_file && loader_file_begin(l, t->file, e))
		return -1;
	l->is_in_file = false;
	if (t->verdict.rejected > t->verdict.read) {
		err_set(e, ERR_FILE, "file %s: found more rejected than read", l->file.data);
		goto out;
	}
	for (int i = 0; i < 3; i++)
		if (buf_add(&text[i], parts[i].text, parts[i].len, e))
			goto out;
	if (wait_rows(l, t, e))
		goto out;
	fill_row(l, t, text, &row);
	rc = l->is_known ? end_known(l, t, &row, e) : end_new(l, t, &row, e);
out:
	for (int i = 0; i < 3; i++)
		buf_release(&text[i]);
	return rc;
}
