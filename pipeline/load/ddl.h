/* The tables of a feed, generated from its clean columns. */
#ifndef LOAD_DDL_H
#define LOAD_DDL_H

#include <stdbool.h>
#include "load/db.h"
#include "model/feed.h"

/* Whether the feed's name and its columns' can be names of tables and columns. Errors: ERR_CATALOG. */
int ddl_check(const struct feed *f, struct err *e);

/* Makes core.FEED_version (partitioned by the quarter of acceptance), core.FEED_current and the view
 * core.FEED where they do not exist; a column that the catalogue gained is added to the first and the last.
 * Within the caller's transaction. Errors: ERR_CATALOG for a name that is no SQL name. */
int ddl_feed(struct db *db, const struct feed *f, struct err *e);

/* Makes the partition of a quarter ("2024-Q2") when it is not there; *is_new says so: COPY FREEZE is lawful
 * then. Errors: db_fail's. */
int ddl_partition(struct db *db, const struct feed *f, const char *quarter, bool *is_new, struct err *e);

#endif
