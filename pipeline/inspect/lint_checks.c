#include "inspect/lint_checks.h"

#include "model/check_kinds.h"

int lint_checks(struct lint *l, const char *date, struct err *e)
{
	const struct table *t = catalog_get(l->catalog, "checks", e);
	struct units *u = NULL;
	int ret = t ? 0 : -1;

	/* units that cannot be read are a finding of their own */
	if (!t || units_open(&u, l->catalog, date, NULL) < 0)
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
