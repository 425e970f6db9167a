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

static struct cell cell_of(struct slice text)
{
	return text.len ? (struct cell){text.text, (uint32_t)text.len, CELL_TEXT}
			: (struct cell){NULL, 0, CELL_ABSENT};
}

/* What stands in one element may be the value of several fields: those that are a part of it, or all of it,
 * follow, unless they have a repair of their own. */
static void fill_cells(struct extraction *x, size_t i, const char *value)
{
	const struct feed *f = x->options->feed;
	const struct slot_rule *rules = x->walk.slots.rules;
	struct slice text = slice_from(value);

	x->walk.slots.cells[i] = cell_of(text);
	for (size_t k = 0; k < f->nfields && !rules[i].cut; k++) {
		struct slice part = text;

		if (k == i || f->fields[k].policy != POLICY_KEEP ||
			f->fields[k].reduce != f->fields[i].reduce ||
			strcmp(f->fields[k].path, f->fields[i].path) != 0 || extraction_is_mended(x, k))
			continue;
		if (rules[k].cut && !slots_cut(&rules[k], &part))
			part.len = 0;
		x->walk.slots.cells[k] = cell_of(part);
	}
}

int extraction_mend(struct extraction *x, struct err *e)
{
	size_t n, i = 0;
	const struct mend *m = extraction_mends(x, &n);

	for (size_t k = 0; k < n; k++) {
		const char *why = find_fault(x, &m[k], &i);

		if (why && extraction_reject(x, m[k].field, false, "repair.stale", why, "another", e) < 0)
			return -1;
		if (!why)
			fill_cells(x, i, m[k].value);
	}
	return 0;
}
