/* Putting partial measure streams together: exact, or refused. */
#ifndef AGGREGATE_MERGE_H
#define AGGREGATE_MERGE_H

#include "aggregate/groups.h"

struct merger;

/* Owns: *out is yours, merger_free. Errors: ERR_NOMEM. */
int merger_new(struct merger **out, struct err *e);
void merger_free(struct merger *m);

/* Adds one stream. Errors: ERR_FILE for a bad stream, a part that came already, parts of another number. */
int merger_read(struct merger *m, FILE *in, const char *name, struct err *e);

/* Writes the whole: its part rows say 1/1 for every feed. Errors: ERR_FILE for a part that did not come
 * (named), ERR_WRITE. rows: how many were written. Memory: O(groups). */
int merger_finish(struct merger *m, FILE *out, uint64_t *rows, struct err *e);

#endif
