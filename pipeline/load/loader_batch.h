/* The loader's inside: a batch to its COMMIT. Only the loader's own files include this. */
#ifndef LOAD_LOADER_BATCH_H
#define LOAD_LOADER_BATCH_H

#include "load/loader_state.h"

/* Settles, commits and tells. The file at hand, if any, is not part of it and begins the next batch. Errors:
 * as loader_settle; after one nothing of the batch stands. */
int loader_commit_batch(struct loader *l, struct err *e);

#endif
