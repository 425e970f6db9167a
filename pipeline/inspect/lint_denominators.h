/* Checks of what figures divide by. */
#ifndef INSPECT_LINT_DENOMINATORS_H
#define INSPECT_LINT_DENOMINATORS_H

#include "inspect/lint.h"

/* Findings: a value in another unit than the denominator's, or not above 0; two values of one (denominator,
 * territory, date), whatever their sources; indicators that relations.csv calls the same and that divide by
 * different denominators. Errors: ERR_CATALOG; as lint_add. */
int lint_denominators(struct lint *l, const char *date, struct err *e);

#endif
