/* Targets: whether a value reaches one, decided on exact numbers, and what the calendar makes of it. */
#ifndef COMPUTE_TARGET_H
#define COMPUTE_TARGET_H

#include "compute/indicator.h"
#include "compute/year.h"

/* reached, not_reached, no_data, no_target. A range is reached at its low end; "strive" and no comparator
 * beside a number mean at least. Source: DOC-SO-LIEU. Errors: ERR_CATALOG for bounds that are
 * no numbers. */
int target_status(const char **status, const struct maybe *value, enum comparator comparator, const char *low,
	const char *high, struct err *e);

/* In which a figure is held against its targets. Of k, f and year, NULL: then no other period is looked at,
 * and no variable. */
struct target_world {
	struct catalog *catalog;
	const struct table *messages; /* the catalogue's */
	const char *date, *today;     /* the last day of the period: its targets hold; the day of the run */
	const struct knowledge *k;    /* with the period before */
	const struct observations *f;
	const struct year *year; /* so far */
};

/* Fills in both targets, their statuses, due statuses and days from targets.csv. A line of several rows (a
 * condition, a growth, a remainder) is reached when all are, not reached when one is not; else it is of the
 * first that cannot be told, and a flag says which. status: as target_status, or not_comparable (the target
 * is in another unit, has none, or counts something else). due_status on today: before the due day on_course
 * (reached, or at its milestone), behind (its milestone), not_due (no milestone has come); from then on
 * reached, not_reached, due (today, and no value of the whole year) or overdue; undated; of what is to be
 * maintained maintained or relapsed, on any day; no_figure: a
 * national target of a past year, of which there is no figure; "" without a target. Errors: ERR_CATALOG. */
int target_find(struct result *r, const struct target_world *w, struct err *e);

/* Shows the value at its digits, or at more when rounding would print it across a target or a step of its
 * score. Errors: ERR_CATALOG, ERR_NOMEM. */
int target_show(struct result *r, const struct target_world *w, struct err *e);

#endif
