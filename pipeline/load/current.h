/* core.FEED_current: one row a key, the greatest version by (sent_at, message, hash). */
#ifndef LOAD_CURRENT_H
#define LOAD_CURRENT_H

#include "core/feed.h"
#include "load/db.h"
#include "load/marks.h"
#include "load/versions.h"

struct current {
	const struct feed *f;
	struct buf merge, late, stage, copy; /* statements, made once */
	uint64_t moved; /* records that became current since the caller last set it to 0 */
	bool is_bulk;	/* since current_begin: the table was empty, see bulk.h */
};

int current_init(struct current *c, const struct feed *f, struct err *e);
void current_release(struct current *c);

/* Chooses the way by whether core.FEED_current is empty: is_bulk, or the session's temporary tables. Within
 * the file's transaction. */
int current_begin(struct current *c, struct db *db, struct err *e);

/* Chooses among the chunk's keys and the stored: new and newer ones move in; the rest is remembered as late.
 * The periods of what came and what went are added to marks; in bulk that is the caller's: the periods of
 * every record. */
int current_take(struct current *c, struct db *db, struct chunk *chunk, struct marks *m, struct err *e);

/* At the file's end: late records that are stored already, equal in key, sent_at, message and hash, leave the
 * versions again. The loads that this one supersedes must be marked so before: they do not count as stored.
 */
int current_end(struct current *c, struct db *db, const struct versions *v, struct marks *m,
	uint64_t *dropped, struct err *e);

/* Rows that point to the superseded loads ("{1,2}") are chosen anew among the versions of the loads that
 * stand. */
int current_replace(struct current *c, struct db *db, const char *replaced, struct marks *m, struct err *e);

#endif
