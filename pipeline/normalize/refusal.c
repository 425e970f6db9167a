#include "normalize/refusal.h"

#include <string.h>
#include "core/shown.h"
#include "core/text.h"
#include "model/mask_field.h"

#define SHOWN_BYTES 120

int refusal_found(
	struct mask *m, const struct field *f, const struct cell *cell, struct buf *out, struct err *e)
{
	struct slice text = convert_trim(cell);

	buf_reset(out);
	if (cell_is_missing(cell))
		return 0;
	if (!text.len)
		return buf_add_str(out, " ", e); /* blanks alone are no empty element */
	if (f->policy != POLICY_KEEP || f->is_free_text)
		return mask_class(text, out, e);
	return mask_quote(m, f->quote, text, out, e);
}

int refusal_shown(
	struct mask *m, const struct field *f, const struct cell *cell, struct buf *out, struct err *e)
{
	struct slice text = convert_trim(cell);
	struct buf all = {0};
	bool is_masked;
	int rc;

	if (cell_is_missing(cell) || f->policy != POLICY_KEEP || f->is_free_text ||
		!text_is_utf8(text.text, text.len))
		return refusal_found(m, f, cell, out, e);
	buf_reset(out);
	rc = text.len ? mask_keep_text(m, mask_field(f, text), text, &all, &is_masked, e) : 0;
	rc = rc ? rc : shown_add_cut(out, all.data, all.len, SHOWN_BYTES, e);
	buf_release(&all);
	return rc;
}

#define MASKED_WORD "‹"
#define BEFORE_BYTES 40 /* of the text before the first such word */

/* Where the shown part begins: at a word, not far before the first that is masked. */
static size_t begin_of(struct slice text, size_t first)
{
	size_t from = first > BEFORE_BYTES ? first - BEFORE_BYTES : 0;

	while (from && from < first && text.text[from - 1] != ' ')
		from++;
	return from;
}

int refusal_masked(const struct cell *cell, struct buf *out, struct err *e)
{
	size_t words = 0, first = 0, from;

	for (size_t i = 0; i + sizeof(MASKED_WORD) - 1 <= cell->len; i++)
		if (memcmp(cell->text + i, MASKED_WORD, sizeof(MASKED_WORD) - 1) == 0 && words++ == 0)
			first = i;
	from = begin_of((struct slice){cell->text, cell->len}, first);
	buf_reset(out);
	if (buf_addf(out, e, "%zu masked: %s", words, from ? "..." : "") < 0)
		return -1;
	return shown_add_cut(out, cell->text + from, cell->len - from, SHOWN_BYTES, e);
}
