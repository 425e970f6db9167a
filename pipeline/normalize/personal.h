/* What is a person's where a text, a code or a figure is expected. */
#ifndef NORMALIZE_PERSONAL_H
#define NORMALIZE_PERSONAL_H

#include "core/record.h"
#include "model/mask.h"

/* A text that is kept is kept without the people in it: *is_masked says that it is another text now, a copy
 * in hidden. work is used on the way. Errors: ERR_NOMEM. */
int personal_hide(struct mask *m, enum mask_kept kind, struct cell *text, struct arena *hidden,
	struct buf *work, bool *is_masked, struct err *e);

/* A telephone, an identity number or an address of mail: patterns `personal` of quote_patterns.csv. Not what
 * a row `runs` of this quote fits: a code. */
bool personal_is_code(const struct mask *m, const char *quote, struct slice in);

/* Nine digits and more in one row, or in groups with blanks between, with a zero before them or without a
 * unit: a telephone or a card more likely than a figure. */
bool personal_is_number(struct slice in, bool has_unit);

#endif
