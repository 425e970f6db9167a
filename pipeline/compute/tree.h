/* The agency tree at a date, for rolling figures up. */
#ifndef COMPUTE_TREE_H
#define COMPUTE_TREE_H

#include <stdbool.h>
#include "model/agency_rows.h"

#define TREE_DEPTH 16 /* province, department, division, unit … are 5 */

struct tree_agency {
	const char *id;
	long parent; /* its number; -1: a root, or an agency without a row */
};

struct tree {
	struct tree_agency *agencies; /* sorted by id */
	size_t n;
};

/* The agencies valid on date, those that ended before it but not before `since`, where they last stood, and
 * the n others: an agency of the figures that the catalogue does not have then stands alone. Borrows the
 * texts. Memory: O(agencies). Errors: ERR_NOMEM. */
int tree_init(struct tree *t, const struct agency_rows *agencies, const char *since, const char *date,
	const char *const *others, size_t n, struct err *e);
void tree_release(struct tree *t);

long tree_find(const struct tree *t, const char *agency); /* its number, or -1 */

/* Whether agency is root or stands below it. */
bool tree_is_under(const struct tree *t, long agency, long root);

#endif
