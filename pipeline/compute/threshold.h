/* Scores with thresholds: what is printed must not lie on another side of one than what was scored. */
#ifndef COMPUTE_THRESHOLD_H
#define COMPUTE_THRESHOLD_H

#include "compute/knowledge.h"
#include "compute/result.h"

/* Whether every comparison of the score's formula comes out for the number that the value would be printed as
 * as it does for the value: 1.999.999.999 đồng score by the step below 2 tỷ, and are not printed 2,00; 79,996
 * % of a threshold of 80 % have less than the maximum, and are not printed 80,00. A score that only grows
 * with the value compares nothing. Errors: those of the score's formula. */
int threshold_is_kept(
	const struct result *r, const struct knowledge *k, const mpq_t printed, bool *kept, struct err *e);

#endif
