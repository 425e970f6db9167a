#include "model/measure_rows.h"

static const struct row_word kinds[] = {{"", COUNTED_UNSAID}, {"sum", COUNTED_SUM},
	{"distinct", COUNTED_DISTINCT}, {"last", COUNTED_LAST}, {"stated", COUNTED_STATED},
	{"dataset", COUNTED_DATASET}, {NULL, 0}};
static const struct row_word agencies_over[] = {{"", OVER_UNSAID}, {"sum", OVER_SUM}, {"union", OVER_UNION},
	{"none", OVER_NONE}, {"mean", OVER_MEAN}, {NULL, 0}};
static const struct row_word time_over[] = {{"", OVER_UNSAID}, {"sum", OVER_SUM}, {"union", OVER_UNION},
	{"last", OVER_LAST}, {"ytd", OVER_YTD}, {"none", OVER_NONE}, {NULL, 0}};

static const struct row_column measure_columns[] = {
	{"measure", ROW_TEXT, offsetof(struct measure_row, measure), NULL},
	{"feed", ROW_TEXT, offsetof(struct measure_row, feed), NULL},
	{"kind", ROW_WORD, offsetof(struct measure_row, kind), kinds},
	{"value", ROW_TEXT, offsetof(struct measure_row, value), NULL},
	{"where", ROW_TEXT, offsetof(struct measure_row, where), NULL},
	{"date", ROW_TEXT, offsetof(struct measure_row, date), NULL},
	{"agency", ROW_TEXT, offsetof(struct measure_row, agency), NULL},
	{"item", ROW_TEXT, offsetof(struct measure_row, item), NULL},
	{"answers", ROW_TEXT, offsetof(struct measure_row, answers), NULL},
	{"unit", ROW_TEXT, offsetof(struct measure_row, unit), NULL},
	{"over_agencies", ROW_WORD, offsetof(struct measure_row, over_agencies), agencies_over},
	{"over_time", ROW_WORD, offsetof(struct measure_row, over_time), time_over},
	{"calendar", ROW_TEXT, offsetof(struct measure_row, calendar), NULL},
};
const struct row_shape measure_shape = {"measures", sizeof(struct measure_row), measure_columns,
	sizeof(measure_columns) / sizeof(*measure_columns), {offsetof(struct measure_row, measure)}};

int measure_rows_open(struct measure_rows *t, struct catalog *c, struct err *e)
{
	t->rows = rows_get(c, &measure_shape, e);
	if (!t->rows)
		return -1;
	t->list = t->rows->list;
	t->n = t->rows->n;
	return 0;
}

const struct measure_row *measure_row_find(
	const struct measure_rows *t, const char *measure, const char *date)
{
	return rows_first(t->rows, 0, measure, date);
}

const char *measure_feed(const struct measure_rows *t, const char *measure, const char *date)
{
	const struct measure_row *row = measure_row_find(t, measure, date);

	return row ? row->feed : "";
}
