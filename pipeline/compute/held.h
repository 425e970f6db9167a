/* Figures that a rule holds, of the sets computed so far. */
#ifndef COMPUTE_HELD_H
#define COMPUTE_HELD_H

#include "compute/computed.h"

struct held_figure {
	const char *indicator; /* whose formulas and measures give it */
	const char *agency;
};

struct held {
	struct held_figure *list;
	size_t n, cap;
	bool has_any; /* whether one stands here or in the set at hand */
};

/* Says whether the set at hand, or one before it, has a figure of severity gate. */
void held_look(struct held *h, const struct result *set);

/* Adds those of a set that carry a flag of severity gate. Errors: ERR_NOMEM. */
int held_note(struct held *h, const struct result *set, struct err *e);
void held_release(struct held *h);

#endif
