/* Checks of checks.csv: what does not agree is flagged with its proof, never corrected. */
#ifndef COMPUTE_CHECK_H
#define COMPUTE_CHECK_H

#include "compute/indicator.h"
#include "compute/withheld.h"
#include "model/check_kinds.h"

/* One check of one indicator. */
struct checking {
	const struct knowledge *k;
	const struct withheld *held; /* figures of the sets before */
	struct result *r;	     /* the indicator */
	struct result *set;	     /* the first of its set, for checks that look at another row */
	const char *params;
	const struct row *row; /* of checks.csv */
	struct buf proof;
};

/* Sets *holds when the check finds something, and writes the proof. */
typedef int check_fn(struct checking *c, bool *holds, struct err *e);

/* The function of a kind of model/check_kinds.h; NULL when it is of no figure. */
check_fn *check_find(const char *kind);

/* Runs every check of the set's indicators; what one finds is a flag of its row's severity. What a gate finds
 * holds the figure until a person has looked, and is noted in held, which has those of the sets before.
 * Errors: ERR_CATALOG for a kind, or a formula that does not exist. */
int checks_run(struct result *set, const struct knowledge *k, struct withheld *held, struct err *e);

/* check.c: of any formula. check_stated.c, check_remainder.c: of reports and their remarks. check_any.c: of
 * any figure. check_cell.c: of two numbers in one cell. check_denominators.c: of numbers that several figures
 * divide by. check_copied.c: of numbers that look copied or swapped. check_beside.c: of a stated fraction
 * beside a computed one, of two variables of one figure, of one number that came by two ways.
 * check_senders.c: of a variable that several agencies sent. check_held.c: of what is made of held figures.
 */
#define CHECK_DECLARE(kind, params) check_fn check_##kind;
#define CHECK_NONE(kind, params)
CHECK_KINDS(CHECK_DECLARE, CHECK_NONE)

/* The other indicator of the set, or NULL. */
const struct result *checking_other(const struct checking *c, const char *indicator);

/* A number without trailing zeros, with a comma. Appends. Errors: ERR_NOMEM. */
int number_show(const mpq_t q, struct buf *out, struct err *e);

#endif
