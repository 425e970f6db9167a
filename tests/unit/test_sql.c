#include "load/sql.h"
#include "unit.h"

static const char *const names[] = {"a", "b \"x\""};
static const struct sql_value values[] = {{.name = "table", .text = "hoso"}, {.name = "freeze", .text = ""},
	{.name = "day", .text = "it's \\ :table"}, {.name = "key", .list = names, .n = 2}};

static int fill(const char *statement, struct buf *out, struct err *e)
{
	buf_reset(out);
	err_clear(e);
	return sql_fill(statement, values, sizeof values / sizeof *values, out, e);
}

static void test_sql_variables_are_filled_in_as_psql_does(void **state)
{
	struct buf sql = {0};
	struct err e = {0};

	(void)state;
	assert_int_equal(
		fill("COPY core.:\"table\" (:key) (:key_t)binary:freeze) :'day' :table;", &sql, &e), 0);
	assert_string_equal(sql.data, "COPY core.\"hoso\" (\"a\", \"b \"\"x\"\"\") (t.\"a\", t.\"b "
				      "\"\"x\"\"\")binary) 'it''s \\ :table' hoso;");
	buf_release(&sql);
}

static void test_sql_texts_names_and_casts_hold_no_variable(void **state)
{
	static const char plain[] = "SELECT 'HH24:key', \"x:key\", $1::bigint, a[1 : 2], 'it''s :key'";
	struct buf sql = {0};
	struct err e = {0};

	(void)state;
	assert_int_equal(fill(plain, &sql, &e), 0);
	assert_string_equal(sql.data, plain);
	buf_release(&sql);
}

static void test_sql_what_is_not_filled_in_is_refused(void **state)
{
	static const char *const wrong[] = {"SELECT :nothing", "SELECT :key_", "SELECT :keys_t",
		"SELECT :\"key\"", "SELECT :'table", "SELECT :table_t"};
	struct buf sql = {0};
	struct err e = {0};

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		assert_int_equal(fill(wrong[i], &sql, &e), -1);
		assert_int_equal(e.kind, ERR_FAULT);
	}
	buf_release(&sql);
}

static void test_sql_files_are_there_by_name_without_their_comments(void **state)
{
	(void)state;
	assert_true(sql_nstatements > 40);
	for (size_t i = 0; i < sql_nstatements; i++) {
		assert_ptr_equal(sql_get(sql_statements[i].name), sql_statements[i].text);
		assert_true(strncmp(sql_statements[i].text, "--", 2) != 0);
		assert_null(strstr(sql_statements[i].text, "\n--"));
		assert_non_null(strchr(sql_statements[i].text, ';'));
	}
	assert_string_equal(sql_get("spill-copy"),
		"COPY audit.reject (load_id, record, line, severity, "
		"field, code, expected, found, agency, key) FROM STDIN;\n");
	assert_string_equal(sql_get("spill"), "no such file in sql/load");
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_sql_variables_are_filled_in_as_psql_does),
		cmocka_unit_test(test_sql_texts_names_and_casts_hold_no_variable),
		cmocka_unit_test(test_sql_what_is_not_filled_in_is_refused),
		cmocka_unit_test(test_sql_files_are_there_by_name_without_their_comments)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
