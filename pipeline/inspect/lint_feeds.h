/* Feeds as the programs read them, on every day on which a row of theirs begins. */
#ifndef INSPECT_LINT_FEEDS_H
#define INSPECT_LINT_FEEDS_H

#include "inspect/lint.h"

/* Every row of feeds.csv on today (when it is valid then) and on the days from which it and its fields are
 * valid: the description is loaded and given to l->feed. usual_min is no more than usual_max.
 * Errors: ERR_NOMEM, what the report sets. */
int lint_feeds(struct lint *l, const char *today, struct err *e);

#endif
