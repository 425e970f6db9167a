/* The tables of a feed, of its clean columns: the owner's functions make them (sql/991-rights.sql), whoever
 * asks. */
#ifndef LOAD_DDL_H
#define LOAD_DDL_H

#include <stdbool.h>
#include "load/db.h"
#include "model/feed.h"

/* Whether the feed's name and its columns' can be names of tables and columns. Errors: ERR_CATALOG. */
int ddl_check(const struct feed *f, struct err *e);

/* Makes core.FEED_version (partitioned by the quarter of acceptance), core.FEED_current and the view
 * core.FEED where they do not exist; a column that the catalogue gained is added to the first and the last, a
 * key that it changed is changed. Within the caller's transaction. Errors: ERR_CATALOG for a name that is no
 * SQL name; db_fail's. */
int ddl_feed(struct db *db, const struct feed *f, struct err *e);

/* Makes the partition of a quarter ("2024-Q2") when it is not there; *is_new says so: COPY FREEZE is lawful
 * then. Errors: db_fail's. */
int ddl_partition(struct db *db, const struct feed *f, const char *quarter, bool *is_new, struct err *e);

/* Appends the columns of the key, without the feed, as an array's text. Errors: as buf_add. */
int ddl_key(const struct feed *f, struct buf *out, struct err *e);

#endif
