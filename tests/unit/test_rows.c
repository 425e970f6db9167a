/* Rows as structs: every closed word of schema.csv is an enum's and no enum has another; a word of nobody's
 * ends the run at its line; a row is found as a walk through the table would find it. */
#include "folder.h"
#include "model/agency_rows.h"
#include "model/check_rows.h"
#include "model/code_rows.h"
#include "model/dataset_rows.h"
#include "model/denominator_rows.h"
#include "model/set_rows.h"
#include "model/setting_rows.h"
#include "model/target_rows.h"
#include "model/territory_rows.h"
#include "model/variable_rows.h"
#include "unit.h"

static const struct row_shape *const shapes[] = {&indicator_shape, &point_shape, &variable_shape,
	&measure_shape, &target_shape, &milestone_shape, &check_shape, &set_shape, &set_row_shape,
	&setting_shape, &code_shape, &code_alias_shape, &dataset_shape, &denominator_shape,
	&denominator_value_shape, &denominator_use_shape, &territory_shape, &admin_unit_shape, &agency_shape};

/* The kind of the column in schema.csv; NULL: it has no such column. */
static const char *schema_kind(const struct table *schema, const char *table, const char *column)
{
	for (size_t i = 0; i < schema->nrows; i++)
		if (strcmp(table_get(schema, i, "table"), table) == 0 &&
			strcmp(table_get(schema, i, "column"), column) == 0)
			return table_get(schema, i, "kind");
	return NULL;
}

static size_t count_words(const char *list)
{
	size_t n = 0;

	for (; *list; list += strcspn(list, " "), list += *list == ' ')
		n++;
	return n;
}

static bool is_listed(const char *list, const char *word)
{
	size_t len = strlen(word);

	for (const char *at = list; *at; at += strcspn(at, " "), at += *at == ' ')
		if (strcspn(at, " ") == len && strncmp(at, word, len) == 0)
			return true;
	return false;
}

/* As many words as schema.csv has, and each is one of those: then they are the same. */
static void hold_to_schema(const struct row_shape *shape, const struct row_column *column, const char *kind)
{
	const char *list = strchr(kind, ':');
	size_t n = 0;

	if (!list ||
		strncmp(kind, column->cell == ROW_WORD ? "enum:" : "words:", (size_t)(list + 1 - kind)) != 0)
		fail_msg("%s.%s: found kind %s", shape->table, column->name, kind);
	for (const struct row_word *w = column->words; w->word; w++) {
		if (!*w->word)
			continue;
		n++;
		if (!is_listed(list + 1, w->word))
			fail_msg("%s.%s: %s is no word of schema.csv", shape->table, column->name, w->word);
	}
	if (n != count_words(list + 1))
		fail_msg("%s.%s: found %zu words, expected those of %s", shape->table, column->name, n, kind);
}

static void test_rows_words_are_those_of_the_schema(void **state)
{
	static const char *const dir = "pipeline/catalog/base";
	struct catalog *c;
	struct err e = {0};
	size_t closed = 0;

	(void)state;
	assert_int_equal(catalog_open(&c, &dir, 1, &e), 0);
	const struct table *schema = catalog_get(c, "schema", &e);
	assert_non_null(schema);
	for (size_t s = 0; s < sizeof(shapes) / sizeof(*shapes); s++)
		for (size_t i = 0; i < shapes[s]->ncolumns; i++) {
			const struct row_column *column = &shapes[s]->columns[i];
			const char *kind = schema_kind(schema, shapes[s]->table, column->name);

			if (!kind)
				fail_msg("%s.%s is no column of schema.csv", shapes[s]->table, column->name);
			else if (column->words)
				hold_to_schema(shapes[s], column, kind);
			closed += column->words != NULL;
		}
	assert_true(closed >= 20);
	catalog_free(c);
}

static void test_rows_a_closed_word_is_read_as_one(void **state)
{
	static const char *const dir = "pipeline/catalog/base";
	static const char *const tables[] = {"indicators", "variables", "targets", "checks", "measures"};
	struct catalog *c;
	struct err e = {0};

	(void)state;
	assert_int_equal(catalog_open(&c, &dir, 1, &e), 0);
	const struct table *schema = catalog_get(c, "schema", &e);
	for (size_t t = 0; t < sizeof(tables) / sizeof(*tables); t++)
		for (size_t s = 0; s < sizeof(shapes) / sizeof(*shapes); s++)
			for (size_t i = 0;
				strcmp(shapes[s]->table, tables[t]) == 0 && i < shapes[s]->ncolumns; i++) {
				const struct row_column *column = &shapes[s]->columns[i];
				const char *kind = schema_kind(schema, tables[t], column->name);

				if ((strncmp(kind, "enum:", 5) == 0) != (column->cell == ROW_WORD))
					fail_msg("%s.%s is %s", tables[t], column->name, kind);
			}
	catalog_free(c);
}

static void test_rows_a_word_of_nobodys_ends_the_run_at_its_line(void **state)
{
	struct catalog *c;
	struct targets t;
	struct err e = {0};

	(void)state;
	folder_put("targets.csv", "set,indicator,level,kind\ns,a,province,level\ns,b,province,levle\n");
	c = folder_catalog();
	assert_int_equal(targets_open(&t, c, &e), -1);
	assert_int_equal(e.kind, ERR_CATALOG);
	assert_int_equal(e.line, 3);
	assert_non_null(strstr(e.file, "targets.csv"));
	assert_non_null(strstr(e.text, "column kind: found 'levle', expected one of "));
	catalog_free(c);
}

static void test_rows_are_found_as_they_stand_in_the_table(void **state)
{
	struct catalog *c;
	struct indicators t, again;
	const struct indicator *const *under;
	struct err e = {0};

	(void)state;
	folder_put("indicators.csv",
		"indicator,parent,digits,basis,valid_from,valid_to\n"
		"b,h,2,both,,2023-12-31\na,h,1,computed,,\nb,h,3,computed,2024-01-01,\n");
	c = folder_catalog();
	assert_int_equal(indicators_open(&t, c, &e), 0);
	assert_int_equal(indicator_find(&t, "b", "2023-06-01")->digits, 2);
	assert_int_equal(indicator_find(&t, "b", "2024-06-01")->digits, 3);
	assert_int_equal(indicator_find(&t, "b", NULL)->basis, BASIS_BOTH);
	assert_int_equal(indicator_find(&t, "b", NULL)->head.row->line, 2);
	assert_null(indicator_find(&t, "c", NULL));
	assert_int_equal(indicators_under(&t, "h", &under), 3);
	assert_string_equal(under[0]->indicator, "b");
	assert_string_equal(under[1]->indicator, "a");
	assert_int_equal(under[2]->digits, 3);
	assert_int_equal(indicators_under(&t, "none", &under), 0);
	assert_int_equal(indicators_open(&again, c, &e), 0);
	assert_ptr_equal(again.list, t.list); /* read once */
	catalog_free(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows_words_are_those_of_the_schema),
		cmocka_unit_test(test_rows_a_closed_word_is_read_as_one),
		cmocka_unit_test(test_rows_a_word_of_nobodys_ends_the_run_at_its_line),
		cmocka_unit_test(test_rows_are_found_as_they_stand_in_the_table),
	};

	return cmocka_run_group_tests(tests, folder_make, folder_remove);
}
