/* Rows of COPY … TO STDOUT in its text format. */
#ifndef LOAD_COPY_OUT_H
#define LOAD_COPY_OUT_H

#include "core/record.h"
#include "load/db.h"

/* Takes a row: n cells, borrowed until it returns. \N is CELL_ABSENT; texts are NUL-terminated. */
typedef int copy_row_fn(void *arg, struct cell *cells, size_t n, struct err *e);

/* Runs the statement and puts its rows, each of n columns. Errors: db_fail's, what put sets. Memory: O(one
 * row). */
int copy_out(
	struct db *db, const char *sql, size_t n, copy_row_fn *put, void *arg, uint64_t *rows, struct err *e);

/* Appends the text as an SQL literal. Errors: ERR_DATABASE for bytes that are no text; as buf_add. */
int copy_add_literal(struct db *db, const char *text, struct buf *sql, struct err *e);

/* Errors: ERR_USAGE when audit.run has no such run; 0 is none. */
int copy_check_run(struct db *db, int64_t run, struct err *e);

#endif
