/* The files of one transaction: what is known of each until it is committed and told. */
#ifndef LOAD_BATCH_H
#define LOAD_BATCH_H

#include "core/buf.h"
#include "core/limits.h"
#include "load/marks.h"
#include "load/result.h"

struct batch_file {
	enum load_outcome outcome;
	int64_t load_id;
	const char *file, *name, *message, *sent_at, *sent_from, *reason, *code; /* in the batch's arena */
	uint64_t rows;								 /* records that came */
	uint64_t refused; /* records that were refused on the way here */
	uint64_t read, kept, rejected, duplicate, repeated, strangers;
	int64_t dropped;
	uint64_t moved; /* records that became current, and loads replaced */
	int64_t sent_min, sent_max;
	struct marks marks;
	bool is_new; /* not known before: it gets a ledger row */
};

/* A fixed room: the feeder's thread fills in marks while files are added. */
struct batch {
	struct batch_file files[LIMIT_BATCH_FILES];
	size_t n;
	uint64_t rows;
	struct arena texts;
	struct marks periods; /* the names of all periods, for the marks of all files */
};

/* The next file, zeroed, with empty texts. Memory: some kilobytes a file. */
struct batch_file *batch_add(struct batch *b);
bool batch_is_full(const struct batch *b);
void batch_reset(struct batch *b);
void batch_release(struct batch *b);

/* Keeps a text; NULL on error. Errors: ERR_NOMEM. */
const char *batch_text(struct batch *b, struct slice text, struct err *e);

/* The new file of that load; that new file by its name; NULL when there is none. */
struct batch_file *batch_find_load(struct batch *b, int64_t load_id);
struct batch_file *batch_find_file(struct batch *b, const char *file, const struct batch_file *but);

/* Appends the new files of one outcome (and, of loaded ones, all loads) as an array's literal, braces and
 * all. Errors: as buf_add. */
int batch_files(const struct batch *b, bool with_bad, struct buf *out, struct err *e);
int batch_loads(const struct batch *b, struct buf *out, struct err *e);

/* Tells each file's result by fn, in order. Errors: ERR_NOMEM; what fn does cannot fail. */
int batch_tell(struct batch *b, void (*fn)(void *arg, const struct load_result *r), void *arg, struct err *e);

#endif
