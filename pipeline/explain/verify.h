/* Whether figures are what their records say: the list of records is added up, the figures are computed over
 * it, and every column is held against the warehouse. */
#ifndef EXPLAIN_VERIFY_H
#define EXPLAIN_VERIFY_H

#include "explain/tally.h"
#include "explain/figure.h"
#include "explain/world.h"

/* What became of one figure: same: every column that the reader may see is the same to the last digit; else
 * column is the first that is not, or "" when the catalogue of the run computes no such figure. */
typedef int verified_fn(
	void *arg, const struct stored_figure *f, bool is_same, const char *column, struct err *e);

/* Computes the figures of w's run over w's measures with the list's in their place. Figures of other runs,
 * and those that are held from this reader, are passed over. Errors: tally_add_up's, sets_compute's. */
int verify_list(struct world *w, const struct tally *list, const struct figures *figures, verified_fn *told,
	void *arg, struct err *e);

/* All of them, run by run: every record of the period is counted again by the catalogue of the run. Errors:
 * as world_open, records_count, verify_list. Memory: O(records counted of one run). */
int verify_figures(struct db *db, const char *period, const struct figures *figures, verified_fn *told,
	void *arg, struct err *e);

#endif
