/* One rule and one period, for the record in hand: for apply.c and aggregate.c. */
#ifndef AGGREGATE_APPLY_RULE_H
#define AGGREGATE_APPLY_RULE_H

#include "aggregate/applying.h"

/* Shows the record in hand to the rule. Errors: groups_get's and the group's, ERR_CATALOG of who answers,
 * ERR_NOMEM. */
int rule_apply(struct applying *a, const struct rule *x, const struct period *p, struct err *e);

/* The territory's total exists in every quarter and month that a record fell into, even when no record
 * counted. Errors: rules_get's, groups_get's. */
int totals_apply(struct applying *a, struct err *e);

#endif
