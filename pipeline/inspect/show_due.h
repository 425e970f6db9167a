/* The list of what is due, overdue and undated. */
#ifndef INSPECT_SHOW_DUE_H
#define INSPECT_SHOW_DUE_H

#include <stdio.h>
#include "model/catalog.h"

/* CSV of every target valid on `today` or past by then, in the order of their days, the undated last:
 * state,due,days,set,territory,stt,indicator,part,level,text,kind,wording,lead,agency,feeds,reason. A yearly
 * target stands once, with the day of today's year. agency: the territory's own; feeds: what its figure
 * needs, joined by blanks; reason: why no figure can be held against it. Errors: ERR_CATALOG. Memory:
 * O(targets). */
int due_show(struct catalog *c, const char *today, FILE *out, struct err *e);

#endif
