/* Measures and indicators into their bitemporal tables: a changed row closes the old one and is added,
 * nothing is updated. */
#ifndef LOAD_FIGURES_H
#define LOAD_FIGURES_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include "core/catalog.h"
#include "load/db.h"

#define FIGURES_MARKS 256 /* --clear-mark of one call */

struct figures_options {
	struct db *db;
	struct catalog *catalog; /* measures.csv: the feed of a measure */
	const char *kind;	 /* "measures" or "indicators" */
	int64_t run_id;		 /* 0: opens one of kind manual */
	int64_t now;
	const char *period;	  /* NULL: the scope is what the rows name */
	const char *set;	  /* indicators: only this set is in scope; NULL: all */
	const char *const *clear; /* marks FEED:PERIOD to clear with these figures */
	size_t nclear;
	FILE *differences; /* not NULL: a dry run, its differences as CSV; nothing is stored */
};

struct figures_result {
	uint64_t read, changed, same, closed, added; /* changed counts added rows whose key was there */
	uint64_t skipped; /* measures of another period than --period: parts of theirs only */
	uint64_t cleared; /* marks */
};

/* Loads a whole stream in one transaction. In scope are, for measures, the (feed, period) pairs of its rows
 * and (with period) every feed of its part rows in that period; for indicators the (set, period) pairs of its
 * rows and (with period) that period. Rows in scope that the stream does not hold are closed. With period and
 * kind indicators the period's marks are cleared, or only those of clear when there are any. Errors: ERR_FILE
 * "stream cut off" without an end row or with another count, for a part that is not the whole, for two rows
 * with one key; db_fail's. Nothing is stored then. */
int figures_load(
	const struct figures_options *o, FILE *in, const char *name, struct figures_result *r, struct err *e);

#endif
