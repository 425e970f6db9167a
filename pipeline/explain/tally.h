/* The list of records that measures were made of: taken down while the aggregator counts them, and added up
 * again from the list alone. */
#ifndef EXPLAIN_TALLY_H
#define EXPLAIN_TALLY_H

#include "aggregate/counted.h"
#include "compute/store.h"
#include "model/feed.h"

/* A group of measures: one row of the stream. */
struct tally_group {
	struct measure m; /* key, kind and unit */
	bool is_unknown, is_wanted;
	size_t counted, undecided; /* records */
	size_t next;		   /* of the same hash, plus one */
};

struct tally_file {
	const char *hash, *feed;
};

/* A record in a group. */
struct tally_entry {
	uint32_t group, file;
	enum counted_as as;
	uint64_t number, line;
	const char *key;	   /* the record's own, its cells joined by " · " */
	const char *value;	   /* what was added; of a row its value */
	const struct measure *row; /* of COUNTED_ROW */
	bool has_lost;		   /* of a row: another one stands in the group */
};

struct tally {
	struct tally_group *groups;
	size_t ngroups, groups_cap;
	size_t *heads; /* of the hash table: groups, plus one */
	size_t nheads;
	struct tally_file *files;
	size_t nfiles, files_cap;
	struct tally_entry *entries;
	size_t n, cap;
	const struct feed *feed; /* whose records come now; the caller's */
	bool is_limited;	 /* only groups that were asked for */
	bool is_many;		 /* not all that count were taken down */
	size_t last_group, last_file;
	struct buf key, text; /* of the record in hand */
	struct arena arena;
};

/* Owns: a zeroed struct is empty; tally_release. */
void tally_release(struct tally *c);

/* Only this group is taken down, and those so named before; none named: every one is. Errors: ERR_NOMEM. */
int tally_want(struct tally *c, const struct measure *m, struct err *e);

/* A counted_fn: arg is the struct. Errors: ERR_NOMEM. Memory: O(records counted). */
int tally_take(void *arg, const struct counted *c, struct err *e);

/* The group of a row of measures, or NULL. */
struct tally_group *tally_find(const struct tally *c, const struct measure *m);

/* Marks, of the rows of a group, those that do not stand. */
void tally_settle(struct tally *c);

/* Adds the entries of every group up again and puts the rows into out, sorted, with the rows of s that are no
 * group of the list; a wanted group without a record is zero where a sum or a set is, else it is no row.
 * Errors: what groups.h says, ERR_NOMEM. Owns: *out is yours, store_release; it borrows s. */
int tally_add_up(const struct tally *c, const struct store *s, struct store *out, struct err *e);

#endif
