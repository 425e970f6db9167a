/* Indicators: a value from measures, by the formulas of indicators.csv, or the reason why there is none. */
#ifndef COMPUTE_INDICATOR_H
#define COMPUTE_INDICATOR_H

#include "compute/knowledge.h"
#include "compute/result.h"

/* Rolls the variables up for the agency and computes numerator, denominator, value, score, flags of undecided
 * parts, reason and rules. r says set, indicator, source, agency and period already. Errors: ERR_CATALOG for
 * a formula that is wrong. */
int indicator_compute(
	struct result *r, const struct knowledge *k, const struct observations *f, struct err *e);

#endif
