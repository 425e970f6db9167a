/* A feed whose records stand under another kind than the catalogue says. */
#ifndef LOAD_KIND_CHECK_H
#define LOAD_KIND_CHECK_H

#include "load/db.h"
#include "model/feed.h"

/* Errors: ERR_CATALOG when loads of the feed stand that were of another kind: its records are in that one's
 * tables, and would be neither counted nor replaced. db_fail's. */
int kind_check(struct db *db, const struct feed *f, struct err *e);

#endif
