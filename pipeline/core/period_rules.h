/* What period.c and period_rules.c share. */
#ifndef CORE_PERIOD_RULES_H
#define CORE_PERIOD_RULES_H

#include "core/period.h"

/* 20240331 of a date or date-time; -1 when the text is neither. */
int period_day(const char *s, size_t len);

/* Of the first n periods one of the calendar and kind of b that shares a day with it, or NULL. */
const struct period *period_overlap(const struct periods *p, size_t n, const struct period *b);

/* Room for n periods. Errors: ERR_NOMEM. */
int periods_grow(struct periods *p, size_t n, struct err *e);

/* Lays out the rows of calendar_rules.csv behind the periods that are there. Errors: ERR_CATALOG with the
 * rule's place. */
int period_rules_add(struct periods *p, struct catalog *c, struct err *e);

#endif
