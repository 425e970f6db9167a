/* Figures that a rule holds, of the sets computed so far. */
#ifndef COMPUTE_WITHHELD_H
#define COMPUTE_WITHHELD_H

#include "compute/result.h"

struct withheld_figure {
	const char *indicator; /* whose formulas and measures give it */
	const char *agency;
};

struct withheld {
	struct withheld_figure *list;
	size_t n, cap;
	bool has_any; /* whether one stands here or in the set at hand */
};

/* Whether the figure carries a flag of severity gate. */
bool withheld_is(const struct result *r);

/* Says whether the set at hand, or one before it, has a figure of severity gate. */
void withheld_look(struct withheld *h, const struct result *set);

/* Adds those of a set that carry a flag of severity gate. Errors: ERR_NOMEM. */
int withheld_note(struct withheld *h, const struct result *set, struct err *e);
void withheld_release(struct withheld *h);

#endif
