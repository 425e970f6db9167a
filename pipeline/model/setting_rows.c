#include "model/setting_rows.h"

static const struct row_column setting_columns[] = {
	{"setting", ROW_TEXT, offsetof(struct setting_row, setting), NULL},
	{"value", ROW_TEXT, offsetof(struct setting_row, value), NULL},
};
const struct row_shape setting_shape = {"settings", sizeof(struct setting_row), setting_columns,
	sizeof(setting_columns) / sizeof(*setting_columns), {offsetof(struct setting_row, setting)}};

int setting_rows_open(struct setting_rows *t, struct catalog *c, struct err *e)
{
	t->rows = rows_get(c, &setting_shape, e);
	if (!t->rows)
		return -1;
	t->list = t->rows->list;
	t->n = t->rows->n;
	return 0;
}

const struct setting_row *setting_find(const struct setting_rows *t, const char *setting, const char *date)
{
	return rows_first(t->rows, 0, setting, date);
}
