/* A figure held against one row of targets.csv: what target.c and its parts share. */
#ifndef COMPUTE_TARGET_ROW_H
#define COMPUTE_TARGET_ROW_H

#include "compute/target.h"

struct assessing {
	const struct target_world *w;
	const struct target *target;
	const struct result *r;
	const struct maybe *value; /* the indicator's, or what it would be printed as */
	bool is_printed;	   /* only that value is looked at */
};

/* A row that no figure is held against, as its flag says: of another measure (unless `var` names the right
 * one), without a unit, or what cannot be (>100%). */
bool assessing_is_barred(const struct assessing *h);

/* What the row is about: the indicator's own value, or the variable of it that the column `var` names, in the
 * row's unit. What is counted a year is counted from the first quarter of the year on. */
struct measured {
	struct maybe number;
	const char *version; /* of a variable of that kind, or NULL */
	bool is_own;	     /* the indicator's own value */
	bool is_comparable;  /* in the row's unit */
	bool has_gap;	     /* a quarter is missing: the number is the least that it can be */
	bool is_open;	     /* quarters of the year are still to come, or missing at its end */
};

/* Errors: ERR_CATALOG. */
int measured_find(struct measured *m, const struct assessing *h, struct err *e);
void measured_release(struct measured *m);

/* The same thing of another span. Errors: ERR_CATALOG. */
int measured_other(
	struct measured *m, const struct assessing *h, const struct observations *f, struct err *e);

/* A national target of a year that ended before the period's. */
bool assessing_is_past(const struct assessing *h);

/* What such a row is about is a figure of its own year: the year's, else that of the last of its quarters
 * that has one. Without one m has no number. Appends which to words. Errors: ERR_CATALOG. */
int measured_past(struct measured *m, const struct assessing *h, struct buf *words, struct err *e);

/* The same thing a year before; has not: the period before is no year, or not at hand. Errors: ERR_CATALOG.
 */
int measured_before(struct maybe *out, const struct assessing *h, struct err *e);

/* The answer of one row. */
struct assessment {
	const char *status; /* as target_status, or not_comparable */
	bool is_own, is_open;
	struct buf words; /* the sectors that fail or are missing, the quarters that are */
	struct buf from;  /* where a growth starts: "85 (2024)" */
	struct buf past;  /* of a past year: "2023: 52,1 (2023-Q4)" */
};

/* Errors: ERR_CATALOG, ERR_NOMEM. */
int row_assess(struct assessment *a, const struct assessing *h, struct err *e);
void assessment_release(struct assessment *a);

/* What the calendar makes of the row's answer; the day it is due. Errors: ERR_CATALOG. */
int row_due(const struct assessing *h, const struct assessment *a, char due[11], const char **word,
	struct err *e);

/* Where a row asks for each sector: those of the indicator are its variables. 1: it has none. Errors:
 * ERR_CATALOG, ERR_NOMEM. */
int row_each(struct assessment *a, const struct assessing *h, struct err *e);

bool target_compares(enum comparator comparator, int d);

#endif
