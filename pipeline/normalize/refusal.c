#include "normalize/refusal.h"

#include <stdio.h>
#include <string.h>
#include "core/text.h"

#define FOUND_BYTES 80

static const char *class_of(const struct cell *cell)
{
	bool has_digit = false, has_other = false;

	if (!text_is_utf8(cell->text, cell->len))
		return "bytes";
	for (uint32_t i = 0; i < cell->len; i++) {
		bool is_digit = cell->text[i] >= '0' && cell->text[i] <= '9';

		has_digit |= is_digit;
		has_other |= !is_digit;
	}
	return !has_digit ? "letters" : !has_other ? "digits" : "mixed";
}

static struct slice masked(const struct cell *cell, char out[REFUSAL_BYTES])
{
	int len = snprintf(out, REFUSAL_BYTES, "len=%u class=%s", cell->len, class_of(cell));

	return (struct slice){out, (size_t)len};
}

struct slice refusal_found(const struct field *f, const struct cell *cell, char out[REFUSAL_BYTES])
{
	size_t n = cell->len;

	if (cell_is_missing(cell))
		return (struct slice){"", 0};
	if (f->policy != POLICY_KEEP || f->is_free_text || !text_is_utf8(cell->text, cell->len))
		return masked(cell, out);
	if (n > FOUND_BYTES)
		for (n = FOUND_BYTES; n && ((unsigned char)cell->text[n] & 0xC0) == 0x80;)
			n--;
	for (size_t i = 0; i < n; i++)
		out[i] = (unsigned char)cell->text[i] < ' ' ? ' ' : cell->text[i];
	return (struct slice){out, n};
}
