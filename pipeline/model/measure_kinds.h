/* The kinds of measures: what a row of each is, how rows are put together over agencies, and what
 * measures.csv may say of one. A new kind is a row of this list and its two functions in
 * aggregate/group_kinds.c (take, write). */
#ifndef MODEL_MEASURE_KINDS_H
#define MODEL_MEASURE_KINDS_H

#include <stdbool.h>
#include "formula/formula.h"

/* What a row holds: COUNTED: a group that every record of the feed is counted in, zero when none counts, of
 * one unit; WHOLE: what a sender said, with its own unit, the greatest order stands. */
enum measure_row { MEASURE_COUNTED, MEASURE_WHOLE };

/* What column `value` of measures.csv is: a formula of that type, a figure of the feed (a field of ten
 * columns), or either. */
enum measure_source { MEASURE_OF_NUMBER, MEASURE_OF_TEXT, MEASURE_OF_EITHER, MEASURE_OF_FIGURE };

/* Rows of several agencies or quarters in one figure: their values are added, their keys united, the newest
 * of them stands, or none stands for another's. */
enum measure_adding { MEASURE_ADDS, MEASURE_UNITES, MEASURE_NEWEST, MEASURE_ALONE };

/* kind, name, row, source, adding, whether `answers` may be filled in, what over_agencies and over_time may
 * say */
#define MEASURE_KIND_LIST(X)                                                                                 \
	X(SUM, sum, COUNTED, OF_NUMBER, ADDS, false, "sum mean none", "sum last ytd")                        \
	X(DISTINCT, distinct, COUNTED, OF_TEXT, UNITES, false, "union", "union")                             \
	X(LAST, last, WHOLE, OF_EITHER, NEWEST, true, "sum mean none", "sum last ytd none")                  \
	X(STATED, stated, WHOLE, OF_FIGURE, ALONE, false, "none", "none")

/* MEASURE_KINDS: how many kinds a row of the stream may have. The catalogue has one more: data sets, counted
 * by compute from rows of other measures. */
enum measure_kind {
#define MEASURE_KIND_ENUM(kind, ...) MEASURE_##kind,
	MEASURE_KIND_LIST(MEASURE_KIND_ENUM)
#undef MEASURE_KIND_ENUM
		MEASURE_KINDS,
	MEASURE_DATASET = MEASURE_KINDS
};

struct measure_kind_rule {
	const char *name;
	enum measure_row row;
	enum measure_source source;
	enum measure_adding adding;
	bool may_answer;		       /* of several senders of one figure one answers */
	const char *over_agencies, *over_time; /* words joined by blanks */
};

/* Everything about a kind but MEASURE_DATASET. */
const struct measure_kind_rule *measure_kind_rule(enum measure_kind kind);

/* "sum", "distinct" …, "dataset". */
const char *measure_kind_name(enum measure_kind kind);

/* The kind of a row of the stream: 0, or -1 for a word that is none (data sets have no rows). */
int measure_kind_parse(const char *text, enum measure_kind *kind);

/* Column `kind` of measures.csv: any of them. */
int measure_kind_parse_cell(const char *text, enum measure_kind *kind);

/* "sum, distinct, last or stated": what measure_kind_parse takes, for messages. out holds MEASURE_KIND_WORDS.
 */
#define MEASURE_KIND_WORDS 80
const char *measure_kind_words(char out[MEASURE_KIND_WORDS]);

bool measure_is_counted(enum measure_kind kind);

/* How rows of the kind are put together when measures.csv says over_agencies: a newest value is added where
 * it says sum. "mean" averages bodies that are one now and is looked at first by whoever merges them. */
enum measure_adding measure_kind_adding(enum measure_kind kind, const char *over_agencies);

/* Whether the words of a rule (over_agencies, over_time) have the word; an empty one is always there: the
 * kind's own way. */
bool measure_kind_may(const char *words, const char *word);

/* The figure, where source allows one, or a formula of this type. */
bool measure_kind_takes_figure(enum measure_kind kind, bool is_figure);
enum value_type measure_kind_value_type(enum measure_kind kind);

#endif
