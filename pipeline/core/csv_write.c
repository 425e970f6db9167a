#include <errno.h>
#include <string.h>
#include "core/csv.h"

/* Only where a reader of RFC 4180 would be misled: the same cell has one spelling, so that streams can be
 * compared byte by byte. */
static bool needs_quotes(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (text[i] == ',' || text[i] == '"' || text[i] == '\n' || text[i] == '\r')
			return true;
	return false;
}

static void write_quoted(FILE *out, const char *text, size_t len)
{
	size_t i;

	putc_unlocked('"', out);
	if (text[0] == '\\')
		putc_unlocked('\\', out);
	for (i = 0; i < len; i++) {
		if (text[i] == '"')
			putc_unlocked('"', out);
		putc_unlocked(text[i], out);
	}
	putc_unlocked('"', out);
}

static int check_written(FILE *out, struct err *e)
{
	return ferror(out) ? err_set(e, ERR_WRITE, "writing failed: %s", strerror(errno)) : 0;
}

int csv_write_cell(FILE *out, const struct cell *c, struct err *e)
{
	if (c->state == CELL_EMPTY)
		fputs_unlocked("\"\"", out);
	else if (c->state == CELL_NIL)
		fputs_unlocked("\\N", out);
	if (c->state == CELL_TEXT && c->len && c->text[0] == '\\' && !needs_quotes(c->text, c->len))
		putc_unlocked('\\', out);
	if (c->state == CELL_TEXT && needs_quotes(c->text, c->len))
		write_quoted(out, c->text, c->len);
	else if (c->state == CELL_TEXT)
		fwrite_unlocked(c->text, 1, c->len, out);
	return check_written(out, e);
}

int csv_write_loose(FILE *out, char mark, struct slice text, struct err *e)
{
	bool is_quoted = false;

	for (size_t i = 0; !is_quoted && i < text.len; i++)
		is_quoted = text.text[i] == mark || strchr("\"\r\n", text.text[i]);
	if (is_quoted)
		putc_unlocked('"', out);
	for (size_t i = 0; i < text.len; i++) {
		if (text.text[i] == '"')
			putc_unlocked('"', out);
		putc_unlocked(text.text[i], out);
	}
	if (is_quoted)
		putc_unlocked('"', out);
	return check_written(out, e);
}

int csv_write_text(FILE *out, const char *text, struct err *e)
{
	struct cell c = {text, text ? (uint32_t)strlen(text) : 0, text && *text ? CELL_TEXT : CELL_ABSENT};

	return csv_write_cell(out, &c, e);
}

int csv_write_row(FILE *out, const struct cell *cells, size_t n, struct err *e)
{
	for (size_t i = 0; i < n; i++) {
		if (i)
			putc_unlocked(',', out);
		if (csv_write_cell(out, &cells[i], e))
			return -1;
	}
	putc_unlocked('\n', out);
	return check_written(out, e);
}
