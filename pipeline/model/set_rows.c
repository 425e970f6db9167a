#include "model/set_rows.h"

static const struct row_column set_columns[] = {
	{"set", ROW_TEXT, offsetof(struct indicator_set, set), NULL},
	{"territory", ROW_TEXT, offsetof(struct indicator_set, territory), NULL},
	{"period_kind", ROW_TEXT, offsetof(struct indicator_set, period_kind), NULL},
	{"needs", ROW_TEXT, offsetof(struct indicator_set, needs), NULL},
};
const struct row_shape set_shape = {"sets", sizeof(struct indicator_set), set_columns,
	sizeof(set_columns) / sizeof(*set_columns), {offsetof(struct indicator_set, set)}};

int indicator_sets_open(struct indicator_sets *t, struct catalog *c, struct err *e)
{
	t->rows = rows_get(c, &set_shape, e);
	if (!t->rows)
		return -1;
	t->list = t->rows->list;
	t->n = t->rows->n;
	return 0;
}

static const struct row_column set_row_columns[] = {
	{"set", ROW_TEXT, offsetof(struct set_row, set), NULL},
	{"indicator", ROW_TEXT, offsetof(struct set_row, indicator), NULL},
	{"seq", ROW_NUMBER, offsetof(struct set_row, seq), NULL},
};
const struct row_shape set_row_shape = {"set_rows", sizeof(struct set_row), set_row_columns,
	sizeof(set_row_columns) / sizeof(*set_row_columns), {offsetof(struct set_row, set)}};

int set_rows_open(struct set_rows *t, struct catalog *c, struct err *e)
{
	t->rows = rows_get(c, &set_row_shape, e);
	if (!t->rows)
		return -1;
	t->list = t->rows->list;
	t->n = t->rows->n;
	return 0;
}

size_t set_rows_of(const struct set_rows *t, const char *set, const struct set_row *const **first)
{
	return rows_find(t->rows, 0, set, (const void *const **)first);
}
