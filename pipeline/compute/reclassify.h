/* The measures of a run by the agencies of a later day: what merged is added, what split is shared or left to
 * nobody. */
#ifndef COMPUTE_RECLASSIFY_H
#define COMPUTE_RECLASSIFY_H

#include "compute/store.h"
#include "model/period.h"
#include "model/successors.h"

/* Fills `to`, which is empty, with the rows of `from` by the agencies of the successors' date. Sums are added
 * and shared by weight, exactly, so that over all agencies, the unattributed among them, they come to what
 * they were, in each province too: what would leave it is unattributed. Sets of keys are united; one that
 * would have to be split is unattributed as a whole. What is stated, and a stock that is not added up,
 * follows its body alone: where several bodies are one now, the row has no value and the flag `merged`; with
 * over_agencies `mean` it has the arithmetic mean of all of them, or none while one is missing. *moved: rows
 * that stand under another agency now. Borrows from's texts. Errors: ERR_FILE for a value that is no number.
 * Memory: O(rows). */
int store_reclassify(struct store *to, const struct store *from, struct catalog *c, const struct periods *p,
	const struct successors *s, size_t *moved, struct err *e);

#endif
