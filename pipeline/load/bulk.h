/* The way into an empty core.FEED_current: rows straight into a fresh file without its key, then the key.
 *
 * A table truncated in the transaction that fills it needs no log (wal_level minimal), no look-up a row and
 * no index kept in random order; the key is built at the end by a sort, by several workers. Readers of the
 * feed wait meanwhile: there is nothing for them to see. */
#ifndef LOAD_BULK_H
#define LOAD_BULK_H

#include <stdbool.h>
#include "core/feed.h"
#include "load/db.h"
#include "load/marks.h"
#include "load/versions.h"

/* Whether the table is empty; if so it is locked, its key dropped and its file made anew. Within the file's
 * transaction: a rollback brings the key back. */
int bulk_begin(struct db *db, const struct feed *f, bool *is_bulk, struct err *e);

/* Appends the COPY of a chunk's narrow rows. */
int bulk_statement(const struct feed *f, struct buf *sql, struct err *e);

/* Adds the key. Where one stands twice, all but its greatest version leave the table before, versions equal
 * to an earlier one of the file leave the versions (dropped), and marks hold the periods of the rows that
 * stay. */
int bulk_end(struct db *db, const struct versions *v, struct marks *m, uint64_t *dropped, struct err *e);

#endif
