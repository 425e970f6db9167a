#include "model/variable_rows.h"

static const struct row_word overs[] = {{"", OVER_UNSAID}, {"sum", OVER_SUM}, {"last", OVER_LAST}, {NULL, 0}};
static const struct row_word kinds[] = {{"", VARIABLE_NUMBER}, {"number", VARIABLE_NUMBER},
	{"bool", VARIABLE_BOOL}, {"state", VARIABLE_STATE}, {"version", VARIABLE_VERSION}, {NULL, 0}};
static const struct row_word units_from[] = {{"", UNIT_FROM_ROW}, {"sender", UNIT_FROM_SENDER}, {NULL, 0}};
static const struct row_word origins[] = {{"", OF_MEASURE}, {"score", OF_SCORE}, {"children", OF_CHILDREN},
	{"least", OF_LEAST}, {"greatest", OF_GREATEST}, {NULL, 0}};

static const struct row_column variable_columns[] = {
	{"indicator", ROW_TEXT, offsetof(struct variable, indicator), NULL},
	{"var", ROW_TEXT, offsetof(struct variable, var), NULL},
	{"measure", ROW_TEXT, offsetof(struct variable, measure), NULL},
	{"item", ROW_TEXT, offsetof(struct variable, item), NULL},
	{"unit", ROW_TEXT, offsetof(struct variable, unit), NULL},
	{"title_vi", ROW_TEXT, offsetof(struct variable, title_vi), NULL},
	{"over_time", ROW_WORD, offsetof(struct variable, over_time), overs},
	{"kind", ROW_WORD, offsetof(struct variable, kind), kinds},
	{"codes", ROW_TEXT, offsetof(struct variable, codes), NULL},
	{"unit_from", ROW_WORD, offsetof(struct variable, unit_from), units_from},
	{"of", ROW_WORD, offsetof(struct variable, of), origins},
};
const struct row_shape variable_shape = {"variables", sizeof(struct variable), variable_columns,
	sizeof(variable_columns) / sizeof(*variable_columns), {offsetof(struct variable, indicator)}};

int variables_open(struct variables *t, struct catalog *c, struct err *e)
{
	t->rows = rows_get(c, &variable_shape, e);
	if (!t->rows)
		return -1;
	t->list = t->rows->list;
	t->n = t->rows->n;
	return 0;
}

size_t variables_of(const struct variables *t, const char *indicator, const struct variable *const **first)
{
	return rows_find(t->rows, 0, indicator, (const void *const **)first);
}

bool variables_has(const struct variables *t, const char *indicator, const char *date)
{
	return rows_first(t->rows, 0, indicator, date) != NULL;
}

enum value_type variable_value_type(enum variable_kind kind)
{
	static const enum value_type types[] = {[VARIABLE_NUMBER] = VALUE_NUMBER,
		[VARIABLE_BOOL] = VALUE_BOOL,
		[VARIABLE_STATE] = VALUE_TEXT,
		[VARIABLE_VERSION] = VALUE_TEXT};

	return types[kind];
}

enum variable_kind variable_kind_of(const char *word)
{
	unsigned kind;

	return row_word_find(kinds, word, &kind) ? (enum variable_kind)kind : VARIABLE_NUMBER;
}
