/* A store in the making by the agencies of a later day: shared by the follow files only. */
#ifndef COMPUTE_FOLLOWING_H
#define COMPUTE_FOLLOWING_H

#include "compute/follow.h"
#include "model/measure_rows.h"

struct following {
	struct store *to;
	struct measure_rows measures;
	const struct periods *periods;
	const struct successors *successors;
	struct successor_parts parts;
	size_t *moved;
};

/* Whether the values of several agencies are added, or averaged. */
bool following_adds(const struct following *f, const struct measure *m);
bool following_averages(const struct following *f, const struct measure *m);

/* The first day of the row's period, in the calendar of its measure; "" when it is not known. */
const char *following_starts(const struct following *f, const struct measure *m);

/* The number as a text of the store; NULL with e set on error. */
const char *following_number(struct following *f, const mpq_t q, struct err *e);

/* Rows of one measure, item, agency and period become one row. Errors: ERR_FILE, ERR_NOMEM. */
int following_merge(struct following *f, struct err *e);

#endif
