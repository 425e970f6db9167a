#include "model/territory_rows.h"

static const struct row_word admin_levels[] = {{"", ADMIN_UNSAID}, {"province", ADMIN_PROVINCE},
	{"district", ADMIN_DISTRICT}, {"commune", ADMIN_COMMUNE}, {NULL, 0}};

static const struct row_column territory_columns[] = {
	{"territory", ROW_TEXT, offsetof(struct territory, territory), NULL},
	{"root_agency", ROW_TEXT, offsetof(struct territory, root_agency), NULL},
	{"gso_code", ROW_TEXT, offsetof(struct territory, gso_code), NULL},
};
const struct row_shape territory_shape = {"territories", sizeof(struct territory), territory_columns,
	sizeof(territory_columns) / sizeof(*territory_columns),
	{offsetof(struct territory, territory), offsetof(struct territory, root_agency)}};

static const struct row_column admin_unit_columns[] = {
	{"level", ROW_WORD, offsetof(struct admin_unit, level), admin_levels},
	{"code", ROW_TEXT, offsetof(struct admin_unit, code), NULL},
	{"name_vi", ROW_TEXT, offsetof(struct admin_unit, name_vi), NULL},
	{"province", ROW_TEXT, offsetof(struct admin_unit, province), NULL},
	{"district", ROW_TEXT, offsetof(struct admin_unit, district), NULL},
};
const struct row_shape admin_unit_shape = {"admin_units", sizeof(struct admin_unit), admin_unit_columns,
	sizeof(admin_unit_columns) / sizeof(*admin_unit_columns),
	{offsetof(struct admin_unit, province), offsetof(struct admin_unit, district)}};

int territories_open(struct territories *t, struct catalog *c, struct err *e)
{
	t->rows = rows_get(c, &territory_shape, e);
	t->units = rows_get(c, &admin_unit_shape, e);
	return t->rows && t->units ? 0 : -1;
}

const struct territory *territory_find(const struct territories *t, const char *territory, const char *date)
{
	return rows_first(t->rows, 0, territory, date);
}

const struct territory *territory_of_root(const struct territories *t, const char *agency, const char *date)
{
	return rows_first(t->rows, 1, agency, date);
}

size_t admin_units_of_province(
	const struct territories *t, const char *code, const struct admin_unit *const **first)
{
	return rows_find(t->units, 0, code, (const void *const **)first);
}

size_t admin_units_of_district(
	const struct territories *t, const char *code, const struct admin_unit *const **first)
{
	return rows_find(t->units, 1, code, (const void *const **)first);
}
