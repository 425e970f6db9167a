#include "model/indicator_rows.h"

static const struct row_word bases[] = {{"", BASIS_STATED}, {"computed", BASIS_COMPUTED},
	{"stated", BASIS_STATED}, {"both", BASIS_BOTH}, {NULL, 0}};
static const struct row_word scopes[] = {
	{"", SCOPE_UNSAID}, {"agency", SCOPE_AGENCY}, {"territory", SCOPE_TERRITORY}, {NULL, 0}};
static const struct row_word scored[] = {{"", SCORE_OF_ANY}, {"year", SCORE_OF_YEAR}, {NULL, 0}};

static const struct row_column indicator_columns[] = {
	{"indicator", ROW_TEXT, offsetof(struct indicator, indicator), NULL},
	{"title_vi", ROW_TEXT, offsetof(struct indicator, title_vi), NULL},
	{"unit", ROW_TEXT, offsetof(struct indicator, unit), NULL},
	{"digits", ROW_NUMBER, offsetof(struct indicator, digits), NULL},
	{"numerator", ROW_TEXT, offsetof(struct indicator, numerator), NULL},
	{"denominator", ROW_TEXT, offsetof(struct indicator, denominator), NULL},
	{"value", ROW_TEXT, offsetof(struct indicator, value), NULL},
	{"score", ROW_TEXT, offsetof(struct indicator, score), NULL},
	{"score_of", ROW_WORD, offsetof(struct indicator, score_of), scored},
	{"scope", ROW_WORD, offsetof(struct indicator, scope), scopes},
	{"basis", ROW_WORD, offsetof(struct indicator, basis), bases},
	{"missing", ROW_TEXT, offsetof(struct indicator, missing), NULL},
	{"interpretation", ROW_TEXT, offsetof(struct indicator, interpretation), NULL},
	{"parent", ROW_TEXT, offsetof(struct indicator, parent), NULL},
	{"method", ROW_TEXT, offsetof(struct indicator, method), NULL},
};
const struct row_shape indicator_shape = {"indicators", sizeof(struct indicator), indicator_columns,
	sizeof(indicator_columns) / sizeof(*indicator_columns),
	{offsetof(struct indicator, indicator), offsetof(struct indicator, parent)}};

int indicators_open(struct indicators *t, struct catalog *c, struct err *e)
{
	t->rows = rows_get(c, &indicator_shape, e);
	if (!t->rows)
		return -1;
	t->list = t->rows->list;
	t->n = t->rows->n;
	return 0;
}

const struct indicator *indicator_find(const struct indicators *t, const char *indicator, const char *date)
{
	return rows_first(t->rows, 0, indicator, date);
}

size_t indicators_under(const struct indicators *t, const char *parent, const struct indicator *const **first)
{
	return rows_find(t->rows, 1, parent, (const void *const **)first);
}

static const struct row_column point_columns[] = {
	{"indicator", ROW_TEXT, offsetof(struct points, indicator), NULL},
	{"max_points", ROW_TEXT, offsetof(struct points, max_points), NULL},
};
const struct row_shape point_shape = {"points", sizeof(struct points), point_columns,
	sizeof(point_columns) / sizeof(*point_columns), {offsetof(struct points, indicator)}};

int point_rows_open(struct point_rows *t, struct catalog *c, struct err *e)
{
	t->rows = rows_get(c, &point_shape, e);
	if (!t->rows)
		return -1;
	t->list = t->rows->list;
	t->n = t->rows->n;
	return 0;
}

/* A row without a number says that it is not known. */
const char *points_max(const struct point_rows *t, const char *indicator, const char *date)
{
	const struct points *const *first;
	size_t n = rows_find(t->rows, 0, indicator, (const void *const **)&first);

	for (size_t i = 0; i < n; i++)
		if (row_is_valid(first[i], date) && *first[i]->max_points)
			return first[i]->max_points;
	return "";
}
