/* Figures as people write them in a report's cell: number, range, bound, fraction, sum, years, missing,
 * words. */
#ifndef NORMALIZE_FIGURE_H
#define NORMALIZE_FIGURE_H

#include "model/units.h"
#include "normalize/number.h"
#include "normalize/words.h"

enum figure_kind {
	FIGURE_EXACT,
	FIGURE_RANGE,	 /* 30-50% */
	FIGURE_BOUND,	 /* Trên 90%, >= 80% */
	FIGURE_FRACTION, /* 29/31 HTTT, (145.440+639.841)/911.125 */
	FIGURE_MISSING,	 /* -, empty */
	FIGURE_TEXT,	 /* Cổng DVCQG */
	FIGURE_YEAR,	 /* Năm 2024-2025: a time, not a range of values */
	FIGURE_LIST	 /* 100% …; tối thiểu 70% …: parts holds each */
};

#define FIGURE_PARTS_BYTES 512 /* a sum of 8 numbers of LIMIT_DIGITS digits */

/* Numbers are in the base unit of their dimension. */
struct figure {
	enum figure_kind kind;
	const char *comparator; /* gt ge lt le eq strive about, or "" */
	struct number low, high, numerator, denominator;
	unsigned digits;	 /* shown after the decimal mark, as sent */
	const struct unit *unit; /* the base unit, or NULL */
	char parts[FIGURE_PARTS_BYTES];
	struct number doubtful; /* of number.comma: the number that has two readings */
};

/* How a field's figures are read; borrowed. */
struct figure_reader {
	struct dialect dialect;
	const struct words *words;
	const struct units *units;
	const struct unit *unit; /* of a bare number; its dimension is the field's. NULL: any */
};

/* text: UTF-8. Two numbers in one cell stand beside each other when one is the other's share: 93,55% (29/31)
 * and 29/31 (93,55%) are exact with a numerator and a denominator, 8713 người (đạt 2.65%) has the share in
 * parts. Returns NULL, or the code of the refusal: those of number_scan, number.comma (60,000 of whole things
 * is 60 or 60000), figure.syntax, figure.brackets ((5) may be below zero), figure.several (two figures in one
 * cell), figure.ambiguous (18/2024 may be a month), figure.range (low above high), share.unknown (words
 * behind a per cent or a fraction that are not what it is a share of), unit.dimension, unit.unknown,
 * unit.inexact, unit.least, unit.whole. Source: DOC-SO-LIEU. */
const char *figure_parse(struct figure *f, const struct figure_reader *r, struct slice text);

const char *figure_kind_name(enum figure_kind kind);

/* One exact number with or without its unit, as an integer or decimal field holds it, f->low in the base
 * unit; len 0: missing. */
const char *figure_parse_value(struct figure *f, const struct figure_reader *r, struct slice text);

#endif
