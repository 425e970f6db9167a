/* Measures and indicators into their bitemporal tables: a changed row closes the old one and is added,
 * nothing is updated. */
#ifndef LOAD_FIGURES_H
#define LOAD_FIGURES_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include "load/db.h"
#include "model/catalog.h"

struct figures_options {
	struct db *db;
	struct catalog *catalog; /* measures.csv: the feed of a measure */
	const char *kind;	 /* "measures" or "indicators" */
	int64_t run_id;		 /* 0: opens one of kind manual */
	int64_t now;
	const char *period; /* NULL: the scope is what the rows name */
	const char *set;    /* indicators: only this set is in scope; NULL: all */
	const char *marks; /* indicators: a file of marks as figures_list_marks wrote it; NULL: clears none */
	FILE *differences; /* not NULL: a dry run, its differences as CSV; nothing is stored */
};

struct figures_result {
	uint64_t read, changed, same, closed, added; /* changed counts added rows whose key was there */
	uint64_t skipped; /* measures of another period than --period: parts of theirs only */
	uint64_t cleared; /* marks */
	uint64_t late; /* indicators that differ in a closed period: they change nothing; counted as same */
};

/* Loads a whole stream in one transaction. In scope are, for measures, the (feed, period) pairs of its rows
 * and (with period) every feed of its part rows in that period; for indicators the (set, period) pairs of its
 * rows and (with period) that period. Rows in scope that the stream does not hold are closed. Of a set and
 * period that are closed (audit.closing) nothing changes: what differs is put beside them. With marks the
 * period's marks of that list are cleared in the same transaction, and no other: the list is written before
 * the records are dumped, and a load that came after it has set its own number in the mark, so that the mark
 * stays. Without marks none is cleared: the period is computed again. Errors: ERR_FILE "stream cut off"
 * without an end row or with another count, for a part that is not the whole, for two rows with one key, for
 * a line that is no mark; ERR_USAGE for marks without a period or of measures; db_fail's. Nothing is stored
 * then. Memory: O(one row); the differences of a dry run are held whole. */
int figures_load(
	const struct figures_options *o, FILE *in, const char *name, struct figures_result *r, struct err *e);

/* Writes the marks as they stand, a line each: feed, period and the load that set it, separated by tabs.
 * Errors: db_fail's, ERR_WRITE. Memory: O(marks). */
int figures_list_marks(struct db *db, FILE *out, struct err *e);

#endif
