/* Checks of checks.csv: what does not agree is flagged with its proof, never corrected. */
#ifndef COMPUTE_CHECK_H
#define COMPUTE_CHECK_H

#include "compute/indicator.h"

/* One check of one indicator. */
struct checking {
	const struct knowledge *k;
	struct result *r;   /* the indicator */
	struct result *set; /* the first of its set, for checks that look at another row */
	const char *params;
	const struct row *row; /* of checks.csv */
	struct buf proof;
};

/* Sets *holds when the check finds something, and writes the proof. */
typedef int check_fn(struct checking *c, bool *holds, struct err *e);

/* Kinds: claim (a formula over the variables), recomputed, figures, target, remark, remainder, done, overlap,
 * part, denominator, score; range, exceeds, sum, kinds, jump, break; divisor,
 * implied, unit, repeated, above, left, wording; senders. */
check_fn *check_find(const char *kind);

/* Runs every check of the set's indicators. What a check of severity gate finds is flagged "gate CODE: …":
 * the figure is held until a person has looked. Errors: ERR_CATALOG for a kind or formula that does not
 * exist. */
int checks_run(struct result *set, const struct knowledge *k, struct err *e);

/* In check_stated.c: of reports. */
check_fn check_recomputed, check_figures, check_target, check_remark, check_denominator, check_overlap,
	check_part;
/* In check_any.c: of any figure. */
check_fn check_range, check_exceeds, check_sum, check_kinds, check_jump, check_break;
/* In check_divisor.c: of numbers that several figures divide by. */
check_fn check_divisor, check_implied, check_unit, check_repeated, check_above, check_left, check_wording;
/* In check_beside.c: of a stated fraction beside a computed one. */
check_fn check_beside;
/* In check_senders.c: of a variable that several agencies sent. */
check_fn check_senders;
/* In check_remainder.c: of numbers written into remarks. */
check_fn check_remainder, check_done;

/* The other indicator of the set, or NULL. */
const struct result *checking_other(const struct checking *c, const char *indicator);

/* A number without trailing zeros, with a comma. Appends. */
int number_show(const mpq_t q, struct buf *out, struct err *e);

#endif
