/* The measures of a feed as the catalogue describes them, compiled once a period with the settings valid at
 * its end. */
#ifndef AGGREGATE_RULES_H
#define AGGREGATE_RULES_H

#include "aggregate/join.h"
#include "formula/formula.h"
#include "model/period.h"
#include "stream/measure.h"

#define RULES_JOINS 8  /* joined feeds of one run */
#define RULES_DATES 16 /* date columns of one feed */

/* One row of measures.csv in one period. */
struct rule {
	bool is_active; /* valid in the period, and every list that it looks up was given */
	size_t date;	/* number in rules.dates */
	enum measure_kind kind;
	const char *measure, *unit;
	struct formula *value, *where, *agency, *item; /* NULL: none */
	size_t figure;		  /* stated, or last without a value: the first column of the figure */
	bool has_answers;	  /* of several senders the first lead of the indicator answers */
	size_t sender, indicator; /* their columns */
};

struct rules {
	const struct feed *feed;
	struct catalog *catalog;
	const struct periods *periods;
	const struct table *table;
	size_t *rows; /* of measures.csv, of this feed */
	size_t nrows;
	struct period_column dates[RULES_DATES];
	size_t ndates;
	struct rule **compiled; /* nrows × periods; NULL: not yet */
	struct join *joins;
	size_t njoins;
	struct {
		const struct join *join;
		size_t column;
	} lookups[64];
	size_t nlookups;
	bool is_verifying; /* messages begin with the column, as lint's do */
};

/* Borrows everything. Errors: ERR_CATALOG, ERR_NOMEM. Memory: O(rows of the feed × periods). */
int rules_init(struct rules *r, const struct feed *f, struct catalog *c, const struct periods *p,
	struct join *joins, size_t njoins, struct err *e);
void rules_release(struct rules *r);

/* The rule of row i in the period; borrowed. NULL with e set. Errors: ERR_CATALOG with the row and column
 * that cannot be read, ERR_NOMEM. */
const struct rule *rules_get(struct rules *r, size_t i, const struct period *p, struct err *e);

#endif
