#include "core/units.h"

#include <stdlib.h>
#include <string.h>
#include "core/rational.h"
#include "core/text.h"

struct alias {
	struct slice key; /* folded */
	const struct unit *unit;
};

struct units {
	struct unit *rows;
	size_t n;
	struct alias *aliases;
	size_t naliases;
	struct arena arena;
};

static int add_alias(struct units *u, const char *text, const struct unit *unit, struct err *e)
{
	struct buf key = {0};
	char *copy = NULL;

	if (text_fold(text, strlen(text), &key, e) == 0 && key.len)
		copy = arena_copy(&u->arena, key.data, key.len, e);
	if (copy)
		u->aliases[u->naliases++] = (struct alias){{copy, key.len}, unit};
	buf_release(&key);
	return copy || !*text ? 0 : -1;
}

static struct unit *find_name(struct units *u, const char *name)
{
	for (size_t i = 0; i < u->n; i++)
		if (strcmp(u->rows[i].name, name) == 0)
			return &u->rows[i];
	return NULL;
}

static int read_unit(struct units *u, const struct table *t, size_t row, struct err *e)
{
	struct unit *unit = &u->rows[u->n];
	const char *factor = table_get(t, row, "factor");

	unit->name = table_get(t, row, "unit");
	unit->dimension = table_get(t, row, "dimension");
	unit->title_vi = table_get(t, row, "title_vi");
	mpq_init(unit->factor);
	u->n++;
	if (rational_parse(unit->factor, factor, strlen(factor), NULL) < 0 || mpq_sgn(unit->factor) <= 0)
		return err_at(e, ERR_CATALOG, t->rows[row].file, t->rows[row].line,
			"column factor: found '%s', expected a positive number or quotient", factor);
	unit->is_base = mpq_cmp_ui(unit->factor, 1, 1) == 0;
	if (add_alias(u, unit->name, unit, e) < 0)
		return -1;
	return add_alias(u, unit->title_vi, unit, e);
}

static int link_bases(struct units *u, const struct table *t, struct err *e)
{
	for (size_t i = 0; i < u->n; i++) {
		for (size_t j = 0; j < u->n && !u->rows[i].base; j++)
			if (u->rows[j].is_base && strcmp(u->rows[i].dimension, u->rows[j].dimension) == 0)
				u->rows[i].base = &u->rows[j];
		if (!u->rows[i].base)
			return err_at(e, ERR_CATALOG, t->rows[0].file, 0,
				"dimension %s: found no unit of factor 1", u->rows[i].dimension);
	}
	return 0;
}

static int read_aliases(struct units *u, const struct table *t, const char *date, struct err *e)
{
	for (size_t i = 0; i < t->nrows; i++) {
		const struct unit *unit = find_name(u, table_get(t, i, "unit"));

		if (!table_is_valid(t, i, date))
			continue;
		if (!unit)
			return err_at(e, ERR_CATALOG, t->rows[i].file, t->rows[i].line,
				"column unit: found '%s', expected a row of units", table_get(t, i, "unit"));
		if (add_alias(u, table_get(t, i, "alias"), unit, e) < 0)
			return -1;
	}
	return 0;
}

/* Longest key first, so that the first match is the longest. */
static int by_length(const void *a, const void *b)
{
	const struct alias *x = a, *y = b;

	if (x->key.len != y->key.len)
		return x->key.len < y->key.len ? 1 : -1;
	return slice_compare(x->key, y->key);
}

static int units_read(struct units *u, struct catalog *c, const char *date, struct err *e)
{
	const struct table *t = catalog_get(c, "units", e);
	const struct table *aliases = t ? catalog_get(c, "unit_aliases", e) : NULL;

	if (!aliases)
		return -1;
	u->rows = arena_alloc(&u->arena, (t->nrows + 1) * sizeof(*u->rows), e);
	u->aliases = arena_alloc(&u->arena, (2 * t->nrows + aliases->nrows + 1) * sizeof(*u->aliases), e);
	if (!u->rows || !u->aliases)
		return -1;
	for (size_t i = 0; i < t->nrows; i++)
		if (table_is_valid(t, i, date) && read_unit(u, t, i, e) < 0)
			return -1;
	if (link_bases(u, t, e) < 0 || read_aliases(u, aliases, date, e) < 0)
		return -1;
	qsort(u->aliases, u->naliases, sizeof(*u->aliases), by_length);
	return 0;
}

int units_open(struct units **out, struct catalog *c, const char *date, struct err *e)
{
	struct units *u = calloc(1, sizeof(*u));

	*out = NULL;
	if (!u)
		return err_set(e, ERR_NOMEM, "out of memory for units");
	if (units_read(u, c, date, e) < 0) {
		units_free(u);
		return -1;
	}
	*out = u;
	return 0;
}

void units_free(struct units *u)
{
	if (!u)
		return;
	for (size_t i = 0; i < u->n; i++)
		mpq_clear(u->rows[i].factor);
	arena_release(&u->arena);
	free(u);
}

static const struct unit *find_key(const struct units *u, struct slice key)
{
	for (size_t i = 0; i < u->naliases; i++)
		if (slice_same(u->aliases[i].key, key))
			return u->aliases[i].unit;
	return NULL;
}

/* Whether the key begins (or, at the end, ends) with the alias as whole words. */
static bool has_words(struct slice key, struct slice alias, bool at_end)
{
	size_t gap = key.len - alias.len;

	if (alias.len > key.len || memcmp(key.text + (at_end ? gap : 0), alias.text, alias.len) != 0)
		return false;
	return gap == 0 || key.text[at_end ? gap - 1 : alias.len] == ' ' ||
	       (!at_end && strchr(",;.(", key.text[alias.len]));
}

static const struct unit *find_words(const struct units *u, struct slice key)
{
	for (int at_end = 0; at_end < 2; at_end++)
		for (size_t i = 0; i < u->naliases; i++)
			if (has_words(key, u->aliases[i].key, at_end))
				return u->aliases[i].unit;
	return NULL;
}

static const struct unit *find_folded(const struct units *u, struct slice text,
	const struct unit *(*find)(const struct units *, struct slice))
{
	struct buf key = {0};
	const struct unit *unit = NULL;

	if (text_fold(text.text, text.len, &key, NULL) == 0 && key.len)
		unit = find(u, buf_slice(&key));
	buf_release(&key);
	return unit;
}

const struct unit *units_find(const struct units *u, struct slice text)
{
	return find_folded(u, text, find_key);
}

const struct unit *units_find_in(const struct units *u, struct slice words)
{
	return find_folded(u, words, find_words);
}

int unit_to_base(const struct unit *unit, struct slice value, struct buf *out, struct err *e)
{
	mpq_t q;
	size_t start = out->len;
	int ret = -1;

	if (unit->is_base)
		return buf_add(out, value.text, value.len, e);
	mpq_init(q);
	if (rational_parse(q, value.text, value.len, e) < 0)
		goto out;
	mpq_mul(q, q, unit->factor);
	if (rational_write(q, out, e) < 0)
		goto out;
	if (memchr(out->data + start, '/', out->len - start))
		err_set(e, ERR_RECORD, "found a value without an exact decimal in the unit %s",
			unit->base->name);
	else
		ret = 0;
out:
	mpq_clear(q);
	return ret;
}
