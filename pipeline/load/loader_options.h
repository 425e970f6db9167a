/* What a loader is told before its first record, and what it tells. */
#ifndef LOAD_LOADER_OPTIONS_H
#define LOAD_LOADER_OPTIONS_H

#include <stdio.h>
#include "core/record.h"
#include "load/db.h"
#include "load/result.h"
#include "model/catalog.h"
#include "model/feed.h"
#include "stream/mends.h"

/* Borrowed, all of it, as long as the loader lives. Unit: now in seconds. */
struct loader_options {
	struct db *db;
	struct catalog *catalog;
	const struct feed *feed;
	const char *program; /* for the ledger: name and version */
	int64_t run_id;	     /* 0: the first batch that needs one opens a run of kind manual */
	int64_t now;
	bool is_whole_stream;	   /* nothing is committed before the `end` row; else many files at a time */
	bool is_known_checked;	   /* the caller asked which files are loaded: all that come are new */
	const struct mends *mends; /* what the files are read with instead of what was sent; NULL: nothing was
				      ever repaired */
	bool is_mended;		   /* a whole stream that was written by chiso-dump: it has the repairs */
	bool quarantines;	   /* bad files get a row of audit.quarantine */
	FILE *rejects;		   /* may be NULL: a copy of the rejects as CSV */
	void (*stored)(void *arg); /* all versions of a batch are sent, what follows is the choice among them;
				      may be NULL */
	void (*done)(
		void *arg, const struct load_result *result); /* each file in order, once it is committed; may
								 be NULL. A whole stream of more files than
								 a batch holds: once it is settled */
	void *arg;
};

#endif
