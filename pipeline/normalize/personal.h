/* What is a person's where a text, a code or a figure is expected. */
#ifndef NORMALIZE_PERSONAL_H
#define NORMALIZE_PERSONAL_H

#include "normalize/convert.h"

/* A text that is kept is kept without the people in it: told, and the rest of it stands. Returns NULL,
 * CONVERT_MASKED or CONVERT_FAILED. */
const char *personal_hide(struct converter *c, struct cell *out);

/* A telephone, an identity number or an address of mail: patterns `personal` of quote_patterns.csv. */
bool personal_is_code(const struct converter *c, struct slice in);

/* Nine digits and more in one row, with a zero before them or without a unit: a telephone or a card more
 * likely than a figure. */
bool personal_is_number(struct slice in, bool has_unit);

#endif
