#include "inspect/lint_held.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "core/rational.h"
#include "model/relation.h"
#include "model/units.h"

struct held_use {
	struct lint *l;
	const struct table *targets, *variables, *indicators, *relations;
	struct units *units;
	size_t row;
};

static const char *cell(const struct held_use *h, const char *column)
{
	return table_get(h->targets, h->row, column);
}

static bool is_bound(const struct held_use *h, const char *column)
{
	const char *text = cell(h, column);

	return !*text || (strcmp(cell(h, "kind"), "version") == 0 ? text[strspn(text, "0123456789.")] == '\0'
								  : rational_is(text));
}

/* The variable's row under the indicator itself or one that is the same, or -1. */
static int find_variable(const struct held_use *h, long *row, struct err *e)
{
	const struct table *t = h->variables;
	const char **same = NULL;
	size_t n = 0;

	*row = -1;
	if (relation_same(h->relations, cell(h, "indicator"), NULL, &same, &n, e))
		return -1;
	for (size_t i = 0; i < t->nrows && *row < 0; i++)
		for (size_t k = 0; k < n && *row < 0; k++)
			if (strcmp(table_get(t, i, "indicator"), same[k]) == 0 &&
				strcmp(table_get(t, i, "var"), cell(h, "var")) == 0)
				*row = (long)i;
	free(same);
	return 0;
}

static bool is_in_unit(const struct held_use *h, const char *unit)
{
	const struct unit *a = units_find(h->units, slice_from(unit));
	const struct unit *b = units_find(h->units, slice_from(cell(h, "unit")));

	return strcmp(unit, cell(h, "unit")) == 0 || (a && b && strcmp(a->dimension, b->dimension) == 0);
}

static int find(const struct held_use *h, const char *what, const char *found, struct err *e)
{
	const struct row *row = &h->targets->rows[h->row];

	return lint_add(h->l, row->file, row->line, e, "%s: found %s, expected %s", cell(h, "indicator"),
		found, what);
}

static int check_held_unit(const struct held_use *h, struct err *e)
{
	long i = table_find(h->indicators, "indicator", cell(h, "indicator"), NULL);
	const char *unit = i < 0 ? "" : table_get(h->indicators, (size_t)i, "unit");
	char found[200];

	if (*cell(h, "var")) {
		if (find_variable(h, &i, e))
			return -1;
		if (i < 0)
			return find(h, "a variable of the indicator", cell(h, "var"), e);
		unit = table_get(h->variables, (size_t)i, "unit");
		if (strcmp(table_get(h->variables, (size_t)i, "kind"), "version") == 0)
			return 0;
	}
	if (!*cell(h, "low") || !*cell(h, "unit") || *cell(h, "reason") || is_in_unit(h, unit))
		return 0;
	snprintf(found, sizeof(found), "unit %s of \"%s\"", cell(h, "unit"), unit);
	return find(h, "the same unit, or a reason", found, e);
}

int lint_held(struct lint *l, const struct table *targets, struct err *e)
{
	static const char *const columns[] = {"low", "high", "baseline"};
	struct held_use h = {.l = l,
		.targets = targets,
		.variables = catalog_get(l->catalog, "variables", e),
		.indicators = catalog_get(l->catalog, "indicators", e),
		.relations = catalog_get(l->catalog, "relations", e)};
	int ret = h.variables && h.indicators && h.relations ? units_open(&h.units, l->catalog, NULL, e) : -1;

	for (; ret == 0 && h.row < targets->nrows; h.row++) {
		for (size_t k = 0; ret == 0 && k < 3; k++)
			if (!is_bound(&h, columns[k]))
				ret = find(&h, "a number", cell(&h, columns[k]), e);
		if (ret == 0)
			ret = check_held_unit(&h, e);
	}
	units_free(h.units);
	return ret;
}
