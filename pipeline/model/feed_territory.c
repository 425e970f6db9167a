#include <string.h>
#include "model/feed.h"

/* A name that the catalogue has, or a field of the record, is meant as it stands; the word own, and the name
 * of a province whose folder is not there, are the data centre's. */
static bool is_own(const struct feed *f, const struct table *territories)
{
	return *f->territory && strncmp(f->territory, "field:", 6) != 0 && territories->nrows &&
	       table_find(territories, "territory", f->territory, NULL) < 0;
}

/* The rows of a territory: it may have been, ended and begun again. */
static void add_territory(struct feed *f, const struct table *t, struct slice name)
{
	for (size_t i = 0; i < t->nrows; i++)
		if (slice_equals(name, table_get(t, i, "territory")))
			f->own[f->nown++] = (struct own_territory){table_get(t, i, "territory"),
				table_get(t, i, "valid_from"), table_get(t, i, "valid_to")};
}

int feed_read_own(struct feed *f, struct catalog *c, const char *date, struct err *e)
{
	const struct table *t = catalog_get(c, "territories", e);
	const char *names;

	if (!t || !catalog_get(c, "settings", e))
		return -1;
	names = catalog_setting(c, "territory", date, e);
	if (!names || !is_own(f, t))
		return 0;
	f->own = arena_alloc(&f->arena, (t->nrows + 1) * sizeof(*f->own), e);
	if (!f->own)
		return -1;
	for (size_t n; *names && f->nown <= t->nrows; names += n + (names[n] == ' ')) {
		n = strcspn(names, " ");
		add_territory(f, t, (struct slice){names, n});
	}
	return 0;
}

const char *feed_territory(const struct feed *f, const char *day)
{
	for (size_t i = 0; *day && i < f->nown; i++)
		if (strcmp(f->own[i].from, day) <= 0 && (!*f->own[i].to || strcmp(day, f->own[i].to) <= 0))
			return f->own[i].territory;
	return f->nown ? f->own[f->nown - 1].territory : f->territory;
}
