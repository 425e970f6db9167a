/* The kinds of checks.csv and what each one's params are: lint holds the rows to it, compute runs by it. */
#ifndef MODEL_CHECK_KINDS_H
#define MODEL_CHECK_KINDS_H

#include "model/units.h"

/* FIGURE(kind, params): of a figure; compute has a function check_KIND. FEED(kind, params): of what a feed
 * brought; sql/night/findings.sql looks. The params are words of these types, "" when there are none:
 * NUMBER COUNT (a whole number, 1 to 99999) UNIT PAIR (UNIT/UNIT) INDICATOR VAR (of a row of variables.csv)
 * how (the word itself, of several separated by |); with ... behind it any number of words. Or the whole
 * cell: TEXT (anything) FORMULA. Two shapes are separated by " or ". */
#define CHECK_KINDS(FIGURE, FEED)                                                                            \
	FIGURE(claim, "FORMULA")                                                                             \
	FIGURE(score, "")                                                                                    \
	FIGURE(recomputed, "")                                                                               \
	FIGURE(cell, "")                                                                                     \
	FIGURE(figures, "")                                                                                  \
	FIGURE(target, "")                                                                                   \
	FIGURE(remark, "TEXT")                                                                               \
	FIGURE(remainder, "TEXT")                                                                            \
	FIGURE(done, "TEXT")                                                                                 \
	FIGURE(left, "TEXT")                                                                                 \
	FIGURE(overlap, "INDICATOR")                                                                         \
	FIGURE(part, "INDICATOR")                                                                            \
	FIGURE(denominator, "INDICATOR")                                                                     \
	FIGURE(above, "INDICATOR INDICATOR")                                                                 \
	FIGURE(repeated, "")                                                                                 \
	FIGURE(beside, "VAR VAR")                                                                            \
	FIGURE(compare, "VAR gt|ne VAR")                                                                     \
	FIGURE(counted, "TEXT")                                                                              \
	FIGURE(range, "NUMBER NUMBER UNIT")                                                                  \
	FIGURE(exceeds, "INDICATOR...")                                                                      \
	FIGURE(sum, "INDICATOR INDICATOR...")                                                                \
	FIGURE(kinds, "PAIR... or =PAIR")                                                                    \
	FIGURE(jump, "points|times NUMBER UNIT")                                                             \
	FIGURE(break, "")                                                                                    \
	FIGURE(divisor, "")                                                                                  \
	FIGURE(implied, "")                                                                                  \
	FIGURE(unit, "")                                                                                     \
	FIGURE(wording, "")                                                                                  \
	FIGURE(senders, "")                                                                                  \
	FIGURE(answered, "")                                                                                 \
	FIGURE(held, "")                                                                                     \
	FEED(half_day, "COUNT COUNT COUNT")                                                                  \
	FEED(control_total, "")                                                                              \
	FEED(usual, "")                                                                                      \
	FEED(gone, "COUNT COUNT")                                                                            \
	FEED(register, "")

struct check_kind {
	const char *kind, *params;
	bool is_of_feed;
};

/* NULL when there is none of that name. */
const struct check_kind *check_kind_find(const char *kind);

/* Whether one row of checks.csv can be run: its name, its kind, the feed and indicator it is for, its params,
 * and that it has words to tell (what a reader is told of a held figure). Errors: ERR_CATALOG with the row's
 * file and line, what was found and what was expected. */
int check_verify(struct catalog *c, const struct units *u, size_t row, struct err *e);

#endif
