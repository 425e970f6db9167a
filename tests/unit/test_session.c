#include "load/session.h"
#include "unit.h"

static void test_session_options_have_every_setting_of_psql_once(void **state)
{
	size_t n;
	const struct session_setting *s = session_settings(&n);
	struct buf out = {0};
	struct err e = {0};

	(void)state;
	assert_int_equal(session_pgoptions(NULL, &out, &e), 0);
	for (size_t i = 0; i < n; i++) {
		char option[80];
		const char *at;

		snprintf(option, sizeof option, "-c %s=", s[i].name);
		at = strstr(out.data, option);
		assert_int_equal(at != NULL, s[i].scope != SESSION_PROGRAM);
		assert_null(at ? strstr(at + 1, option) : NULL);
	}
	buf_release(&out);
}

static void test_session_options_escape_blanks(void **state)
{
	struct buf out = {0};
	struct err e = {0};

	(void)state;
	assert_int_equal(session_pgoptions("", &out, &e), 0);
	assert_non_null(strstr(out.data, "-c search_path=pg_catalog,\\ pg_temp -c "));
	assert_non_null(strstr(out.data, "-c DateStyle=ISO,\\ YMD "));
	buf_release(&out);
}

static void test_session_options_keep_a_limit_of_locks_and_win_over_the_rest(void **state)
{
	const char *own = "-c lock_timeout=5s -c search_path=public";
	const char *ours, *theirs, *found;
	struct buf out = {0};
	struct err e = {0};

	(void)state;
	assert_int_equal(session_pgoptions(own, &out, &e), 0);
	theirs = strstr(out.data, own);
	assert_non_null(theirs);
	ours = strstr(out.data, "-c lock_timeout=60s");
	assert_non_null(ours);
	assert_true(ours < theirs);
	found = strstr(out.data, "-c search_path=pg_catalog");
	assert_non_null(found);
	assert_true(found > theirs);
	buf_release(&out);
}

static void test_session_options_of_options_are_the_same(void **state)
{
	struct buf once = {0}, twice = {0};
	struct err e = {0};

	(void)state;
	assert_int_equal(session_pgoptions("-c lock_timeout=5s", &once, &e), 0);
	assert_int_equal(session_pgoptions(once.data, &twice, &e), 0);
	assert_string_equal(once.data, twice.data);
	buf_release(&once);
	buf_release(&twice);
}

static void test_session_sql_sets_the_path_before_anything_is_looked_up_by_it(void **state)
{
	struct buf out = {0};
	struct err e = {0};
	const char *end;

	(void)state;
	assert_int_equal(session_sql(&out, &e), 0);
	end = strchr(out.data, ';');
	assert_non_null(end);
	assert_non_null(strstr(out.data, "'search_path'"));
	assert_true(strstr(out.data, "'search_path'") < end);
	for (const char *p = out.data; (p = strchr(p, '=')); p++)
		assert_true(p > end);
	buf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_session_options_have_every_setting_of_psql_once),
		cmocka_unit_test(test_session_options_escape_blanks),
		cmocka_unit_test(test_session_options_keep_a_limit_of_locks_and_win_over_the_rest),
		cmocka_unit_test(test_session_options_of_options_are_the_same),
		cmocka_unit_test(test_session_sql_sets_the_path_before_anything_is_looked_up_by_it)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
