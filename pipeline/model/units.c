#include "model/units.h"

#include <stdlib.h>
#include <string.h>
#include "core/rational.h"
#include "core/text.h"

struct alias {
	struct slice key;  /* folded */
	const char *exact; /* as it has to be written, or NULL */
	const struct unit *unit;
	const char *valid_from, *valid_to;
};

struct units {
	struct unit *rows;
	size_t n;
	struct alias *aliases;
	size_t naliases;
	const char *date; /* "": any */
	struct arena arena;
};

static int add_alias(struct units *u, const char *text, const struct unit *unit, bool is_exact,
	const char *valid_from, const char *valid_to, struct err *e)
{
	struct buf key = {0};
	char *copy = NULL;

	if (text_fold(text, strlen(text), &key, e) == 0 && key.len)
		copy = arena_copy(&u->arena, key.data, key.len, e);
	if (copy)
		u->aliases[u->naliases++] =
			(struct alias){{copy, key.len}, is_exact ? text : NULL, unit, valid_from, valid_to};
	buf_release(&key);
	return copy || !*text ? 0 : -1;
}

static int read_unit(struct units *u, const struct table *t, size_t row, struct err *e)
{
	struct unit *unit = &u->rows[u->n];
	const char *factor = table_get(t, row, "factor"), *least = table_get(t, row, "least");

	unit->name = table_get(t, row, "unit");
	unit->dimension = table_get(t, row, "dimension");
	unit->title_vi = table_get(t, row, "title_vi");
	unit->valid_from = table_get(t, row, "valid_from");
	unit->valid_to = table_get(t, row, "valid_to");
	mpq_inits(unit->factor, unit->least, NULL);
	u->n++;
	if (rational_parse(unit->factor, factor, strlen(factor), NULL) < 0 || mpq_sgn(unit->factor) <= 0)
		return err_at(e, ERR_CATALOG, t->rows[row].file, t->rows[row].line,
			"column factor: found '%s', expected a positive number or quotient", factor);
	unit->is_base = mpq_cmp_ui(unit->factor, 1, 1) == 0;
	unit->has_least = *least;
	unit->is_whole = *table_get(t, row, "whole");
	unit->doubts_comma = unit->is_whole || *table_get(t, row, "thousands");
	if (*least && rational_parse(unit->least, least, strlen(least), NULL) < 0)
		return err_at(e, ERR_CATALOG, t->rows[row].file, t->rows[row].line,
			"column least: found '%s', expected a number", least);
	return add_alias(u, unit->name, unit, false, "", "", e) < 0
		       ? -1
		       : add_alias(u, unit->title_vi, unit, false, "", "", e);
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
		const char *name = table_get(t, i, "unit");
		bool has_unit = false;

		if (!table_is_valid(t, i, date))
			continue;
		for (size_t k = 0; k < u->n; k++) { /* a unit has a row for each of its times */
			if (strcmp(u->rows[k].name, name) != 0)
				continue;
			has_unit = true;
			if (add_alias(u, table_get(t, i, "alias"), &u->rows[k], *table_get(t, i, "exact"),
				    table_get(t, i, "valid_from"), table_get(t, i, "valid_to"), e) < 0)
				return -1;
		}
		if (!has_unit)
			return err_at(e, ERR_CATALOG, t->rows[i].file, t->rows[i].line,
				"column unit: found '%s', expected a row of units", name);
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

/* An alias stands for every row of its unit. */
static size_t count_aliases(const struct table *units, const struct table *aliases)
{
	int col = table_find_col(units, "unit");
	size_t n = 2 * units->nrows + 1;

	for (size_t i = 0; col >= 0 && i < aliases->nrows; i++) {
		const char *name = table_get(aliases, i, "unit");

		for (size_t k = 0; k < units->nrows; k++)
			n += strcmp(name, units->rows[k].cells[col]) == 0;
	}
	return n;
}

static int read_units(struct units *u, struct catalog *c, const char *date, struct err *e)
{
	const struct table *t = catalog_get(c, "units", e);
	const struct table *aliases = t ? catalog_get(c, "unit_aliases", e) : NULL;

	if (!aliases)
		return -1;
	u->rows = arena_alloc(&u->arena, (t->nrows + 1) * sizeof(*u->rows), e);
	u->aliases = arena_alloc(&u->arena, count_aliases(t, aliases) * sizeof(*u->aliases), e);
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
	u->date = "";
	if (read_units(u, c, date, e) < 0) {
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
		mpq_clears(u->rows[i].factor, u->rows[i].least, NULL);
	arena_release(&u->arena);
	free(u);
}

void units_set_date(struct units *u, const char *date)
{
	u->date = date;
}

static bool is_within(const char *date, const char *from, const char *to)
{
	return (!*from || strncmp(from, date, 10) <= 0) && (!*to || strncmp(date, to, 10) <= 0);
}

/* Both the alias and its unit. */
static bool holds(const struct units *u, const struct alias *a)
{
	return !*u->date || (is_within(u->date, a->valid_from, a->valid_to) &&
				    is_within(u->date, a->unit->valid_from, a->unit->valid_to));
}

/* Of a key with exact rows only one of those. */
static const struct unit *find_key(const struct units *u, struct slice key, struct slice text)
{
	const struct unit *unit = NULL;
	bool is_exact = false;

	for (size_t i = 0; i < u->naliases; i++) {
		const struct alias *a = &u->aliases[i];

		if (!slice_same(a->key, key) || !holds(u, a))
			continue;
		if (a->exact && slice_equals(text, a->exact))
			return a->unit;
		is_exact = is_exact || a->exact;
		unit = unit ? unit : a->unit;
	}
	return is_exact ? NULL : unit;
}

const struct unit *units_find(const struct units *u, struct slice text)
{
	struct buf key = {0};
	const struct unit *unit = NULL;

	if (text_fold(text.text, text.len, &key, NULL) == 0 && key.len)
		unit = find_key(u, buf_slice(&key), text);
	buf_release(&key);
	return unit;
}

/* Bytes of the sign that s starts with; 0: a letter. */
static size_t sign_length(struct slice s)
{
	size_t n = 1;

	while (n < s.len && ((unsigned char)s.text[n] & 0xC0) == 0x80)
		n++;
	return text_has_letter((struct slice){s.text, n}) ? 0 : n;
}

const struct unit *units_find_start(const struct units *u, struct slice words, size_t *used)
{
	const struct unit *unit = NULL;
	size_t sign = words.len ? sign_length(words) : 0;

	for (size_t n = words.len; n && !unit; n--)
		if (n == words.len || n == sign || words.text[n] == ' ' || words.text[n] == ',') {
			unit = units_find(u, (struct slice){words.text, n});
			*used = n;
		}
	return unit;
}

bool unit_is_sign(const struct unit *unit)
{
	return !text_has_letter(slice_from(unit->name));
}

bool unit_can_be(const struct unit *unit, const mpq_t number)
{
	return !(unit->has_least && mpq_cmp(number, unit->least) < 0) &&
	       !(unit->is_whole && mpz_cmp_ui(mpq_denref(number), 1) != 0);
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
