/* Checks of an index: each row follows its method, the maximum points add up. */
#ifndef INSPECT_LINT_INDEX_H
#define INSPECT_LINT_INDEX_H

#include "inspect/lint.h"

/* The formulas of every indicator with a method have the shape that methods.csv gives (fnmatch); a method
 * names the test that holds it. Points of a component's parts, once all are known on a day, come to its total
 * (point_totals.csv, or its own points); known ones never exceed it. Errors: those of the report, ERR_NOMEM.
 */
int lint_index(struct lint *l, const char *date, struct err *e);

#endif
