/* audit.load and audit.run: which file was loaded, by which rules, in which run, with which counts. */
#ifndef LOAD_LEDGER_H
#define LOAD_LEDGER_H

#include <stdbool.h>
#include "core/buf.h"
#include "load/db.h"

/* What identifies a load. The same again is a no-op; the same file by other catalogue rows is a new
 * generation. */
struct identity {
	const char *file; /* SHA-256 hex of the uncompressed bytes */
	const char *feed;
	const char *catalog; /* catalog_feed_hash */
	int format;	     /* STREAM_FORMAT */
};

enum load_state { LOAD_NONE, LOAD_OK, LOAD_BAD };

/* A row of audit.load. Times are seconds; INT64_MIN when unknown. */
struct ledger_row {
	struct identity id;
	int64_t load_id, run_id;
	enum load_state state;
	const char *name, *message, *sent, *sent_from, *quarter, *program, *reason;
	int64_t accepted_at, sent_min, sent_max;
	uint64_t read, kept, rejected, duplicate;
};

/* One writer a feed: waits (until lock_timeout) for the transaction-wide lock. */
int ledger_lock(struct db *db, const char *feed, struct err *e);

/* The load of that identity which stands; LOAD_NONE when there is none. */
int ledger_find(
	struct db *db, const struct identity *id, enum load_state *state, int64_t *load_id, struct err *e);

int ledger_next_id(struct db *db, int64_t *load_id, struct err *e);

/* Opens a run of kind manual; for programs called without --run. */
int ledger_open_run(struct db *db, int64_t now, int64_t *run_id, struct err *e);

/* What --run says; NULL is 0, a run of our own. Errors: ERR_USAGE. */
int ledger_parse_run(const char *text, int64_t *run_id, struct err *e);

/* Loads of the same file and feed by other rules that stand: superseded by this run from here on.
 * Appends "{1,2}" to out, "{}" when there is none. */
int ledger_supersede(
	struct db *db, const struct identity *id, int64_t run_id, struct buf *out, struct err *e);

/* Writes the row; a bad one of the same identity goes away with its rejects. */
int ledger_write(struct db *db, const struct ledger_row *row, struct err *e);

#endif
