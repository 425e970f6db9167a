/* The loader's inside, lowest floor: what it holds, its transaction, its two chunks. Only the loader's own
 * files include this: loader_state < loader_settle < loader_batch < loader_file < loader. */
#ifndef LOAD_LOADER_STATE_H
#define LOAD_LOADER_STATE_H

#include "load/batch.h"
#include "load/current.h"
#include "load/feeder.h"
#include "load/ledger.h"
#include "load/loader_options.h"
#include "load/spill.h"
#include "load/versions.h"

/* Of a whole stream, where a file alone may be taken back: it was set before the tables were made, or after.
 */
enum savepoint { SAVEPOINT_NONE, SAVEPOINT_BEFORE, SAVEPOINT_AFTER };

struct loader {
	struct sink sink; /* first: a loader is a sink */
	struct loader_options o;
	struct db *db;
	struct versions v;
	struct current current;
	struct spill spill, own; /* rejects of the batch, and of the file at hand */
	struct feeder *feeder;
	struct chunk chunks[2];
	int filling; /* which chunk is being filled; the feeder may hold the other */
	char catalog_hash[65];
	int64_t run_id;
	struct load_ids ids;
	struct batch batch;
	struct buf name;	/* of the next file */
	struct batch_file *at;	/* the file at hand */
	struct chunk_mark mark; /* where its rows begin, until it is streamed */
	long long rejects_at;	/* where the copy of this batch's rejects begins; -1: it cannot be cut */
	enum savepoint savepoint;
	bool is_in_transaction, is_in_file, is_run_ours, is_single;
	bool is_ready, was_ready; /* the feed's tables are there; were before in this transaction */
	bool is_partition_new;
	bool is_streamed; /* the file at hand does not fit a chunk: it is alone in its transaction or
			     savepoint */
};

struct identity loader_identity(struct loader *l, const char *file);

/* A transaction and in it the feed's lock, unless there is one. Errors: db_run's, ERR_RETRY when the lock
 * does not come. */
int loader_begin_transaction(struct loader *l, struct err *e);

/* Before the first record: transaction, lock, tables. Errors: those of ddl_feed, ddl_partition,
 * current_begin. */
int loader_ready(struct loader *l, struct err *e);

/* Hands the chunk to the feeder and turns to the other one. Errors: those of the chunk before. */
int loader_give(struct loader *l, struct err *e);

/* Asks the ledger; what is known of a load that stands goes into f. Errors: db_fail's. */
int loader_find_known(struct loader *l, struct batch_file *f, bool *is_loaded, struct err *e);

#endif
