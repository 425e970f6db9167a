/* The names that an indicator's formulas know. */
#ifndef MODEL_INDICATOR_NAME_H
#define MODEL_INDICATOR_NAME_H

#include "core/table.h"
#include "formula/formula.h"

/* A name that a formula of the indicator may use: one of its variables, or numerator, denominator, ratio,
 * value, max, points_max, unstated. */
bool indicator_name_find(
	const struct table *variables, const char *indicator, const char *name, struct formula_name *out);

#endif
