/* The last stage of the records: clean records become versions, the current row of their key, a ledger row
 * and marks. */
#ifndef LOAD_LOADER_H
#define LOAD_LOADER_H

#include "load/loader_options.h"

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

/* For the ledger row of the next file; copied. NULL: none. Errors: ERR_NOMEM. */
int loader_name_file(struct loader *l, const char *name, struct err *e);

/* Whether the file is loaded already by these rules: nothing needs to be parsed then. Its result is told in
 * its turn. Call it between files. Errors: those of a batch that is full, db_fail's. */
int loader_find(struct loader *l, const char *file, bool *is_loaded, struct err *e);

/* Commits and tells what is finished; between files. The loader may go on. Errors: those of its sink. */
int loader_commit(struct loader *l, struct err *e);

/* The file at hand, or if none has begun the one of this name, is bad: nothing of it is stored but its row.
 * Errors: those of its sink. */
int loader_void(struct loader *l, const char *file, const char *code, const char *reason, struct err *e);

/* After an error: nothing that was not told is stored, and the loader may take those files again. */
void loader_abandon(struct loader *l);

/* From here on each file has its own transaction: to find the one that the database refuses. */
void loader_take_singly(struct loader *l, bool is_single);

/* Until no thread of the loader runs: whoever forks calls it before. Errors: those of the chunk under way. */
int loader_wait(struct loader *l, struct err *e);

/* The hash of the rows that reading the feed uses. */
const char *loader_catalog(const struct loader *l);

#endif
