#include "aggregate/aggregate.h"

#include <stdlib.h>
#include "aggregate/apply.h"

struct aggregator {
	struct applying applying;
	struct settler *settler; /* gives it the version of each key that stands */
};

int aggregator_new(struct aggregator **out, const struct aggregate_options *o, struct err *e)
{
	struct aggregator *a = calloc(1, sizeof(*a));

	if (!a)
		return err_set(e, ERR_NOMEM, "out of memory for aggregating");
	record_env(&a->applying);
	if (applying_init(&a->applying, o, e) ||
		settler_new(&a->settler, o->feed, &o->settle, record_apply, &a->applying, e)) {
		aggregator_free(a);
		return -1;
	}
	*out = a;
	return 0;
}

void aggregator_free(struct aggregator *a)
{
	if (!a)
		return;
	settler_free(a->settler);
	applying_release(&a->applying);
	free(a);
}

struct sink *aggregator_sink(struct aggregator *a)
{
	return settler_sink(a->settler);
}

int aggregator_finish(struct aggregator *a, FILE *out, struct settle_counts *counts, struct err *e)
{
	struct measure_part part = {a->applying.o.settle.parts ? a->applying.o.settle.part : 1,
		a->applying.o.settle.parts ? a->applying.o.settle.parts : 1, a->applying.o.feed->name};

	if (settler_finish(a->settler, counts, e) || totals_apply(&a->applying, e))
		return -1;
	if (measures_write_header(out, e) || measures_write_part(out, &part, e) ||
		groups_write(a->applying.groups, out, e))
		return -1;
	return measures_write_end(out, groups_count(a->applying.groups), e);
}

const struct unreached *aggregator_unreached(const struct aggregator *a)
{
	return &a->applying.unreached;
}

uint64_t aggregator_rows(const struct aggregator *a)
{
	return groups_count(a->applying.groups);
}
