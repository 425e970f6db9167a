/* Which leaves of a span (its months) a figure comes from, a bit each in the span's order; and that a
 * quotient's parts come from the same ones. */
#ifndef COMPUTE_QUARTERS_H
#define COMPUTE_QUARTERS_H

#include "compute/observations.h"
#include "compute/result.h"

/* The last of them, alone; 0 of none. */
unsigned leaves_last(unsigned leaves);

/* Whether the variables of the indicator's quotient come from the same quarters and months: those that are
 * added up over the span from one set of them, the stocks from the end of one. What was entered for a date,
 * what is not a number and what the quotient does not name do not matter, nor does anything when there is no
 * quotient or one month. When not, r's reason names the first two that differ. Errors: ERR_NOMEM. */
int quarters_agree(struct result *r, const struct observations *f, const struct indicator *row, bool *agree,
	struct err *e);

#endif
