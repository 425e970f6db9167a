/* The same thing under several words: which wordings of which documents are one indicator, and which only
 * look so. */
#ifndef MODEL_RELATION_H
#define MODEL_RELATION_H

#include "model/catalog.h"

/* same, same_numerator, broader, narrower (broader, read from b to a), different, or NULL when relations.csv
 * has no row on the date (NULL: any) for the pair, in either order. `same` reaches through others: a = b and
 * b = c make a = c. */
const char *relation_find(const struct table *relations, const char *a, const char *b, const char *date);

/* Whether relation_find says same. */
bool relation_is_same(const struct table *relations, const char *a, const char *b, const char *date);

/* The indicators that are the same as this one, itself first; *n of them. The list and nothing in it is
 * yours: free it. Errors: ERR_NOMEM. Memory: O(relations). */
int relation_same(const struct table *relations, const char *indicator, const char *date, const char ***out,
	size_t *n, struct err *e);

#endif
