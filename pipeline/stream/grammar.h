/* What every stream of rows has in common: one header, rows that begin with their kind, all of the header's
 * width, and one end row that counts them, with nothing behind it. Records, measures, indicators and
 * manifests are read by this. */
#ifndef STREAM_GRAMMAR_H
#define STREAM_GRAMMAR_H

#include <stdint.h>
#include "core/csv.h"

/* What is wrong with a stream; each stream says it in its own words. */
enum grammar_fault {
	GRAMMAR_HEADER,	   /* the header is another's */
	GRAMMAR_AFTER_END, /* a row after the end row */
	GRAMMAR_WIDTH,	   /* a row of more or fewer cells than the header */
	GRAMMAR_KIND,	   /* a row of no kind of the stream's */
	GRAMMAR_COUNT,	   /* the end row counts other rows than came */
	GRAMMAR_NO_END	   /* the stream is cut off; row is NULL */
};

/* A kind of rows but the last, "end". */
struct grammar_kind {
	const char *name;
	bool is_counted; /* in the end row's number */
	int (*read)(void *arg, const struct csv_row *row, struct err *e);
};

#define GRAMMAR_KINDS 4

struct stream_grammar {
	struct grammar_kind kinds[GRAMMAR_KINDS]; /* up to the first without a name */
	size_t end_column; /* where the end row's number stands; 0: the first cell with something */
	bool (*fits)(void *arg, const struct csv_row *header);
	int (*end)(void *arg, const struct csv_row *row,
		struct err *e); /* a right end row; NULL: nothing to do */
	/* Sets e. rows: how many counted ones came. */
	int (*refuse)(
		void *arg, enum grammar_fault fault, const struct csv_row *row, uint64_t rows, struct err *e);
};

/* The text of a cell, "" when it is missing. Borrowed. */
struct slice grammar_cell(const struct csv_row *row, size_t i);

/* Whether the header is _kind and these columns. */
bool grammar_header_is(const struct csv_row *header, const char *const *columns, size_t n);

/* Reads a whole stream; arg goes to every function of g. name is for messages. rows may be NULL. Errors:
 * csv_read's, ERR_FILE as refuse sets it, what the functions set. Memory: O(one row). */
int grammar_read(
	FILE *in, const char *name, const struct stream_grammar *g, void *arg, uint64_t *rows, struct err *e);

#endif
