#include "load/batch.h"

#include <string.h>
#include "load/spill.h"

struct batch_file *batch_add(struct batch *b)
{
	struct batch_file *f = &b->files[b->n++];
	struct marks kept = f->marks; /* its room is used again */

	marks_reset(&kept);
	*f = (struct batch_file){.file = "",
		.name = NULL,
		.message = "",
		.sent_at = "",
		.sent_from = "",
		.reason = "",
		.code = "",
		.sent_min = INT64_MAX,
		.sent_max = INT64_MIN,
		.marks = kept};
	f->marks.dictionary = &b->periods;
	return f;
}

bool batch_is_full(const struct batch *b)
{
	return b->n == LIMIT_BATCH_FILES || b->rows >= LIMIT_BATCH_ROWS;
}

void batch_reset(struct batch *b)
{
	b->n = 0;
	b->rows = 0;
	arena_release(&b->texts);
	marks_reset(&b->periods);
}

void batch_release(struct batch *b)
{
	batch_reset(b);
	for (size_t i = 0; i < LIMIT_BATCH_FILES; i++)
		marks_release(&b->files[i].marks);
	marks_release(&b->periods);
}

const char *batch_text(struct batch *b, struct slice text, struct err *e)
{
	return arena_copy(&b->texts, text.text, text.len, e);
}

struct batch_file *batch_find_load(struct batch *b, int64_t load_id)
{
	for (size_t i = b->n; i-- > 0;) /* the last ones first: a chunk's files are the newest */
		if (b->files[i].load_id == load_id && b->files[i].is_new)
			return &b->files[i];
	return NULL;
}

struct batch_file *batch_find_file(struct batch *b, const char *file, const struct batch_file *but)
{
	for (size_t i = 0; i < b->n; i++)
		if (&b->files[i] != but && b->files[i].is_new && strcmp(b->files[i].file, file) == 0)
			return &b->files[i];
	return NULL;
}

int batch_files(const struct batch *b, bool with_bad, struct buf *out, struct err *e)
{
	if (buf_add_char(out, '{', e))
		return -1;
	for (size_t i = 0; i < b->n; i++) {
		const struct batch_file *f = &b->files[i];

		if (f->is_new && (with_bad || f->outcome == OUTCOME_LOADED) &&
			spill_element(out, slice_from(f->file), e))
			return -1;
	}
	return buf_add_char(out, '}', e);
}

int batch_loads(const struct batch *b, struct buf *out, struct err *e)
{
	if (buf_add_char(out, '{', e))
		return -1;
	for (size_t i = 0; i < b->n; i++) {
		const struct batch_file *f = &b->files[i];

		if (f->is_new && f->outcome == OUTCOME_LOADED &&
			buf_addf(out, e, "%s%lld", out->len > 1 ? "," : "", (long long)f->load_id))
			return -1;
	}
	return buf_add_char(out, '}', e);
}

static int tell(const struct batch_file *f, struct buf *periods,
	void (*fn)(void *arg, const struct load_result *r), void *arg, struct err *e)
{
	struct load_result r = {.file = f->file,
		.outcome = f->outcome,
		.load_id = f->load_id,
		.read = f->read,
		.kept = f->kept,
		.rejected = f->rejected,
		.duplicate = f->duplicate,
		.repeated = f->repeated,
		.strangers = f->strangers,
		.sent_at = f->sent_at,
		.sent_from = f->sent_from,
		.code = f->code,
		.reason = f->reason,
		.periods = ""};

	buf_reset(periods);
	if (f->outcome == OUTCOME_LOADED && marks_list(&f->marks, ',', periods, e))
		return -1;
	if (periods->len)
		r.periods = periods->data;
	fn(arg, &r);
	return 0;
}

int batch_tell(struct batch *b, void (*fn)(void *arg, const struct load_result *r), void *arg, struct err *e)
{
	struct buf periods = {0};
	int rc = 0;

	for (size_t i = 0; i < b->n && fn && !rc; i++)
		rc = tell(&b->files[i], &periods, fn, arg, e);
	buf_release(&periods);
	return rc;
}
