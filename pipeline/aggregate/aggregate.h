/* From clean records to measures: every settled record is shown to every measure of its feed. */
#ifndef AGGREGATE_AGGREGATE_H
#define AGGREGATE_AGGREGATE_H

#include "aggregate/groups.h"
#include "aggregate/join.h"
#include "aggregate/settle.h"
#include "aggregate/unreached.h"

struct aggregate_options {
	const struct feed *feed;
	struct catalog *catalog;
	struct join *joins; /* every feed that a formula may look up; is_given tells which came */
	size_t njoins;
	const char *today;  /* YYYY-MM-DD: a state is not counted in quarters that have not begun */
	const char *period; /* only this quarter; NULL: all */
	struct settle_options settle;
};

struct aggregator;

/* Errors: ERR_CATALOG for a measure that cannot be compiled (when its first record comes). Memory: O(groups)
 * + the sorter's. */
int aggregator_new(struct aggregator **out, const struct aggregate_options *o, struct err *e);
void aggregator_free(struct aggregator *a);

/* Where the clean records of all inputs go. */
struct sink *aggregator_sink(struct aggregator *a);

/* Settles, measures, and writes the stream: header, part, rows, end. */
int aggregator_finish(struct aggregator *a, FILE *out, struct settle_counts *counts, struct err *e);

/* The records that count nowhere; of one quarter only, or of a feed without measures, none is looked at. */
const struct unreached *aggregator_unreached(const struct aggregator *a);

/* How many rows of measures were written. */
uint64_t aggregator_rows(const struct aggregator *a);

#endif
