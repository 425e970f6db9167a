#include "model/agency_rows.h"

static const struct row_column agency_columns[] = {
	{"agency", ROW_TEXT, offsetof(struct agency_row, agency), NULL},
	{"parent", ROW_TEXT, offsetof(struct agency_row, parent), NULL},
};
const struct row_shape agency_shape = {"agencies", sizeof(struct agency_row), agency_columns,
	sizeof(agency_columns) / sizeof(*agency_columns), {offsetof(struct agency_row, agency)}};

int agency_rows_open(struct agency_rows *t, struct catalog *c, struct err *e)
{
	t->rows = rows_get(c, &agency_shape, e);
	if (!t->rows)
		return -1;
	t->list = t->rows->list;
	t->n = t->rows->n;
	return 0;
}
