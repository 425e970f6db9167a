#include "core/wrap.h"

#include <stdbool.h>
#include <string.h>

size_t wrap_columns(const char *text, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++)
		n += ((unsigned char)text[i] & 0xC0) != 0x80;
	return n;
}

void wrap_text(FILE *out, const char *text, size_t at, size_t indent, size_t width)
{
	bool is_first = true;

	while (*text) {
		size_t len = strcspn(text, " "), columns = wrap_columns(text, len);

		if (!is_first && at + 1 + columns > width) {
			fprintf(out, "\n%*s", (int)indent, "");
			at = indent;
		} else if (!is_first) {
			putc(' ', out);
			at++;
		}
		fwrite(text, 1, len, out);
		at += columns;
		is_first = false;
		text += len + strspn(text + len, " ");
	}
	putc('\n', out);
}
