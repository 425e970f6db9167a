/* A figure with more or less of one variable: for explain_changes.c. */
#ifndef EXPLAIN_EXPLAIN_WHATIF_H
#define EXPLAIN_EXPLAIN_WHATIF_H

#include "compute/year.h"
#include "explain/explain_parts.h"

/* What a figure would be. */
struct whatif {
	bool has_value, has_score;
	mpq_t value, score;
	const char *status, *national_status;
};

struct probing {
	struct explaining *x;
	const struct result *r;
	const struct knowledge *k;
	const struct indicator *i;
	struct year year;
	struct whatif now;
	size_t variable;
};

void whatif_init(struct whatif *p);
void whatif_clear(struct whatif *p);

/* Computes the figure with so many more (or less) of p's variable, by its own formulas, and holds it against
 * its targets. Errors: ERR_CATALOG, ERR_NOMEM. */
int whatif_at(const struct probing *p, unsigned long by, bool is_more, struct whatif *out, struct err *e);

/* The least step that reaches or loses a target or changes the score; 0: none that can be. at: what is there.
 * Errors: as whatif_at. */
int whatif_step(const struct probing *p, bool is_more, unsigned long *step, struct whatif *at, struct err *e);

#endif
