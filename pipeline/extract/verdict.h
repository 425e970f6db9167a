/* Whether a file is good, and what is wrong with a bad one: once all of it has gone by. */
#ifndef EXTRACT_VERDICT_H
#define EXTRACT_VERDICT_H

#include "extract/extraction.h"

/* What only the end of a well-formed file shows: a fault, another feed, records of another name.
 * Errors: as extract_probe. */
int verdict_find(struct extraction *x, struct err *e);

/* Puts the file's row, and before it the reject of a bad one. Errors: what next sets. */
int verdict_put(struct extraction *x, struct err *e);

#endif
