/* What a measure comes to for an agency over a period: parts are added as its row of measures.csv says, or
 * refused. */
#ifndef COMPUTE_ROLLUP_H
#define COMPUTE_ROLLUP_H

#include "compute/observations.h"
#include "compute/quantity.h"

/* Rolls (measure, item) up over the agency's subtree and the span. Missing with its reason when nothing was
 * received; 0 only when records of the feed were received for the agency and none counted: so what is counted
 * from records comes from the months in which the feed came (all of a quarter that was measured whole),
 * anything else from those of its own rows. Stated figures are for their own agency and period only. Errors:
 * ERR_CATALOG for a measure that measures.csv does not have, ERR_FILE for a value that is no number. */
int rollup(const struct observations *f, const char *measure, const char *item, const char *agency,
	struct quantity *out, struct err *e);

/* The same with a rule over time of the variable's own: OVER_SUM (a flow), OVER_LAST (a stock), OVER_UNSAID
 * (the measure's). Of a `last` measure q.row is the newest row; a sum of it adds one row a quarter or month,
 * all in one unit. Missing with its reason when a row is one that reported_read refuses. Errors: as rollup.
 */
int rollup_over(const struct observations *f, const char *measure, const char *item, enum over over_time,
	const char *agency, struct quantity *out, struct err *e);

#endif
