/* The score of a figure: by its formula, or why there is none. */
#ifndef COMPUTE_SCORE_H
#define COMPUTE_SCORE_H

#include "compute/knowledge.h"
#include "compute/result.h"

/* Fills in score, score_max and is_fraction from the row of indicators.csv, and prints `peers=N` to r->rules
 * where other provinces were looked at. No score, a flag and a reason: of a period that is no year where
 * score_of says that the document's thresholds are a year's; among fewer other provinces than the setting
 * peers_least. Another document's wording has no points. Errors: ERR_CATALOG for a formula or setting that is
 * wrong. */
int score_compute(struct result *r, const struct knowledge *k, const struct observations *f,
	const struct indicator *i, struct err *e);

#endif
