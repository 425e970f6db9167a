/* What a row of targets.csv asks for on a day. */
#ifndef COMPUTE_TARGET_BOUND_H
#define COMPUTE_TARGET_BOUND_H

#include "compute/target_row.h"

struct bound {
	enum comparator comparator;
	const char *low, *high;
	struct buf text; /* of a bound that is worked out */
};

/* level, until, each, count_per_year, condition, version: the row's own numbers. growth: its number more than
 * the year before when that is at hand, else the baseline and its number for each year since; *from says
 * which. remainder: so much more than the baseline; in % that part of what the baseline left open; without a
 * baseline the number itself, done since. maintain: low, or else the baseline. Errors: ERR_CATALOG. */
int bound_find(struct bound *b, const struct assessing *h, struct buf *from, struct err *e);
void bound_release(struct bound *b);

#endif
