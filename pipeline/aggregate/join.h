/* Joined feeds: what lookup('feed', key, 'column') finds, at a date. */
#ifndef AGGREGATE_JOIN_H
#define AGGREGATE_JOIN_H

#include <stdio.h>
#include "formula/formula.h"
#include "model/feed.h"

/* A list feed in memory. Its key column and validity come from the setting lookup.FEED: "KEY FROM TO". */
struct join {
	struct feed *feed;
	size_t key, from, to;  /* columns */
	struct join_row *rows; /* sorted by (key, from) once settled */
	size_t n, cap;
	bool is_given; /* a file was given with --join */
	struct arena arena;
};

/* Reads the feed's description. Errors: ERR_USAGE for an unknown feed, ERR_CATALOG without the setting. */
int join_init(struct join *j, struct catalog *c, const char *feed, const char *today, struct err *e);
void join_release(struct join *j);

/* Reads a clean stream of a feed of the list's kind and settles its versions; those of other feeds come
 * beside them. Errors: ERR_FILE. Memory: O(rows). */
int join_read(struct join *j, FILE *in, const char *name, struct err *e);

/* The same of records that fill puts into the sink, of one feed of the list's kind or none. Errors: what fill
 * sets, ERR_FILE. Memory: O(rows). */
typedef int join_fill_fn(void *arg, struct sink *to, struct err *e);
int join_fill(struct join *j, join_fill_fn *fill, void *arg, struct err *e);

/* The column of the row with that key that is valid on date (YYYY-MM-DD…): missing when there is none. */
void join_find(const struct join *j, struct slice key, struct slice date, size_t column, struct value *out);

#endif
