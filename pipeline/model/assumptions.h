/* What of a figure's definition nobody can point to: the rows that it rests on whose source is an assumption.
 */
#ifndef MODEL_ASSUMPTIONS_H
#define MODEL_ASSUMPTIONS_H

#include "model/catalog.h"

struct assumption_of {
	const char *set, *indicator; /* the figure's line */
	const char *source; /* whose formulas give its value: the indicator, or one that is the same */
	const char *date;   /* rules of that day hold */
};

/* Appends to rules, behind "; ", the words of the setting assumed_words and the ids of sources.csv of kind
 * assumption that these rows cite: the indicators of the figure, the variables, their measures, the settings
 * that indicators and measures name, the denominators with the set's territory's value of them, the targets
 * of the line, the line itself and its set. Nothing when there is none. What its parts rest on stands in
 * their own rules. Errors: ERR_CATALOG, ERR_NOMEM. Memory: O(1). */
int assumptions_print(struct buf *rules, struct catalog *c, const struct assumption_of *f, struct err *e);

#endif
