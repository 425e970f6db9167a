/* The (feed, period) pairs that a load touched: their figures are computed again. */
#ifndef LOAD_MARKS_H
#define LOAD_MARKS_H

#include "core/buf.h"
#include "core/catalog.h"
#include "load/db.h"

#define MARKS_MAX 4096 /* periods one load may touch: a thousand years of quarters */

struct marks {
	const char **periods; /* sorted, without repeats */
	size_t n, cap;
	struct arena names;
	char last[128]; /* the list seen last: most records touch the same */
};

/* Adds the periods of a list separated by blanks. */
int marks_add(struct marks *m, const char *periods, struct err *e);
void marks_reset(struct marks *m);
void marks_release(struct marks *m);

/* Appends the periods with a separator between them. */
int marks_list(const struct marks *m, char separator, struct buf *out, struct err *e);

/* Writes the marks of a load, and those of the feeds whose measures look things up in this one: every period
 * of theirs that is known. */
int marks_write(const struct marks *m, struct db *db, struct catalog *c, const char *feed, int64_t load_id,
	struct err *e);

#endif
