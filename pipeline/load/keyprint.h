/* The database remembers the pseudonym keys by fingerprint: one person never gets two pseudonyms unnoticed.
 */
#ifndef LOAD_KEYPRINT_H
#define LOAD_KEYPRINT_H

#include "core/hash.h"
#include "load/db.h"

/* Holds the keys of the file against audit.pseudonym_key, in one transaction; unseen ids are added. One key
 * is current. A new id takes its place when the current one still stands in the file, which retires it.
 * Errors: ERR_USAGE in one line when an id has another key than before, when the current one is not in the
 * file, when a retired one is used again. run_id 0: none. Call it with the lock (lock_need). */
int keyprint_check(struct db *db, const struct pseudonym *p, int64_t run_id, int64_t now, struct err *e);

/* A key that is lost for good is retired by name: the next file may do without it. Errors: ERR_USAGE for an
 * id that is not current. */
int keyprint_retire(struct db *db, const char *id, int64_t now, struct err *e);

#endif
