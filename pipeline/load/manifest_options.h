/* What a manifest's run is told, and what it counts. */
#ifndef LOAD_MANIFEST_OPTIONS_H
#define LOAD_MANIFEST_OPTIONS_H

#include "load/db.h"
#include "load/pool.h"
#include "load/result.h"
#include "model/catalog.h"
#include "model/feed.h"
#include "stream/mends.h"

#define MANIFEST_WINDOW                                                                                      \
	4096 /* rows in memory at once, some 4 MB: what is known is asked once for so many                   \
	      */

/* A feed that occurs. */
struct manifest_feed {
	const char *name;
	const struct feed *feed;
	const char *wrong; /* why it cannot be read: its files are left; NULL: it can */
};

/* Borrowed, all of it, until the run returns. Unit: now in seconds. */
struct manifest_options {
	struct db *db;
	struct catalog *catalog;
	const char *program;
	const struct manifest_feed *feeds; /* all that occur (manifest_feeds), sorted by name */
	size_t nfeeds;
	int64_t run_id, now;
	const struct mends *mends; /* as loader_options */
	const char *raw;	   /* the folder of the raw files */
	struct pool_options pool;  /* cells, work, work_arg and shut; the rest is filled in here */
	/* appends what a cell is told with a file; path: of the raw file */
	int (*request)(void *arg, const char *feed, const char *file, const char *path, struct buf *out,
		struct err *e);
	void (*stored)(void *arg);
	void (*done)(void *arg, const struct load_result *r); /* of every file that came to the loader */
	void *arg;
};

/* What became of the rows. */
struct manifest_counts {
	uint64_t rows, loaded, duplicate, bad, left;
};

#endif
