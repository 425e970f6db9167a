/* The inside of an aggregator, and the record in hand: shared by aggregate.c and apply.c only. */
#ifndef AGGREGATE_APPLY_H
#define AGGREGATE_APPLY_H

#include "aggregate/aggregate.h"
#include "aggregate/answers.h"
#include "aggregate/asked.h"
#include "aggregate/rules.h"

struct aggregator {
	struct aggregate_options o;
	struct periods *periods;
	struct rules rules;
	struct groups *groups;
	struct settler *settler;
	const char *root; /* the territory's agency; NULL: each record says its own */
	char unknown[64]; /* its unknown unit */
	int today;	  /* 20240331 */
	bool *seen;	  /* a period: whether a record fell into it */
	struct buf agency, item, order;
	struct asked *asked;	    /* opened when the first rule has items that are stated */
	struct sender_ranks *ranks; /* opened when the first rule asks who answers */
	struct answer answer;
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

/* The formulas' view of the record in hand. */
void record_env(struct aggregator *a);

/* Shows one version to every rule, in each period that its dates fall into. A settler calls it; arg is the
 * aggregator. Errors: ERR_RECORD, ERR_NOMEM, what the rules' rows set. */
int record_apply(
	void *arg, const struct record *r, const char *sent, const unsigned char hash[32], struct err *e);

/* The territory's total exists in every quarter that a record fell into, even when no record counted. */
int totals_apply(struct aggregator *a, struct err *e);

#endif
