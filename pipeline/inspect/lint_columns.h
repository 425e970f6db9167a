/* Cells of a document's table that slipped into another column. */
#ifndef INSPECT_LINT_COLUMNS_H
#define INSPECT_LINT_COLUMNS_H

#include "inspect/lint.h"

/* Notes, for each row of a set that has a deadline's words: a target that is nothing but "every year"; a
 * deadline that holds a per cent; a deadline with more than a time while the target's cell is empty. Source:
 * S003 3.3, 3.4, 4.1, 7.2. Errors: ERR_CATALOG, ERR_NOMEM. */
int lint_columns(struct lint *l, struct err *e);

#endif
