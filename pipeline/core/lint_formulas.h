/* Checks of the catalogue's formulas: whether each can be parsed with the names that its table gives it. */
#ifndef CORE_LINT_FORMULAS_H
#define CORE_LINT_FORMULAS_H

#include "core/formula.h"
#include "core/lint.h"

/* measures: names are the columns of the feed, lookups those of another feed, settings those valid on date.
 * indicators: names are the rows of variables, and numerator, denominator, ratio, value, max. Which columns
 * are formulas says schema.csv. Errors: those of the report, ERR_NOMEM. Memory: O(one feed). */
int lint_formulas(struct lint *l, const char *date, struct err *e);

/* A name that a formula of the indicator may use: one of its variables, or numerator, denominator, ratio,
 * value, max, points_max, unstated. */
bool indicator_name_find(
	const struct table *variables, const char *indicator, const char *name, struct formula_name *out);

#endif
