/* From clean records to measures: every settled record is shown to every measure of its feed. */
#ifndef AGGREGATE_AGGREGATE_H
#define AGGREGATE_AGGREGATE_H

#include "aggregate/applying.h"

struct aggregator;

/* Errors: ERR_CATALOG for a measure that cannot be compiled (when its first record comes). Memory: O(groups)
 * + the sorter's. */
int aggregator_new(struct aggregator **out, const struct aggregate_options *o, struct err *e);
void aggregator_free(struct aggregator *a);

/* Where the clean records of all inputs go. */
struct sink *aggregator_sink(struct aggregator *a);

/* Settles, measures, and writes the stream: header, part, rows, end. Errors: ERR_FILE for what is no settled
 * input, record_apply's, ERR_WRITE. */
int aggregator_finish(struct aggregator *a, FILE *out, struct settle_counts *counts, struct err *e);

/* The records that count nowhere; of one quarter only, or of a feed without measures, none is looked at. */
const struct unreached *aggregator_unreached(const struct aggregator *a);

/* How many rows of measures were written. */
uint64_t aggregator_rows(const struct aggregator *a);

#endif
