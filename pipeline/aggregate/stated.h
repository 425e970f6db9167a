/* Rows that arrive finished: a stated figure of a report, the last value of a stock. */
#ifndef AGGREGATE_STATED_H
#define AGGREGATE_STATED_H

#include "core/record.h"
#include "formula/formula.h"
#include "stream/measure.h"

/* Texts of one row. A zeroed struct is empty. */
struct stated_texts {
	struct buf text[8];
};

void stated_release(struct stated_texts *t);

/* Fills m from the ten cells of a figure: text, value (its low), digits, unit, numerator, denominator, parts,
 * and the flags kind=, comparator=, high=. The texts live as long as t.
 * Unit: the value is in the base unit, m->unit says which. Errors: ERR_NOMEM. */
int stated_fill(struct stated_texts *t, const struct cell *figure, struct measure *m, struct err *e);

/* Fills m's value from v, a number or missing; the text lives as long as t. Errors: ERR_NOMEM. */
int last_fill(struct stated_texts *t, const struct value *v, struct measure *m, struct err *e);

#endif
