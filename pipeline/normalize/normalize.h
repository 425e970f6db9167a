/* The stage between raw and clean records. */
#ifndef NORMALIZE_NORMALIZE_H
#define NORMALIZE_NORMALIZE_H

#include "model/feed.h"
#include "model/mask.h"

struct normalizer;

/* Shape: RAW in, CLEAN or a reject out; CLEAN passes unchanged; the FILE row's rejected grows by the records
 * refused here, and it turns bad by feed_too_many_rejects; END passes. A refused field is blanked or refuses
 * its record, as fields.csv says. Agencies, codes and units are those of each record's own day (valid_at,
 * a date or the last day of a period, else the day of its message), whenever it arrives. Errors: ERR_CATALOG.
 * Memory: O(catalogue + one record). Owns: *out is yours, normalizer_free; feed and next are borrowed until
 * then. */
int normalizer_new(
	struct normalizer **out, const struct feed *f, struct catalog *c, struct sink *next, struct err *e);
struct sink *normalizer_sink(struct normalizer *n);
void normalizer_counts(const struct normalizer *n, uint64_t *read, uint64_t *kept, uint64_t *rejected);
/* What the normalizer shows values by; borrowed. */
struct mask *normalizer_mask(const struct normalizer *n);
void normalizer_free(struct normalizer *n);

#endif
