/* core.FEED_current: one row a key, the greatest version by (sent_at, message, record, hash); of equal ones
 * that of the smallest load.
 *
 * Files are taken one after another, whatever shares a chunk or a transaction: a record that is greater than
 * what stood when its file came moves in; every other one came late. */
#ifndef LOAD_CURRENT_H
#define LOAD_CURRENT_H

#include "load/batch.h"
#include "load/db.h"
#include "load/versions.h"
#include "model/feed.h"

enum current_statement {
	CURRENT_MERGE,	     /* of a file's chunk that is not its only one */
	CURRENT_MERGE_FILES, /* of a chunk of whole files */
	CURRENT_LATE,
	CURRENT_STAGE,
	CURRENT_COPY,
	CURRENT_EMPTY,
	CURRENT_EMPTY_ALL,
	CURRENT_BULK,
	CURRENT_BULK_FROZEN,
	CURRENT_STATEMENTS
};

struct current {
	const struct feed *f;
	struct buf sql[CURRENT_STATEMENTS]; /* made once */
	bool is_bulk;			    /* since current_begin: the table was empty, see bulk.h */
	bool has_staged, has_late;	    /* rows in the temporary tables */
};

/* Fills in the feed's statements. Owns: c is yours, current_release. Errors: as feed_sql_fill. */
int current_init(struct current *c, const struct feed *f, struct err *e);
void current_release(struct current *c);

/* Chooses the way by whether core.FEED_current is empty: is_bulk, or the session's temporary tables. Within a
 * transaction; is_first: it is its first call there. Errors: db_fail's. */
int current_begin(struct current *c, struct db *db, bool is_first, struct err *e);

/* Chooses among the chunk's keys and the stored: new and newer ones move in; the rest is remembered as late.
 * The periods of what came and what went are added to the marks of their files; in bulk that is the caller's:
 * the periods of every record. may_freeze: as of versions_send. Errors: ERR_FILE for data that the database
 * refuses, ERR_FAULT for a row of no load of the batch, db_fail's. Memory: a row a load and pair of periods.
 */
int current_take(struct current *c, struct db *db, struct chunk *chunk, struct batch *b, bool may_freeze,
	struct err *e);

/* After the last chunk of a file that had several: how many of its records a later one with their key
 * follows. In bulk, current_end counts them. Errors: db_fail's. */
int current_count_repeats(struct current *c, struct db *db, struct batch_file *file, struct err *e);

/* At the end of the batch: late records that are stored already, equal in key, sent_at, message and hash, in
 * an earlier load or later in their own file, leave the versions again: into audit.duplicate, counted by
 * file. The loads that this batch supersedes must be marked so before: they do not count as stored. Errors:
 * ERR_FAULT for a load that is not of the batch, db_fail's. */
int current_end(struct current *c, struct db *db, const char *quarter, struct batch *b, struct err *e);

/* Rows that point to the superseded loads ("{1,2}") are chosen anew among the versions of the loads that
 * stand. *touched: (old load, periods) of what went and came. Owns: *touched is yours, PQclear. Errors:
 * db_fail's. */
int current_replace(
	struct current *c, struct db *db, const char *replaced, PGresult **touched, struct err *e);

#endif
