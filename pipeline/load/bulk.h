/* The way into an empty core.FEED_current: rows straight into a fresh file without its key, then the key.
 *
 * A table truncated in the transaction that fills it needs no log (wal_level minimal), no look-up a row and
 * no index kept in random order; the key is built at the end by a sort, by several workers. Readers of the
 * feed wait meanwhile: there is nothing for them to see. */
#ifndef LOAD_BULK_H
#define LOAD_BULK_H

#include <stdbool.h>
#include "load/batch.h"
#include "load/db.h"
#include "model/feed.h"

/* Whether the table is empty; if so it is locked, its key dropped and its file made anew. Within the batch's
 * transaction: a rollback brings the key back. Errors: db_fail's; ERR_RETRY when a reader of the feed does
 * not let go of the table. */
int bulk_begin(struct db *db, const struct feed *f, bool *is_bulk, struct err *e);

/* Adds the key. Where one stands twice, the files of the batch are gone through in their order, as current.h
 * says: all but its greatest version leave the table before; a record that did not move in and is equal to
 * one of an earlier file, or to a later one of its own, leaves the versions; the files' counts and marks say
 * so. Errors: ERR_FAULT for a row of no load of the batch; db_fail's. Memory: a row a load and period; the
 * ranking is the server's. */
int bulk_end(struct db *db, const struct feed *f, const char *quarter, struct batch *b, struct err *e);

#endif
