#include "publish/guarded.h"

#include <stdbool.h>
#include <string.h>

#define DIGITS "0123456789"

/* Digits, and at least one mark between two of them; nothing else. */
static bool is_digits_with(const char *text, const char *marks)
{
	size_t n = strspn(text, DIGITS);
	bool has_mark = false;

	while (n > 0 && text[n] && strchr(marks, text[n])) {
		size_t more = strspn(text + n + 1, DIGITS);

		if (more == 0)
			return false;
		n += more + 1;
		has_mark = true;
	}
	return has_mark && text[n] == '\0';
}

int guarded_write(const char *text, struct buf *out, struct err *e)
{
	bool is_date = is_digits_with(text, "/");

	if ((*text && strchr("=+-@\t\r\n", *text) && text[1]) || is_digits_with(text, ".,") ||
		is_digits_with(text, "-"))
		if (buf_add_char(out, '\'', e) < 0)
			return -1;
	for (; *text; text++)
		if ((is_date && *text == '/' ? buf_add_str(out, "\xE2\x81\x84", e)
					     : buf_add_char(out, *text, e)) < 0)
			return -1;
	return 0;
}
