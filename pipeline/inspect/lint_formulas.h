/* Checks of the catalogue's formulas: whether each can be parsed with the names that its table gives it. */
#ifndef INSPECT_LINT_FORMULAS_H
#define INSPECT_LINT_FORMULAS_H

#include "formula/formula.h"
#include "inspect/lint.h"

/* measures: names are the columns of the feed, lookups those of another feed, settings those valid on date.
 * indicators: names are the rows of variables, and numerator, denominator, ratio, value, max. Which columns
 * are formulas says schema.csv. Errors: those of the report, ERR_NOMEM. Memory: O(one feed). */
int lint_formulas(struct lint *l, const char *date, struct err *e);

#endif
