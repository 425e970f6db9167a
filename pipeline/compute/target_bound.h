/* What a row of targets.csv asks for on a day. */
#ifndef COMPUTE_TARGET_BOUND_H
#define COMPUTE_TARGET_BOUND_H

#include "compute/computed.h"

struct bound {
	const char *comparator, *low, *high;
	struct buf text; /* of a bound that is worked out */
};

/* level, until, each: the row's own numbers. growth: baseline + low for each year since the baseline's.
 * maintain: low, or else the baseline. Others compare as they stand. date: the last day of the period.
 * Errors: ERR_CATALOG. */
int bound_find(struct bound *b, const struct table *targets, size_t row, const char *date, struct err *e);
void bound_release(struct bound *b);

/* Whether values in `unit` can be held against the row: same unit, and none missing. unit NULL: not known. */
bool bound_is_comparable(const struct table *targets, size_t row, const char *unit);

#endif
