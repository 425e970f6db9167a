#include "core/csv.h"

#include <csv.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "core/limits.h"

#define CELL_STEP_BYTES                                                                                      \
	(1 << 16) /* a cell's memory grows by: libcsv's 128 copies a long cell thousands of times */

/* libcsv strips blanks around unquoted fields unless told that nothing is a blank. */
static int no_byte_is_space(unsigned char c)
{
	(void)c;
	return 0;
}

struct csv_reader {
	struct csv_parser parser;
	csv_row_fn *fn;
	void *arg;
	struct err *e;
	const char *name;
	long line;
	struct buf text;    /* the row's cells, one after another */
	struct cell *cells; /* text holds offsets until the row ends */
	size_t n, cap;
	size_t since_cell; /* bytes since a cell or row ended */
	bool has_failed, row_ended;
	bool at_line_start, has_content; /* of the physical line */
	bool is_inside;			 /* a quoted cell goes on from the line before */
};

static void field_cb(void *text, size_t len, void *arg)
{
	struct csv_reader *r = arg;
	struct cell *cells;

	r->since_cell = 0;
	if (r->has_failed)
		return;
	if (len > LIMIT_CSV_FIELD_BYTES) {
		err_at(r->e, ERR_FILE, r->name, r->line, "found a cell of %zu bytes, expected at most %u",
			len, LIMIT_CSV_FIELD_BYTES);
		r->has_failed = true;
		return;
	}
	if (r->n == r->cap) {
		cells = realloc(r->cells, (r->cap ? r->cap * 2 : 64) * sizeof *cells);
		if (!cells) {
			err_set(r->e, ERR_NOMEM, "out of memory for a row");
			r->has_failed = true;
			return;
		}
		r->cells = cells;
		r->cap = r->cap ? r->cap * 2 : 64;
	}
	r->cells[r->n].state = !text ? CELL_ABSENT : len == 0 ? CELL_EMPTY : CELL_TEXT;
	r->cells[r->n++].len = (uint32_t)len;
	if (text && buf_add(&r->text, text, len, r->e))
		r->has_failed = true;
}

/* An unquoted or quoted \N is nil; a text that begins with a backslash was written with one more. */
static void cell_unescape(struct cell *c)
{
	if (c->len == 2 && c->text[1] == 'N') {
		*c = (struct cell){NULL, 0, CELL_NIL};
	} else if (c->len >= 2 && c->text[1] == '\\') {
		c->text++;
		c->len--;
	}
}

/* Cells point into the buffer only once it has stopped growing. */
static void row_cb(int c, void *arg)
{
	struct csv_reader *r = arg;
	size_t at = 0, i;
	struct csv_row row = {r->cells, r->n, r->line};

	(void)c;
	r->row_ended = true;
	r->since_cell = 0;
	if (r->has_failed)
		return;
	for (i = 0; i < r->n; i++) {
		struct cell *cell = &r->cells[i];

		cell->text = cell->state == CELL_TEXT ? r->text.data + at : NULL;
		at += cell->len;
		if (cell->text && cell->text[0] == '\\')
			cell_unescape(cell);
	}
	row.cells = r->cells;
	if (r->fn(r->arg, &row, r->e))
		r->has_failed = true;
	r->n = 0;
	buf_reset(&r->text);
}

static int parse_failed(struct csv_reader *r, struct err *e)
{
	if (r->has_failed)
		return -1;
	if (csv_error(&r->parser) == CSV_ENOMEM)
		return err_set(e, ERR_NOMEM, "out of memory for CSV");
	return err_at(e, ERR_FILE, r->name, r->line, "found a quote out of place, expected CSV by RFC 4180");
}

/* A piece of one physical line, so that the line number is known: libcsv has none. */
static int read_piece(struct csv_reader *r, const char *text, size_t len, struct err *e)
{
	bool is_end = text[len - 1] == '\n';

	if (r->at_line_start) {
		r->line++;
		r->row_ended = r->has_content = false;
		/* a spreadsheet writes a byte order mark */
		if (r->line == 1 && len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
			text += 3;
			len -= 3;
		}
	}
	for (size_t i = 0; !r->has_content && i < len; i++)
		r->has_content = text[i] != '\r' && text[i] != '\n';
	if (is_end && !r->has_content && !r->is_inside)
		return err_at(e, ERR_FILE, r->name, r->line, "found a blank line, expected a row");
	r->since_cell += len;
	if (csv_parse(&r->parser, text, len, field_cb, row_cb, r) != len || r->has_failed)
		return parse_failed(r, e);
	if (r->since_cell > LIMIT_CSV_FIELD_BYTES) /* libcsv itself would go on collecting */
		return err_at(e, ERR_FILE, r->name, r->line,
			"found a cell of more than %u bytes, expected at most that", LIMIT_CSV_FIELD_BYTES);
	r->at_line_start = is_end;
	if (is_end)
		r->is_inside = !r->row_ended;
	return 0;
}

static int read_lines(struct csv_reader *r, FILE *in, struct err *e)
{
	char block[1 << 16];
	size_t n, at, len;

	while ((n = fread(block, 1, sizeof block, in)) > 0)
		for (at = 0; at < n; at += len) {
			const char *end = memchr(block + at, '\n', n - at);

			len = end ? (size_t)(end - (block + at)) + 1 : n - at;
			if (read_piece(r, block + at, len, e))
				return -1;
		}
	if (ferror(in))
		return err_at(e, ERR_FILE, r->name, r->line, "reading failed: %s", strerror(errno));
	if (csv_fini(&r->parser, field_cb, row_cb, r) == 0)
		return r->has_failed ? -1 : 0;
	return r->has_failed ? -1
			     : err_at(e, ERR_FILE, r->name, r->line,
				       "found the end inside a quoted cell, expected its closing quote");
}

int csv_read(FILE *in, const char *name, csv_row_fn *fn, void *arg, struct err *e)
{
	struct csv_reader r = {.fn = fn,
		.arg = arg,
		.e = e,
		.name = name,
		.at_line_start = true,
		.text.max_bytes = 4 * LIMIT_CSV_FIELD_BYTES};
	int rc;

	if (csv_init(&r.parser, CSV_STRICT | CSV_STRICT_FINI | CSV_EMPTY_IS_NULL))
		return err_set(e, ERR_NOMEM, "out of memory for CSV");
	csv_set_space_func(&r.parser, no_byte_is_space);
	csv_set_blk_size(&r.parser, CELL_STEP_BYTES);
	rc = read_lines(&r, in, e);
	csv_free(&r.parser);
	free(r.cells);
	buf_release(&r.text);
	return rc;
}

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
