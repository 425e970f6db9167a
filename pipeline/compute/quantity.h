/* What a variable comes to: a number, or why there is none. */
#ifndef COMPUTE_QUANTITY_H
#define COMPUTE_QUANTITY_H

#include <gmp.h>
#include "model/units.h"
#include "stream/measure.h"

/* A rolled-up number, or why there is none. */
struct quantity {
	mpq_t value;
	bool is_missing;
	const struct measure *row; /* of a stated figure */
	char reason[200];
	uint64_t undecided;	 /* records that could not be decided */
	bool has_unknown;	 /* parts of an unknown unit are in it */
	size_t nparts, nleaves;	 /* of the span: those that had a row */
	bool is_split;		 /* rows of single months of a longer period are in it */
	const struct unit *bare; /* set by the caller: of numbers of kind last that name no unit; or NULL */
	bool may_have_parts;	 /* set by the caller: 2,875 of whole things is a mean, and no 2875 */
	unsigned leaves;	 /* of the span, a bit each: those that it comes from; 0: of none, as what was
				    entered for a date */
	bool is_stock;		 /* of one leaf, the last that came */
	bool is_constructed;	 /* by a list that is not the decision's own */
	const char *entered_on;	 /* the day for which it was entered by hand; or NULL */
	size_t npeers;		 /* other provinces that it was found among; 0: of none */
};

void quantity_init(struct quantity *q);
void quantity_release(struct quantity *q);

#endif
