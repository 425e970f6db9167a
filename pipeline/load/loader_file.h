/* One file of the loader, from its first record to its ledger row. Only loader.c includes this. */
#ifndef LOAD_LOADER_FILE_H
#define LOAD_LOADER_FILE_H

#include "load/current.h"
#include "load/feeder.h"
#include "load/ledger.h"
#include "load/loader.h"
#include "load/marks.h"
#include "load/spill.h"
#include "load/versions.h"

struct loader {
	struct sink sink; /* first: a loader is a sink */
	struct loader_options o;
	struct db *db;
	struct versions v;
	struct current current;
	struct marks marks;
	struct spill spill;
	struct feeder *feeder;
	struct chunk chunks[2];
	int filling; /* which chunk is being filled; the feeder may hold the other */
	char catalog_hash[65];
	int64_t run_id, load_id;
	uint64_t rows; /* records of this file so far */
	struct buf file, message;
	bool is_in_transaction, is_in_file, is_known, is_run_ours, is_partition_new;
};

/* Begins the file: transaction, lock, tables. A file that is loaded already is only counted (is_known). */
int loader_file_begin(struct loader *l, struct slice file, struct err *e);
/* Hands the chunk to the feeder and turns to the other one. */
int loader_file_flush(struct loader *l, struct err *e);
/* Ends the file by its trailer. */
int loader_file_end(struct loader *l, const struct record *trailer, struct err *e);

#endif
