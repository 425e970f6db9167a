/* The items that somebody asks for: a report's row under a code of nobody's is counted in no figure. */
#ifndef AGGREGATE_ASKED_H
#define AGGREGATE_ASKED_H

#include <stdbool.h>
#include "model/catalog.h"

struct asked;

/* Indicators, and items of variables, whenever they are valid. Owns: *out is yours, asked_free; c must live
 * as long. Errors: ERR_CATALOG, ERR_NOMEM. */
int asked_open(struct asked **out, struct catalog *c, struct err *e);
void asked_free(struct asked *a);
bool asked_has(const struct asked *a, const char *item);

#endif
