/* Scores in steps: what is printed must not lie in another step than what was scored. */
#ifndef COMPUTE_TIER_H
#define COMPUTE_TIER_H

#include "compute/indicator.h"

/* Whether the score does not jump between the value and the number that it would be printed as: 1.999.999.999
 * đồng score by the step below 2 tỷ, and are not printed 2,00. A score that grows with the value does not
 * jump. Errors: those of the score's formula. */
int tier_is_kept(
	const struct result *r, const struct knowledge *k, const mpq_t printed, bool *kept, struct err *e);

#endif
