/* Stored measures as a stream again: what other periods measured, for a year and for comparisons. */
#ifndef LOAD_DUMP_MEASURES_H
#define LOAD_DUMP_MEASURES_H

#include "load/db.h"
#include "model/catalog.h"

struct dump_measures_options {
	struct catalog *catalog;  /* measures.csv: the feeds' names are checked */
	const char *const *feeds; /* each has a part row, as the whole; with or without measures */
	size_t nfeeds;
	const char *periods; /* names joined by '+' */
	int64_t as_of;	     /* 0: what holds now; else what stood when that run had ended */
};

/* Writes the stream that chiso-aggregate --merge wrote of these feeds and periods. Errors: ERR_USAGE for an
 * unknown feed, quarter or run, db_fail's, ERR_WRITE. Memory: O(one row). */
int dump_measures(
	struct db *db, const struct dump_measures_options *o, FILE *out, uint64_t *rows, struct err *e);

#endif
