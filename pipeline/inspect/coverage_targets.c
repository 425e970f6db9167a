#include "inspect/coverage_targets.h"

#include <string.h>
#include "inspect/coverage.h"
#include "model/ways.h"

/* Two sets may hold the same line of one document. */
static bool is_again(const struct table *t, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (strcmp(table_get(t, k, "indicator"), table_get(t, i, "indicator")) == 0 &&
			strcmp(table_get(t, k, "level"), table_get(t, i, "level")) == 0 &&
			strcmp(table_get(t, k, "part"), table_get(t, i, "part")) == 0 &&
			strcmp(table_get(t, k, "source"), table_get(t, i, "source")) == 0)
			return true;
	return false;
}

static int write_definition(const struct table *t, size_t i, struct buf *b, struct err *e)
{
	const char *low = table_get(t, i, "low"), *high = table_get(t, i, "high");
	const char *base = table_get(t, i, "baseline"), *comparator = table_get(t, i, "comparator");
	const char *due = table_get(t, i, "due");
	const char *var = table_get(t, i, "var"), *reason = table_get(t, i, "reason");

	buf_reset(b);
	if (!*low && strcmp(table_get(t, i, "kind"), "maintain") == 0)
		low = base;
	if (!*low)
		return buf_add_str(b, table_get(t, i, "reason"), e);
	/* what is maintained is kept at least where it was */
	return buf_addf(b, e, "%s %s%s%s%s%s%s%s%s%s%s%s", *comparator ? comparator : "ge", low,
		*high ? " " : "", high, *table_get(t, i, "unit") ? " " : "", table_get(t, i, "unit"),
		*var ? " of " : "", var, *due ? ", due " : ", undated", due, *reason ? "; " : "", reason);
}

int coverage_targets(struct catalog *c, const char *date, FILE *out, size_t *empty, struct err *e)
{
	const struct table *t = catalog_get(c, "targets", e);
	struct buf row = {0}, definition = {0}, entry = {0};
	struct ways ways;
	int ret = t && ways_open(&ways, c, e) == 0 ? 0 : -1;

	(void)date;
	for (size_t i = 0; ret == 0 && i < t->nrows; i++) {
		if (strcmp(table_get(t, i, "level"), "province") != 0 || *table_get(t, i, "part") ||
			is_again(t, i))
			continue;
		buf_reset(&row);
		buf_reset(&entry);
		ret = buf_addf(&row, e, "%s, %s", table_get(t, i, "source"), table_get(t, i, "indicator")) ||
				      write_definition(t, i, &definition, e) ||
				      ways_print(&ways, table_get(t, i, "indicator"), &entry, e)
			      ? -1
			      : coverage_row(out,
					(const char *const[]){"targets", row.data,
						definition.data ? definition.data : "",
						table_get(t, i, "kind"), "57-targets",
						entry.data ? entry.data : ""},
					empty, e);
	}
	buf_release(&row);
	buf_release(&definition);
	buf_release(&entry);
	return ret;
}
