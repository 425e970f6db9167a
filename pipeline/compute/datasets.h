/* Data sets that a decision wants shared or opened: how many are due, how many really came. */
#ifndef COMPUTE_DATASETS_H
#define COMPUTE_DATASETS_H

#include "compute/rollup.h"

/* The value of a measure of kind `dataset`, of the rows of datasets.csv whose owner stands under the agency
 * and whose roadmap date has come by the end of the span. `value` of the measure: due, delivered, owners
 * (that have a set due), owners_full (of them those all of whose sets were delivered). `where`: shared or
 * open. Delivered is what was received in the span: rows of the set's own feed, or its name among the keys of
 * the measure in `item`; and what came before and stands for as many months as codes.csv says of its
 * frequency: a yearly set four quarters, its own the first of them. Missing when datasets.csv has no row for
 * the agency, and, while not all is known to have come, when nothing of that measure's feed was received for
 * the province. is_constructed when a row that counts is. Source: QD528-2023. */
int datasets_count(
	const struct figures *f, size_t measure, const char *agency, struct quantity *out, struct err *e);

#endif
