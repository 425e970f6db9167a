/* The files of a manifest, of all feeds, into the warehouse: which are known is asked at once, the others are
 * parsed and loaded, every row gets its verdict. */
#ifndef LOAD_MANIFEST_RUN_H
#define LOAD_MANIFEST_RUN_H

#include <stdio.h>
#include "load/manifest_options.h"

/* Takes all files, feed by feed within a window (a feed that cannot be read costs itself: its files are left,
 * code left.feed), and writes the verdicts. Errors: what ends a run; what is
 * committed stands then. Memory: O(window + feeds). */
int manifest_run(const struct manifest_options *o, FILE *in, const char *name, FILE *out,
	struct manifest_counts *counts, struct err *e);

#endif
