/* Names of which one hides the other. */
#ifndef INSPECT_LINT_SHADOWS_H
#define INSPECT_LINT_SHADOWS_H

#include "inspect/lint.h"

/* Of agencies and agency_aliases: two names that fold to one key in one territory at one time and mean
 * different agencies: the dictionary answers with one of them, whichever was meant. Findings at the row that
 * is hidden. Errors: ERR_CATALOG, ERR_NOMEM. Memory: O(names). */
int lint_shadows(struct lint *l, struct err *e);

#endif
