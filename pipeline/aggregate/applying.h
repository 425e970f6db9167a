/* What records are applied to, and the record in hand: shared by aggregate.c, apply.c and apply_rule.c only.
 */
#ifndef AGGREGATE_APPLYING_H
#define AGGREGATE_APPLYING_H

#include "aggregate/answers.h"
#include "aggregate/asked.h"
#include "aggregate/counted.h"
#include "aggregate/groups.h"
#include "aggregate/join.h"
#include "aggregate/rules.h"
#include "aggregate/settle.h"
#include "aggregate/unreached.h"

struct aggregate_options {
	const struct feed *feed;
	struct catalog *catalog;
	struct join *joins; /* every feed that a formula may look up; is_given tells which came */
	size_t njoins;
	const char *today;  /* YYYY-MM-DD: a state is not counted in periods that have not begun */
	const char *period; /* only this quarter or month; NULL: all */
	struct settle_options settle;
	const char *const *measures; /* only these; nmeasures 0: all of the feed */
	size_t nmeasures;
	counted_fn *counted; /* is told of every record and group; NULL: nobody is */
	void *counted_arg;
};

struct applying {
	struct aggregate_options o;
	struct periods *periods;
	struct rules rules;
	struct groups *groups;
	const char **roots; /* of each period: its territory's agency; NULL: each record says its own */
	int today;	    /* 20240331 */
	bool *seen;	    /* a period: whether a record fell into it */
	bool *is_left;	    /* a row of measures.csv: it is none of those that are meant */
	struct buf agency, item, order;
	struct asked *asked;	    /* opened when the first rule has items that are stated */
	struct sender_ranks *ranks; /* opened when the first rule asks who answers */
	struct sender_answer answer;
	struct unreached unreached;
	/* the record in hand */
	const struct record *record;
	const char *sent;
	const unsigned char *hash;
	struct slice date;
	bool is_unknown;
	bool has_reached, was_asked, is_later, is_dated; /* so far */
	bool is_unasked;				 /* its item is nobody's */
	struct slice outside;				 /* its first date that no period takes */
	struct formula_env env;
};

/* Shape: a zeroed. Owns: what it opens is released by applying_release, also after an error. Errors:
 * ERR_CATALOG for a territory or calendar that cannot be read, ERR_NOMEM. Memory: O(groups + keys) once
 * records are applied. */
int applying_init(struct applying *a, const struct aggregate_options *o, struct err *e);
void applying_release(struct applying *a);

#endif
