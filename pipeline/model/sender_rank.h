/* Whose figure answers when several agencies send the same one: the lead named first. */
#ifndef MODEL_SENDER_RANK_H
#define MODEL_SENDER_RANK_H

#include "model/catalog.h"

struct sender_ranks;

/* Reads sets, set_rows, territories and the agencies. Memory: O(rows). Owns: *out is yours,
 * sender_ranks_free. Errors: ERR_CATALOG, ERR_NOMEM. */
int sender_ranks_open(struct sender_ranks **out, struct catalog *c, struct err *e);
void sender_ranks_free(struct sender_ranks *l);

/* The sender's rank for the indicator of the territory whose head is `of`, on date (the period's end; sent:
 * the day of its message), the greatest answers: '9' the lead named first, '8' to '5' the next ones, '4' the
 * territory's root agency (which answers for a lead that is a group, too), '3' who coordinates, '2' anybody
 * else, '1' an unknown unit. Who followed a lead by the day of sending has its rank: a late correction comes
 * from it. The territory's own documents say who leads, also by a line that relations.csv calls the same;
 * without one, those of another. Of several sets the first that names a lead. Errors: ERR_NOMEM. */
int sender_rank(struct sender_ranks *l, struct slice indicator, struct slice of, struct slice sender,
	const char *date, struct slice sent, char *rank, struct err *e);

#endif
