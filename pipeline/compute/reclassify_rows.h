/* A store in the making by the agencies of a later day: shared by the follow files only. */
#ifndef COMPUTE_RECLASSIFY_ROWS_H
#define COMPUTE_RECLASSIFY_ROWS_H

#include "compute/reclassify.h"
#include "model/measure_rows.h"

struct reclassifying {
	struct store *to;
	struct measure_rows measures;
	const struct periods *periods;
	const struct successors *successors;
	struct successor_parts parts;
	size_t *moved;
};

/* Whether the values of several agencies are added, or averaged. */
bool reclassifying_adds(const struct reclassifying *f, const struct measure *m);
bool reclassifying_averages(const struct reclassifying *f, const struct measure *m);

/* The first day of the row's period, in the calendar of its measure; "" when it is not known. */
const char *reclassifying_starts(const struct reclassifying *f, const struct measure *m);

/* The number as a text of the store; NULL with e set on error. Errors: ERR_NOMEM. */
const char *reclassifying_number(struct reclassifying *f, const mpq_t q, struct err *e);

/* Rows of one measure, item, agency and period become one row. Errors: ERR_FILE, ERR_NOMEM. */
int reclassifying_merge(struct reclassifying *f, struct err *e);

#endif
