#include "model/measure_rows.h"

#define KIND_WORD(kind, name, ...) {#name, MEASURE_##kind},
static const struct row_word kinds[] = {MEASURE_KIND_LIST(KIND_WORD){"dataset", MEASURE_DATASET}, {NULL, 0}};
static const struct row_word agencies_over[] = {{"", OVER_UNSAID}, {"sum", OVER_SUM}, {"union", OVER_UNION},
	{"none", OVER_NONE}, {"mean", OVER_MEAN}, {NULL, 0}};
static const struct row_word time_over[] = {{"", OVER_UNSAID}, {"sum", OVER_SUM}, {"union", OVER_UNION},
	{"last", OVER_LAST}, {"ytd", OVER_YTD}, {"none", OVER_NONE}, {NULL, 0}};

static const struct row_column measure_columns[] = {
	{"measure", ROW_TEXT, offsetof(struct measure_definition, measure), NULL},
	{"feed", ROW_TEXT, offsetof(struct measure_definition, feed), NULL},
	{"kind", ROW_WORD, offsetof(struct measure_definition, kind), kinds},
	{"value", ROW_TEXT, offsetof(struct measure_definition, value), NULL},
	{"where", ROW_TEXT, offsetof(struct measure_definition, where), NULL},
	{"date", ROW_TEXT, offsetof(struct measure_definition, date), NULL},
	{"agency", ROW_TEXT, offsetof(struct measure_definition, agency), NULL},
	{"item", ROW_TEXT, offsetof(struct measure_definition, item), NULL},
	{"answers", ROW_TEXT, offsetof(struct measure_definition, answers), NULL},
	{"unit", ROW_TEXT, offsetof(struct measure_definition, unit), NULL},
	{"over_agencies", ROW_WORD, offsetof(struct measure_definition, over_agencies), agencies_over},
	{"over_time", ROW_WORD, offsetof(struct measure_definition, over_time), time_over},
	{"calendar", ROW_TEXT, offsetof(struct measure_definition, calendar), NULL},
};
const struct row_shape measure_shape = {"measures", sizeof(struct measure_definition), measure_columns,
	sizeof(measure_columns) / sizeof(*measure_columns), {offsetof(struct measure_definition, measure)}};

int measure_rows_open(struct measure_rows *t, struct catalog *c, struct err *e)
{
	t->rows = rows_get(c, &measure_shape, e);
	if (!t->rows)
		return -1;
	t->list = t->rows->list;
	t->n = t->rows->n;
	return 0;
}

const struct measure_definition *measure_definition_find(
	const struct measure_rows *t, const char *measure, const char *date)
{
	return rows_first(t->rows, 0, measure, date);
}

const char *measure_feed(const struct measure_rows *t, const char *measure, const char *date)
{
	const struct measure_definition *row = measure_definition_find(t, measure, date);

	return row ? row->feed : "";
}
