/* The period before and the year before, when their measures are at hand too: what a figure is compared with.
 */
#ifndef COMPUTE_HISTORY_H
#define COMPUTE_HISTORY_H

#include "compute/observations.h"

struct history {
	struct periods *periods; /* the names of the spans below */
	struct observations period, year;
	const struct observations *before;	/* of the same kind; or NULL: not at hand */
	const struct observations *year_before; /* of a shorter one the year before its own; or NULL */
};

/* Looks for the period of the same kind and calendar that ended last before f's begins, and for the year
 * before the one that f lies in, and for measures of them in f's store. Points into itself: it is not
 * moved. Errors: ERR_CATALOG. Memory: O(rows + agencies). */
int history_init(struct history *h, const struct observations *f, struct err *e);
void history_release(struct history *h);

#endif
