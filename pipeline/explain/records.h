/* The records that measures were made of: dumped as they stood when a run had ended, and counted by the
 * aggregator and the catalogue of that run (or of the one before that measured them, world_measured). */
#ifndef EXPLAIN_RECORDS_H
#define EXPLAIN_RECORDS_H

#include "explain/tally.h"
#include "explain/world.h"

/* Takes down, of the feed's kind and every feed of it, which records of the period count in the measures
 * named (n 0: in all). Only records that can count are asked for: those of the period. Errors: db_fail's, the
 * aggregator's, ERR_CATALOG for a feed that its rows do not let read. Memory: O(records counted). */
struct records_asked {
	const char *kind, *period;
	const char *const *measures;
	size_t n;
	uint64_t most; /* where more would have to be read, none is: list->is_many; 0: however many */
};
int records_count(struct world *w, const struct records_asked *asked, struct tally *list, struct err *e);

#endif
