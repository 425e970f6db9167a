/* Targets that are numbers, held against each other: of one province, of a district and its province, against
 * what was measured before. */
#ifndef INSPECT_NUMERIC_TARGETS_H
#define INSPECT_NUMERIC_TARGETS_H

#include <gmp.h>
#include <stdbool.h>
#include "model/catalog.h"

/* A target of one level of one document, as far as it is a number. */
struct numeric_target {
	const struct row *row; /* of targets.csv */
	const char *set, *indicator, *territory, *text, *comparator, *unit;
	const char *first_year, *last_year; /* it is set for; "" when undated */
	bool is_maintained;
	mpq_t low;
	const struct row *measured; /* the row with its baseline: its own, or one of an indicator that is the
				       same, else of one that is broader or narrower; or NULL */
	bool is_near;		    /* the baseline is of the broader or narrower one */
	mpq_t baseline;
};

struct numeric_targets {
	struct numeric_target *rows;
	size_t n;
	const struct table *territories, *relations;
};

/* The targets of level province, without parts and flags, that have a number; what stands twice for one line
 * of a document stands once. Errors: ERR_CATALOG, ERR_NOMEM. Memory: O(targets). */
int numeric_targets_open(struct numeric_targets *a, struct catalog *c, struct err *e);
void numeric_targets_release(struct numeric_targets *a);

/* Other targets for the same in the same years: the indicator itself, one that is the same, of one numerator,
 * or broader or narrower: a person has to look at those too. */
bool numeric_targets_conflict(
	const struct numeric_targets *a, const struct numeric_target *x, const struct numeric_target *y);

/* "" when they are the same, else what y is to x: " (broader)", " (narrower)", " (same_numerator)". */
const char *numeric_targets_how(
	const struct numeric_targets *a, const struct numeric_target *x, const struct numeric_target *y);

/* Whether x is a district's, y its province's for the same, and x below y. */
bool numeric_targets_is_below(const struct numeric_targets *a, const struct numeric_target *x,
	const struct numeric_target *y, bool *is_related);

/* Whether the baseline is over the target already; whether the target is over twice the baseline, at the
 * digits that the target is written in ("over 75" is, where 37,51 were measured: twice that is 75). */
bool numeric_target_is_past(const struct numeric_target *x);
bool numeric_target_is_jump(const struct numeric_target *x);

#endif
