/* The measures stream: one row a (measure, item, agency, period), of a kind that says how rows are added. */
#ifndef STREAM_MEASURE_H
#define STREAM_MEASURE_H

#include <stdint.h>
#include <stdio.h>
#include "core/err.h"
#include "model/measure_kinds.h"

/* The columns of the stream after _kind, in its order. Whoever writes, reads, stores or dumps measures has
 * them from here; a test holds sql/ and the documents to it. The first four are the key. */
#define MEASURE_COLUMN_LIST(X)                                                                               \
	X(measure)                                                                                           \
	X(item)                                                                                              \
	X(agency)                                                                                            \
	X(period)                                                                                            \
	X(kind)                                                                                              \
	X(unit)                                                                                              \
	X(value)                                                                                             \
	X(keys)                                                                                              \
	X(text)                                                                                              \
	X(digits)                                                                                            \
	X(numerator)                                                                                         \
	X(denominator)                                                                                       \
	X(parts)                                                                                             \
	X(flags)                                                                                             \
	X(order)

#define MEASURE_KEY_COLUMNS 4

/* MEASURE_AT_value …: the place of a column among them. */
enum measure_column {
#define MEASURE_COLUMN_AT(name) MEASURE_AT_##name,
	MEASURE_COLUMN_LIST(MEASURE_COLUMN_AT)
#undef MEASURE_COLUMN_AT
		MEASURE_COLUMNS
};

extern const char *const measure_columns[MEASURE_COLUMNS];

/* Everything is text, NUL-terminated, "" when missing; never NULL when read, NULL counts as "" when written.
 */
struct measure {
	const char *measure, *item, *agency, *period;
	enum measure_kind kind;
	const char *unit;
	const char *value; /* exact decimal; of a range the low end; of distinct the number of keys */
	const char *keys;  /* distinct: the keys, sorted, joined by blanks; last: what each sender said */
	const char *text;  /* stated: as sent */
	const char *digits, *numerator, *denominator;
	const char *parts; /* "145440+639841" */
	const char *flags; /* blank-separated words, name=value among them */
	const char *order; /* last and stated: date|[rank|]sent|message|hash, the greatest stands */
};

/* Which part of the keys of a feed a stream holds; the whole is 1/1. */
struct measure_part {
	unsigned k, n;
	const char *feed;
};

/* Takes the rows of a stream. Borrowed until the call returns. part may be NULL: then only the whole (1/1) is
 * accepted. */
struct measure_sink {
	int (*put)(struct measure_sink *self, const struct measure *m, struct err *e);
	int (*part)(struct measure_sink *self, const struct measure_part *p, struct err *e);
};

/* A word of the row's flags: measure_flag(m, "high=") is "50"; "" without it. out holds 128 bytes. */
const char *measure_flag(const struct measure *m, const char *name, char out[128]);

/* A row from its cells, in the order of the columns; the texts are borrowed. 0, or -1 when its kind is none.
 */
int measure_fill(struct measure *m, const char *const cells[MEASURE_COLUMNS]);

/* The order of the stream: (measure, item, agency, period), bytewise. */
int measure_compare(const struct measure *a, const struct measure *b);

/* Writes the header; the part rows come next, then the rows in order, then the end with their number.
 * Errors: ERR_WRITE. */
int measures_write_header(FILE *out, struct err *e);
int measures_write_part(FILE *out, const struct measure_part *p, struct err *e);
int measures_write(FILE *out, const struct measure *m, struct err *e);
int measures_write_end(FILE *out, uint64_t rows, struct err *e);

/* Reads a whole stream. name is for messages. Errors: ERR_FILE with the line: other columns, an unknown kind,
 * rows out of order or twice, no `end` ("stream cut off"), a wrong count. Memory: O(one row). */
int measures_read(FILE *in, const char *name, struct measure_sink *sink, struct err *e);

#endif
