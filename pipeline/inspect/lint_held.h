/* Lint of targets: whether a figure can be held against them. */
#ifndef INSPECT_LINT_HELD_H
#define INSPECT_LINT_HELD_H

#include "inspect/lint.h"

/* Finds a bound that is no number (of a version: none), a variable that the indicator (or one that is the
 * same) does not have, and a target in a unit that neither its indicator nor its variable is in: such a row
 * needs the reason why its status cannot be told. Errors: ERR_CATALOG. */
int lint_held(struct lint *l, const struct table *targets, struct err *e);

#endif
