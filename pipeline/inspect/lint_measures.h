/* Rows of measures.csv that no feed reads, and what variables name of measures. */
#ifndef INSPECT_LINT_MEASURES_H
#define INSPECT_LINT_MEASURES_H

#include "inspect/lint.h"

/* A measure has a feed, or is counted from datasets.csv (kind dataset: value, where and item are words of its
 * own), or has no source yet. A variable names an item where its measure tells items apart, and none where it
 * does not; a part of a score names a component or an indicator. Errors: ERR_CATALOG, ERR_NOMEM. */
int lint_measures(struct lint *l, struct err *e);

#endif
