/* The last stage of the records: clean records become versions, the current row of their key, a ledger row
 * and marks. */
#ifndef LOAD_LOADER_H
#define LOAD_LOADER_H

#include <stdio.h>
#include "core/record.h"
#include "load/db.h"
#include "model/catalog.h"
#include "model/feed.h"

enum load_outcome { OUTCOME_LOADED, OUTCOME_DUPLICATE, OUTCOME_BAD };

/* What became of one file. Borrowed until the call returns. */
struct load_result {
	const char *file;
	enum load_outcome outcome;
	int64_t load_id; /* of a duplicate: the load that stands */
	uint64_t read, kept, rejected, duplicate;
	uint64_t repeated;  /* of them, records whose key a later record of the same file has */
	uint64_t strangers; /* beside what was read: elements where records stand that are none */
	const char *sent, *sent_from;
	const char *code, *reason; /* of a bad one: a row of reject_codes.csv, one line; else "" */
	const char *periods;	   /* "2024-Q1,2024-Q2" */
};

struct loader_options {
	struct db *db;
	struct catalog *catalog;
	const struct feed *feed;
	const char *program; /* for the ledger: name and version */
	int64_t run_id;	     /* 0: the first batch that needs one opens a run of kind manual */
	int64_t now;
	bool is_whole_stream;	   /* nothing is committed before the `end` row; else many files at a time */
	bool is_known_checked;	   /* the caller asked which files are loaded: all that come are new */
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

struct loader;

/* Takes clean records, rejects, file rows and the end row. Files are stored many in one transaction; one that
 * does not fit a chunk has one of its own. Each is all or nothing: a bad file's rows are taken back and its
 * ledger row and rejects written all the same; the others stand. Owns: *out is yours; loader_free without the
 * end row or loader_commit rolls back what is not committed. Errors of its sink: ERR_FILE for records that do
 * not fit their feed, their file row or the database; db_fail's kinds. Memory: O(1): two chunks of at most
 * 8192 rows, and some kilobytes for each of a batch's files. */
int loader_new(struct loader **out, const struct loader_options *o, struct err *e);
void loader_free(struct loader *l);
struct sink *loader_sink(struct loader *l);

/* For the ledger row of the next file; copied. NULL: none. */
int loader_name_file(struct loader *l, const char *name, struct err *e);

/* Whether the file is loaded already by these rules: nothing needs to be parsed then. Its result is told in
 * its turn. Call it between files. */
int loader_find(struct loader *l, const char *file, bool *is_loaded, struct err *e);

/* Commits and tells what is finished; between files. The loader may go on. */
int loader_commit(struct loader *l, struct err *e);

/* The file at hand, or if none has begun the one of this name, is bad: nothing of it is stored but its row.
 */
int loader_void(struct loader *l, const char *file, const char *code, const char *reason, struct err *e);

/* After an error: nothing that was not told is stored, and the loader may take those files again. */
void loader_abandon(struct loader *l);

/* From here on each file has its own transaction: to find the one that the database refuses. */
void loader_take_singly(struct loader *l, bool is_single);

/* Until no thread of the loader runs: whoever forks calls it before. */
int loader_wait(struct loader *l, struct err *e);

/* The hash of the rows that reading the feed uses. */
const char *loader_catalog(const struct loader *l);

#endif
