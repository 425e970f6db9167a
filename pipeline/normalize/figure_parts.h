/* The steps of reading a figure: where the scan stands and what may come next. */
#ifndef NORMALIZE_FIGURE_PARTS_H
#define NORMALIZE_FIGURE_PARTS_H

#include "normalize/figure.h"

struct scan {
	const struct figure_reader *r;
	struct figure *f;
	struct slice rest; /* never begins with a blank */
};

void scan_skip(struct scan *s, size_t bytes); /* and the blanks behind */
bool scan_is_at(const struct scan *s, const char *sign);
bool scan_has_number(const struct scan *s, size_t behind); /* a digit, blanks aside, so many bytes on */
bool scan_has_sum(const struct scan *s);		   /* "(" digit … "+" */

/* A dash or "đến" and then a number, so many bytes on; *used is the separator's length. */
bool scan_is_range(const struct scan *s, size_t behind, size_t *used);

/* A fraction that may as well be a month, or the number of a document: 18/2024. */
bool scan_is_like_date(const struct scan *s);

/* Each returns NULL or the code of the refusal. */
const char *scan_number(struct scan *s, struct number *out);
const char *scan_sum(struct scan *s, struct number *out); /* fills parts */
const char *scan_unit(struct scan *s); /* to the end: unit, a fraction in brackets, words */

bool figure_parse_year(struct figure *f, const struct figure_reader *r, struct slice text);

#endif
