/* audit.repair: values that a named person put in the place of refused ones. */
#ifndef LOAD_REPAIRS_H
#define LOAD_REPAIRS_H

#include "load/db.h"
#include "stream/mends.h"

/* All of them, sorted: before the parsers are made, which have them by fork. Errors: ERR_NOMEM, db_fail's.
 * Memory: O(repairs). */
int repairs_read(struct db *db, struct mends *out, struct err *e);

#endif
