/* Targets: whether a value reaches one, decided on exact numbers. */
#ifndef COMPUTE_TARGET_H
#define COMPUTE_TARGET_H

#include "compute/computed.h"

/* reached, not_reached, no_data, no_target. A range is reached at its low end; "strive" and no comparator
 * beside a number mean at least. Source: domain notes, targets.csv. Errors: ERR_CATALOG for bounds that are
 * no numbers. */
int target_status(const char **status, const struct maybe *value, const char *comparator, const char *low,
	const char *high, struct err *e);

/* Fills in both targets and statuses from targets.csv as valid on date. */
int target_find(struct result *r, struct catalog *c, const char *date, struct err *e);

/* Shows the value at its digits, or at more when rounding would print it across a target. */
int target_show(struct result *r, struct catalog *c, const char *date, struct err *e);

#endif
