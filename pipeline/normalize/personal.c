#include "normalize/personal.h"

#include <string.h>
#include "core/mask_runs.h"

int personal_hide(struct mask *m, enum mask_kept kind, struct cell *text, struct arena *hidden,
	struct buf *work, bool *is_masked, struct err *e)
{
	char *copy;

	*is_masked = false;
	buf_reset(work);
	if (!text->len)
		return 0;
	if (mask_keep_text(m, kind, (struct slice){text->text, text->len}, work, is_masked, e) < 0)
		return -1;
	if (!*is_masked)
		return 0;
	if (!(copy = arena_copy(hidden, work->data, work->len, e)))
		return -1;
	*text = (struct cell){copy, (uint32_t)work->len, CELL_TEXT};
	return 0;
}

/* Whether it can be a telephone, an identity number or an address at all: most codes are none at first sight.
 */
static bool may_be_personal(struct slice in)
{
	if (!in.len || memchr(in.text, '@', in.len))
		return in.len > 0;
	for (size_t i = 0; i < in.len; i++)
		if (!strchr("0123456789.-", in.text[i]) && (i || in.text[i] != '+'))
			return false;
	return in.len >= 9;
}

bool personal_is_code(const struct mask *m, const char *quote, struct slice in)
{
	return may_be_personal(in) && mask_is_personal(m, in) && !mask_is_code(m, quote, in);
}

bool personal_is_number(struct slice in, bool has_unit)
{
	size_t n = 0, used;
	bool has_zero = false;

	for (size_t i = 0; i < in.len; i += used) {
		if ((used = mask_digit_at(in.text + i, in.len - i))) {
			has_zero |=
				n == 0 && (in.text[i] == '0' || (unsigned char)in.text[i + used - 1] == 0x90);
			n++;
		} else if (in.text[i] == ' ') {
			used = 1;
		} else {
			break;
		}
	}
	return n >= 9 && (has_zero || !has_unit);
}
