/* audit.load and audit.run: which file was loaded, by which rules, in which run, with which counts. */
#ifndef LOAD_LEDGER_H
#define LOAD_LEDGER_H

#include <stdbool.h>
#include "core/buf.h"
#include "load/db.h"

#define LEDGER_IDS 256 /* load numbers of one block: a kill wastes at most so many */

/* What identifies a load. The same again is a no-op; the same file by other catalogue rows is a new
 * generation. */
struct identity {
	const char *file; /* SHA-256 hex of the uncompressed bytes */
	const char *feed, *kind;
	const char *catalog; /* catalog_feed_hash */
	int format;	     /* STREAM_FORMAT */
};

enum load_state { LOAD_NONE, LOAD_OK, LOAD_BAD };

/* A row of audit.load. Times are seconds; INT64_MIN when unknown. */
struct ledger_row {
	struct identity id;
	int64_t load_id, run_id;
	enum load_state state;
	const char *name, *message, *sent_at, *sent_from, *quarter, *program, *reason;
	int64_t accepted_at, sent_min, sent_max;
	uint64_t read, kept, rejected, duplicate, repeated, strangers;
	int64_t dropped;     /* -1: nobody counted them */
	int64_t last_repair; /* of audit.repair: the last that the file was read with; 0: none */
	const char *repairs; /* the load that this one stands for; NULL: none was repaired */
};

/* One writer a kind, whose tables its feeds share: waits (until lock_timeout) for the transaction-wide lock.
 * Errors: ERR_RETRY when it does not come. */
int ledger_lock(struct db *db, const char *kind, struct err *e);

/* The load of that identity which stands; LOAD_NONE when there is none. Errors: db_fail's. */
int ledger_find(
	struct db *db, const struct identity *id, enum load_state *state, int64_t *load_id, struct err *e);

/* Numbers for loads, fetched in blocks: the first is one, then twice as many each time. A zeroed struct is
 * empty. */
struct load_ids {
	int64_t list[LEDGER_IDS];
	int n, at, block;
};
/* The next number; asks the server only for a new block. Errors: db_fail's. */
int ledger_next_id(struct db *db, struct load_ids *ids, int64_t *load_id, struct err *e);

/* Opens a run of kind manual; for programs called without --run. Errors: db_fail's. */
int ledger_open_run(struct db *db, int64_t now, int64_t *run_id, struct err *e);

/* What --run says; NULL is 0, a run of our own. Errors: ERR_USAGE. */
int ledger_parse_run(const char *text, int64_t *run_id, struct err *e);

/* Loads of these files (an array's literal) and feed by other rules that stand: superseded by this run from
 * here on. Shape of *out: load_id, file_hash, the load that it stands for or is, by load_id. Owns: *out is
 * yours, PQclear. Errors: db_fail's. */
int ledger_supersede(
	struct db *db, const char *files, const char *feed, int64_t run_id, PGresult **out, struct err *e);

/* Rows of audit.load, written together. Begin with a zeroed buf; add; write: bad ones of the same identity
 * (feed and catalogue are those of all; files: an array's literal) go away with their rejects, then the rows
 * are copied in. Errors: as buf_add, db_fail's. */
int ledger_add(struct buf *rows, const struct ledger_row *row, struct err *e);
int ledger_write(
	struct db *db, const struct buf *rows, const char *files, const struct identity *of, struct err *e);

/* Rows of audit.quarantine, written together; those that are there stay. name: as shown. Begin with a zeroed
 * buf. Errors: as buf_add, db_fail's. */
int ledger_quarantine_add(struct buf *rows, const char *file, const char *name, const char *feed,
	const char *reason, struct err *e);
int ledger_quarantine_write(
	struct db *db, const struct buf *rows, int64_t now, int64_t run_id, struct err *e);

#endif
