/* Rejects, kept outside the transaction: those of a file until it is known whether they count, those of a
 * batch until its end. */
#ifndef LOAD_SPILL_H
#define LOAD_SPILL_H

#include <stdint.h>
#include <stdio.h>
#include "core/record.h"
#include "load/db.h"

/* A zeroed struct is an empty spill. Memory: O(1), the rows stand in an unnamed temporary file. */
struct spill {
	FILE *file;
	uint64_t n;
	struct buf row;
};

/* Errors: ERR_OUTPUT without a temporary file, ERR_WRITE. */
int spill_add(struct spill *s, int64_t load_id, const struct reject *r, struct err *e);
/* COPY of all rows into audit.reject. Errors: ERR_WRITE, db_fail's. */
int spill_send(struct spill *s, struct db *db, struct err *e);
/* Moves all rows of `from` to the end of `s`. Errors: ERR_OUTPUT, ERR_WRITE. */
int spill_move(struct spill *s, struct spill *from, struct err *e);
/* Errors: ERR_WRITE. */
int spill_reset(struct spill *s, struct err *e);
void spill_release(struct spill *s);

/* Appends one text as an element of an array's literal ('{a,"b c"}'): with its comma before it, if it is not
 * the first; the braces are the caller's. Errors: as buf_add. */
int spill_element(struct buf *b, struct slice s, struct err *e);

/* Appends one text as a cell of COPY's text format, a tab or line end after it. Errors: as buf_add. */
int spill_cell(struct buf *b, struct slice s, char end, struct err *e);

#endif
