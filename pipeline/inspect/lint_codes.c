#include <string.h>
#include "inspect/lint_who.h"

static bool overlap(const struct table *t, size_t a, size_t b)
{
	const char *to = table_get(t, a, "valid_to"), *from = table_get(t, b, "valid_from");
	const char *end = table_get(t, b, "valid_to"), *begin = table_get(t, a, "valid_from");

	return (!*to || strcmp(from, to) <= 0) && (!*end || strcmp(begin, end) <= 0);
}

/* A code that two bodies have at a time is nobody's; one that is no other's id is found by its row alone. */
static int check_code(struct lint *l, const struct table *t, size_t i, struct err *e)
{
	const char *code = table_get(t, i, "code"), *agency = table_get(t, i, "agency");
	const struct row *row = &t->rows[i];

	if (!*code && *table_get(t, i, "code_is"))
		return lint_add(l, row->file, row->line, e, "column code_is: found '%.20s' without a code",
			table_get(t, i, "code_is"));
	for (size_t j = 0; *code && j < t->nrows; j++)
		if (strcmp(table_get(t, j, "agency"), agency) != 0 &&
			(strcmp(table_get(t, j, "agency"), code) == 0 ||
				(j > i && strcmp(table_get(t, j, "code"), code) == 0)) &&
			overlap(t, i, j))
			return lint_add(l, row->file, row->line, e,
				"column code: found %.40s, which is that of %.80s at the same time", code,
				table_get(t, j, "agency"));
	return 0;
}

int lint_codes(struct lint *l, struct err *e)
{
	const struct table *t = catalog_get(l->catalog, "agencies", e);

	for (size_t i = 0; t && i < t->nrows; i++)
		if (check_code(l, t, i, e) < 0)
			return -1;
	return t ? 0 : -1;
}
