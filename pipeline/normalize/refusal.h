/* What a reject may say of the value it refuses. */
#ifndef NORMALIZE_REFUSAL_H
#define NORMALIZE_REFUSAL_H

#include "model/mask.h"
#include "normalize/convert.h"

/* Fills out with what may be shown of the value: by the patterns of the field's `quote` when it may be kept
 * and is no free text; else its length and class. Whoever refuses a value goes through here: personal data
 * never stands in a reject. Errors: ERR_NOMEM. Source: L91-2025. */
int refusal_found(
	struct mask *m, const struct field *f, const struct cell *cell, struct buf *out, struct err *e);

/* The same of a value that was taken: of one that may be kept, the value without the people in it. Errors:
 * ERR_NOMEM. */
int refusal_shown(
	struct mask *m, const struct field *f, const struct cell *cell, struct buf *out, struct err *e);

/* Of a text that was kept without some of its words: how many, and what is kept of it, so that somebody can
 * add the row that was missing. Resets out. Errors: ERR_NOMEM. */
int refusal_masked(const struct cell *cell, struct buf *out, struct err *e);

#endif
