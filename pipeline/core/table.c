#include "core/table.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "core/csv.h"
#include "core/limits.h"

#define MEMO 512 /* columns asked for; a power of two */

/* Where each column was found last, by the address of its name: most names are literals, asked for in every
 * row. What stands there is looked at again, so that an address used anew does no harm. */
static _Thread_local struct {
	const struct table *t;
	const char *asked;
	size_t col;

} memo[MEMO];

static int col_search(const struct table *t, const char *col)
{
	for (size_t i = 0; i < t->ncols; i++)
		if (strcmp(t->cols[i], col) == 0)
			return (int)i;
	return -1;
}

int table_find_col(const struct table *t, const char *col)
{
	size_t at = ((uintptr_t)t >> 4 ^ (uintptr_t)col) * 0x9e3779b1u >> 7 & (MEMO - 1);
	int i;

	if (memo[at].t == t && memo[at].asked == col && memo[at].col < t->ncols &&
		strcmp(t->cols[memo[at].col], col) == 0)
		return (int)memo[at].col;
	i = col_search(t, col);
	if (i >= 0) {
		memo[at].t = t;
		memo[at].asked = col;
		memo[at].col = (size_t)i;
	}
	return i;
}

const char *table_get(const struct table *t, size_t row, const char *col)
{
	int i = table_find_col(t, col);

	return i < 0 ? "" : t->rows[row].cells[i];
}

bool table_is_valid(const struct table *t, size_t row, const char *date)
{
	const char *const *cells = t->rows[row].cells;
	const char *from = t->from ? cells[t->from - 1] : "", *to = t->to ? cells[t->to - 1] : "";

	if (!date)
		return true;
	return (!*from || strncmp(from, date, 10) <= 0) && (!*to || strncmp(date, to, 10) <= 0);
}

long table_find(const struct table *t, const char *col, const char *value, const char *date)
{
	int c = table_find_col(t, col);

	for (size_t i = 0; c >= 0 && i < t->nrows; i++)
		if (strcmp(t->rows[i].cells[c], value) == 0 && table_is_valid(t, i, date))
			return (long)i;
	return -1;
}

struct table_reading {
	struct table *t;
	const char *path, *overlay;
	int *to; /* the file's column → the table's */
	size_t nfile, cap;
	bool has_header;
};

static char *cell_copy(struct table *t, const struct cell *c, struct err *e)
{
	return arena_copy(
		&t->arena, c->state == CELL_TEXT ? c->text : "", c->state == CELL_TEXT ? c->len : 0, e);
}

int table_add_col(struct table *t, const char *name, struct err *e)
{
	const char **cols = realloc(t->cols, (t->ncols + 1) * sizeof *cols);

	if (!cols)
		return err_set(e, ERR_NOMEM, "out of memory for a table");
	t->cols = cols;
	t->cols[t->ncols] = name;
	for (size_t i = 0; i < t->nrows; i++) {
		const char **cells = arena_alloc(&t->arena, (t->ncols + 1) * sizeof *cells, e);

		if (!cells)
			return -1;
		memcpy(cells, t->rows[i].cells, t->ncols * sizeof *cells);
		cells[t->ncols] = "";
		t->rows[i].cells = cells;
	}
	t->ncols++;
	if (strcmp(name, "valid_from") == 0)
		t->from = t->ncols;
	else if (strcmp(name, "valid_to") == 0)
		t->to = t->ncols;
	return 0;
}

static int read_header(struct table_reading *r, const struct csv_row *row, struct err *e)
{
	r->nfile = row->n;
	r->to = calloc(row->n, sizeof *r->to);
	if (!r->to)
		return err_set(e, ERR_NOMEM, "out of memory for a table");
	for (size_t i = 0; i < row->n; i++) {
		char *name = cell_copy(r->t, &row->cells[i], e);

		if (!name)
			return -1;
		if (!*name)
			return err_at(e, ERR_CATALOG, r->path, row->line, "found a column without a name");
		if (table_find_col(r->t, name) < 0 && table_add_col(r->t, name, e))
			return -1;
		r->to[i] = table_find_col(r->t, name);
	}
	r->has_header = true;
	return 0;
}

static int grow_table(struct table_reading *r, struct err *e)
{
	struct row *rows;

	if (r->t->nrows < r->cap)
		return 0;
	r->cap = r->cap ? r->cap * 2 : 64;
	if (r->cap <= r->t->nrows)
		r->cap = r->t->nrows + 64;
	rows = realloc(r->t->rows, r->cap * sizeof *rows);
	if (!rows)
		return err_set(e, ERR_NOMEM, "out of memory for a table");
	r->t->rows = rows;
	return 0;
}

static int read_row(void *arg, const struct csv_row *row, struct err *e)
{
	struct table_reading *r = arg;
	struct table *t = r->t;
	const char **cells;

	if (!r->has_header)
		return read_header(r, row, e);
	if (row->n != r->nfile)
		return err_at(e, ERR_CATALOG, r->path, row->line, "found %zu cells, expected %zu", row->n,
			r->nfile);
	if (t->nrows >= LIMIT_TABLE_ROWS)
		return err_at(
			e, ERR_CATALOG, r->path, row->line, "found more than %d rows", LIMIT_TABLE_ROWS);
	cells = arena_alloc(&t->arena, t->ncols * sizeof *cells, e);
	if (!cells || grow_table(r, e))
		return -1;
	for (size_t i = 0; i < t->ncols; i++)
		cells[i] = "";
	for (size_t i = 0; i < row->n; i++)
		if (!(cells[r->to[i]] = cell_copy(t, &row->cells[i], e)))
			return -1;
	t->rows[t->nrows++] = (struct row){cells, r->path, row->line, r->overlay};
	return 0;
}

int table_read(struct table *t, const char *path, const char *overlay, struct err *e)
{
	struct table_reading r = {.t = t, .cap = 0};
	FILE *in = fopen(path, "re");
	int rc = -1;

	if (!in)
		return err_at(e, errno == ENOMEM ? ERR_NOMEM : ERR_CATALOG, path, 0, "cannot be opened: %s%s",
			errno == ENOMEM ? "out of memory: " : "", strerror(errno));
	r.path = arena_copy(&t->arena, path, strlen(path), e);
	r.overlay = arena_copy(&t->arena, overlay, strlen(overlay), e);
	if (r.path && r.overlay)
		rc = csv_read(in, path, read_row, &r, e);
	if (rc && e && e->kind == ERR_FILE)
		e->kind = ERR_CATALOG;
	fclose(in);
	free(r.to);
	return rc;
}

int table_add_copy(struct table *t, size_t row, struct err *e)
{
	const char **cells = arena_alloc(&t->arena, t->ncols * sizeof *cells, e);
	struct row *rows = cells ? realloc(t->rows, (t->nrows + 1) * sizeof *rows) : NULL;

	if (!rows)
		return cells ? err_set(e, ERR_NOMEM, "out of memory for a table") : -1;
	t->rows = rows;
	memcpy(cells, rows[row].cells, t->ncols * sizeof *cells);
	rows[t->nrows] = rows[row];
	rows[t->nrows++].cells = cells;
	return 0;
}

void table_set_last(struct table *t, const char *col, const char *value)
{
	int i = table_find_col(t, col);

	if (i >= 0)
		t->rows[t->nrows - 1].cells[i] = value;
}

void table_release(struct table *t)
{
	free(t->cols);
	free(t->rows);
	arena_release(&t->arena);
	memset(t, 0, sizeof *t);
}
