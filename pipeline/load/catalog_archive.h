/* The catalogue by which figures were computed, as bytes. */
#ifndef LOAD_CATALOG_ARCHIVE_H
#define LOAD_CATALOG_ARCHIVE_H

#include <stdint.h>
#include <stdio.h>
#include "load/db.h"

/* Keeps the bytes of an archive of the catalogue under its hash (audit.catalog); a known hash is left alone.
 * Unit: now in seconds. Errors: ERR_FILE for an empty one, ERR_RECORD over 64 MB, ERR_NOINPUT, db_fail's.
 * Memory: O(bytes). */
int catalog_archive_store(struct db *db, FILE *in, const char *hash, int64_t now, struct err *e);

#endif
