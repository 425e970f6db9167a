/* The steps of reading a figure: where the scan stands and what may come next. */
#ifndef NORMALIZE_FIGURE_PARTS_H
#define NORMALIZE_FIGURE_PARTS_H

#include <gmp.h>
#include "normalize/figure.h"

struct figure_scan {
	const struct figure_reader *r;
	struct figure *f;
	struct slice rest;	/* never begins with a blank */
	struct number share;	/* in brackets behind a fraction */
	const struct unit *per; /* its base unit, or NULL */
};

void scan_skip(struct figure_scan *s, size_t bytes); /* and the blanks behind */
bool scan_is_at(const struct figure_scan *s, const char *sign);
bool scan_has_number(
	const struct figure_scan *s, size_t behind); /* a digit, blanks aside, so many bytes on */
bool scan_has_sum(const struct figure_scan *s);	     /* "(" digit … "+" */

/* A dash or "đến" and then a number, so many bytes on; *used is the separator's length. */
bool scan_is_range(const struct figure_scan *s, size_t behind, size_t *used);

/* A fraction that may as well be a month, or the number of a document: 18/2024. */
bool scan_is_like_date(const struct figure_scan *s);

/* Each returns NULL or the code of the refusal. */
const char *scan_number(struct figure_scan *s, struct number *out);
const char *scan_sum(struct figure_scan *s, struct number *out); /* fills parts */
const char *scan_tail(struct figure_scan *s);			 /* from the end: brackets, "trở lên" */
const char *scan_unit(struct figure_scan *s);			 /* what is left: unit, share, words */

/* A figure that takes the whole of the text, from its first comparator to its last word. */
const char *figure_parse_one(struct figure *f, const struct figure_reader *r, struct slice text);

/* An exact number with a comparator is a bound: at its low end, of "le" and "lt" at its high end. */
void figure_settle_bound(struct figure *f);

/* n: q as plain decimal text; its digits stay. Returns NULL or number.too_long. */
const char *figure_put_number(struct number *n, const mpq_t q);

/* Appends "gt 2 %" to parts, behind a semicolon. false: no room. */
bool figure_add_part(char parts[FIGURE_PARTS_BYTES], const struct figure *one);

/* Đến 2025, rà soát …: a time and words, no number up to 2025. */
bool figure_is_until_year(const struct figure_reader *r, struct slice text);

bool figure_parse_year(struct figure *f, const struct figure_reader *r, struct slice text);

#endif
