#include "core/err.h"

#include <stdio.h>
#include <string.h>
#include "core/mask_runs.h"

__attribute__((format(printf, 5, 0))) static int err_vset(
	struct err *e, enum err_kind kind, const char *file, long line, const char *fmt, va_list ap)
{
	if (!e || e->kind != ERR_NONE)
		return -1;
	e->kind = kind;
	e->line = line;
	snprintf(e->file, sizeof e->file, "%s", file ? file : "");
	vsnprintf(e->text, sizeof e->text, fmt, ap);
	return -1;
}

int err_set(struct err *e, enum err_kind kind, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	err_vset(e, kind, NULL, 0, fmt, ap);
	va_end(ap);
	return -1;
}

int err_at(struct err *e, enum err_kind kind, const char *file, long line, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	err_vset(e, kind, file, line, fmt, ap);
	va_end(ap);
	return -1;
}

void err_clear(struct err *e)
{
	memset(e, 0, sizeof *e);
}

int err_exit(const struct err *e)
{
	return e->kind == ERR_RECORD ? ERR_FILE : (int)e->kind;
}

#define QUOTE_BYTES 40

const char *err_quote_cell(char out[200], const char *text, unsigned long len)
{
	unsigned long cut = len > QUOTE_BYTES ? QUOTE_BYTES : len, i;
	char *p = out;

	while (cut < len && cut > 0 && ((unsigned char)text[cut] & 0xC0) == 0x80)
		cut--; /* not inside a character */
	*p++ = '\'';
	for (i = 0; i < cut; i++) {
		unsigned char c = (unsigned char)text[i];

		if (c < 0x20 || c == 0x7F)
			p += snprintf(p, 5, "\\x%02X", c);
		else
			*p++ = (char)c;
	}
	*p++ = '\'';
	if (cut < len) {
		memcpy(p, "…", 3);
		p += 3;
	}
	*p = '\0';
	return out;
}

const char *err_quote(char out[200], const char *text, unsigned long len)
{
	err_quote_cell(out, text, len);
	mask_line(out);
	return out;
}

const char *err_line(char out[ERR_LINE_BYTES], const struct err *e)
{
	const char *name = e->file + strlen(e->file);

	for (int slashes = 0; name > e->file; name--) {
		slashes += name[-1] == '/';
		if (slashes == 2)
			break;
	}
	if (!*name)
		snprintf(out, ERR_LINE_BYTES, "%s", e->text);
	else if (e->line)
		snprintf(out, ERR_LINE_BYTES, "%s:%ld: %s", name, e->line, e->text);
	else
		snprintf(out, ERR_LINE_BYTES, "%s: %s", name, e->text);
	return out;
}
