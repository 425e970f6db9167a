#include "core/show.h"

#include <string.h>
#include "core/agencies_rows.h"
#include "core/csv.h"
#include "core/period.h"

static int write_row(FILE *out, const char *const *cells, size_t n, struct err *e)
{
	for (size_t i = 0; i < n; i++)
		if ((i && fputc(',', out) == EOF) || csv_write_text(out, cells[i], e) < 0)
			return -1;
	return fputc('\n', out) == EOF ? err_set(e, ERR_WRITE, "cannot write a row") : 0;
}

static bool has_name(const char *const *names, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

int show_table(struct catalog *c, const char *name, FILE *out, struct err *e)
{
	const char *const *names;
	const struct table *t;
	size_t n;

	if (catalog_names(c, &names, &n, e) < 0)
		return -1;
	if (!has_name(names, n, name))
		return err_set(
			e, ERR_USAGE, "found table '%s', expected one of: chiso-catalog show tables", name);
	if (strcmp(name, "calendars") == 0)
		return periods_write(c, out, e);
	if (!(t = catalog_get(c, name, e)) || write_row(out, t->cols, t->ncols, e) < 0)
		return -1;
	for (size_t i = 0; i < t->nrows; i++)
		if (write_row(out, t->rows[i].cells, t->ncols, e) < 0)
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

struct tree {
	const struct agency *rows;
	size_t n;
	const char *date;
	FILE *out;
};

#define TREE_DEPTH 16 /* a cycle of parents ends here */

static void show_under(const struct tree *t, const char *parent, int depth)
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
	struct tree t = {.date = date, .out = out};

	if (agencies_open(&a, c, e) < 0)
		return -1;
	t.rows = agencies_all(a, &t.n);
	show_under(&t, "", 0);
	agencies_free(a);
	return 0;
}
