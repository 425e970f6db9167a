/* What period.c, period_find.c, period_asked.c and period_rules.c share. */
#ifndef MODEL_PERIOD_RULES_H
#define MODEL_PERIOD_RULES_H

#include "model/period.h"

/* 20240331 of a date or date-time; -1 when the text is neither. */
int period_day(const char *s, size_t len);

/* A period of the calendar and kind of b that shares a day with it, or NULL. */
const struct period *period_overlap(const struct periods *p, const struct period *b);

/* Sets kind and kind_name of q; is_known: quarter, year or a row of period_kinds.csv. Errors: ERR_CATALOG. */
int period_kind_find(struct catalog *c, const char *kind, struct period *q, bool *is_known, struct err *e);

/* Whether it stands in the list, and not among the others: a quarter or a year. */
bool period_is_listed(const struct period *q);

/* Once all are there: their numbers, the room for hits, and which of the others sets.csv asks for. Errors:
 * ERR_CATALOG, ERR_NOMEM. */
int periods_settle(struct periods *p, struct catalog *c, struct err *e);

/* Errors: ERR_NOMEM. */
int periods_add(struct periods *p, const struct period *q, struct err *e);

/* Lays out the rows of calendar_rules.csv behind the periods that are there. Errors: ERR_CATALOG with the
 * rule's place. */
int period_rules_add(struct periods *p, struct catalog *c, struct err *e);

#endif
