/* Checks of how dates and periods are read. */
#ifndef INSPECT_LINT_PERIODS_H
#define INSPECT_LINT_PERIODS_H

#include "inspect/lint.h"

/* Patterns of period_forms.csv and date_forms.csv that cannot be read, say no number, or read a text
 * differently than another row does; rows of period_fields.csv for no period; measures that add over time and
 * are dated by a period longer than a quarter. Errors: ERR_CATALOG; as lint_add. */
int lint_periods(struct lint *l, struct err *e);

#endif
