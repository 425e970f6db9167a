/* denominators.csv, denominator_values.csv and denominator_uses.csv: what figures divide by, the values that
 * were entered, and which variable of which figure is which. */
#ifndef MODEL_DENOMINATOR_ROWS_H
#define MODEL_DENOMINATOR_ROWS_H

#include "model/rows.h"

enum denominator_of { DENOMINATOR_OF_DAY, DENOMINATOR_OF_YEAR };

struct denominator {
	struct row_head head;
	const char *denominator, *unit;
	const char *band;	/* the ages that it counts */
	const char *words;	/* in a wording that means it */
	const char *measure;	/* that brings it, or "" */
	enum denominator_of of; /* a stock on a day, or a flow of a year */
};

struct denominator_value {
	struct row_head head;
	const char *denominator, *territory, *date, *document, *value, *unit;
};

struct denominator_use {
	struct row_head head;
	const char *indicator, *var, *denominator;
};

struct denominators {
	const struct denominator *list;
	size_t n;
	const struct rows *rows, *values, *uses;
};

/* All three tables. Errors: as rows_get. Memory: the catalogue's. */
int denominators_open(struct denominators *t, struct catalog *c, struct err *e);

const struct denominator *denominator_row(
	const struct denominators *t, const char *denominator, const char *date);

/* The value with the latest date up to `date`, or NULL. */
const struct denominator_value *denominator_value_find(
	const struct denominators *t, const char *denominator, const char *territory, const char *date);

/* The uses of the indicator's variables, on any day, in the table's order; how many. */
size_t denominator_uses_of(
	const struct denominators *t, const char *indicator, const struct denominator_use *const **first);

/* The first denominator that any variable of the indicator is on that day, or "". */
const char *denominator_used(const struct denominators *t, const char *indicator, const char *date);

extern const struct row_shape denominator_shape, denominator_value_shape, denominator_use_shape;

#endif
