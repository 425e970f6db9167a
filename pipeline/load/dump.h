/* Stored clean records as a stream again: one version a key, in key order. */
#ifndef LOAD_DUMP_H
#define LOAD_DUMP_H

#include "core/record.h"
#include "load/db.h"
#include "model/catalog.h"
#include "model/feed.h"

/* Less than whole records in their order, for those who only count them. */
struct dump_narrow {
	const bool *columns;	     /* of the feed's clean ones: which are given; the others are missing */
	size_t agency;		     /* the column that agencies are names of; agencies NULL: no matter */
	const char *const *agencies; /* only records of these */
	size_t nagencies;
	bool has_unknown; /* those without an agency too */
};

struct dump_options {
	struct catalog *catalog;
	const struct feed *feed;
	const char *period; /* NULL: all; else records one of whose measured dates falls into it */
	int64_t as_of;	    /* 0: current; else the versions that stood when that run had ended */
	const struct dump_narrow *narrow; /* NULL: whole, in key order */
};

/* Puts RECORD_CLEAN rows, then RECORD_END. The bytes of a row are those that were loaded; _file is the file's
 * hash. Errors: ERR_USAGE for an unknown period or run, db_fail's, what next sets. Memory: O(one record). */
int dump_records(
	struct db *db, const struct dump_options *o, struct sink *next, uint64_t *rows, struct err *e);

/* Whether more versions than so many would have to be looked at. Errors: as dump_records. */
int dump_is_many(struct db *db, const struct dump_options *o, uint64_t most, bool *is_many, struct err *e);

/* The clean stream of one file as its load holds it: the bytes that extract and normalize gave, in the order
 * of its records, then its RECORD_FILE and RECORD_END. file: its hash. Of a load from before audit.duplicate
 * was kept: without the records that another load has as well. Errors: ERR_NOINPUT when no load of it stands,
 * ERR_FAULT when records are missing, as above. */
int dump_load(struct db *db, const struct dump_options *o, const char *file, struct sink *next,
	uint64_t *rows, struct err *e);

#endif
