/* The kinds of streams that chiso-load takes besides records. */
#ifndef LOAD_LOAD_H
#define LOAD_LOAD_H

#include <stdio.h>
#include "load/db.h"
#include "model/catalog.h"

/* Reads a rejects CSV and adds each row to audit.reject under the newest load of its file and the feed; a row
 * that is there already is not added again. added: rows that are new; unknown: rows whose file has no load.
 * Errors: ERR_FILE with the line; db_fail's. In one transaction. */
int load_rejects(struct db *db, FILE *in, const char *name, const char *feed, uint64_t *read, uint64_t *added,
	uint64_t *unknown, struct err *e);

/* Keeps the bytes of an archive of the catalogue under its hash (audit.catalog); a known hash is left alone.
 */
int load_catalog(struct db *db, FILE *in, const char *hash, int64_t now, struct err *e);

#endif
