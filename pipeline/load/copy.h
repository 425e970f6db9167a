/* The binary COPY format, encoded by hand: no value passes through a double or the server's parsers. */
#ifndef LOAD_COPY_H
#define LOAD_COPY_H

#include <stdint.h>
#include "core/buf.h"
#include "model/feed.h"

#define COPY_HEADER_BYTES 19

/* Errors: of all of these ERR_NOMEM, ERR_RECORD when the buffer is full. */
int copy_begin(struct buf *b, struct err *e);		   /* the header */
int copy_end(struct buf *b, struct err *e);		   /* the trailer */
int copy_row(struct buf *b, size_t ncells, struct err *e); /* before the cells of a row */

/* Cells as they are. Errors: as above. */
int copy_null(struct buf *b, struct err *e);
int copy_text(struct buf *b, struct slice s, struct err *e);
int copy_bytes(struct buf *b, const void *data, size_t len, struct err *e); /* text, bytea */
int copy_int8(struct buf *b, int64_t v, struct err *e);
int copy_int4(struct buf *b, int32_t v, struct err *e);
int copy_timestamp(struct buf *b, int64_t seconds, struct err *e); /* seconds since 1970, UTC */

/* The cell of a clean column in its column's type; missing ones are NULL.
 * Errors: ERR_RECORD for text that is not that type in its one canonical form: what is stored gives the same
 * bytes again. */
int copy_cell(struct buf *b, enum column_type type, const struct cell *c, struct err *e);

#endif
