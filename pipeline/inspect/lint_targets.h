/* Checks of targets and of the relations between wordings. */
#ifndef INSPECT_LINT_TARGETS_H
#define INSPECT_LINT_TARGETS_H

#include "inspect/lint.h"

/* Findings: a target with neither a number nor a reason; one that no feed brings a figure of, without a
 * reason; a pair of wordings that is the same by way of others
 * and different by a row of its own. Notes: conflicting targets of one territory and year, a baseline over
 * its target, a target over twice its baseline, a district's target below every one of its province's,
 * flagged targets. Source: SO-CAU-CHU. Errors: ERR_CATALOG, ERR_NOMEM. Memory: O(targets). */
int lint_targets(struct lint *l, struct err *e);

#endif
