/* The names that an indicator's formulas know, and their types: for whoever checks a formula and whoever
 * computes it. */
#ifndef MODEL_INDICATOR_NAME_H
#define MODEL_INDICATOR_NAME_H

#include "core/table.h"
#include "formula/formula.h"

/* Names that are no variables: all numbers. */
enum indicator_name {
	INDICATOR_NUMERATOR,
	INDICATOR_DENOMINATOR,
	INDICATOR_RATIO,
	INDICATOR_VALUE,
	INDICATOR_MAX,
	INDICATOR_POINTS_MAX,
	INDICATOR_UNSTATED,
	INDICATOR_NAMES
};

/* Which of them the name is; INDICATOR_NAMES: none. */
enum indicator_name indicator_own_name(const char *name);

/* Its word. */
const char *indicator_name_word(enum indicator_name name);

/* A name that a formula of the indicator may use: one of its variables, else one of the names above. Shape:
 * out's index is not set. */
bool indicator_name_find(
	const struct table *variables, const char *indicator, const char *name, struct formula_name *out);

#endif
