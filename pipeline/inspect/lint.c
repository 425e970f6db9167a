#include "inspect/lint.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "inspect/lint_cells.h"

struct table_check {
	struct lint *l;
	const struct table *t;
	struct lint_column *columns;
	size_t n;
	const struct lint_forms *forms;
	struct arena arena;
};

static int by_slice(const void *a, const void *b)
{
	return slice_compare(*(const struct slice *)a, *(const struct slice *)b);
}

/* One TABLE.COLUMN that a column refers to; NULL when it names none. */
static const struct table *target_of(
	struct table_check *c, const char *reference, size_t len, int *col, struct err *e)
{
	const char *dot = memchr(reference, '.', len);
	char table[100], column[100];
	const struct table *t;

	if (!dot || len >= sizeof(table))
		return NULL;
	snprintf(table, sizeof(table), "%.*s", (int)(dot - reference), reference);
	snprintf(column, sizeof(column), "%.*s", (int)(len - (size_t)(dot - reference) - 1), dot + 1);
	t = catalog_get(c->l->catalog, table, e);
	*col = t ? table_find_col(t, column) : -1;
	return t;
}

static int add_values(
	struct table_check *c, struct lint_column *column, const struct table *t, int col, struct err *e)
{
	struct slice *values =
		arena_alloc(&c->arena, (column->nvalues + t->nrows + 1) * sizeof(*column->values), e);

	if (!values)
		return -1;
	if (column->nvalues)
		memcpy(values, column->values, column->nvalues * sizeof(*values));
	column->values = values;
	for (size_t i = 0; i < t->nrows && col >= 0; i++)
		values[column->nvalues++] = slice_from(t->rows[i].cells[col]);
	return 0;
}

/* All values of the columns that another refers to (TABLE.COLUMN, or several joined by |), sorted. */
static int read_reference(struct table_check *c, struct lint_column *column, struct err *e)
{
	for (const char *at = column->references; *at;) {
		size_t len = strcspn(at, "|");
		int col = -1;
		const struct table *t = target_of(c, at, len, &col, e);

		if (t ? add_values(c, column, t, col, e) < 0 : e->kind != ERR_NONE)
			return -1;
		at += len + (at[len] == '|');
	}
	if (column->nvalues)
		qsort(column->values, column->nvalues, sizeof(*column->values), by_slice);
	return 0;
}

static int read_columns(struct table_check *c, const struct table *schema, struct err *e)
{
	c->columns = arena_alloc(&c->arena, (schema->nrows + 1) * sizeof(*c->columns), e);
	if (!c->columns)
		return -1;
	for (size_t i = 0; i < schema->nrows; i++) {
		struct lint_column *column = &c->columns[c->n];

		if (strcmp(table_get(schema, i, "table"), c->t->name) != 0)
			continue;
		column->name = table_get(schema, i, "column");
		column->kind = table_get(schema, i, "kind");
		column->references = table_get(schema, i, "references");
		column->is_key =
			*table_get(schema, i, "key") == '1' &&
			strcmp(column->name, "valid_from") != 0; /* the rows of one key follow each other */
		column->is_required = *table_get(schema, i, "required") == '1';
		column->col = table_find_col(c->t, column->name);
		column->forms = c->forms;
		c->n++;
		if (!lint_kind_is_known(column->kind) &&
			lint_add(c->l, schema->rows[i].file, schema->rows[i].line, e,
				"column kind: found '%.40s', expected text int decimal date path formula "
				"list "
				"read pattern enum: words: form: form_of:",
				column->kind) < 0)
			return -1;
		if (*column->references && read_reference(c, column, e) < 0)
			return -1;
	}
	return 0;
}

static bool is_known(const struct table_check *c, const char *name)
{
	static const char *const everywhere[] = {"valid_from", "valid_to", "source"};

	for (size_t i = 0; i < sizeof(everywhere) / sizeof(*everywhere); i++)
		if (strcmp(everywhere[i], name) == 0)
			return true;
	for (size_t i = 0; i < c->n; i++)
		if (strcmp(c->columns[i].name, name) == 0)
			return true;
	return false;
}

static int check_columns(struct table_check *c, struct err *e)
{
	const char *file = c->t->nrows ? c->t->rows[0].file : c->t->name;

	if (!c->n)
		return lint_add(c->l, file, 1, e, "table %s: found no row in schema.csv", c->t->name);
	for (size_t i = 0; i < c->t->ncols; i++)
		if (!is_known(c, c->t->cols[i]) &&
			lint_add(c->l, file, 1, e, "column %s: found no row in schema.csv", c->t->cols[i]) <
				0)
			return -1;
	for (size_t i = 0; i < c->n; i++)
		if (c->columns[i].col < 0 && c->t->ncols &&
			(c->columns[i].is_key || c->columns[i].is_required) &&
			lint_add(c->l, file, 1, e, "column %s: not in the table's header",
				c->columns[i].name) < 0)
			return -1;
	return 0;
}

/* form:NAME, or form_of:COLUMN: TABLE.CELL is the name, for the row's cell of that column (lookup.FEED:
 * lookup). */
static int form_of(struct table_check *c, struct lint_column *column, size_t row, struct err *e)
{
	struct buf name = {0};
	const char *cell;

	column->form = NULL;
	if (strncmp(column->kind, "form:", 5) == 0)
		column->form = column->kind + 5;
	if (strncmp(column->kind, "form_of:", 8) != 0)
		return 0;
	cell = table_get(c->t, row, column->kind + 8);
	if (buf_addf(&name, e, "%s.%.*s", c->t->name, (int)strcspn(cell, "."), cell) == 0)
		column->form = arena_copy(&c->arena, name.data, name.len, e);
	buf_release(&name);
	return column->form ? 0 : -1;
}

static int check_rows(struct table_check *c, struct err *e)
{
	for (size_t i = 0; i < c->t->nrows; i++) {
		const struct row *row = &c->t->rows[i];

		if (lint_row(c->l, c->t, i, e) < 0)
			return -1;
		for (size_t j = 0; j < c->n; j++)
			if (c->columns[j].col >= 0 && (form_of(c, &c->columns[j], i, e) < 0 ||
							      lint_cell(c->l, row, &c->columns[j],
								      row->cells[c->columns[j].col], e) < 0))
				return -1;
	}
	return 0;
}

static int compare_keys(const struct table_check *c, size_t a, size_t b)
{
	for (size_t i = 0; i < c->n; i++) {
		int d = c->columns[i].is_key && c->columns[i].col >= 0
				? strcmp(c->t->rows[a].cells[c->columns[i].col],
					  c->t->rows[b].cells[c->columns[i].col])
				: 0;

		if (d)
			return d;
	}
	return 0;
}

static int by_key(const void *a, const void *b, void *arg)
{
	const struct table_check *c = arg;
	size_t x = *(const size_t *)a, y = *(const size_t *)b;
	int d = compare_keys(c, x, y);

	if (!d)
		d = strcmp(table_get(c->t, x, "valid_from"), table_get(c->t, y, "valid_from"));
	return d ? d : (x > y) - (x < y);
}

/* In the order of valid_from a row must end before the next of its key begins. */
static int check_pair(struct table_check *c, size_t a, size_t b, struct err *e)
{
	const char *to = table_get(c->t, a, "valid_to"), *from = table_get(c->t, b, "valid_from");
	const struct row *first = &c->t->rows[a], *second = &c->t->rows[b];

	if (compare_keys(c, a, b) != 0 || (*to && *from && strcmp(to, from) < 0))
		return 0;
	if (strcmp(table_get(c->t, a, "valid_from"), from) == 0)
		return lint_add(c->l, second->file, second->line, e, "found the key of %s:%ld again",
			first->file, first->line);
	return lint_add(c->l, second->file, second->line, e,
		"found dates that overlap those of %s:%ld, which has the same key", first->file, first->line);
}

static int check_keys(struct table_check *c, struct err *e)
{
	size_t *order, nkeys = 0;

	for (size_t i = 0; i < c->n; i++)
		nkeys += c->columns[i].is_key;
	order = arena_alloc(&c->arena, (c->t->nrows + 1) * sizeof(*order), e);
	if (!order)
		return -1;
	for (size_t i = 0; i < c->t->nrows; i++)
		order[i] = i;
	qsort_r(order, c->t->nrows, sizeof(*order), by_key, c);
	for (size_t i = 1; nkeys && i < c->t->nrows; i++)
		if (check_pair(c, order[i - 1], order[i], e) < 0)
			return -1;
	return 0;
}

static int check_table(struct lint *l, const struct table *schema, const struct lint_forms *forms,
	const char *name, struct err *e)
{
	struct table_check c = {.l = l, .t = catalog_get(l->catalog, name, e), .forms = forms};
	int ret = -1;

	if (c.t && read_columns(&c, schema, e) == 0 && check_columns(&c, e) == 0 && check_rows(&c, e) == 0)
		ret = check_keys(&c, e);
	arena_release(&c.arena);
	return ret;
}

int lint_run(struct lint *l, struct err *e)
{
	const struct table *schema = catalog_get(l->catalog, "schema", e);
	const char *const *names;
	struct lint_forms *forms = NULL;
	size_t n;
	int rc;

	if (!schema || catalog_names(l->catalog, &names, &n, e) < 0)
		return -1;
	if (!schema->nrows)
		return err_set(e, ERR_CATALOG, "found no schema.csv in the catalogue");
	rc = lint_forms_open(&forms, l, e);
	for (size_t i = 0; rc == 0 && i < n; i++)
		rc = check_table(l, schema, forms, names[i], e);
	lint_forms_free(forms);
	return rc;
}
