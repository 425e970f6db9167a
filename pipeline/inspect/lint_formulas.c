#include "inspect/lint_formulas.h"

#include <string.h>
#include "model/indicator_name.h"

/* Where a formula stands: what its names may be. */
struct formula_place {
	struct lint *l;
	const char *date;
	const struct table *variables;
	const char *indicator;
	struct err *e;
};

static const char *find_setting(void *arg, const char *name)
{
	struct formula_place *p = arg;

	return catalog_setting(p->l->catalog, name, p->date, p->e);
}

static bool find_indicator(void *arg, const char *name, struct formula_name *out)
{
	const struct formula_place *p = arg;

	return indicator_name_find(p->variables, p->indicator, name, out);
}

/* Every formula cell of one row. */
static int check_row(struct formula_place *p, const struct formula_names *names, const struct table *t,
	size_t row, struct err *e)
{
	const struct table *schema = catalog_get(p->l->catalog, "schema", e);

	for (size_t i = 0; schema && i < schema->nrows; i++) {
		const char *column = table_get(schema, i, "column"), *text = table_get(t, row, column);
		struct formula *f = NULL;
		struct err bad = {0};

		if (strcmp(table_get(schema, i, "table"), t->name) != 0 || !*text ||
			strcmp(table_get(schema, i, "kind"), "formula") != 0)
			continue;
		if (formula_parse(&f, text, names, t->rows[row].file, t->rows[row].line, &bad) < 0 &&
			lint_add(p->l, t->rows[row].file, t->rows[row].line, e, "column %s: %s", column,
				bad.text) < 0)
			return -1;
		formula_free(f);
	}
	return schema ? 0 : -1;
}

static int check_indicator(struct formula_place *p, const struct table *t, size_t row, struct err *e)
{
	struct formula_names names = {p, find_indicator, find_setting, NULL};

	p->indicator = table_get(t, row, "indicator");
	return check_row(p, &names, t, row, e);
}

int lint_formulas(struct lint *l, const char *date, struct err *e)
{
	struct formula_place p = {.l = l, .date = date, .e = e};
	const struct table *indicators = catalog_get(l->catalog, "indicators", e);

	p.variables = indicators ? catalog_get(l->catalog, "variables", e) : NULL;
	if (!p.variables)
		return -1;
	for (size_t i = 0; i < indicators->nrows; i++)
		if (check_indicator(&p, indicators, i, e) < 0)
			return -1;
	return 0;
}
