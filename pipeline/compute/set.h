/* Sets: the rows of a document or index, each computed for its agencies, checked, and written in order. */
#ifndef COMPUTE_SET_H
#define COMPUTE_SET_H

#include <stdio.h>
#include "compute/observations.h"

struct result;
struct knowledge;

/* Takes an indicator as its row will be written; borrowed until it returns. */
typedef int result_fn(void *arg, const struct result *r, const struct knowledge *k, struct err *e);

struct set_options {
	const char *set;	  /* only this one; NULL: all whose feeds were aggregated */
	const char *agency;	  /* only this one; NULL: all */
	const char *today;	  /* YYYY-MM-DD of --now, for what is due; NULL: the last day of the period */
	bool is_first, is_second; /* of two series in one stream: no end yet, no header again */
	bool is_empty;		  /* nothing of this series: only its end */
	uint64_t written;	  /* by the first */
	result_fn *seen;	  /* is given every row, which is not written then; NULL: they are written */
	void *seen_arg;
};

struct set_counts {
	uint64_t sets, skipped, indicators, computed, not_computable, flagged;
};

/* Computes every set valid at the span's end whose period_kind has the span's kind, and writes the indicators
 * stream: header, rows by (set, seq, agency), end (out is NULL where they are given to seen). A set is
 * skipped when a feed of its measures is not in the store, or it has none, and it was not asked for by name.
 * Errors: ERR_USAGE for an unknown set; ERR_CATALOG. Memory: O(rows of one set and agency). */
int sets_compute(const struct observations *f, const struct set_options *o, FILE *out,
	struct set_counts *counts, struct err *e);

#endif
