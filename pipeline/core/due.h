/* When targets are due: on a day, on that day of every year, or never said. */
#ifndef CORE_DUE_H
#define CORE_DUE_H

#include <stdio.h>
#include "core/catalog.h"

#define DUE_SIZE 11 /* YYYY-MM-DD */

/* The day on which row i of targets.csv is due, for a figure of a period that ends on `ends_on`: its `due`,
 * or, where `repeat` is year, the same day of the period's year (not before its first). "" when undated. */
void due_find(const struct table *targets, size_t i, const char *ends_on, char out[DUE_SIZE]);

/* The day on which the set's last row says that it ends, or "": it goes on. */
const char *due_set_end(const struct table *sets, const char *set);

/* What the calendar alone says on `today`: undated, ahead, today, past. */
const char *due_state(const char *due, const char *today);

/* CSV of every target valid on `today` or past by then, in the order of their days, the undated last:
 * state,due,days,set,territory,stt,indicator,part,level,text,kind,wording,lead,agency,feeds,reason. A yearly
 * target stands once, with the day of today's year. agency: the territory's own; feeds: what its figure
 * needs, joined by blanks; reason: why no figure can be held against it. Errors: ERR_CATALOG. Memory:
 * O(targets). Source: issue 3, one list of what is due, overdue, undated. */
int due_show(struct catalog *c, const char *today, FILE *out, struct err *e);

#endif
