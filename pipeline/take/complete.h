/* When a file is whole: each feed says how its sender tells (feeds.csv, column complete_by). */
#ifndef TAKE_COMPLETE_H
#define TAKE_COMPLETE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>
#include "core/err.h"
#include "model/catalog.h"

enum complete_by {
	COMPLETE_RENAME, /* it has its final name only when it is whole */
	COMPLETE_MARKER, /* NAME.done lies beside it */
	COMPLETE_AGE,	 /* untouched for so many seconds */
	COMPLETE_WRONG	 /* never: its rule cannot be read */
};

struct complete_rule {
	const char *feed, *kind; /* borrowed from the catalogue; model/kinds.h */
	enum complete_by by;
	long age_s;
	char wrong[300]; /* where and why */
};

struct complete {
	struct complete_rule *rules; /* one a feed, in the order of their names */
	size_t n;
};

/* The rules valid on date. Errors: ERR_CATALOG for another word, with the row; ERR_NOMEM.
 * Owns: *c is yours, complete_release; the catalogue must live as long. */
int complete_read(struct complete *c, struct catalog *catalog, const char *date, struct err *e);
void complete_release(struct complete *c);

/* The feed's rule, or NULL when the catalogue has no such feed. */
const struct complete_rule *complete_find(const struct complete *c, const char *feed, size_t len);

/* Of a file of no feed: a minute old. */
extern const struct complete_rule complete_unknown;

/* Whether the file `base` in the folder is whole. clock: the machine's, as the file's times are: --now is
 * another day's. A time of change in the future says nothing: the time at which it was set stands for it. */
bool complete_holds(
	const struct complete_rule *rule, int folder, const char *base, const struct stat *st, int64_t clock);

#endif
