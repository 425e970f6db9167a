/* Cell suppression: which numbers of tables that add up are left out, so that no small one can be told from
 * the others. Source: WDW2001 chapters 6, 7; the search is Fischetti and Salazar's, a
 * move of least cost for each small cell. */
#ifndef SUPPRESS_SUPPRESS_H
#define SUPPRESS_SUPPRESS_H

#include <stdint.h>
#include <stdio.h>
#include "core/err.h"

struct suppress;

struct suppress_counts {
	size_t cells, relations, small, complements; /* complements: left out for the sake of small ones */
};

/* Reads the cells, `cell,value,protect,cost,shown`: numbered from 1 as they stand; value a whole number of 0
 * or more; protect 0, or how far apart two values must lie that the cell may have as far as a reader can
 * tell; cost what leaving it out is worth against the others, from 1; shown 0 where nobody is shown it. A
 * value of 0 is never left out: a reader knows of a cell without number that it is 1 at least.
 * And the relations between them, `relation,is,cell,coefficient`, the rows of one together: the sum of
 * coefficient times value is 0 (is "=") or at most 0 ("<="). Each must hold.
 * Owns: *out is yours, suppress_free. Errors: ERR_FILE with the line, ERR_NOMEM. Memory: O(cells +
 * relations). */
int suppress_read(struct suppress **out, FILE *cells, const char *cells_name, FILE *relations,
	const char *relations_name, struct err *e);
void suppress_free(struct suppress *s);

/* Marks what is left out. For each small cell there is then another set of values, all of them whole and 0 or
 * more (1 or more where the number was left out), the same wherever a number stands, in which every relation
 * holds and the cell is greater by `protect`: the proof is reckoned in integers, whatever the solver says.
 * Errors: ERR_NOMEM. */
int suppress_work(struct suppress *s, struct err *e);

/* Writes `cell,state`, a row a cell: open, small, complement. Errors: ERR_WRITE. */
int suppress_write(const struct suppress *s, FILE *out, struct err *e);

struct suppress_counts suppress_count(const struct suppress *s);

#endif
