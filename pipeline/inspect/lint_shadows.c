#include "inspect/lint_shadows.h"

#include <stdlib.h>
#include <string.h>
#include "model/agencies.h"

/* A name of the dictionary, and its row. */
struct name {
	struct slice key;
	const char *territory, *ids, *text, *from, *to, *context;
	const struct row *row;
	bool is_own; /* an alias goes before it */
};

struct shadow_names {
	struct agencies *agencies; /* whose key it is */
	struct name *list;
	size_t n;
	struct arena arena;
	struct buf key;
};

static int add(struct shadow_names *s, struct name name, struct err *e)
{
	if (!*name.text)
		return 0;
	if (agencies_key(s->agencies, slice_from(name.text), &s->key, e) < 0)
		return -1;
	name.key.text = arena_copy(&s->arena, s->key.data ? s->key.data : "", s->key.len, e);
	name.key.len = s->key.len;
	s->list[s->n++] = name;
	return name.key.text ? 0 : -1;
}

static int add_own(struct shadow_names *s, const struct table *t, size_t i, struct err *e)
{
	const char *kind = table_get(t, i, "kind");
	struct name name = {.territory = table_get(t, i, "territory"),
		.ids = table_get(t, i, "agency"),
		.from = table_get(t, i, "valid_from"),
		.to = table_get(t, i, "valid_to"),
		.context = "",
		.row = &t->rows[i],
		.is_own = true};

	if (strcmp(kind, "body") != 0 && strcmp(kind, "group") != 0)
		return 0;
	name.text = table_get(t, i, "name_vi");
	if (add(s, name, e) < 0)
		return -1;
	name.text = table_get(t, i, "short_vi");
	return add(s, name, e);
}

static int add_alias(struct shadow_names *s, const struct table *t, size_t i, struct err *e)
{
	return add(s,
		(struct name){.territory = table_get(t, i, "territory"),
			.ids = table_get(t, i, "agencies"),
			.text = table_get(t, i, "alias"),
			.from = table_get(t, i, "valid_from"),
			.to = table_get(t, i, "valid_to"),
			.context = table_get(t, i, "context"),
			.row = &t->rows[i]},
		e);
}

/* Those of one key and territory side by side, in the order in which the dictionary answers. */
static int by_key(const void *a, const void *b)
{
	const struct name *x = a, *y = b;
	int c = slice_compare(x->key, y->key);

	if (!c)
		c = strcmp(x->territory, y->territory);
	if (!c)
		c = x->is_own - y->is_own;
	return c ? c : strcmp(x->ids, y->ids);
}

static bool overlap(const struct name *x, const struct name *y)
{
	return (!*x->to || !*y->from || strcmp(y->from, x->to) <= 0) &&
	       (!*y->to || !*x->from || strcmp(x->from, y->to) <= 0);
}

static bool is_other(const struct name *x, const struct name *y)
{
	return strcmp(x->ids, y->ids) != 0 ||
	       (!x->is_own && !y->is_own && strcmp(x->context, y->context) != 0);
}

static int tell(struct lint *l, const struct name *x, const struct name *y, struct err *e)
{
	char quoted[200];

	return lint_add(l, y->row->file, y->row->line, e,
		"column %s: found %s, which %s:%ld names too, for %s, in territory %s at one time, expected "
		"one "
		"agency by one name",
		y->is_own ? "name_vi" : "alias", err_quote_cell(quoted, y->text, strlen(y->text)),
		x->row->file, x->row->line, *x->ids ? x->ids : "no agency",
		*x->territory ? x->territory : "(all)");
}

/* Each is told once, against the first that hides it. */
static int compare(struct lint *l, const struct shadow_names *s, struct err *e)
{
	for (size_t i = 1; i < s->n; i++)
		for (size_t k = i; k-- > 0;) {
			const struct name *x = &s->list[k], *y = &s->list[i];

			if (!slice_same(x->key, y->key) || strcmp(x->territory, y->territory) != 0)
				break;
			if (!overlap(x, y) || !is_other(x, y))
				continue;
			if (tell(l, x, y, e) < 0)
				return -1;
			break;
		}
	return 0;
}

int lint_shadows(struct lint *l, struct err *e)
{
	const struct table *t = catalog_get(l->catalog, "agencies", e),
			   *aliases = catalog_get(l->catalog, "agency_aliases", e);
	struct shadow_names s = {0};
	int rc = t && aliases ? agencies_open(&s.agencies, l->catalog, e) : -1;

	if (rc == 0 && !(s.list = calloc(2 * t->nrows + aliases->nrows + 1, sizeof(*s.list))))
		rc = err_set(e, ERR_NOMEM, "out of memory for names");
	for (size_t i = 0; rc == 0 && i < t->nrows; i++)
		rc = add_own(&s, t, i, e);
	for (size_t i = 0; rc == 0 && i < aliases->nrows; i++)
		rc = add_alias(&s, aliases, i, e);
	if (rc == 0 && s.n)
		qsort(s.list, s.n, sizeof(*s.list), by_key);
	if (rc == 0)
		rc = compare(l, &s, e);
	agencies_free(s.agencies);
	free(s.list);
	buf_release(&s.key);
	arena_release(&s.arena);
	return rc;
}
