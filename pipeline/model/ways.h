/* The ways in: which feed brings what an indicator is worked out of, under its own name or under another's.
 */
#ifndef MODEL_WAYS_H
#define MODEL_WAYS_H

#include <stdbool.h>
#include <stdio.h>
#include "model/catalog.h"

struct ways {
	const struct table *indicators, *variables, *measures, *relations, *targets;
};

/* One thing that is sent or counted. All texts are the catalogue's. */
struct way {
	const char *source; /* the indicator whose variable it is */
	const char *feed;
	const char *item; /* the row of the feed, else the measure */
	const char *title;
};

typedef int ways_fn(void *arg, const struct way *way, struct err *e);

/* Borrows the catalogue. Errors: ERR_CATALOG. */
int ways_open(struct ways *w, struct catalog *c, struct err *e);

/* Whether only the indicator's own variables answer for it: it has points, or is read as a report states it.
 * Of any other one those that relations.csv calls the same answer, too. date NULL: any. */
bool ways_is_its_own(const struct ways *w, const char *indicator, const char *date);

/* Calls fn with each variable that a feed brings: of the indicator, of its parts, then of those that are the
 * same. What other provinces have is no way in. Errors: fn's; ERR_NOMEM. */
int ways_each(const struct ways *w, const char *indicator, ways_fn *fn, void *arg, struct err *e);

/* Appends "FEED: ITEM, ITEM", behind "= INDICATOR, " those of another one; without any the reason why there
 * is none. Errors: as ways_each. */
int ways_print(const struct ways *w, const char *indicator, struct buf *out, struct err *e);

/* CSV of every indicator that has a target: indicator,source,feed,item,title. Errors: ERR_CATALOG, ERR_WRITE.
 */
int ways_show(struct catalog *c, FILE *out, struct err *e);

#endif
