#include "inspect/lint_checks.h"

#include "model/check_kinds.h"

/* A row of closings that says neither when a period is published nor when it closes does nothing. */
static int lint_closings(struct lint *l, struct err *e)
{
	const struct table *t = catalog_get(l->catalog, "closings", e);

	for (size_t i = 0; t && i < t->nrows; i++)
		if (!*table_get(t, i, "days") && !*table_get(t, i, "embargo") &&
			lint_add(l, t->rows[i].file, t->rows[i].line, e,
				"found neither days nor embargo, expected one of them") < 0)
			return -1;
	return t ? 0 : -1;
}

int lint_checks(struct lint *l, const char *date, struct err *e)
{
	const struct table *t = catalog_get(l->catalog, "checks", e);
	struct units *u = NULL;
	int ret = t ? lint_closings(l, e) : -1;

	/* units that cannot be read are a finding of their own */
	if (!t || ret < 0 || units_open(&u, l->catalog, date, NULL) < 0)
		return ret;
	for (size_t i = 0; ret == 0 && i < t->nrows; i++) {
		struct err bad = {0};

		if (check_verify(l->catalog, u, i, &bad) < 0)
			ret = bad.kind == ERR_CATALOG ? lint_add(l, bad.file, bad.line, e, "%s", bad.text)
						      : err_set(e, bad.kind, "%s", bad.text);
	}
	units_free(u);
	return ret;
}
