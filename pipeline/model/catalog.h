/* The catalogue: folders of CSV tables, base first, overlays laid over it.
 *
 * A table is the rows of the base's file followed by those of each overlay's file of that name; an overlay's
 * row replaces the earlier row with the same key (the key columns of a table are the rows of schema.csv).
 * What further provinces of the data centre have beside the first is laid out of them (catalog_provinces.h).
 */
#ifndef MODEL_CATALOG_H
#define MODEL_CATALOG_H

#include "core/err.h"
#include "core/table.h"

struct catalog;

/* dirs: the folders in order, base first. ndirs 0: $CHISO_CATALOG (colon-separated), else the installed or
 * built-in default: every folder beside `base` of DEFAULT_CATALOG, base first, then by name. Owns: *out is
 * yours, catalog_free. Errors: ERR_CATALOG for a folder that is not there, ERR_NOMEM. */
int catalog_open(struct catalog **out, const char *const *dirs, size_t ndirs, struct err *e);
void catalog_free(struct catalog *c);

/* The table, read once and kept; an absent file is an empty table. NULL with e set on error. Errors:
 * ERR_CATALOG with the row's place, ERR_NOMEM. Memory: O(rows). */
const struct table *catalog_get(struct catalog *c, const char *name, struct err *e);

/* What was worked out of tables, kept as long as they are. key: an address that is its reader's own. NULL:
 * nothing is kept under it. release is called when the catalogue is freed. Errors: ERR_NOMEM, then object is
 * still yours. */
void *catalog_kept(const struct catalog *c, const void *key);
int catalog_keep(struct catalog *c, const void *key, void *object, void (*release)(void *), struct err *e);

/* Names of all tables present in any folder, sorted; borrowed. Errors: ERR_CATALOG, ERR_NOMEM. */
int catalog_names(struct catalog *c, const char *const **names, size_t *n, struct err *e);

/* The folders. */
const char *const *catalog_dirs(const struct catalog *c, size_t *n);

/* SHA-256 hex of all files of all folders (names and bytes), for audit.catalog. out holds 65 bytes. Errors:
 * ERR_CATALOG for a file that cannot be read, ERR_NOMEM. */
int catalog_hash(struct catalog *c, char out[65], struct err *e);

/* SHA-256 hex of the rows that reading `feed` uses: its rows of feeds and fields, and the whole of the tables
 * that schema.csv marks as used in reading. Part of a load's identity. Errors: as catalog_get. */
int catalog_feed_hash(struct catalog *c, const char *feed, char out[65], struct err *e);

/* A setting valid on date, or NULL. Source: settings.csv. Errors: as catalog_get. */
const char *catalog_setting(struct catalog *c, const char *name, const char *date, struct err *e);

#endif
