/* The year so far: the quarters (of a month: and months) of the year that a period lies in, from its first to
 * the period's last. */
#ifndef COMPUTE_YEAR_H
#define COMPUTE_YEAR_H

#include "compute/observations.h"

struct year {
	struct periods *periods; /* the names of the span below */
	char name[80];
	struct observations figures;  /* over the span so far; empty when f's own span is it */
	const struct observations *f; /* the figures over it */
	size_t nleaves;		      /* of the whole year */
};

/* Errors: ERR_CATALOG. Memory: O(rows + agencies). */
int year_init(struct year *y, const struct observations *f, struct err *e);
void year_release(struct year *y);

/* How many leaves there are up to the last one that brought a row of (measure, item) for the agency; of
 * what is counted from records any row of the measure. *is_whole: whether each of them did. */
size_t year_received(
	const struct year *y, const char *measure, const char *item, const char *agency, bool *is_whole);

#endif
