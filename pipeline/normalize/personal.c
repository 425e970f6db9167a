#include "normalize/personal.h"

#include <string.h>

const char CONVERT_MASKED[] = "text.personal";

const char *personal_hide(struct converter *c, struct cell *out)
{
	bool is_masked = false;
	char *copy;

	buf_reset(&c->masked);
	if (!out->len)
		return NULL;
	if (mask_people(c->mask, (struct slice){out->text, out->len}, &c->masked, &is_masked, c->err) < 0)
		return CONVERT_FAILED;
	if (!is_masked)
		return NULL;
	if (!(copy = arena_copy(&c->hidden, c->masked.data, c->masked.len, c->err)))
		return CONVERT_FAILED;
	*out = (struct cell){copy, (uint32_t)c->masked.len, CELL_TEXT};
	return CONVERT_MASKED;
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
	return in.len >= 9 && strchr("01238+", *in.text);
}

bool personal_is_code(const struct converter *c, struct slice in)
{
	return may_be_personal(in) && mask_is_personal(c->mask, in);
}

bool personal_is_number(struct slice in, bool has_unit)
{
	size_t n = 0;

	while (n < in.len && in.text[n] >= '0' && in.text[n] <= '9')
		n++;
	return n >= 9 && (*in.text == '0' || !has_unit);
}
