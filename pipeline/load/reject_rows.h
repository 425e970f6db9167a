/* The rows of a stream of rejects, into audit.reject. */
#ifndef LOAD_REJECT_ROWS_H
#define LOAD_REJECT_ROWS_H

#include <stdio.h>
#include "load/db.h"

/* Reads a rejects CSV and adds each row to audit.reject under the newest load of its file and the feed; a row
 * that is there already is not added again. added: rows that are new; unknown: rows whose file has no load.
 * In one transaction. Shape: the columns of rejects_write. Errors: ERR_FILE with the line; db_fail's. Memory:
 * O(one row), the rest is the server's. */
int reject_rows_load(struct db *db, FILE *in, const char *name, const char *feed, uint64_t *read,
	uint64_t *added, uint64_t *unknown, struct err *e);

#endif
