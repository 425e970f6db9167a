#include "inspect/lint_systems.h"

#include <string.h>
#include "inspect/systems_parts.h"

struct checked {
	struct lint *l;
	const struct table *systems, *owners, *feeds;
	const char *today;
};

static bool has_owner(const struct checked *c, const char *system)
{
	for (size_t i = 0; i < c->owners->nrows; i++)
		if (strcmp(table_get(c->owners, i, "system"), system) == 0 &&
			table_is_valid(c->owners, i, c->today))
			return true;
	return false;
}

static int check_owner(const struct checked *c, size_t row, struct err *e)
{
	const char *system = table_get(c->systems, row, "system");

	return has_owner(c, system)
		       ? 0
		       : lint_add(c->l, c->systems->rows[row].file, c->systems->rows[row].line, e,
				 "system %s: found no owner on %s, expected a row of system_owners.csv",
				 system, c->today);
}

static int note_feeds(const struct checked *c, size_t row, struct err *e)
{
	if (*table_get(c->systems, row, "feeds") ||
		strcmp(table_get(c->systems, row, "status"), "connected") != 0)
		return 0;
	return lint_note(c->l, c->systems->rows[row].file, c->systems->rows[row].line, e,
		"system %s is connected and has no feed yet", table_get(c->systems, row, "system"));
}

/* What the operator plans by is told twice only when both say the same. */
static int note_rhythm(const struct checked *c, size_t row, size_t feed, struct err *e)
{
	static const char *const columns[] = {"cadence", "due", "grace_days"};

	for (size_t i = 0; i < sizeof(columns) / sizeof(*columns); i++) {
		const char *planned = table_get(c->systems, row, columns[i]);
		const char *own = table_get(c->feeds, feed, columns[i]);

		if (*own && strcmp(own, planned) != 0 &&
			lint_note(c->l, c->feeds->rows[feed].file, c->feeds->rows[feed].line, e,
				"feed %s keeps its own %s %s, its system %s plans %s",
				table_get(c->feeds, feed, "feed"), columns[i], own,
				table_get(c->systems, row, "system"), planned) < 0)
			return -1;
	}
	return 0;
}

static int note_rhythms(const struct checked *c, size_t row, struct err *e)
{
	for (size_t i = 0; i < c->feeds->nrows; i++)
		if (systems_has_word(table_get(c->systems, row, "feeds"), table_get(c->feeds, i, "feed")) &&
			table_is_valid(c->feeds, i, c->today) && note_rhythm(c, row, i, e))
			return -1;
	return 0;
}

int lint_systems(struct lint *l, const char *today, struct err *e)
{
	struct checked c = {.l = l, .systems = catalog_get(l->catalog, "systems", e), .today = today};

	c.owners = c.systems ? catalog_get(l->catalog, "system_owners", e) : NULL;
	c.feeds = c.owners ? catalog_get(l->catalog, "feeds", e) : NULL;
	if (!c.feeds)
		return -1;
	for (size_t i = 0; i < c.systems->nrows; i++)
		if (table_is_valid(c.systems, i, today) &&
			(check_owner(&c, i, e) || note_feeds(&c, i, e) || note_rhythms(&c, i, e)))
			return -1;
	return 0;
}
