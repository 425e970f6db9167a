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

/* What stands in one element may be the value of several fields: those that are a part of it, or all of it,
 * follow what is repaired as a whole. */
static bool is_follower(const struct extraction *x, size_t k, size_t i)
{
	const struct field *f = x->options->feed->fields;

	return k != i && !x->walk.slots.rules[i].cut && f[k].policy == POLICY_KEEP &&
	       f[k].reduce == f[i].reduce && strcmp(f[k].path, f[i].path) == 0;
}

static bool has_own(struct extraction *x, size_t i)
{
	size_t n, at;
	const struct mend *m = extraction_mends(x, &n);

	for (size_t k = 0; k < n; k++)
		if (!find_fault(x, &m[k], &at) && at == i)
			return true;
	return false;
}

bool extraction_is_mended(struct extraction *x, size_t i)
{
	size_t n, at;
	const struct mend *m = x->nmends ? extraction_mends(x, &n) : NULL;

	for (size_t k = 0; m && k < n; k++)
		if (!find_fault(x, &m[k], &at) && (at == i || is_follower(x, i, at)))
			return true;
	return false;
}

static struct cell cell_of(struct slice text)
{
	return text.len ? (struct cell){text.text, (uint32_t)text.len, CELL_TEXT}
			: (struct cell){NULL, 0, CELL_ABSENT};
}

static int fill_cells(struct extraction *x, size_t i, const char *value, struct err *e)
{
	struct slots *s = &x->walk.slots;
	struct slice text = slice_from(value);

	s->cells[i] = cell_of(text);
	for (size_t k = 0; k < s->nfields; k++) {
		struct slice part = text;

		if (!is_follower(x, k, i) || has_own(x, k))
			continue;
		if (s->rules[k].cut && !slots_cut(&s->rules[k], &part)) {
			if (text.len && extraction_reject(x, s->rules[k].field->name, false, "field.no_mark",
						s->rules[k].field->cut, "a repaired value without it", e) < 0)
				return -1;
			part.len = 0;
		}
		s->cells[k] = cell_of(part);
	}
	return 0;
}

int extraction_mend(struct extraction *x, struct err *e)
{
	size_t n, i = 0;
	const struct mend *m = extraction_mends(x, &n);

	for (size_t k = 0; k < n; k++) {
		const char *why = find_fault(x, &m[k], &i);

		if (why && extraction_reject(x, m[k].field, false, "repair.stale", why, "another", e) < 0)
			return -1;
		if (!why && fill_cells(x, i, m[k].value, e) < 0)
			return -1;
	}
	return 0;
}
