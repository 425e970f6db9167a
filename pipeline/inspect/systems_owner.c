#include <string.h>
#include "inspect/systems_parts.h"

/* The row of the system on the day, or the last one before it; before: the one in front of that. Or -1. */
static void find_rows(const struct table *t, const char *system, const char *date, long *now, long *before)
{
	*now = *before = -1;
	for (size_t i = 0; i < t->nrows; i++) {
		const char *from = table_get(t, i, "valid_from");

		if (strcmp(table_get(t, i, "system"), system) != 0 || (date && strcmp(from, date) > 0))
			continue;
		if (*now < 0 || strcmp(from, table_get(t, (size_t)*now, "valid_from")) > 0) {
			*before = *now;
			*now = (long)i;
		} else if (*before < 0 || strcmp(from, table_get(t, (size_t)*before, "valid_from")) > 0)
			*before = (long)i;
	}
}

static const char *cell(const struct table *t, long row, const char *column)
{
	return row < 0 ? "" : table_get(t, (size_t)row, column);
}

static const char *name_of(const struct agencies *a, const char *id, const char *date)
{
	const struct agency *found = *id ? agencies_find(a, id, date) : NULL;

	return found ? found->name_vi : id;
}

int owner_find(struct system_owner *o, const struct table *owners, const struct agencies *a,
	const char *system, const char *date, struct buf *name, struct err *e)
{
	const struct agency *body;
	long now, before;

	find_rows(owners, system, date, &now, &before);
	*o = (struct system_owner){.id = cell(owners, now, "owner")};
	if (strcmp(cell(owners, before, "owner"), o->id) == 0)
		before = -1;
	o->before_id = cell(owners, before, "owner");
	o->until = cell(owners, before, "valid_to");
	o->before = name_of(a, o->before_id, *o->until ? o->until : NULL);
	body = *o->id ? agencies_find(a, o->id, date) : NULL;
	if (buf_add_str(name, name_of(a, o->id, date), e))
		return -1;
	return body && *body->parent ? buf_addf(name, e, " (%s)", name_of(a, body->parent, date)) : 0;
}
