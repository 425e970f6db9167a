/* A feed whose key the catalogue has changed. */
#ifndef LOAD_REKEY_H
#define LOAD_REKEY_H

#include "load/db.h"
#include "model/feed.h"

/* When core.FEED_current has another key than the feed, it is chosen anew by the feed's, among the versions
 * of the loads that stand, and every period of it is marked. Versions that lack a column of the new key leave
 * it: such a record is refused today. The versions stay as they are. Within the caller's transaction, or as
 * one of its own. Memory: the server's. Errors: db_fail's; ERR_RETRY when the table is in use. */
int rekey_feed(struct db *db, const struct feed *f, struct err *e);

#endif
