/* The year that lies ahead: calendars that cannot be laid out, and what ends without anything behind it. */
#ifndef INSPECT_LINT_AHEAD_H
#define INSPECT_LINT_AHEAD_H

#include "inspect/lint.h"

/* A calendar that cannot be laid out is a finding. Notes: a calendar in use, the last set of a territory, a
 * setting or a feed that ends within a year of today (YYYY-MM-DD) and has none behind it, and a territory
 * whose sets are all past. Memory: O(periods). Errors: as lint_add. */
int lint_ahead(struct lint *l, const char *today, struct err *e);

#endif
