/* Targets that are numbers, held against each other: of one province, of a district and its province, against
 * what was measured before. */
#ifndef MODEL_AIMS_H
#define MODEL_AIMS_H

#include <gmp.h>
#include <stdbool.h>
#include "model/catalog.h"

/* A target of one level of one document, as far as it is a number. */
struct aim {
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

struct aims {
	struct aim *rows;
	size_t n;
	const struct table *territories, *relations;
};

/* The targets of level province, without parts and flags, that have a number; what stands twice for one line
 * of a document stands once. Errors: ERR_CATALOG, ERR_NOMEM. Memory: O(targets). */
int aims_open(struct aims *a, struct catalog *c, struct err *e);
void aims_release(struct aims *a);

/* Other targets for the same in the same years: the indicator itself, one that is the same, of one numerator,
 * or broader or narrower: a person has to look at those too. */
bool aims_conflict(const struct aims *a, const struct aim *x, const struct aim *y);

/* "" when they are the same, else what y is to x: " (broader)", " (narrower)", " (same_numerator)". */
const char *aims_how(const struct aims *a, const struct aim *x, const struct aim *y);

/* Whether x is a district's, y its province's for the same, and x below y. */
bool aims_is_below(const struct aims *a, const struct aim *x, const struct aim *y, bool *is_related);

/* Whether the baseline is over the target already; whether the target is over twice the baseline, at the
 * digits that the target is written in ("over 75" is, where 37,51 were measured: twice that is 75). */
bool aim_is_past(const struct aim *x);
bool aim_is_jump(const struct aim *x);

#endif
