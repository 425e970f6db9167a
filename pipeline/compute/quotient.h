/* Stated figures and the quotients beside them: what a report's row says, and what its own numbers give. */
#ifndef COMPUTE_QUOTIENT_H
#define COMPUTE_QUOTIENT_H

#include "compute/result.h"

/* Whether a stated row is one exact number or fraction: no range, no bound, not about, nothing to strive for.
 */
bool stated_is_exact(const struct measure *m);

/* The variables of a stated indicator, by name: result (its value, when it is exact; else shown is the text
 * as sent and there is no value), figures and remark (a quotient stands in one of them), national and
 * province (the targets that the report names). Fills value, digits, shown and, when there is a quotient,
 * numerator, denominator and the basis both. expects_both: the catalogue knows that the row has a quotient.
 * Errors: ERR_FILE for a number that is none; ERR_NOMEM. */
int quotient_read(struct result *r, bool expects_both, struct err *e);

/* The row that holds an exact quotient: figures, else remark, else NULL. */
const struct measure *quotient_find(const struct result *r);

/* 100 × numerator / denominator of it; false when there is none or the denominator is zero. */
bool quotient_get(const struct result *r, mpq_t per_cent);

#endif
