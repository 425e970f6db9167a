#include "aggregate/aggregate.h"

#include <stdlib.h>
#include <string.h>
#include "aggregate/apply.h"
#include "model/period_rules.h"

/* The territory's root agency, unless each record names its own territory. */
static int find_territory(struct aggregator *a, struct err *e)
{
	const char *territory = a->o.feed->territory;
	const struct table *t = catalog_get(a->o.catalog, "territories", e);
	long row;

	if (!t)
		return -1;
	if (!territory || !*territory || strncmp(territory, "field:", 6) == 0)
		return 0;
	row = table_find(t, "territory", territory, NULL);
	if (row < 0)
		return err_at(e, ERR_CATALOG, a->o.feed->file, a->o.feed->line,
			"feed %s: territory \"%s\" found, expected a row of territories.csv, or the setting "
			"territory",
			a->o.feed->name, territory);
	a->root = table_get(t, (size_t)row, "root_agency");
	snprintf(a->unknown, sizeof(a->unknown), "%s.?", a->root);
	return 0;
}

int aggregator_new(struct aggregator **out, const struct aggregate_options *o, struct err *e)
{
	struct aggregator *a = calloc(1, sizeof(*a));
	int rc = -1;

	if (!a)
		return err_set(e, ERR_NOMEM, "out of memory for aggregating");
	a->o = *o;
	a->today = period_day(o->today, strlen(o->today));
	record_env(a);
	if (periods_load(&a->periods, o->catalog, e) || find_territory(a, e) || groups_new(&a->groups, e) ||
		rules_init(&a->rules, o->feed, o->catalog, a->periods, o->joins, o->njoins, e) ||
		settler_new(&a->settler, o->feed, &o->settle, record_apply, a, e))
		goto out;
	a->seen = calloc(a->periods->n + 1, sizeof(*a->seen));
	if (!a->seen) {
		err_set(e, ERR_NOMEM, "out of memory for aggregating");
		goto out;
	}
	*out = a;
	a = NULL;
	rc = 0;
out:
	aggregator_free(a);
	return rc;
}

void aggregator_free(struct aggregator *a)
{
	if (!a)
		return;
	settler_free(a->settler);
	groups_free(a->groups);
	if (a->rules.periods)
		rules_release(&a->rules);
	periods_free(a->periods);
	buf_release(&a->agency);
	buf_release(&a->item);
	buf_release(&a->order);
	sender_ranks_free(a->ranks);
	asked_free(a->asked);
	answer_release(&a->answer);
	free(a->seen);
	free(a);
}

struct sink *aggregator_sink(struct aggregator *a)
{
	return settler_sink(a->settler);
}

int aggregator_finish(struct aggregator *a, FILE *out, struct settle_counts *counts, struct err *e)
{
	struct measure_part part = {a->o.settle.parts ? a->o.settle.part : 1,
		a->o.settle.parts ? a->o.settle.parts : 1, a->o.feed->name};

	if (settler_finish(a->settler, counts, e) || totals_apply(a, e))
		return -1;
	if (measures_write_header(out, e) || measures_write_part(out, &part, e) ||
		groups_write(a->groups, out, e))
		return -1;
	return measures_write_end(out, groups_count(a->groups), e);
}

const struct unreached *aggregator_unreached(const struct aggregator *a)
{
	return &a->unreached;
}

uint64_t aggregator_rows(const struct aggregator *a)
{
	return groups_count(a->groups);
}
