#include "normalize/refusal.h"

#include "core/shown.h"
#include "core/text.h"

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
	rc = text.len ? mask_people(m, text, &all, &is_masked, e) : 0;
	rc = rc ? rc : shown_add_cut(out, all.data, all.len, SHOWN_BYTES, e);
	buf_release(&all);
	return rc;
}
