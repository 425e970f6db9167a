/* What a reject may say of the value it refuses. */
#ifndef NORMALIZE_REFUSAL_H
#define NORMALIZE_REFUSAL_H

#include "normalize/convert.h"

#define REFUSAL_BYTES 100

/* The value itself (cut at 80 bytes, control bytes as blanks) when the field may be kept, is no free text and
 * is UTF-8; else its length and class, "len=12 class=digits": personal data never stands in a reject. Source:
 * domain notes 5. */
struct slice refusal_found(const struct field *f, const struct cell *cell, char out[REFUSAL_BYTES]);

#endif
