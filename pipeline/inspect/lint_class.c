#include "inspect/lint_class.h"

#include <string.h>
#include "inspect/systems_parts.h"

/* Open data go by open_feeds.csv. */
static int lint_opened(struct lint *l, const char *internal, struct err *e)
{
	const struct table *t = catalog_get(l->catalog, "open_feeds", e);

	for (size_t i = 0; t && i < t->nrows; i++)
		if (strcmp(table_get(t, i, "class"), "open") == 0 &&
			systems_has_word(internal ? internal : "", table_get(t, i, "feed")) &&
			lint_add(l, t->rows[i].file, t->rows[i].line, e,
				"column class: found open of %s, which is internal (setting "
				"internal_feeds), expected internal",
				table_get(t, i, "feed")) < 0)
			return -1;
	return t ? 0 : -1;
}

int lint_class(struct lint *l, const char *today, struct err *e)
{
	const struct table *t = catalog_get(l->catalog, "measures", e);
	const char *internal = t ? catalog_setting(l->catalog, "internal_feeds", today, e) : NULL;

	for (size_t i = 0; t && i < t->nrows; i++) {
		const char *measure = table_get(t, i, "measure");
		bool is_internal = systems_has_word(internal ? internal : "", table_get(t, i, "feed"));
		bool is_named = strncmp(measure, INTERNAL_PREFIX, strlen(INTERNAL_PREFIX)) == 0;

		if (is_internal != is_named && lint_add(l, t->rows[i].file, t->rows[i].line, e,
						       "column measure: found %s of a feed that is "
						       "%sinternal, expected a name that %s "
						       "with " INTERNAL_PREFIX,
						       measure, is_internal ? "" : "not ",
						       is_internal ? "begins" : "does not begin") < 0)
			return -1;
	}
	return e->kind == ERR_NONE ? lint_opened(l, internal, e) : -1;
}
