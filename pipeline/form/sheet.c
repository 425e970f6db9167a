#include "form/sheet.h"

#include <stdlib.h>
#include <string.h>
#include "core/limits.h"
#include "core/text.h"

int sheet_read(struct sheet *s, struct slice bytes, const char *name, struct err *e)
{
	if (bytes.len > LIMIT_SHEET_BYTES)
		return err_at(e, ERR_FILE, name, 0, "found %zu bytes, expected at most %u", bytes.len,
			LIMIT_SHEET_BYTES);
	s->scratch = calloc(LIMIT_SHEET_COLUMNS, sizeof(*s->scratch));
	if (!s->scratch)
		return err_set(e, ERR_NOMEM, "out of memory for a sheet");
	s->is_xlsx = bytes.len >= 2 && memcmp(bytes.text, "PK", 2) == 0;
	return s->is_xlsx ? sheet_xlsx_read(s, bytes, name, e) : sheet_csv_read(s, bytes, name, e);
}

void sheet_release(struct sheet *s)
{
	free(s->rows);
	free(s->scratch);
	arena_release(&s->arena);
	*s = (struct sheet){0};
}

struct slice sheet_cell(const struct sheet_row *row, size_t column)
{
	return column < row->n ? row->cells[column] : (struct slice){"", 0};
}

static int grow_rows(struct sheet *s, struct err *e)
{
	size_t cap = s->cap ? 2 * s->cap : 256;
	struct sheet_row *rows = realloc(s->rows, cap * sizeof(*rows));

	if (!rows)
		return err_set(e, ERR_NOMEM, "out of memory for rows");
	s->rows = rows;
	s->cap = cap;
	return 0;
}

int sheet_row_begin(struct sheet *s, long number, const char *name, struct err *e)
{
	long last = s->nrows ? s->rows[s->nrows - 1].number : 0;

	if (number <= last)
		return err_at(e, ERR_FILE, name, 0, "found row %ld behind row %ld, expected rows in order",
			number, last);
	if (s->nrows == s->cap && grow_rows(s, e) < 0)
		return -1;
	s->rows[s->nrows++] = (struct sheet_row){.number = number};
	memset(s->scratch, 0, LIMIT_SHEET_COLUMNS * sizeof(*s->scratch));
	return 0;
}

int sheet_row_put(struct sheet *s, size_t column, struct slice text, const char *name, struct err *e)
{
	struct sheet_row *row = &s->rows[s->nrows - 1];

	text = text_trim(text);
	if (!text.len)
		return 0;
	if (column >= LIMIT_SHEET_COLUMNS)
		return err_at(e, ERR_FILE, name, row->number,
			"found a cell in column %zu, expected at most %d", column + 1, LIMIT_SHEET_COLUMNS);
	s->scratch[column] = text;
	if (column >= row->n)
		row->n = column + 1;
	return 0;
}

int sheet_row_end(struct sheet *s, const char *name, struct err *e)
{
	struct sheet_row *row = &s->rows[s->nrows - 1];

	s->ncells += row->n;
	if (s->ncells > LIMIT_SHEET_CELLS)
		return err_at(e, ERR_FILE, name, row->number, "found more than %d cells, expected a form",
			LIMIT_SHEET_CELLS);
	if (!row->n)
		return 0;
	row->cells = arena_alloc(&s->arena, row->n * sizeof(*row->cells), e);
	if (!row->cells)
		return -1;
	memcpy(row->cells, s->scratch, row->n * sizeof(*row->cells));
	return 0;
}
