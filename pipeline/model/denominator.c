#include "model/denominator.h"

#include <stdio.h>
#include <string.h>

const char *denominator_any(const struct table *uses, const char *indicator, const char *date)
{
	long row = table_find(uses, "indicator", indicator, date);

	return row < 0 ? "" : table_get(uses, (size_t)row, "denominator");
}

long denominator_find(
	const struct table *values, const char *denominator, const char *territory, const char *date)
{
	long found = -1;

	for (size_t i = 0; i < values->nrows; i++) {
		const char *day = table_get(values, i, "date");

		if (strcmp(table_get(values, i, "denominator"), denominator) == 0 &&
			strcmp(table_get(values, i, "territory"), territory) == 0 && strcmp(day, date) <= 0 &&
			table_is_valid(values, i, date) &&
			(found < 0 || strcmp(day, table_get(values, (size_t)found, "date")) > 0))
			found = (long)i;
	}
	return found;
}

static const char *band_of(const struct table *t, const char *denominator)
{
	long row = table_find(t, "denominator", denominator, NULL);

	return row < 0 ? "" : table_get(t, (size_t)row, "title_vi");
}

int denominator_compare(struct catalog *c, const char *a, const char *b, const char *date, bool *may,
	char why[300], struct err *e)
{
	const struct table *uses = catalog_get(c, "denominator_uses", e);
	const struct table *t = uses ? catalog_get(c, "denominators", e) : NULL;
	const char *x, *y;

	if (!t)
		return -1;
	x = denominator_any(uses, a, date);
	y = denominator_any(uses, b, date);
	*may = *x && strcmp(x, y) == 0;
	snprintf(why, 300, "%s: %s (%s); %s: %s (%s)", a, *x ? x : "?", band_of(t, x), b, *y ? y : "?",
		band_of(t, y));
	return 0;
}
