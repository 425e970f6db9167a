#include "inspect/show.h"

#include <string.h>
#include "core/csv.h"
#include "model/agencies_rows.h"
#include "model/period.h"

static bool has_name(const char *const *names, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

/* Columns that schema.csv knows and no folder's file has: they are empty, for whoever reads the table by
 * name. Their number, or -1. */
static int write_missing(struct catalog *c, const struct table *t, FILE *out, bool is_header, struct err *e)
{
	static const char *const everywhere[] = {"valid_from", "valid_to", "source"};
	const struct table *schema = catalog_get(c, "schema", e);
	int n = 0;

	if (strcmp(t->name, "schema") == 0)
		return 0;
	for (size_t i = 0; schema && i < schema->nrows + 3; i++) {
		const char *name =
			i < schema->nrows ? table_get(schema, i, "column") : everywhere[i - schema->nrows];

		if ((i < schema->nrows && strcmp(table_get(schema, i, "table"), t->name) != 0) ||
			table_find_col(t, name) >= 0)
			continue;
		fprintf(out, "%s%s", t->ncols || n ? "," : "", is_header ? name : "");
		n++;
	}
	return schema ? n : -1;
}

static int write_cells(struct catalog *c, const struct table *t, const char *const *cells, bool is_header,
	FILE *out, struct err *e)
{
	for (size_t i = 0; i < t->ncols; i++)
		if ((i && fputc(',', out) == EOF) || csv_write_text(out, cells[i], e) < 0)
			return -1;
	if (write_missing(c, t, out, is_header, e) < 0)
		return -1;
	return fputc('\n', out) == EOF ? err_set(e, ERR_WRITE, "cannot write a row") : 0;
}

static bool is_in_schema(struct catalog *c, const char *name, struct err *e)
{
	const struct table *schema = catalog_get(c, "schema", e);

	return schema && table_find(schema, "table", name, NULL) >= 0;
}

int show_table(struct catalog *c, const char *name, const char *date, FILE *out, struct err *e)
{
	const char *const *names;
	const struct table *t;
	size_t n;

	if (catalog_names(c, &names, &n, e) < 0)
		return -1;
	if (!has_name(names, n, name) && !is_in_schema(c, name, e))
		return err_set(
			e, ERR_USAGE, "found table '%s', expected one of: chiso-catalog show tables", name);
	if (strcmp(name, "calendars") == 0)
		return periods_write(c, out, e);
	if (!(t = catalog_get(c, name, e)) || write_cells(c, t, t->cols, true, out, e) < 0)
		return -1;
	for (size_t i = 0; i < t->nrows; i++)
		if ((!date || table_is_valid(t, i, date)) &&
			write_cells(c, t, t->rows[i].cells, false, out, e) < 0)
			return -1;
	return 0;
}

int show_tables(struct catalog *c, FILE *out, struct err *e)
{
	const char *const *names;
	size_t n;

	if (catalog_names(c, &names, &n, e) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		const struct table *t = catalog_get(c, names[i], e);

		if (!t)
			return -1;
		fprintf(out, "%s\t%zu\n", names[i], t->nrows);
	}
	return 0;
}

struct agency_tree {
	const struct agency *rows;
	size_t n;
	const char *date;
	FILE *out;
};

#define TREE_DEPTH 16 /* a cycle of parents ends here */

static void show_under(const struct agency_tree *t, const char *parent, int depth)
{
	for (size_t i = 0; depth < TREE_DEPTH && i < t->n; i++) {
		const struct agency *a = &t->rows[i];

		if (strcmp(a->parent, parent) != 0 || strcmp(a->kind, "group") == 0 ||
			!agency_is_valid(a->valid_from, a->valid_to, t->date))
			continue;
		fprintf(t->out, "%*s%s\t%s\n", 2 * depth, "", a->id, a->name_vi);
		show_under(t, a->id, depth + 1);
	}
}

int show_tree(struct catalog *c, const char *date, FILE *out, struct err *e)
{
	struct agencies *a = NULL;
	struct agency_tree t = {.date = date, .out = out};

	if (agencies_open(&a, c, e) < 0)
		return -1;
	t.rows = agencies_all(a, &t.n);
	show_under(&t, "", 0);
	agencies_free(a);
	return 0;
}
