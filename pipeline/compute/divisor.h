/* Denominators that several figures share: the entered value where none was sent, the name beside the figure.
 */
#ifndef COMPUTE_DIVISOR_H
#define COMPUTE_DIVISOR_H

#include "compute/indicator.h"

/* Every variable that denominator_uses.csv calls a denominator and that was not received takes the measure of
 * denominators.csv, else the entered value of the territory with the latest date. Prints `denominator=NAME
 * (title; date; document)` to r->rules. Errors: ERR_CATALOG. */
int divisors_fill(struct result *r, const struct knowledge *k, const struct figures *f, struct err *e);

/* The number that r divides by as this denominator, or NULL. */
mpq_srcptr divisor_get(const struct result *r, const struct knowledge *k, const char *denominator);

/* The territory of which the agency is the root, or "". */
const char *divisor_territory(const struct knowledge *k, const char *agency);

#endif
