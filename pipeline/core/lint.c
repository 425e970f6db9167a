#include "core/lint.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "core/lint_cells.h"

int lint_add(struct lint *l, const char *file, long line, struct err *e, const char *fmt, ...)
{
	char text[900];
	va_list args;

	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	l->found++;
	return l->report(l->arg, file, line, text, e);
}

int lint_note(struct lint *l, const char *file, long line, struct err *e, const char *fmt, ...)
{
	char text[900];
	va_list args;

	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	return l->note ? l->note(l->arg, file, line, text, e) : 0;
}

struct checking {
	struct lint *l;
	const struct table *t;
	struct lint_column *columns;
	size_t n;
	struct arena arena;
};

static int by_slice(const void *a, const void *b)
{
	return slice_compare(*(const struct slice *)a, *(const struct slice *)b);
}

/* All values of the column that another refers to, sorted. */
static int read_values(struct checking *c, struct lint_column *column, struct err *e)
{
	const struct table *t = column->target;

	column->values = arena_alloc(&c->arena, (t->nrows + 1) * sizeof(*column->values), e);
	if (!column->values)
		return -1;
	for (size_t i = 0; i < t->nrows && column->target_col >= 0; i++)
		column->values[column->nvalues++] = slice_from(t->rows[i].cells[column->target_col]);
	qsort(column->values, column->nvalues, sizeof(*column->values), by_slice);
	return 0;
}

static int read_reference(struct checking *c, struct lint_column *column, struct err *e)
{
	const char *dot = strchr(column->references, '.');
	char name[100];

	if (!dot || (size_t)(dot - column->references) >= sizeof(name))
		return 0;
	memcpy(name, column->references, (size_t)(dot - column->references));
	name[dot - column->references] = '\0';
	column->target = catalog_get(c->l->catalog, name, e);
	if (!column->target)
		return -1;
	column->target_col = table_find_col(column->target, dot + 1);
	return read_values(c, column, e);
}

static int read_columns(struct checking *c, const struct table *schema, struct err *e)
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
		column->is_key = *table_get(schema, i, "key") == '1';
		column->is_required = *table_get(schema, i, "required") == '1';
		column->col = table_find_col(c->t, column->name);
		c->n++;
		if (*column->references && read_reference(c, column, e) < 0)
			return -1;
	}
	return 0;
}

static bool is_known(const struct checking *c, const char *name)
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

static int check_columns(struct checking *c, struct err *e)
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

static int check_rows(struct checking *c, struct err *e)
{
	for (size_t i = 0; i < c->t->nrows; i++) {
		const struct row *row = &c->t->rows[i];

		if (lint_row(c->l, c->t, i, e) < 0)
			return -1;
		for (size_t j = 0; j < c->n; j++)
			if (c->columns[j].col >= 0 &&
				lint_cell(c->l, row, &c->columns[j], row->cells[c->columns[j].col], e) < 0)
				return -1;
	}
	return 0;
}

static int compare_keys(const struct checking *c, size_t a, size_t b)
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
	const struct checking *c = arg;
	size_t x = *(const size_t *)a, y = *(const size_t *)b;
	int d = compare_keys(c, x, y);

	if (!d)
		d = strcmp(table_get(c->t, x, "valid_from"), table_get(c->t, y, "valid_from"));
	return d ? d : (x > y) - (x < y);
}

/* In the order of valid_from a row must end before the next of its key begins. */
static int check_pair(struct checking *c, size_t a, size_t b, struct err *e)
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

static int check_keys(struct checking *c, struct err *e)
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

static int check_table(struct lint *l, const struct table *schema, const char *name, struct err *e)
{
	struct checking c = {.l = l, .t = catalog_get(l->catalog, name, e)};
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
	size_t n;

	if (!schema || catalog_names(l->catalog, &names, &n, e) < 0)
		return -1;
	if (!schema->nrows)
		return err_set(e, ERR_CATALOG, "found no schema.csv in the catalogue");
	for (size_t i = 0; i < n; i++)
		if (check_table(l, schema, names[i], e) < 0)
			return -1;
	return 0;
}
