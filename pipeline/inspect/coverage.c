#include "inspect/coverage.h"

#include <string.h>
#include "core/csv.h"
#include "inspect/coverage_targets.h"
#include "model/ways.h"

int coverage_row(FILE *out, const char *const cells[6], size_t *empty, struct err *e)
{
	for (size_t i = 0; i < 6; i++) {
		*empty += !*cells[i];
		if ((i && putc(',', out) == EOF) || csv_write_text(out, cells[i], e) < 0)
			return -1;
	}
	return putc('\n', out) == EOF ? err_set(e, ERR_WRITE, "cannot write the coverage") : 0;
}

/* value and score as formulas; without them the reason. */
static int write_definition(const struct table *t, size_t i, struct buf *b, struct err *e)
{
	const char *value = table_get(t, i, "value"), *score = table_get(t, i, "score");
	const char *numerator = table_get(t, i, "numerator");

	buf_reset(b);
	if (!*value)
		return buf_add_str(b, table_get(t, i, "missing"), e);
	if (*numerator && buf_addf(b, e, "numerator = %s; denominator = %s; ", numerator,
				  table_get(t, i, "denominator")) < 0)
		return -1;
	return buf_addf(b, e, "value = %s%s%s", value, *score ? "; score = " : "", score);
}

/* The rows of the index: indicators with a number of 922/QĐ-BTTTT. */
static int write_index(struct catalog *c, const char *date, FILE *out, size_t *empty, struct err *e)
{
	const struct table *t = catalog_get(c, "indicators", e);
	const struct table *methods = t ? catalog_get(c, "methods", e) : NULL;
	struct buf definition = {0}, entry = {0};
	struct ways ways;
	int ret = methods && ways_open(&ways, c, e) == 0 ? 0 : -1;

	for (size_t i = 0; ret == 0 && i < t->nrows; i++) {
		const char *method = table_get(t, i, "method");
		long row = table_find(methods, "method", method, date);
		const char *test = row < 0 ? "" : table_get(methods, (size_t)row, "test");

		if (!*table_get(t, i, "number_922") || !table_is_valid(t, i, date))
			continue;
		buf_reset(&entry);
		ret = write_definition(t, i, &definition, e) ||
				      ways_print(&ways, table_get(t, i, "indicator"), &entry, e)
			      ? -1
			      : coverage_row(out,
					(const char *const[]){"index", table_get(t, i, "indicator"),
						definition.data ? definition.data : "", method, test,
						entry.data ? entry.data : ""},
					empty, e);
	}
	buf_release(&definition);
	buf_release(&entry);
	return ret;
}

int coverage_write(struct catalog *c, const char *date, FILE *out, size_t *empty, struct err *e)
{
	static int (*const parts[])(struct catalog *, const char *, FILE *, size_t *, struct err *) = {
		write_index, coverage_targets, coverage_strings, coverage_codes};

	*empty = 0;
	fputs("part,row,definition,method,test,entry\n", out);
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		if (parts[i](c, date, out, empty, e) < 0)
			return -1;
	return 0;
}
