/* indicators.csv and points.csv: what a figure is computed by, and how many points a decision gives it. */
#ifndef MODEL_INDICATOR_ROWS_H
#define MODEL_INDICATOR_ROWS_H

#include "model/rows.h"

enum indicator_basis { BASIS_COMPUTED, BASIS_STATED, BASIS_BOTH };
enum indicator_scope { SCOPE_UNSAID, SCOPE_AGENCY, SCOPE_TERRITORY };
enum score_of { SCORE_OF_ANY, SCORE_OF_YEAR };

struct indicator {
	struct row_head head;
	const char *indicator, *title_vi, *unit;
	long digits;
	const char *numerator, *denominator, *value, *score; /* formulas */
	enum score_of score_of; /* the periods that the score's thresholds are of */
	enum indicator_scope scope;
	enum indicator_basis basis;
	const char *missing; /* what is said when there is no value */
	const char *interpretation, *parent, *method;
};

struct indicators {
	const struct indicator *list;
	size_t n;
	const struct rows *rows;
};

/* Errors: as rows_get. Memory: the catalogue's. */
int indicators_open(struct indicators *t, struct catalog *c, struct err *e);

/* The row that defines the indicator on date (NULL: any), or NULL. */
const struct indicator *indicator_find(const struct indicators *t, const char *indicator, const char *date);

/* The indicators below a heading, on any day, in the table's order; how many. */
size_t indicators_under(
	const struct indicators *t, const char *parent, const struct indicator *const **first);

struct points {
	struct row_head head;
	const char *indicator, *max_points;
};

struct point_rows {
	const struct points *list;
	size_t n;
	const struct rows *rows;
};

/* Errors: as rows_get. Memory: the catalogue's. */
int point_rows_open(struct point_rows *t, struct catalog *c, struct err *e);

/* The maximum that a decision of that day gives, "" when none gives a number. */
const char *points_max(const struct point_rows *t, const char *indicator, const char *date);

extern const struct row_shape indicator_shape, point_shape;

#endif
