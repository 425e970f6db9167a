/* Checks of checks.csv: whether each row can be run. */
#ifndef INSPECT_LINT_CHECKS_H
#define INSPECT_LINT_CHECKS_H

#include "inspect/lint.h"

/* Every row: a known kind, the feed or indicator it is for, params of the kind's shape over units, indicators
 * and variables that exist. Errors: those of the report, ERR_NOMEM. Memory: O(units). */
int lint_checks(struct lint *l, const char *date, struct err *e);

#endif
