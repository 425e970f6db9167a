/* From the inbox to the raw zone: every file that lies there has a row in the manifest, and what is wrong
 * with one is its row alone. */
#ifndef TAKE_TAKE_H
#define TAKE_TAKE_H

#include "core/err.h"
#include "take/request.h"

/* Takes all. Nothing is removed from the inbox: the manifest says what the loader is to read, and what is to
 * be settled after it. May be run again after a kill at any point. Errors: ERR_NOINPUT (no inbox),
 * ERR_OUTPUT, ERR_WRITE (the raw zone, the manifest), ERR_CATALOG, ERR_RETRY (no process, no descriptors),
 * ERR_NOMEM. Memory: O(names). */
int take_run(const struct take_options *o, struct take_counts *counts, struct err *e);

#endif
