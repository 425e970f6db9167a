/* The last stage of the records: clean records become versions, the current row of their key, a ledger row
 * and marks. */
#ifndef LOAD_LOADER_H
#define LOAD_LOADER_H

#include <stdio.h>
#include "core/catalog.h"
#include "core/feed.h"
#include "core/record.h"
#include "load/db.h"

enum load_outcome { OUTCOME_LOADED, OUTCOME_DUPLICATE, OUTCOME_BAD };

/* What became of one file. Borrowed until the call returns. */
struct load_result {
	const char *file;
	enum load_outcome outcome;
	int64_t load_id; /* of a duplicate: the load that stands */
	uint64_t read, kept, rejected, duplicate;
	const char *sent, *sent_from, *reason;
	const char *periods; /* "2024-Q1,2024-Q2" */
};

struct loader_options {
	struct db *db;
	struct catalog *catalog;
	const struct feed *feed;
	const char *program;   /* for the ledger: name and version */
	const char *file_name; /* may be NULL, and may be changed between files */
	int64_t run_id;	       /* 0: the first file that needs one opens a run of kind manual */
	int64_t now;
	bool is_whole_stream; /* nothing is committed before the `end` row; else every file at its trailer */
	FILE *rejects;	      /* may be NULL: a copy of the rejects as CSV */
	void (*stored)(void *arg); /* all versions of a file are sent, what follows is the choice among them;
				      may be NULL */
	void (*done)(
		void *arg, const struct load_result *result); /* after each file's trailer; may be NULL */
	void *arg;
};

struct loader;

/* Takes clean records, rejects, file rows and the end row. A bad file's rows are rolled back and its ledger
 * row and rejects written all the same; the others stand. Owns: *out is yours; loader_free without the end
 * row rolls back what is not committed. Errors of its sink: ERR_FILE for records that do not fit their feed
 * or their file row; db_fail's kinds. Memory: O(1): two chunks of at most 8192 rows. */
int loader_new(struct loader **out, const struct loader_options *o, struct err *e);
void loader_free(struct loader *l);
struct sink *loader_sink(struct loader *l);
void loader_name_file(
	struct loader *l, const char *name); /* borrowed, for the ledger row of the files that follow */

/* Whether the file is loaded already by these rules: nothing needs to be parsed then. */
int loader_find(
	struct loader *l, const char *file, struct load_result *result, bool *is_loaded, struct err *e);

#endif
