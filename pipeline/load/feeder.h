/* A second thread that sends chunks to the server while the first one fills the next: parsing and merging
 * overlap. It lives from a feeder_give to the next feeder_wait: between files a process forks with one
 * thread. */
#ifndef LOAD_FEEDER_H
#define LOAD_FEEDER_H

#include <stdbool.h>
#include "core/err.h"

/* The work on one chunk, done in the feeder's thread. Nothing else may use the connection until feeder_wait.
 */
typedef int feeder_fn(void *owner, void *chunk, struct err *e);

struct feeder;

/* Owns: *out is yours, feeder_free, which waits for the chunk under way. Errors: ERR_NOMEM. */
int feeder_new(struct feeder **out, feeder_fn *fn, void *owner, struct err *e);
void feeder_free(struct feeder *f);

/* Waits for the chunk before it, then hands this one over; it is borrowed until the next feeder_wait or
 * feeder_give. Errors: those of the chunk before. */
int feeder_give(struct feeder *f, void *chunk, struct err *e);

/* Until nothing is under way, and no thread is left. Errors: those of the last chunk. */
int feeder_wait(struct feeder *f, struct err *e);

#endif
