/* The files of a manifest, of all feeds, into the warehouse: which are known is asked at once, the others are
 * parsed and loaded, every row gets its verdict. */
#ifndef LOAD_MANIFEST_RUN_H
#define LOAD_MANIFEST_RUN_H

#include "load/loader.h"
#include "load/pool.h"
#include "stream/manifest.h"

#define MANIFEST_WINDOW                                                                                      \
	4096 /* rows in memory at once: some 4 MB; what is known is asked once for so many                   \
	      */

/* A feed that occurs. */
struct manifest_feed {
	const char *name;
	const struct feed *feed;
	const char *wrong; /* why it cannot be read: its files are left; NULL: it can */
};

struct manifest_options {
	struct db *db;
	struct catalog *catalog;
	const char *program;
	const struct manifest_feed *feeds; /* all that occur (manifest_feeds), sorted by name */
	size_t nfeeds;
	int64_t run_id, now;
	const char *raw;	  /* the folder of the raw files */
	struct pool_options pool; /* cells, work, work_arg and shut; the rest is filled in here */
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

/* The names of the feeds of taken files, sorted, each once; the whole manifest is read for it and checked.
 * Owns: *names and its texts are yours: the arena's. */
int manifest_feeds(
	FILE *in, const char *name, struct arena *a, const char ***names, size_t *n, struct err *e);

/* Takes all files, feed by feed within a window (a feed that cannot be read costs itself: its files are left,
 * code left.feed), and writes the verdicts. Errors: what ends a run; what is
 * committed stands then. Memory: O(window + feeds). */
int manifest_run(const struct manifest_options *o, FILE *in, const char *name, FILE *out,
	struct manifest_counts *counts, struct err *e);

#endif
