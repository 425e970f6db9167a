#include "core/agencies.h"

#include <stdlib.h>
#include <string.h>
#include "core/agencies_rows.h"
#include "core/text.h"

bool agency_is_valid(const char *from, const char *to, const char *date)
{
	return !date || ((!*from || strcmp(from, date) <= 0) && (!*to || strcmp(date, to) <= 0));
}

/* Sets punctuation apart, so that "sở , ngành" and "sở, ngành" are one key. */
static int space_out(struct slice folded, struct buf *out, struct err *e)
{
	for (size_t i = 0; i < folded.len; i++) {
		char c = folded.text[i];
		bool is_mark = strchr(",;:()/", c) != NULL;
		bool has_blank = !out->len || out->data[out->len - 1] == ' ';

		if (c == ' ' && has_blank)
			continue;
		if (is_mark && !has_blank && buf_add_char(out, ' ', e) < 0)
			return -1;
		if (buf_add_char(out, c, e) < 0 || (is_mark && buf_add_char(out, ' ', e) < 0))
			return -1;
	}
	while (out->len && out->data[out->len - 1] == ' ')
		out->data[--out->len] = '\0';
	return 0;
}

int agency_key(const char *text, size_t len, struct buf *out, struct err *e)
{
	struct buf folded = {0};
	int ret = -1;

	buf_reset(out);
	if (text_fold(text, len, &folded, e) == 0)
		ret = space_out(buf_slice(&folded), out, e);
	buf_release(&folded);
	return ret;
}

static int add_alias(
	struct agencies *a, const char *text, struct agency_alias alias, struct buf *key, struct err *e)
{
	if (!*text)
		return 0;
	if (agency_key(text, strlen(text), key, e) < 0)
		return -1;
	alias.key.text = arena_copy(&a->arena, key->data ? key->data : "", key->len, e);
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

static const char *find_unknown(const struct agencies *a, const char *territory)
{
	for (size_t i = 0; i < a->n; i++)
		if (strcmp(a->rows[i].kind, "unknown") == 0 && strcmp(a->rows[i].territory, territory) == 0)
			return a->rows[i].id;
	return "";
}

static const struct agency_territory *territory_find(const struct agencies *a, const char *name)
{
	for (size_t i = 0; i < a->nterritories; i++)
		if (strcmp(a->territories[i].name, name) == 0)
			return &a->territories[i];
	return NULL;
}

const char *agencies_unknown(const struct agencies *a, const char *territory)
{
	const struct agency_territory *t;

	/* bounded: a cycle of territories cannot be longer than their number */
	for (size_t i = 0; i <= a->nterritories && (t = territory_find(a, territory)); i++) {
		if (*t->unknown)
			return t->unknown;
		territory = t->parent;
	}
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

	a->dates = arena_alloc(&a->arena, 2 * (a->n + a->naliases + 1) * sizeof(*a->dates), e);
	if (!a->dates)
		return -1;
	for (size_t i = 0; i < a->n; i++)
		add_dates(a, a->rows[i].valid_from, a->rows[i].valid_to);
	for (size_t i = 0; i < a->naliases; i++)
		add_dates(a, a->aliases[i].valid_from, a->aliases[i].valid_to);
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

static int read_tables(struct agencies *a, struct catalog *c, struct buf *key, struct err *e)
{
	const struct table *t = catalog_get(c, "agencies", e), *aliases = catalog_get(c, "agency_aliases", e);
	const struct table *territories = catalog_get(c, "territories", e);

	a->groups = catalog_get(c, "agency_groups", e);
	if (!t || !aliases || !territories || !a->groups)
		return -1;
	a->rows = arena_alloc(&a->arena, (t->nrows + 1) * sizeof(*a->rows), e);
	a->aliases = arena_alloc(&a->arena, (2 * t->nrows + aliases->nrows + 1) * sizeof(*a->aliases), e);
	if (!a->rows || !a->aliases)
		return -1;
	for (size_t i = 0; i < t->nrows; i++)
		if (read_agency(a, t, i, key, e) < 0)
			return -1;
	for (size_t i = 0; i < aliases->nrows; i++)
		if (read_alias(a, aliases, i, key, e) < 0)
			return -1;
	qsort(a->rows, a->n, sizeof(*a->rows), by_id);
	qsort(a->aliases, a->naliases, sizeof(*a->aliases), by_key);
	return read_territories(a, territories, e) < 0 ? -1 : collect_dates(a, e);
}

int agencies_open(struct agencies **out, struct catalog *c, struct err *e)
{
	struct agencies *a = calloc(1, sizeof(*a));
	struct buf key = {0};
	int ret;

	*out = NULL;
	if (!a)
		return err_set(e, ERR_NOMEM, "out of memory for agencies");
	ret = read_tables(a, c, &key, e);
	buf_release(&key);
	if (ret < 0)
		agencies_free(a);
	else
		*out = a;
	return ret;
}

void agencies_free(struct agencies *a)
{
	if (!a)
		return;
	buf_release(&a->rest);
	buf_release(&a->ids);
	arena_release(&a->arena);
	free(a);
}

const struct agency *agencies_find(const struct agencies *a, const char *id, const char *date)
{
	const struct agency *found = NULL;
	size_t low = 0, high = a->n;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (strcmp(a->rows[mid].id, id) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	for (; low < a->n && strcmp(a->rows[low].id, id) == 0; low++)
		if (agency_is_valid(a->rows[low].valid_from, a->rows[low].valid_to, date))
			found = &a->rows[low];
	return found;
}

const struct agency *agencies_all(const struct agencies *a, size_t *n)
{
	*n = a->n;
	return a->rows;
}

size_t agencies_epoch(const struct agencies *a, struct slice date)
{
	size_t n = 0;

	/* 2k-1 for the days after boundary k's predecessor, 2k for the boundary itself: valid_to is inclusive
	 */
	for (size_t i = 0; i < a->ndates; i++) {
		int c = memcmp(date.text, a->dates[i], date.len < 10 ? date.len : 10);

		if (c < 0)
			break;
		n = 2 * i + (c == 0 ? 1 : 2);
	}
	return n;
}
