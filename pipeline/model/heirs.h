/* Who speaks for a body that is no more: what agency_successors.csv leads it to, step by step. */
#ifndef MODEL_HEIRS_H
#define MODEL_HEIRS_H

#include "model/catalog.h"

/* Whether links of agency_successors.csv lead from the agency to the heir, each of a day after `from` and not
 * after `until` (YYYY-MM-DD). However it was split: a part of it can send what it sent. Errors: ERR_CATALOG,
 * ERR_NOMEM. */
int heirs_reach(struct catalog *c, const char *agency, struct slice heir, const char *from, const char *until,
	bool *is_heir, struct err *e);

#endif
