/* Targets: whether a value reaches one, decided on exact numbers, and what the calendar makes of it. */
#ifndef COMPUTE_TARGET_H
#define COMPUTE_TARGET_H

#include "compute/computed.h"

/* reached, not_reached, no_data, no_target. A range is reached at its low end; "strive" and no comparator
 * beside a number mean at least. Source: domain notes, targets.csv. Errors: ERR_CATALOG for bounds that are
 * no numbers. */
int target_status(const char **status, const struct maybe *value, const char *comparator, const char *low,
	const char *high, struct err *e);

/* Fills in both targets, their statuses and due statuses from targets.csv as valid on date, the last day of
 * the period. A row of several parts is judged by the part without a name. status: as target_status, or
 * not_comparable (the target is in another unit, or has none). due_status on today: before the due day
 * on_course (reached, or at its milestone), behind (its milestone), not_due (no milestone has come); from
 * then on reached, not_reached, due (today, and no value) or overdue (no value); undated; of what is to be
 * maintained maintained or relapsed, on any day; "" without a target. */
int target_find(struct result *r, struct catalog *c, const char *date, const char *today, struct err *e);

/* Shows the value at its digits, or at more when rounding would print it across a target. */
int target_show(struct result *r, struct catalog *c, const char *date, struct err *e);

#endif
