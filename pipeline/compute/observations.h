/* The measures of a run over one span, by the agency tree of its day. */
#ifndef COMPUTE_OBSERVATIONS_H
#define COMPUTE_OBSERVATIONS_H

#include "compute/span.h"
#include "compute/store.h"
#include "compute/tree.h"
#include "model/measure_rows.h"
#include "model/successors.h"

#define OBSERVATIONS_FEEDS 64 /* of the measures of one run */

/* The figures at hand. */
struct observations {
	const struct store *store;
	struct catalog *catalog;
	struct measure_rows measures;
	struct span span;
	struct tree tree;
	const struct successors *successors; /* or NULL: nothing is known of reorganisations; the caller's */
	long *agencies;			     /* of the store's rows: their numbers in the tree */
	unsigned *leaves; /* of the store's rows: those of the span, a bit each; 0: of none, or a row
			     of a longer period stands for it */
	struct {
		const char *feed;
		unsigned *leaves; /* an agency: those of the span with a row of the feed in its subtree */
	} feeds[OBSERVATIONS_FEEDS];
	size_t nfeeds;
	void (*taken)(void *arg, const struct measure *m); /* is told of every row that a roll-up takes; or
							      NULL */
	void *taken_arg;
};

/* Borrows the store and the catalogue. Errors: ERR_CATALOG. Memory: O(rows + agencies). */
int observations_init(struct observations *f, const struct store *s, struct catalog *c,
	const struct span *span, struct err *e);
void observations_release(struct observations *f);

/* The leaves of the span, a bit each, in which a measure of the feed has a row in the agency's subtree; and
 * whether there is one. */
unsigned observations_feed_leaves(const struct observations *f, const char *feed, long agency);
bool observations_has_feed(const struct observations *f, const char *feed, long agency);

/* The leaves of the span that a row of the store is of, a bit each. */
unsigned observations_leaves(const struct observations *f, const struct measure *m);

#endif
