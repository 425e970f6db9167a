/* What a file says of itself outside its records, without the people in it. */
#include <string.h>
#include "core/text.h"
#include "extract/extraction.h"
#include "model/mask.h"

static int get_mask(struct extraction *x, struct err *e)
{
	return x->mask || (x->mask = mask_of(x->options->catalog, e)) ? 0 : -1;
}

int extraction_hide(
	struct extraction *x, enum mask_kept kind, struct slice text, struct buf *out, struct err *e)
{
	bool is_masked;

	if (!text_is_utf8(text.text, text.len))
		return mask_class(text, out, e);
	return get_mask(x, e) < 0 ? -1 : mask_keep_text(x->mask, kind, text, out, &is_masked, e);
}

/* One word of ASCII; of digits alone it may still be somebody's number. */
static bool is_surely_an_id(struct slice s)
{
	bool has_letter = false;

	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.text[i];

		if (c <= ' ' || c >= 0x7F || c == '@')
			return false;
		has_letter |= (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
	}
	return has_letter || s.len < 9;
}

int extraction_message(struct extraction *x, struct slice *out, struct err *e)
{
	struct slice s = slice_trim(extraction_outer(x, PLAN_MESSAGE));
	bool is_id = is_surely_an_id(s);

	*out = s;
	if (is_id)
		return 0;
	buf_reset(&x->message);
	if (get_mask(x, e) < 0)
		return -1;
	if (text_is_ascii(s.text, s.len) && !memchr(s.text, ' ', s.len) && !mask_is_personal(x->mask, s))
		return 0;
	if (mask_class(s, &x->message, e) < 0)
		return -1;
	*out = buf_slice(&x->message);
	return 0;
}

void extraction_release(struct extraction *x)
{
	buf_release(&x->message);
}
