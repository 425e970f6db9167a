#include "load/loader_settle.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include "load/sql.h"

#define LIST_BYTES (64u << 20) /* of a batch's names and numbers, in one parameter */

/* The files that this batch adds: under the feed's lock nobody else may have added them meanwhile. */
static int check_unknown(struct loader *l, const char *files, struct err *e)
{
	struct identity id = loader_identity(l, "");
	char format[16];
	const char *params[] = {files, id.feed, id.catalog, format};
	int64_t n;

	snprintf(format, sizeof format, "%d", id.format);
	if (db_ask_number(l->db, sql_get("ledger-loaded"), 4, params, &n, e))
		return -1;
	return n ? err_set(e, ERR_RETRY,
			   "found %" PRId64 " files of this batch loaded by somebody else meanwhile", n)
		 : 0;
}

static int need_run(struct loader *l, struct err *e)
{
	if (l->run_id)
		return 0;
	l->is_run_ours = true;
	return ledger_open_run(l->db, l->o.now, &l->run_id, e);
}

/* ---- the ledger ---- */

static void fill_row(struct loader *l, struct batch_file *f, struct ledger_row *row)
{
	bool is_ok = f->outcome == OUTCOME_LOADED;

	f->kept = is_ok ? f->rows - f->duplicate : 0;
	*row = (struct ledger_row){.id = loader_identity(l, f->file),
		.load_id = f->load_id,
		.run_id = l->run_id,
		.state = is_ok ? LOAD_OK : LOAD_BAD,
		.name = f->name,
		.message = f->message,
		.sent_at = f->sent_at,
		.sent_from = f->sent_from,
		.quarter = l->v.quarter,
		.program = l->o.program,
		.reason = f->reason,
		.accepted_at = l->o.now,
		.sent_min = f->sent_max >= f->sent_min ? f->sent_min : INT64_MIN,
		.sent_max = f->sent_max,
		.read = f->read,
		.kept = f->kept,
		.rejected = f->rejected,
		.duplicate = f->duplicate,
		.repeated = f->repeated,
		.strangers = f->strangers,
		.dropped = f->dropped,
		.last_repair = mends_last(l->o.mends, f->file, l->o.feed->name)};
}

/* The load that this one stands for, when it was read with repairs. */
static const char *find_original(const PGresult *old, const struct ledger_row *row)
{
	for (int i = 0; row->last_repair && i < PQntuples(old); i++)
		if (strcmp(PQgetvalue(old, i, 1), row->id.file) == 0)
			return PQgetvalue(old, i, 2);
	return NULL;
}

static int write_ledger(struct loader *l, const PGresult *old, struct err *e)
{
	struct buf rows = {0}, files = {.max_bytes = LIST_BYTES};
	struct identity of = loader_identity(l, "");
	struct ledger_row row;
	int rc = -1;

	for (size_t i = 0; i < l->batch.n; i++) {
		if (!l->batch.files[i].is_new)
			continue;
		fill_row(l, &l->batch.files[i], &row);
		row.repairs = find_original(old, &row);
		if (ledger_add(&rows, &row, e))
			goto out;
	}
	if (!batch_files(&l->batch, true, &files, e))
		rc = ledger_write(l->db, &rows, files.data, &of, e);
out:
	buf_release(&rows);
	buf_release(&files);
	return rc;
}

static int write_quarantine(struct loader *l, struct err *e)
{
	struct buf rows = {0};
	int rc = 0;

	for (size_t i = 0; i < l->batch.n && !rc && l->o.quarantines; i++) {
		const struct batch_file *f = &l->batch.files[i];

		if (f->is_new && f->outcome == OUTCOME_BAD)
			rc = ledger_quarantine_add(
				&rows, f->file, f->name ? f->name : f->file, l->o.feed->name, f->reason, e);
	}
	if (!rc)
		rc = ledger_quarantine_write(l->db, &rows, l->o.now, l->run_id, e);
	buf_release(&rows);
	return rc;
}

/* ---- generations ---- */

static struct batch_file *replacer(struct loader *l, const PGresult *old, const char *load_id)
{
	for (int i = 0; i < PQntuples(old); i++)
		if (strcmp(PQgetvalue(old, i, 0), load_id) == 0)
			return batch_find_file(&l->batch, PQgetvalue(old, i, 1), NULL);
	return NULL;
}

static int add_touched(struct loader *l, const PGresult *old, const PGresult *touched, struct err *e)
{
	for (int i = 0; i < PQntuples(touched); i++) {
		struct batch_file *f = replacer(l, old, PQgetvalue(touched, i, 0));

		if (!f)
			return err_set(e, ERR_FAULT, "a load was replaced by no file of this batch");
		if (marks_add(&f->marks, PQgetvalue(touched, i, 1), e))
			return -1;
	}
	return 0;
}

/* A batch without records: only its coming takes the place of what was. */
static int ready_for_choice(struct loader *l, struct err *e)
{
	if (l->is_ready)
		return 0;
	if (loader_ready(l, e))
		return -1;
	return l->current.is_bulk ? current_end(&l->current, l->db, l->v.quarter, &l->batch, e) : 0;
}

static int replace(struct loader *l, const PGresult *old, struct err *e)
{
	struct buf list = {.max_bytes = LIST_BYTES};
	PGresult *touched = NULL;
	int rc = -1;

	for (int i = 0; i < PQntuples(old); i++) {
		struct batch_file *f = replacer(l, old, PQgetvalue(old, i, 0));

		if (f)
			f->moved++;
		if (buf_addf(&list, e, "%c%s", i ? ',' : '{', PQgetvalue(old, i, 0)))
			goto out;
	}
	if (list.len == 0) {
		rc = 0;
		goto out;
	}
	if (buf_add_char(&list, '}', e) || ready_for_choice(l, e) ||
		current_replace(&l->current, l->db, list.data, &touched, e))
		goto out;
	rc = touched ? add_touched(l, old, touched, e) : 0;
out:
	PQclear(touched);
	buf_release(&list);
	return rc;
}

/* ---- marks ---- */

static int add_marks(const struct batch_file *f, struct buf *periods, struct buf *loads, struct err *e)
{
	for (size_t i = 0; i < f->marks.n; i++)
		if (spill_element(periods, slice_from(f->marks.periods[i]), e) ||
			buf_addf(loads, e, "%s%" PRId64, loads->len > 1 ? "," : "", f->load_id))
			return -1;
	return 0;
}

static int write_marks(struct loader *l, struct err *e)
{
	struct buf periods = {.max_bytes = LIST_BYTES}, loads = {.max_bytes = LIST_BYTES};
	int64_t last = 0;
	int rc = -1;

	if (buf_add_char(&periods, '{', e) || buf_add_char(&loads, '{', e))
		goto out;
	for (size_t i = 0; i < l->batch.n; i++) {
		const struct batch_file *f = &l->batch.files[i];

		if (!f->is_new || f->outcome != OUTCOME_LOADED || !f->moved)
			continue;
		last = f->load_id;
		if (add_marks(f, &periods, &loads, e))
			goto out;
	}
	if (!buf_add_char(&periods, '}', e) && !buf_add_char(&loads, '}', e))
		rc = marks_write(l->db, l->o.catalog, l->o.feed, &periods, &loads, last, e);
out:
	buf_release(&periods);
	buf_release(&loads);
	return rc;
}

/* ---- the batch ---- */

static bool has_new(const struct batch *b)
{
	for (size_t i = 0; i < b->n; i++)
		if (b->files[i].is_new)
			return true;
	return false;
}

/* In this order: what is superseded does not count as stored when duplicates leave; what is chosen anew is
 * chosen among the loads that the ledger holds by then. */
static int settle_files(struct loader *l, const char *files, struct err *e)
{
	PGresult *old = NULL;
	int rc = -1;

	if (ledger_supersede(l->db, files, l->o.feed->name, l->run_id, &old, e) ||
		(l->is_ready && current_end(&l->current, l->db, l->v.quarter, &l->batch, e)) ||
		write_ledger(l, old, e) || replace(l, old, e) || write_marks(l, e) ||
		spill_send(&l->spill, l->db, e))
		goto out;
	rc = write_quarantine(l, e);
out:
	PQclear(old);
	return rc;
}

int loader_settle(struct loader *l, struct err *e)
{
	struct buf all = {.max_bytes = LIST_BYTES}, good = {.max_bytes = LIST_BYTES};
	int rc = -1;

	if (loader_give(l, e) || feeder_wait(l->feeder, e))
		return -1;
	if (l->o.stored)
		l->o.stored(l->o.arg);
	if (!has_new(&l->batch))
		return 0;
	if (!batch_files(&l->batch, true, &all, e) && !batch_files(&l->batch, false, &good, e) &&
		!loader_begin_transaction(l, e) && !check_unknown(l, all.data, e) && !need_run(l, e) &&
		!settle_files(l, good.data, e))
		rc = spill_reset(&l->spill, e);
	l->is_ready = false; /* whoever goes on in this transaction begins with what is there now */
	buf_release(&all);
	buf_release(&good);
	return rc;
}
