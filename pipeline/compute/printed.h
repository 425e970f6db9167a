/* The settings that a figure was computed with, to be printed beside it. */
#ifndef COMPUTE_PRINTED_H
#define COMPUTE_PRINTED_H

#include "compute/indicator.h"

/* Writes `calendar=NAME; setting=value; …` of every $setting in the measures of the result's variables,
 * sorted by name, to r->rules. */
int printed_rules(struct result *r, const struct knowledge *k, struct err *e);

#endif
