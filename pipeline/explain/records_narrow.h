/* Less than whole records, where nothing but what is counted matters: for records.c. */
#ifndef EXPLAIN_RECORDS_NARROW_H
#define EXPLAIN_RECORDS_NARROW_H

#include "aggregate/aggregate.h"
#include "explain/records.h"
#include "load/dump.h"

/* One feed in the making. */
struct records_reading {
	struct world *w;
	const struct records_asked *asked;
	const PGresult *members; /* kind, feed */
	struct feed *feed;
	struct join joins[RULES_JOINS];
	size_t njoins;
	struct tally *list;
};

/* Whether the records of the reading's feed may be given narrow, and how: the columns that its measures may
 * name, the agencies whose groups are wanted. Owns: columns (room for the feed's) and *agencies are the
 * caller's. Errors: ERR_CATALOG, ERR_NOMEM. */
int records_narrow(const struct records_reading *g, struct dump_narrow *n, bool *columns,
	const char ***agencies, bool *is_narrow, struct err *e);

#endif
