#include "load/manifest_verdict.h"

#include <inttypes.h>
#include "load/ledger.h"

int verdict_take(struct window *w, struct window_row *x, const struct load_result *r, struct err *e)
{
	static const enum verdict verdicts[] = {VERDICT_LOADED, VERDICT_DUPLICATE, VERDICT_BAD};

	x->verdict = verdicts[r->outcome];
	x->load_id = r->load_id;
	x->read = r->read;
	x->kept = r->kept;
	x->rejected = r->rejected;
	x->duplicate = r->duplicate;
	x->code = window_keep(w, r->code, e);
	x->reason = window_keep(w, r->reason, e);
	return x->code && x->reason ? 0 : -1;
}

void verdict_leave(struct window_row *x, const char *code, const char *why)
{
	x->verdict = VERDICT_LEFT;
	x->code = code;
	x->reason = why;
}

static void follow_twin(struct window_row *x)
{
	const struct window_row *t = x->twin;

	x->verdict = t->verdict == VERDICT_LOADED ? VERDICT_DUPLICATE : t->verdict;
	x->needs_quarantine = t->verdict == VERDICT_BAD;
	x->load_id = t->load_id;
	x->read = t->read;
	x->rejected = t->rejected;
	x->duplicate = t->read - t->rejected;
	x->code = t->code;
	x->reason = t->reason;
}

static int quarantine_one(const struct window_row *x, struct buf *rows, struct err *e)
{
	struct buf why = {0};
	int rc = x->state == ENTRY_REFUSED ? buf_addf(&why, e, "%s %s", x->code, x->reason)
					   : buf_add_str(&why, x->reason, e);

	if (!rc)
		rc = ledger_quarantine_add(rows, x->cells[MANIFEST_FILE], x->cells[MANIFEST_NAME],
			x->cells[MANIFEST_FEED], why.data, e);
	buf_release(&why);
	return rc;
}

/* The loader writes the rows of its own files; these never came to it. */
static int quarantine(const struct window *w, const struct manifest_options *o, struct err *e)
{
	struct buf rows = {0};
	int rc = 0;

	for (size_t i = 0; i < w->n && !rc; i++)
		if (w->entries[i].needs_quarantine)
			rc = quarantine_one(&w->entries[i], &rows, e);
	if (!rc)
		rc = ledger_quarantine_write(o->db, &rows, o->now, o->run_id, e);
	buf_release(&rows);
	return rc;
}

static void count(const struct window_row *x, struct manifest_counts *c)
{
	c->rows++;
	c->loaded += x->verdict == VERDICT_LOADED;
	c->duplicate += x->verdict == VERDICT_DUPLICATE;
	c->bad += x->verdict == VERDICT_BAD;
	c->left += x->verdict == VERDICT_LEFT;
}

static int write_row(struct window_row *x, struct manifest_writer *out, struct err *e)
{
	static const char *const names[] = {"", "loaded", "duplicate", "bad", "left"};
	char numbers[5][24] = {"", "", "", "", ""};
	struct manifest_row row;

	if (x->verdict == VERDICT_NONE)
		return err_set(e, ERR_FAULT, "file %s has no verdict", x->cells[MANIFEST_FILE]);
	if (x->state == ENTRY_TAKEN) {
		snprintf(numbers[0], sizeof numbers[0], "%" PRId64, x->load_id);
		snprintf(numbers[1], sizeof numbers[1], "%" PRIu64, x->read);
		snprintf(numbers[2], sizeof numbers[2], "%" PRIu64, x->kept);
		snprintf(numbers[3], sizeof numbers[3], "%" PRIu64, x->rejected);
		snprintf(numbers[4], sizeof numbers[4], "%" PRIu64, x->duplicate);
	}
	x->cells[MANIFEST_VERDICT] = names[x->verdict];
	x->cells[MANIFEST_CODE] = x->code;
	x->cells[MANIFEST_REASON] = x->reason;
	for (int i = 0; i < 5; i++)
		x->cells[MANIFEST_LOAD + i] = numbers[i];
	for (int i = 0; i < MANIFEST_COLUMNS; i++)
		row.cells[i] = slice_from(x->cells[i]);
	return manifest_write(out, &row, e);
}

int verdict_finish(struct window *w, const struct manifest_options *o, struct manifest_writer *out,
	struct manifest_counts *counts, struct err *e)
{
	for (size_t i = 0; i < w->n; i++)
		if (w->entries[i].twin)
			follow_twin(&w->entries[i]);
	if (quarantine(w, o, e))
		return -1;
	for (size_t i = 0; i < w->n; i++) {
		count(&w->entries[i], counts);
		if (write_row(&w->entries[i], out, e))
			return -1;
	}
	return 0;
}
