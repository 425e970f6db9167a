/* Whose variables answer for an indicator: several documents ask for the same thing, and of each somebody
 * counts or sends it. */
#ifndef COMPUTE_EQUIVALENT_H
#define COMPUTE_EQUIVALENT_H

#include "compute/indicator.h"

/* Whose formulas and measures give the indicator's value for the agency: its own, when it has points or is
 * stated in a report; else the first of itself and those that relations.csv calls the same that gives a
 * value: what is counted from records before what somebody sends. Without a value the reason is that of what
 * is counted, else its own, else that of one that has rows of the agency. Errors: ERR_CATALOG, ERR_NOMEM.
 * Source: THU-TU-TRA-LOI. */
int equivalent_find(const char **source, const struct knowledge *k, const struct observations *f,
	const char *indicator, const char *agency, struct err *e);

/* Prints to r->beside every other value that was sent or counted for the same thing: r has source and value.
 * Errors: ERR_CATALOG, ERR_NOMEM. */
int equivalent_beside(
	struct result *r, const struct knowledge *k, const struct observations *f, struct err *e);

/* Whether any feed of the indicator's measures has rows for the agency. */
bool equivalent_has_rows(
	const struct knowledge *k, const struct observations *f, const char *indicator, long agency);

#endif
