#include <string.h>
#include "model/catalog_provinces.h"
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

static void add_own(struct feed *f, const struct table *t, struct slice names)
{
	while (names.len && f->nown <= t->nrows) {
		const char *blank = memchr(names.text, ' ', names.len);
		size_t n = blank ? (size_t)(blank - names.text) : names.len;

		add_territory(f, t, (struct slice){names.text, n});
		n += n < names.len;
		names = (struct slice){names.text + n, names.len - n};
	}
}

static bool has_name(struct slice names, const char *name)
{
	size_t n = strlen(name);

	for (size_t i = 0; n && i + n <= names.len; i++)
		if (memcmp(names.text + i, name, n) == 0 && (i == 0 || names.text[i - 1] == ' ') &&
			(i + n == names.len || names.text[i + n] == ' '))
			return true;
	return false;
}

static bool is_ours(const struct feed *f, struct slice names)
{
	if (!f->nown)
		return has_name(names, f->territory);
	for (size_t i = 0; i < f->nown; i++)
		if (has_name(names, f->own[i].territory))
			return true;
	return false;
}

/* The data centre's provinces that are none of the feed's. */
static int add_others(struct feed *f, const struct table *t, const char *setting, struct err *e)
{
	f->others = arena_alloc(&f->arena, (t->nrows + 1) * sizeof(*f->others), e);
	if (!f->others)
		return -1;
	while (*setting) {
		struct slice names = provinces_next(&setting);

		for (size_t i = 0; i < t->nrows && !is_ours(f, names); i++)
			if (has_name(names, table_get(t, i, "territory")) && f->nothers < t->nrows)
				f->others[f->nothers++] = table_get(t, i, "territory");
	}
	return 0;
}

int feed_read_own(struct feed *f, struct catalog *c, const char *date, struct err *e)
{
	const struct table *t = catalog_get(c, "territories", e);
	const char *setting, *first;

	if (!t || !catalog_get(c, "settings", e))
		return -1;
	setting = first = catalog_setting(c, "territory", date, e);
	f->own = arena_alloc(&f->arena, (t->nrows + 1) * sizeof(*f->own), e);
	if (!f->own)
		return -1;
	if (*f->territory && strchr(f->territory, ' '))
		add_own(f, t, slice_from(f->territory));
	else if (setting && is_own(f, t))
		add_own(f, t, provinces_next(&first));
	if (!setting || !*f->territory || strncmp(f->territory, "field:", 6) == 0 || !strchr(setting, '|'))
		return 0;
	return add_others(f, t, setting, e);
}

const char *feed_territory(const struct feed *f, const char *day)
{
	for (size_t i = 0; *day && i < f->nown; i++)
		if (strcmp(f->own[i].from, day) <= 0 && (!*f->own[i].to || strcmp(day, f->own[i].to) <= 0))
			return f->own[i].territory;
	return f->nown ? f->own[f->nown - 1].territory : f->territory;
}

const char *feed_elsewhere(const struct feed *f, const char *territory)
{
	for (size_t i = 0; i < f->nothers; i++) {
		size_t n = strlen(f->others[i]);

		if (strncmp(territory, f->others[i], n) == 0 && (!territory[n] || territory[n] == '/'))
			return f->others[i];
	}
	return NULL;
}
