/* The words that readers meet in the place of ours (reader_words.csv), laid down in the warehouse. */
#ifndef LOAD_WORDS_H
#define LOAD_WORDS_H

#include "core/err.h"
#include "load/db.h"
#include "model/catalog.h"

/* The rows that are valid on date become core.reader_word; when they are others than they were, every figure
 * is published anew. A catalogue without the table leaves what is there. Errors: ERR_CATALOG, ERR_DATABASE,
 * ERR_NOMEM. */
int words_set(struct db *db, struct catalog *c, const char *date, struct err *e);

#endif
