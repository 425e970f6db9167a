/* The period before, when its measures are at hand too: what a figure is compared with. */
#ifndef COMPUTE_HISTORY_H
#define COMPUTE_HISTORY_H

#include "compute/rollup.h"

struct history {
	struct periods *periods; /* the names of the span below */
	struct figures figures;
	bool is_at_hand;
};

/* Looks for the period of the same kind and calendar that ended last before f's begins, and for measures of
 * it in f's store. Errors: ERR_CATALOG. Memory: O(rows + agencies). */
int history_init(struct history *h, const struct figures *f, struct err *e);
void history_release(struct history *h);

#endif
