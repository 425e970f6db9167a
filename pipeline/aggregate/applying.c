#include "aggregate/applying.h"

#include <stdlib.h>
#include <string.h>
#include "model/period_rules.h"

/* The agency of the territory that the feed is of on that day. */
static const char *find_root(const struct applying *a, const struct table *t, const char *day, struct err *e)
{
	const char *territory = feed_territory(a->o.feed, day);
	long row = table_find(t, "territory", territory, NULL);

	if (row >= 0)
		return table_get(t, (size_t)row, "root_agency");
	err_at(e, ERR_CATALOG, a->o.feed->file, a->o.feed->line,
		"feed %s: territory \"%s\" found, expected a row of territories.csv, or the setting "
		"territory",
		a->o.feed->name, territory);
	return NULL;
}

/* Unless each record names its own territory. */
static int find_roots(struct applying *a, struct err *e)
{
	const char *territory = a->o.feed->territory;
	const struct table *t = catalog_get(a->o.catalog, "territories", e);

	if (!t)
		return -1;
	if (!territory || !*territory || strncmp(territory, "field:", 6) == 0)
		return 0;
	a->roots = calloc(periods_count(a->periods) + 1, sizeof(*a->roots));
	if (!a->roots)
		return err_set(e, ERR_NOMEM, "out of memory for aggregating");
	for (size_t i = 0; i < periods_count(a->periods); i++)
		if (!(a->roots[i] = find_root(a, t, period_at(a->periods, i)->ends_on, e)))
			return -1;
	return 0;
}

/* Of a feed's measures only those that are meant are computed. */
static int find_left(struct applying *a, struct err *e)
{
	a->is_left = calloc(a->rules.nrows + 1, sizeof(*a->is_left));
	if (!a->is_left)
		return err_set(e, ERR_NOMEM, "out of memory for aggregating");
	for (size_t i = 0; i < a->rules.nrows && a->o.nmeasures; i++) {
		const char *own = table_get(a->rules.table, a->rules.rows[i], "measure");

		a->is_left[i] = true;
		for (size_t k = 0; k < a->o.nmeasures && a->is_left[i]; k++)
			a->is_left[i] = strcmp(own, a->o.measures[k]) != 0;
	}
	return 0;
}

int applying_init(struct applying *a, const struct aggregate_options *o, struct err *e)
{
	a->o = *o;
	a->today = period_day(o->today, strlen(o->today));
	if (periods_load(&a->periods, o->catalog, e) || find_roots(a, e) || groups_new(&a->groups, e) ||
		rules_init(&a->rules, o->feed, o->catalog, a->periods, o->joins, o->njoins, e) ||
		find_left(a, e))
		return -1;
	a->seen = calloc(periods_count(a->periods) + 1, sizeof(*a->seen));
	return a->seen ? 0 : err_set(e, ERR_NOMEM, "out of memory for aggregating");
}

void applying_release(struct applying *a)
{
	groups_free(a->groups);
	if (a->rules.periods)
		rules_release(&a->rules);
	periods_free(a->periods);
	buf_release(&a->agency);
	buf_release(&a->item);
	buf_release(&a->order);
	sender_ranks_free(a->ranks);
	asked_free(a->asked);
	sender_answer_release(&a->answer);
	free(a->seen);
	free(a->is_left);
	free(a->roots);
	*a = (struct applying){0};
}
