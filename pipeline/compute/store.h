/* All measures of a run in memory, in order, and which feeds they came from. */
#ifndef COMPUTE_STORE_H
#define COMPUTE_STORE_H

#include <stdbool.h>
#include <stdio.h>
#include "core/buf.h"
#include "core/table.h"
#include "stream/measure.h"

struct store {
	struct measure *rows; /* sorted once store_settle was called */
	size_t n, cap;
	const struct table *feed_rows; /* feeds.csv, which knows the kinds; NULL: each feed is its own */
	const char *feeds[512];	       /* of the part rows, and their kinds, which measures are of */
	size_t nfeeds;
	struct arena arena;
};

/* Reads one stream (whole, not a part); several may follow each other. Errors: ERR_FILE. Memory: O(rows). */
int store_read(struct store *s, FILE *in, const char *name, struct err *e);

/* Sorts. Errors: ERR_FILE for a row that two streams hold. */
int store_settle(struct store *s, struct err *e);
void store_release(struct store *s);

bool store_has_feed(const struct store *s, const char *feed);

/* The rows of (measure, item): the first in *first, how many returned. */
size_t store_find(const struct store *s, const char *measure, const char *item, const struct measure **first);

#endif
