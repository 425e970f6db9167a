/* Whether the measures of a feed can be read, before a record comes. */
#ifndef AGGREGATE_VERIFY_H
#define AGGREGATE_VERIFY_H

#include "model/catalog.h"
#include "model/feed.h"

/* A row of measures.csv or settings.csv that cannot be read: why says where and what. */
typedef int measures_wrong_fn(void *arg, const struct err *why, struct err *e);

/* Compiles every row of the feed in every period at whose end it is valid (quarters, years, months, others
 * that a set asks for), with the lists that settings.csv describes on date; each row is told once. Errors:
 * ERR_NOMEM, what wrong sets. */
int measures_verify(const struct feed *f, struct catalog *c, const char *date, measures_wrong_fn *wrong,
	void *arg, struct err *e);

#endif
