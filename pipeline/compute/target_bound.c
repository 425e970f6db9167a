#include "compute/target_bound.h"

#include <stdlib.h>
#include <string.h>
#include "core/rational.h"

static bool kind_is(const struct table *t, size_t row, const char *kind)
{
	return strcmp(table_get(t, row, "kind"), kind) == 0;
}

/* Points a year, added for each year since the baseline: an interpretation, said in the row's note. */
static int grow(struct bound *b, const struct table *t, size_t row, const char *date, struct err *e)
{
	const char *base = table_get(t, row, "baseline"), *low = table_get(t, row, "low");
	long years = strtol(date, NULL, 10) - strtol(table_get(t, row, "baseline_year"), NULL, 10);
	mpq_t from, step, n;
	int rc;

	b->low = b->high = "";
	if (!*base || !*low)
		return 0;
	mpq_inits(from, step, n, NULL);
	mpq_set_si(n, years, 1);
	rc = rational_parse(from, base, strlen(base), e) || rational_parse(step, low, strlen(low), e) ? -1
												      : 0;
	mpq_mul(step, step, n);
	mpq_add(from, from, step);
	if (rc == 0 && (rc = rational_write(from, &b->text, e)) == 0)
		b->low = b->text.data;
	mpq_clears(from, step, n, NULL);
	return rc;
}

int bound_find(struct bound *b, const struct table *t, size_t row, const char *date, struct err *e)
{
	*b = (struct bound){.comparator = table_get(t, row, "comparator"),
		.low = table_get(t, row, "low"),
		.high = table_get(t, row, "high")};
	if (kind_is(t, row, "growth"))
		return grow(b, t, row, date, e);
	if (kind_is(t, row, "maintain") && !*b->low)
		b->low = table_get(t, row, "baseline");
	return 0;
}

void bound_release(struct bound *b)
{
	buf_release(&b->text);
}

bool bound_is_comparable(const struct table *t, size_t row, const char *unit)
{
	const char *own = table_get(t, row, "unit");

	if (strcmp(table_get(t, row, "flag"), "no_unit") == 0)
		return false;
	return !unit || !*unit || !*own || strcmp(unit, own) == 0;
}
