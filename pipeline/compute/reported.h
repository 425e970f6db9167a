/* The number of a row of kind `last`: what a sender stated, when a formula may compute with it. */
#ifndef COMPUTE_REPORTED_H
#define COMPUTE_REPORTED_H

#include "compute/quantity.h"

/* out: the row's number, in the base unit (a bare number is in q->bare, when it is set). false, and q is
 * missing with its reason: a range, "khoảng", "trên" or a time, which are no exact number; a bare number with
 * words behind it, whose unit nobody knows; a bare 2,000 of whole things, which has two readings. Errors:
 * ERR_FILE for a value that is no number, then *ok is false. */
int reported_read(struct quantity *q, const struct measure *m, mpq_t out, bool *ok, struct err *e);

/* The base unit that reported_read leaves the number in; "": none. */
const char *reported_unit(const struct quantity *q, const struct measure *m);

/* One quarter's row is in another unit than the others. */
void reported_refuse_units(struct quantity *q, const struct measure *m, const char *other);

#endif
