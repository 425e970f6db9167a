/* Of several senders of one figure one answers; what each of them said stands beside it. */
#ifndef AGGREGATE_ANSWERS_H
#define AGGREGATE_ANSWERS_H

#include "aggregate/rules.h"
#include "core/record.h"
#include "model/sender_rank.h"

/* What a record says, as one key of a `last` row (SENDER=VALUE:UNIT, or SENDER~TEXT with its blanks
 * unbreakable), and the rank of its sender; a figure that is missing or cannot be read answers for nobody:
 * rank '0', no key. date: the period's end; sent: when its message was. m has the figure already. A zeroed
 * struct is empty. Errors: ERR_NOMEM. */
struct answer {
	char rank;
	struct buf key;
};

int answer_fill(struct answer *a, struct sender_ranks *l, const struct rule *x, const struct record *r,
	const struct measure *m, const char *date, const char *sent, struct err *e);
void answer_release(struct answer *a);

#endif
