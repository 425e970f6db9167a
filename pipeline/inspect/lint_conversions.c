/* Administrative units of before and after: which went where, whole or in parts. */
#include <string.h>
#include "inspect/lint_who.h"

static bool is_same_unit(const struct table *t, size_t i, size_t j)
{
	static const char *const columns[] = {"level", "code", "province", "valid_from"};

	for (size_t k = 0; k < sizeof(columns) / sizeof(*columns); k++)
		if (strcmp(table_get(t, i, columns[k]), table_get(t, j, columns[k])) != 0)
			return false;
	return true;
}

/* A unit goes whole to one other, or in parts to several; told at its first row. */
static int check_extent(struct lint *l, const struct table *t, size_t i, struct err *e)
{
	size_t parts = 0, n = 0;

	for (size_t j = 0; j < t->nrows; j++) {
		if (!is_same_unit(t, i, j))
			continue;
		if (j < i)
			return 0;
		n++;
		parts += strcmp(table_get(t, j, "extent"), "part") == 0;
	}
	if (parts ? parts == n && n > 1 : n == 1)
		return 0;
	return lint_add(l, t->rows[i].file, t->rows[i].line, e,
		"unit %s: found %zu rows, %zu of them parts, expected one that is whole or several parts",
		table_get(t, i, "code"), n, parts);
}

static bool is_there(const struct table *units, const char *level, const char *code, const char *day)
{
	for (size_t i = 0; i < units->nrows; i++)
		if (strcmp(table_get(units, i, "code"), code) == 0 &&
			strcmp(table_get(units, i, "level"), level) == 0 && table_is_valid(units, i, day))
			return true;
	return false;
}

/* What a unit became is a commune that is there on the day: districts became special zones, which are some.
 */
static int check_successor(
	struct lint *l, const struct table *t, size_t i, const struct table *units, struct err *e)
{
	const char *code = table_get(t, i, "successor"), *day = table_get(t, i, "valid_from");

	if (!*day)
		return lint_add(l, t->rows[i].file, t->rows[i].line, e,
			"unit %s: found no valid_from, expected the day of the change",
			table_get(t, i, "code"));
	return is_there(units, "commune", code, day)
		       ? 0
		       : lint_add(l, t->rows[i].file, t->rows[i].line, e,
				 "column successor: found '%s', expected a commune of admin_units on %s",
				 code, day);
}

int lint_conversions(struct lint *l, struct err *e)
{
	const struct table *t = catalog_get(l->catalog, "admin_successors", e);
	const struct table *units = catalog_get(l->catalog, "admin_units", e);

	if (!t || !units)
		return -1;
	for (size_t i = 0; i < t->nrows; i++)
		if (check_extent(l, t, i, e) < 0 || check_successor(l, t, i, units, e) < 0)
			return -1;
	return 0;
}
