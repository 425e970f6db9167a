/* The tables that the dictionary of agencies is made of. */
#include <stdlib.h>
#include <string.h>
#include "model/agencies_rows.h"

static int add_alias(
	struct agencies *a, const char *text, struct agency_alias alias, struct buf *key, struct err *e)
{
	if (!*text)
		return 0;
	if (agencies_key(a, slice_from(text), key, e) < 0)
		return -1;
	if (!key->len) /* marks and joints alone name nothing */
		return 0;
	alias.key.text = arena_copy(&a->arena, key->data, key->len, e);
	alias.key.len = key->len;
	a->aliases[a->naliases++] = alias;
	return alias.key.text ? 0 : -1;
}

static int read_agency(struct agencies *a, const struct table *t, size_t row, struct buf *key, struct err *e)
{
	struct agency *g = &a->rows[a->n++];
	struct agency_alias own = {.is_own = true};

	*g = (struct agency){table_get(t, row, "agency"), table_get(t, row, "territory"),
		table_get(t, row, "parent"), table_get(t, row, "level"), table_get(t, row, "name_vi"),
		table_get(t, row, "short_vi"), table_get(t, row, "code"), table_get(t, row, "kind"),
		table_get(t, row, "valid_from"), table_get(t, row, "valid_to")};
	own.territory = g->territory;
	own.ids = g->id;
	own.valid_from = g->valid_from;
	own.valid_to = g->valid_to;
	if (strcmp(g->kind, "body") != 0 && strcmp(g->kind, "group") != 0)
		return 0;
	if (add_alias(a, g->name_vi, own, key, e) < 0)
		return -1;
	return add_alias(a, g->short_vi, own, key, e);
}

/* Headings, letterheads, posts, systems and signatures are no names: their rows keep the words from being
 * taken for one. */
static int read_alias(struct agencies *a, const struct table *t, size_t row, struct buf *key, struct err *e)
{
	const char *context = table_get(t, row, "context");
	struct agency_alias alias = {.territory = table_get(t, row, "territory"),
		.ids = table_get(t, row, "agencies"),
		.valid_from = table_get(t, row, "valid_from"),
		.valid_to = table_get(t, row, "valid_to")};

	alias.is_wrapper = strcmp(context, "wrapper") == 0;
	alias.is_list = strchr(alias.ids, ' ') != NULL;
	alias.is_review = strcmp(context, "review") == 0;
	alias.is_barred = *context && !alias.is_wrapper && !alias.is_review && strcmp(context, "list") != 0;
	return add_alias(a, table_get(t, row, "alias"), alias, key, e);
}

/* What stands behind a body's name and belongs to it: the whole name of the territory, the name without its
 * level, and the level alone. */
static int add_places(
	struct agencies *a, const char *territory, const char *name, struct buf *key, struct err *e)
{
	struct agency_alias place = {.territory = territory, .ids = "", .valid_from = "", .valid_to = ""};
	struct slice full;

	place.place = PLACE_FULL;
	if (add_alias(a, name, place, key, e) < 0)
		return -1;
	full = key->len ? a->aliases[a->naliases - 1].key : (struct slice){"", 0};
	for (size_t i = 0; i < a->nwords; i++) {
		struct slice level = a->words[i].word;

		if (a->words[i].kind != WORD_LEVEL || full.len <= level.len + 1 ||
			memcmp(full.text, level.text, level.len) != 0 || full.text[level.len] != ' ')
			continue;
		place.place = PLACE_LEVEL;
		place.key = level;
		a->aliases[a->naliases++] = place;
		place.place = PLACE_BARE;
		place.key = (struct slice){full.text + level.len + 1, full.len - level.len - 1};
		a->aliases[a->naliases++] = place;
		break;
	}
	return 0;
}

static void add_branches(struct agencies *a)
{
	for (size_t i = 0; i < a->nwords; i++)
		if (a->words[i].kind == WORD_BRANCH)
			a->aliases[a->naliases++] = (struct agency_alias){.key = a->words[i].word,
				.territory = "",
				.ids = "",
				.valid_from = a->words[i].valid_from,
				.valid_to = a->words[i].valid_to,
				.place = PLACE_BRANCH};
}

static const char *find_unknown(const struct agencies *a, const char *territory)
{
	for (size_t i = 0; i < a->n; i++)
		if (strcmp(a->rows[i].kind, "unknown") == 0 && strcmp(a->rows[i].territory, territory) == 0)
			return a->rows[i].id;
	return "";
}

static int by_id(const void *x, const void *y)
{
	const struct agency *a = x, *b = y;
	int c = strcmp(a->id, b->id);

	return c ? c : strcmp(a->valid_from, b->valid_from);
}

static int by_key(const void *x, const void *y)
{
	const struct agency_alias *a = x, *b = y;
	int c = slice_compare(a->key, b->key);

	if (!c)
		c = a->is_own - b->is_own;
	return c ? c : strcmp(a->ids, b->ids);
}

static int by_date(const void *x, const void *y)
{
	return strcmp(*(const char *const *)x, *(const char *const *)y);
}

static void add_dates(struct agencies *a, const char *from, const char *to)
{
	if (*from)
		a->dates[a->ndates++] = from;
	if (*to)
		a->dates[a->ndates++] = to;
}

static int collect_dates(struct agencies *a, struct err *e)
{
	size_t kept = 0;

	a->dates = arena_alloc(&a->arena, 2 * (a->n + a->naliases + a->nwords + 1) * sizeof(*a->dates), e);
	if (!a->dates)
		return -1;
	for (size_t i = 0; i < a->n; i++)
		add_dates(a, a->rows[i].valid_from, a->rows[i].valid_to);
	for (size_t i = 0; i < a->naliases; i++)
		add_dates(a, a->aliases[i].valid_from, a->aliases[i].valid_to);
	for (size_t i = 0; i < a->nwords; i++)
		add_dates(a, a->words[i].valid_from, a->words[i].valid_to);
	qsort(a->dates, a->ndates, sizeof(*a->dates), by_date);
	for (size_t i = 0; i < a->ndates; i++)
		if (!kept || strcmp(a->dates[kept - 1], a->dates[i]) != 0)
			a->dates[kept++] = a->dates[i];
	a->ndates = kept;
	return 0;
}

static int read_territories(struct agencies *a, const struct table *t, struct err *e)
{
	a->territories = arena_alloc(&a->arena, (t->nrows + 1) * sizeof(*a->territories), e);
	if (!a->territories)
		return -1;
	for (size_t i = 0; i < t->nrows; i++) {
		const char *name = table_get(t, i, "territory");

		a->territories[a->nterritories++] = (struct agency_territory){name, table_get(t, i, "parent"),
			table_get(t, i, "level1_code"), find_unknown(a, name)};
	}
	return 0;
}

static int read_names(struct agencies *a, const struct table *t, const struct table *aliases,
	const struct table *territories, struct buf *key, struct err *e)
{
	size_t most = 2 * t->nrows + aliases->nrows + 3 * territories->nrows + a->nwords;

	a->rows = arena_alloc(&a->arena, (t->nrows + 1) * sizeof(*a->rows), e);
	a->aliases = arena_alloc(&a->arena, (most + 1) * sizeof(*a->aliases), e);
	if (!a->rows || !a->aliases)
		return -1;
	for (size_t i = 0; i < t->nrows; i++)
		if (read_agency(a, t, i, key, e) < 0)
			return -1;
	for (size_t i = 0; i < aliases->nrows; i++)
		if (read_alias(a, aliases, i, key, e) < 0)
			return -1;
	for (size_t i = 0; i < territories->nrows; i++)
		if (add_places(a, table_get(territories, i, "territory"),
			    table_get(territories, i, "name_vi"), key, e) < 0)
			return -1;
	add_branches(a);
	return 0;
}

int agencies_read(struct agencies *a, struct catalog *c, struct err *e)
{
	const struct table *t = catalog_get(c, "agencies", e), *aliases = catalog_get(c, "agency_aliases", e);
	const struct table *territories = catalog_get(c, "territories", e);
	struct buf key = {0};
	int ret;

	a->groups = catalog_get(c, "agency_groups", e);
	if (!t || !aliases || !territories || !a->groups || agency_words_read(a, c, e) < 0)
		return -1;
	ret = read_names(a, t, aliases, territories, &key, e);
	buf_release(&key);
	if (ret < 0)
		return -1;
	qsort(a->rows, a->n, sizeof(*a->rows), by_id);
	qsort(a->aliases, a->naliases, sizeof(*a->aliases), by_key);
	return read_territories(a, territories, e) < 0 ? -1 : collect_dates(a, e);
}
