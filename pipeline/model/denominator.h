/* What figures divide by: one value a denominator, territory, date and source, used by all who divide by it.
 */
#ifndef MODEL_DENOMINATOR_H
#define MODEL_DENOMINATOR_H

#include "model/catalog.h"

/* The first denominator that any variable of the indicator is, or "". Source: denominator_uses.csv. */
const char *denominator_any(const struct table *uses, const char *indicator, const char *date);

/* The row of denominator_values.csv with the latest date up to `date`, or -1. */
long denominator_find(
	const struct table *values, const char *denominator, const char *territory, const char *date);

/* Whether two indicators may be compared: they divide by the same denominator. why says the two bands when
 * not; it holds 300 bytes. Errors: ERR_CATALOG. */
int denominator_compare(struct catalog *c, const char *a, const char *b, const char *date, bool *may,
	char why[300], struct err *e);

#endif
