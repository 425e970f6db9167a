#include "model/heirs.h"

#include <string.h>

#define STEPS 8 /* two mergers in a year are four links */

struct heir_walk {
	const struct table *t;
	struct slice heir;
	const char *from, *until;
};

static bool is_followed(const struct heir_walk *w, size_t row)
{
	const char *day = table_get(w->t, row, "valid_from");

	return strcmp(day, w->from) > 0 && strcmp(day, w->until) <= 0;
}

static bool leads_there(const struct heir_walk *w, const char *agency, const char *since, int steps)
{
	for (size_t i = 0; steps && i < w->t->nrows; i++) {
		const char *next = table_get(w->t, i, "successor"), *day = table_get(w->t, i, "valid_from");

		if (strcmp(table_get(w->t, i, "agency"), agency) != 0 || !is_followed(w, i) ||
			strcmp(day, since) < 0)
			continue;
		if (slice_equals(w->heir, next) ||
			(strcmp(next, agency) != 0 && leads_there(w, next, day, steps - 1)))
			return true;
	}
	return false;
}

int heirs_reach(struct catalog *c, const char *agency, struct slice heir, const char *from, const char *until,
	bool *is_heir, struct err *e)
{
	struct heir_walk w = {catalog_get(c, "agency_successors", e), heir, from, until};

	*is_heir = w.t && leads_there(&w, agency, "", STEPS);
	return w.t ? 0 : -1;
}
