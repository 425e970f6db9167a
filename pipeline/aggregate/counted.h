/* Which record counts where: told while records are aggregated, to whoever wants the list of them. */
#ifndef AGGREGATE_COUNTED_H
#define AGGREGATE_COUNTED_H

#include "core/record.h"
#include "formula/formula.h"
#include "stream/measure.h"

enum counted_as {
	COUNTED_NOT,	   /* it made the group, and is none of it */
	COUNTED_UNDECIDED, /* whether it is one of the group, or as how much, cannot be said */
	COUNTED_VALUE,	   /* a number that was added, a key that was united */
	COUNTED_ROW	   /* a row of its own: of a group's rows the one with the greatest order stands */
};

/* Borrowed until the call returns. */
struct counted {
	enum counted_as as;
	const struct measure *m; /* the group's key, kind and unit; of COUNTED_ROW all of the row */
	const struct value *v;	 /* of COUNTED_VALUE */
	bool is_unknown;	 /* the record names no agency that is known */
	const struct record *record;
	const char *sent; /* at +07:00 */
};

/* Errors: whatever it sets ends the aggregation. */
typedef int counted_fn(void *arg, const struct counted *c, struct err *e);

#endif
