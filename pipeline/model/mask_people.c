/* A text that is kept, without the people in it. */
#include <stdlib.h>
#include "core/mask_runs.h"
#include "model/mask_rows.h"

static int put(
	const struct tokens *t, const unsigned char *hidden, struct buf *out, bool *is_masked, struct err *e)
{
	struct slice text = t->text;
	size_t at = 0;

	for (size_t i = 0; i < t->n; i++) {
		const struct token *w = tokens_get(t, i);

		if (!hidden[i])
			continue;
		*is_masked = true;
		if (buf_add(out, text.text + at, w->at - at, e) < 0 || token_hide(w, out, e) < 0)
			return -1;
		at = w->at + w->len;
	}
	return buf_add(out, text.text + at, text.len - at, e);
}

static size_t count(const struct buf *b, size_t from)
{
	size_t n = 0;

	for (size_t i = from; i < b->len; i++)
		n += b->data[i] == '#';
	return n;
}

int mask_people(struct mask *m, struct slice text, struct buf *out, bool *is_masked, struct err *e)
{
	unsigned char *hidden;
	size_t from = out->len, len, shapes;
	int rc;

	*is_masked = false;
	if (tokens_read(&m->tokens, text, e) < 0)
		return -1;
	if (!(hidden = calloc(m->tokens.n + 1, 1)))
		return err_set(e, ERR_NOMEM, "out of memory for a text");
	mask_find_people(m, &m->tokens, hidden);
	rc = put(&m->tokens, hidden, out, is_masked, e);
	free(hidden);
	if (rc < 0 || out->len == from)
		return rc;
	shapes = count(out, from);
	len = from + mask_runs(out->data + from, out->len - from, true);
	*is_masked |= len != out->len || count(out, from) != shapes;
	out->data[out->len = len] = '\0';
	return 0;
}
