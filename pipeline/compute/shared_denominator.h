/* Denominators that several figures share: the entered value where none was sent, the name beside the figure.
 */
#ifndef COMPUTE_SHARED_DENOMINATOR_H
#define COMPUTE_SHARED_DENOMINATOR_H

#include "compute/knowledge.h"
#include "compute/result.h"

/* Every variable that denominator_uses.csv calls a denominator and that was not received takes the measure of
 * denominators.csv, else the entered value of the territory, in the variable's unit. Prints `denominator=NAME
 * (title; date; document)` to r->rules. Errors: ERR_CATALOG. */
int shared_denominators_fill(
	struct result *r, const struct knowledge *k, const struct observations *f, struct err *e);

#define DENOMINATOR_ELSEWHEN (1U << 31) /* entered for a day outside the span */

/* The number that r divides by as this denominator, in the denominator's unit, and the part of the span at
 * whose end it stands (its leaves; 0: its last one, or not known; DENOMINATOR_ELSEWHEN); false: none. */
bool shared_denominator_get(const struct result *r, const struct knowledge *k, const char *denominator,
	mpq_t out, unsigned *part);

/* Whether a value entered for the day is of that part; what is of a year is of its whole year. */
bool shared_denominator_is_then(
	const struct knowledge *k, const char *denominator, unsigned part, const char *day);

/* The row of denominator_values.csv that holds for r's agency and period, or NULL: of a stock the latest; of
 * a flow (`of` year) the one of the very year that ends on its date, and none for a quarter. */
const struct denominator_value *shared_denominator_entered(
	const struct result *r, const struct knowledge *k, const char *denominator);

/* The territory of which the agency is the root, or "". */
const char *shared_denominator_territory(const struct knowledge *k, const char *agency);

#endif
