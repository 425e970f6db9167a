#include "inspect/lint_denominators.h"

#include <string.h>
#include "core/rational.h"
#include "model/denominator.h"

static bool is_second_value(const struct table *t, size_t i, size_t j)
{
	static const char *const key[] = {"denominator", "territory", "date"};

	for (size_t k = 0; k < 3; k++)
		if (strcmp(table_get(t, i, key[k]), table_get(t, j, key[k])) != 0)
			return false;
	return !rational_same(table_get(t, i, "value"), table_get(t, j, "value"));
}

/* The unit is the denominator's; nothing is divided by 0 or less. */
static int check_value(struct lint *l, const struct table *t, size_t i, const char *date, struct err *e)
{
	const struct table *all = catalog_get(l->catalog, "denominators", e);
	const char *id = table_get(t, i, "denominator"), *unit = table_get(t, i, "unit");
	const char *value = table_get(t, i, "value");
	long row = all ? table_find(all, "denominator", id, date) : -1;
	const char *expected = row < 0 ? unit : table_get(all, (size_t)row, "unit");

	if (!all)
		return -1;
	if (strcmp(unit, expected) != 0 &&
		lint_add(l, t->rows[i].file, t->rows[i].line, e,
			"column unit: found '%s', expected '%s': the unit of denominator %s", unit, expected,
			id) < 0)
		return -1;
	return rational_is_positive(value) ? 0
					   : lint_add(l, t->rows[i].file, t->rows[i].line, e,
						     "column value: found '%s', expected more than 0", value);
}

/* A second value for the same denominator, territory and date. */
static int check_second(struct lint *l, const struct table *t, size_t i, const char *date, struct err *e)
{
	for (size_t j = 0; j < i; j++)
		if (is_second_value(t, i, j) && table_is_valid(t, j, date) &&
			lint_add(l, t->rows[i].file, t->rows[i].line, e,
				"denominator %s of %s on %s: found a second value %s, %s:%ld says %s",
				table_get(t, i, "denominator"), table_get(t, i, "territory"),
				table_get(t, i, "date"), table_get(t, i, "value"), t->rows[j].file,
				t->rows[j].line, table_get(t, j, "value")) < 0)
			return -1;
	return 0;
}

static int check_values(struct lint *l, const char *date, struct err *e)
{
	const struct table *t = catalog_get(l->catalog, "denominator_values", e);

	for (size_t i = 0; t && i < t->nrows; i++)
		if (table_is_valid(t, i, date) &&
			(check_value(l, t, i, date, e) < 0 || check_second(l, t, i, date, e) < 0))
			return -1;
	return t ? 0 : -1;
}

static int check_relations(struct lint *l, const char *date, struct err *e)
{
	const struct table *t = catalog_get(l->catalog, "relations", e);
	const struct table *uses = t ? catalog_get(l->catalog, "denominator_uses", e) : NULL;

	for (size_t i = 0; uses && i < t->nrows; i++) {
		const char *a = table_get(t, i, "a"), *b = table_get(t, i, "b");
		const char *x = denominator_any(uses, a, date), *y = denominator_any(uses, b, date);

		if (strcmp(table_get(t, i, "relation"), "same") != 0 || !*x || !*y || strcmp(x, y) == 0)
			continue;
		if (lint_add(l, t->rows[i].file, t->rows[i].line, e,
			    "%s and %s: found same, but one divides by %s and the other by %s", a, b, x,
			    y) < 0)
			return -1;
	}
	return uses ? 0 : -1;
}

int lint_denominators(struct lint *l, const char *date, struct err *e)
{
	return check_values(l, date, e) < 0 || check_relations(l, date, e) < 0 ? -1 : 0;
}
