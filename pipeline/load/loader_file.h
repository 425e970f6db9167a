/* The loader's inside: one file from its first record to its trailer, and the batch from its first file to
 * its COMMIT. Only the loader's own files include this. */
#ifndef LOAD_LOADER_FILE_H
#define LOAD_LOADER_FILE_H

#include "load/batch.h"
#include "load/current.h"
#include "load/feeder.h"
#include "load/ledger.h"
#include "load/loader.h"
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

/* Begins the file. One that is loaded already is only counted. */
int loader_file_begin(struct loader *l, struct slice file, struct err *e);
/* Before the first record: transaction, lock, tables. */
int loader_ready(struct loader *l, struct err *e);
/* The chunk is full: whole files go, or the one that fills it is streamed. */
int loader_file_flush(struct loader *l, struct err *e);
/* Ends the file by its trailer. */
int loader_file_end(struct loader *l, const struct record *trailer, struct err *e);

struct identity loader_identity(struct loader *l, const char *file);
/* Asks the ledger; what is known of a load that stands goes into f. */
int loader_file_find(struct loader *l, struct batch_file *f, bool *is_loaded, struct err *e);

int loader_begin_transaction(struct loader *l, struct err *e);
/* Hands the chunk to the feeder and turns to the other one. */
int loader_give(struct loader *l, struct err *e);
/* All statements of the batch but COMMIT. */
int loader_settle(struct loader *l, struct err *e);
/* Settles, commits and tells. The file at hand, if any, is not part of it and begins the next batch. */
int loader_commit_batch(struct loader *l, struct err *e);

#endif
