/* The rejects of one file, kept outside the transaction until it is known whether the file is good. */
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

int spill_add(struct spill *s, int64_t load_id, const struct reject *r, struct err *e);
/* COPY of all rows into audit.reject. */
int spill_send(struct spill *s, struct db *db, struct err *e);
int spill_reset(struct spill *s, struct err *e);
void spill_release(struct spill *s);

/* Appends one text as a cell of COPY's text format, a tab or line end after it. Errors: as buf_add. */
int spill_cell(struct buf *b, struct slice s, char end, struct err *e);

#endif
