/* The part of the coverage that says how each agency string of the documents resolves. */
#include <string.h>
#include "inspect/coverage.h"
#include "inspect/show_who.h"

static int write_string(struct agencies *a, const struct table *t, size_t i, const struct table *aliases,
	FILE *out, size_t *empty, struct err *e)
{
	const char *territory = table_get(t, i, "territory"), *text = table_get(t, i, "text");
	struct string_answer answer;
	struct buf row = {0};
	int ret = -1;

	if (string_resolve(&answer, a, aliases, territory, STRINGS_DAY, text, e) < 0 ||
		buf_addf(&row, e, "%s %s: %s", table_get(t, i, "document"), territory, text) < 0)
		goto out;
	ret = coverage_row(out,
		(const char *const[]){
			"string", row.data, answer.agencies, answer.resolution, "test_agency_strings", "–"},
		empty, e);
out:
	buf_release(&row);
	return ret;
}

int coverage_strings(struct catalog *c, const char *date, FILE *out, size_t *empty, struct err *e)
{
	const struct table *t = catalog_get(c, "agency_strings", e);
	const struct table *aliases = catalog_get(c, "agency_aliases", e);
	struct agencies *a = NULL;
	int ret = -1;

	(void)date; /* names are read at the day of the documents */
	if (!t || !aliases || agencies_open(&a, c, e) < 0)
		goto out;
	for (size_t i = 0; i < t->nrows; i++)
		if (write_string(a, t, i, aliases, out, empty, e) < 0)
			goto out;
	ret = 0;
out:
	agencies_free(a);
	return ret;
}
