/* The kinds of period that sets ask for: whether the calendar of reports has them, and whether data can be of
 * them. */
#ifndef INSPECT_LINT_SET_PERIODS_H
#define INSPECT_LINT_SET_PERIODS_H

#include "inspect/lint.h"

/* A finding: a kind of a set of which the calendar of reports has no period that ends while the set is in
 * force. Notes: indicators of the set that say they are of other kinds; a feed that reports by a longer
 * period than the set asks for: those figures are never received. Errors: ERR_CATALOG; as lint_add. */
int lint_set_periods(struct lint *l, struct err *e);

#endif
