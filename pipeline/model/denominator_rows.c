#include "model/denominator_rows.h"

#include <string.h>

static const struct row_word spans_of[] = {
	{"", DENOMINATOR_OF_DAY}, {"year", DENOMINATOR_OF_YEAR}, {NULL, 0}};

static const struct row_column denominator_columns[] = {
	{"denominator", ROW_TEXT, offsetof(struct denominator, denominator), NULL},
	{"unit", ROW_TEXT, offsetof(struct denominator, unit), NULL},
	{"band", ROW_TEXT, offsetof(struct denominator, band), NULL},
	{"words", ROW_TEXT, offsetof(struct denominator, words), NULL},
	{"measure", ROW_TEXT, offsetof(struct denominator, measure), NULL},
	{"of", ROW_WORD, offsetof(struct denominator, of), spans_of},
};
const struct row_shape denominator_shape = {"denominators", sizeof(struct denominator), denominator_columns,
	sizeof(denominator_columns) / sizeof(*denominator_columns),
	{offsetof(struct denominator, denominator)}};

static const struct row_column denominator_value_columns[] = {
	{"denominator", ROW_TEXT, offsetof(struct denominator_value, denominator), NULL},
	{"territory", ROW_TEXT, offsetof(struct denominator_value, territory), NULL},
	{"date", ROW_TEXT, offsetof(struct denominator_value, date), NULL},
	{"document", ROW_TEXT, offsetof(struct denominator_value, document), NULL},
	{"value", ROW_TEXT, offsetof(struct denominator_value, value), NULL},
	{"unit", ROW_TEXT, offsetof(struct denominator_value, unit), NULL},
};
const struct row_shape denominator_value_shape = {"denominator_values", sizeof(struct denominator_value),
	denominator_value_columns, sizeof(denominator_value_columns) / sizeof(*denominator_value_columns),
	{offsetof(struct denominator_value, denominator)}};

static const struct row_column denominator_use_columns[] = {
	{"indicator", ROW_TEXT, offsetof(struct denominator_use, indicator), NULL},
	{"var", ROW_TEXT, offsetof(struct denominator_use, var), NULL},
	{"denominator", ROW_TEXT, offsetof(struct denominator_use, denominator), NULL},
};
const struct row_shape denominator_use_shape = {"denominator_uses", sizeof(struct denominator_use),
	denominator_use_columns, sizeof(denominator_use_columns) / sizeof(*denominator_use_columns),
	{offsetof(struct denominator_use, indicator)}};

int denominators_open(struct denominators *t, struct catalog *c, struct err *e)
{
	t->rows = rows_get(c, &denominator_shape, e);
	t->values = rows_get(c, &denominator_value_shape, e);
	t->uses = rows_get(c, &denominator_use_shape, e);
	if (!t->rows || !t->values || !t->uses)
		return -1;
	t->list = t->rows->list;
	t->n = t->rows->n;
	return 0;
}

const struct denominator *denominator_row(
	const struct denominators *t, const char *denominator, const char *date)
{
	return rows_first(t->rows, 0, denominator, date);
}

const struct denominator_value *denominator_value_find(
	const struct denominators *t, const char *denominator, const char *territory, const char *date)
{
	const struct denominator_value *const *first, *found = NULL;
	size_t n = rows_find(t->values, 0, denominator, (const void *const **)&first);

	for (size_t i = 0; i < n; i++)
		if (strcmp(first[i]->territory, territory) == 0 && strcmp(first[i]->date, date) <= 0 &&
			row_is_valid(first[i], date) && (!found || strcmp(first[i]->date, found->date) > 0))
			found = first[i];
	return found;
}

size_t denominator_uses_of(
	const struct denominators *t, const char *indicator, const struct denominator_use *const **first)
{
	return rows_find(t->uses, 0, indicator, (const void *const **)first);
}

const char *denominator_used(const struct denominators *t, const char *indicator, const char *date)
{
	const struct denominator_use *use = rows_first(t->uses, 0, indicator, date);

	return use ? use->denominator : "";
}
