/* The key of a record that is refused: by it a later message mends it. */
#ifndef NORMALIZE_RECORD_KEY_H
#define NORMALIZE_RECORD_KEY_H

#include "normalize/convert.h"

#define RECORD_KEY_MARK '\x1f' /* between the cells of a key */

/* The clean cells of the key, RECORD_KEY_MARK between them; empty where one is missing, is refused itself, or
 * is read by a date or territory that is not known yet. The converter's own expectation stays. out is reset.
 * Errors: ERR_NOMEM, and what a conversion sets. */
int record_key(struct converter *c, const struct record *r, bool is_settled, struct buf *out, struct err *e);

#endif
