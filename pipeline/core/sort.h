/* A bounded external merge sort of byte strings: runs in unlinked temporary files when the memory is full. */
#ifndef CORE_SORT_H
#define CORE_SORT_H

#include <stdint.h>
#include "core/buf.h"
#include "core/err.h"

struct sorter;

/* Called for each item in order; borrowed until it returns. A negative return stops. */
typedef int sorter_item_fn(void *arg, struct slice key, struct slice body, struct err *e);

/* max_bytes: of the items kept in memory (0: LIMIT_SORT_BYTES). Temporary files stand in $TMPDIR, else /tmp,
 * readable by us alone and already unlinked. Owns: *out is yours, sorter_free. Errors: ERR_NOMEM. */
int sorter_new(struct sorter **out, size_t max_bytes, struct err *e);
void sorter_free(struct sorter *s);

/* Copies the item. Errors: ERR_OUTPUT or ERR_WRITE for the temporary files, ERR_RECORD for an item over the
 * memory. */
int sorter_add(struct sorter *s, struct slice key, struct slice body, struct err *e);

/* Gives all items by key, then body, bytewise. Once, after the last sorter_add. Memory: max_bytes while
 * adding; one item and one file buffer a run here. Errors: ERR_WRITE for the temporary files; those of fn. */
int sorter_read(struct sorter *s, sorter_item_fn *fn, void *arg, struct err *e);

/* How many runs went to disk so far. */
unsigned sorter_runs(const struct sorter *s);

#endif
