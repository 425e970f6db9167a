/* The (kind, period) pairs that a load touched: their figures are computed again. */
#ifndef LOAD_MARKS_H
#define LOAD_MARKS_H

#include "core/buf.h"
#include "load/db.h"
#include "model/catalog.h"
#include "model/feed.h"

#define MARKS_MAX 4096 /* periods one load may touch: a thousand years of quarters */

struct marks {
	const char **periods; /* sorted, without repeats */
	size_t n, cap;
	struct arena names;
	struct marks *dictionary; /* NULL, or where the names stand that several lists share */
	char last[128];		  /* the list seen last: most records touch the same */
};

/* Adds the periods of a list separated by blanks. Errors: ERR_FILE over MARKS_MAX periods, ERR_NOMEM. */
int marks_add(struct marks *m, const char *periods, struct err *e);
void marks_reset(struct marks *m);
void marks_release(struct marks *m);

/* Appends the periods with a separator between them. Errors: as buf_add. */
int marks_list(const struct marks *m, char separator, struct buf *out, struct err *e);

/* The marks of many loads, in one statement each. Shape: periods and loads go in pairs, a period may come
 * often (its last load counts). moved_by: the last load by which records became current, 0: none. Writes
 * them under the feed's kind, and those of the kinds whose measures look things up in it: every period of
 * theirs that is known. Errors: ERR_CATALOG for measures that cannot be read, db_fail's. */
int marks_write(struct db *db, struct catalog *c, const struct feed *f, const struct buf *periods,
	const struct buf *loads, int64_t moved_by, struct err *e);

#endif
