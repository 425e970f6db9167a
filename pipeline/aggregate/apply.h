/* The record in hand, shown to every rule of its feed. */
#ifndef AGGREGATE_APPLY_H
#define AGGREGATE_APPLY_H

#include "aggregate/apply_rule.h"

/* The formulas' view of the record in hand. */
void record_env(struct applying *a);

/* Shows one version to every rule, in each period that its dates fall into. A settler calls it; arg is a
 * struct applying. Errors: ERR_RECORD, ERR_NOMEM, what the rules' rows set. */
int record_apply(
	void *arg, const struct record *r, const char *sent, const unsigned char hash[32], struct err *e);

#endif
