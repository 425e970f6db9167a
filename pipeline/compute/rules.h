/* The settings that a figure was computed with, to be printed beside it. */
#ifndef COMPUTE_RULES_H
#define COMPUTE_RULES_H

#include "compute/knowledge.h"
#include "compute/result.h"

/* Writes `calendar=NAME; setting=value; …` of every $setting in the measures of the result's variables,
 * sorted by name, to r->rules, and the reading of a text that leaves one open. Errors: ERR_CATALOG,
 * ERR_NOMEM. */
int rules_print(struct result *r, const struct knowledge *k, struct err *e);

#endif
