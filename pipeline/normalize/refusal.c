#include "normalize/refusal.h"

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
