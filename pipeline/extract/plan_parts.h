/* A plan in the making: shared by plan.c, plan_records.c, plan_values.c and plan_vetoes.c only. */
#ifndef EXTRACT_PLAN_PARTS_H
#define EXTRACT_PLAN_PARTS_H

#include "core/table.h"
#include "extract/envelope.h"
#include "extract/walk.h"

#define PLAN_RECORDS (PATH_CHOICES * ENVELOPES_MOST)

/* The narrower first: see trie_add. */
enum path_pass { PASS_CHOICE, PASS_PLAIN, PASS_WILD, PASS_END };

struct feed_plan {
	struct walk *w;
	const struct envelopes *envelopes;
	struct path given[PATH_CHOICES]; /* the record's paths as the row has them */
	size_t ngiven;
	struct path records[PLAN_RECORDS]; /* the same in each envelope of the feed */
	size_t nrecords;
	const struct table *feeds; /* whose rows the numbers of feeds are, from 1; NULL: of one feed alone */
	unsigned slot;		   /* of the value that is added */
	enum path_pass pass;	   /* which paths are added now */
};

/* Every node along the record's paths, so that a file of this feed (its number, from 1) is known before its
 * first record. Errors: ERR_CATALOG at the row. */
int plan_add_records(
	struct feed_plan *p, const char *text, const struct row *row, unsigned feed, struct err *e);

/* The paths of a value that goes to slot; the row is the trie's (trie_place). is_any: they are looked for in
 * every envelope, not in the feed's alone. Errors: ERR_CATALOG. */
int plan_add_value(struct feed_plan *p, unsigned slot, const char *text, bool is_any, struct err *e);

enum path_pass plan_pass(const struct path *p);

/* How many slots the words PATH=VALUE in `missing` of the feed's counts take, at most; adds them from slot
 * on. Errors: ERR_CATALOG. */
size_t plan_count_vetoes(const struct feed *f);
int plan_add_vetoes(struct feed_plan *p, const struct feed *f, unsigned slot, struct err *e);

#endif
