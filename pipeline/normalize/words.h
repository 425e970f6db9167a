/* The words and signs that stand around numbers: rows of number_words.csv. */
#ifndef NORMALIZE_WORDS_H
#define NORMALIZE_WORDS_H

#include "model/catalog.h"

/* A row; kinds: comparator (before a number) and after (behind it; value gt ge lt le eq strive about),
 * filler, state, share (what a per cent or a fraction is a part of), scale (of its factor), beside (between a
 * figure and its share), missing (a whole cell), year, every_year, range ("đến"). */
struct word {
	struct slice key; /* folded; a sign as it is */
	const char *kind;
	const char *value, *factor;
	const char *valid_from, *valid_to;
	size_t nwords; /* 0: a sign */
};

struct words {
	struct word *rows;
	size_t n;
	const char *date; /* rows of that day (YYYY-MM-DD) hold; "" or NULL: of any. The caller's */
	struct arena arena;
};

/* Reads number_words.csv as valid on date; NULL: all of it, to be read by w->date. A zeroed struct is empty.
 * Errors: ERR_CATALOG. */
int words_read(struct words *w, struct catalog *c, const char *date, struct err *e);
void words_release(struct words *w);

/* The longest row of one of the kinds (joined by blanks) that s starts with, or NULL; *used is its length in
 * s. */
const struct word *words_find(const struct words *w, struct slice s, const char *kinds, size_t *used);

/* The same of the end of s, whole words: *start is where the row begins in s. */
const struct word *words_find_last(const struct words *w, struct slice s, const char *kinds, size_t *start);

#endif
