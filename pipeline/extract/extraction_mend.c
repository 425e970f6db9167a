/* Repaired values in the place of those that were sent, before anything else looks at the record. */
#include <string.h>
#include "extract/extraction.h"

const struct mend *extraction_mends(struct extraction *x, size_t *n)
{
	size_t first, end;

	while (x->next_mend < x->nmends && x->mends[x->next_mend].record < x->walk.records)
		x->next_mend++;
	first = end = x->next_mend;
	while (end < x->nmends && x->mends[end].record == x->walk.records)
		end++;
	*n = end - first;
	return x->mends + first;
}

/* What keeps a repair from being put in; NULL: nothing does. *i: its field. */
static const char *find_fault(const struct extraction *x, const struct mend *m, size_t *i)
{
	long at = feed_find_field(x->options->feed, m->field);

	if (m->line != x->walk.line)
		return "the record at the line that the repair names";
	if (at < 0 || x->options->feed->fields[at].policy != POLICY_KEEP)
		return "a field that is kept as it is sent";
	*i = (size_t)at;
	return NULL;
}

bool extraction_is_mended(struct extraction *x, size_t i)
{
	size_t n, at;
	const struct mend *m = x->nmends ? extraction_mends(x, &n) : NULL;

	for (size_t k = 0; m && k < n; k++)
		if (!find_fault(x, &m[k], &at) && at == i)
			return true;
	return false;
}

int extraction_mend(struct extraction *x, struct err *e)
{
	size_t n, i = 0;
	const struct mend *m = extraction_mends(x, &n);

	for (size_t k = 0; k < n; k++) {
		const char *why = find_fault(x, &m[k], &i), *value = m[k].value;

		if (why && extraction_reject(x, m[k].field, false, "repair.stale", why, "another", e) < 0)
			return -1;
		if (!why)
			x->walk.slots.cells[i] =
				value ? (struct cell){value, (uint32_t)strlen(value), CELL_TEXT}
				      : (struct cell){NULL, 0, CELL_ABSENT};
	}
	return 0;
}
