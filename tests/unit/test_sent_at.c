/* The time of sending is that of the first source that knows. */
#include "extract/sent_at.h"
#include "folder.h"
#include "unit.h"

#define NOW 1750000000 /* 2025-06-15T22:06:40+07:00 */

static char sent[26], from[16], future[26];

static int find(const char *sources, const char *path, const char *name, const char *meta)
{
	struct catalog *c = folder_catalog();
	struct dates *dates = NULL;
	struct sent_hints h = {
		slice_from(path), slice_from(name), slice_from(meta), slice_from(""), NOW, NULL};
	struct sent_at s = {0};
	int rc;
	struct err e = {0};

	assert_int_equal(dates_open(&dates, c, NULL, &e), 0);
	h.dates = dates;
	rc = sent_at_find(sources, &h, &s, &e);
	dates_free(dates);
	catalog_free(c);
	memcpy(sent, s.at, sizeof(sent));
	memcpy(from, s.from, sizeof(from));
	memcpy(future, s.future, sizeof(future));
	return rc < 0 ? -(int)e.kind : 0;
}

static void test_sent_at_sources_are_asked_in_order(void **state)
{
	(void)state;
	assert_int_equal(
		find("path:/a name:_%Y%m%d meta", " 20240102030405 ", "x_20240203.xml", "2024-03-04"), 0);
	assert_string_equal(sent, "2024-01-02T03:04:05+07:00");
	assert_string_equal(from, "path");
	assert_int_equal(find("path:/a name:_%Y%m%d meta", "", "x_20240203.xml", "2024-03-04"), 0);
	assert_string_equal(sent, "2024-02-03T00:00:00+07:00");
	assert_int_equal(find("path:/a name:_%Y%m%d meta", "", "x.xml", "2024-03-04T00:00:00Z"), 0);
	assert_string_equal(sent, "2024-03-04T07:00:00+07:00");
	assert_int_equal(find("path:/a name:_%Y%m%d meta", "", "x.xml", ""), 0);
	assert_string_equal(sent, "2025-06-15T22:06:40+07:00");
	assert_string_equal(from, "arrival");
}

static void test_sent_at_a_name_holds_a_real_time_or_none(void **state)
{
	(void)state;
	assert_int_equal(find("name:%Y%m%d%H%M%S", "", "a-20240229235959.xml", ""), 0);
	assert_string_equal(sent, "2024-02-29T23:59:59+07:00");
	assert_int_equal(find("name:%Y%m%d%H%M%S", "", "a-20230229235959.xml", ""), 0);
	assert_string_equal(from, "arrival");
	assert_int_equal(find("name:%Y%m%d", "", "920240229.xml", ""), 0);
	assert_string_equal(from, "arrival"); /* inside a longer number */
	assert_int_equal(find("name:_%Y%m%d", "", "a-0004_20240229.xml", ""), 0);
	assert_string_equal(from, "name");
}

static void test_sent_at_a_source_ahead_of_now_is_passed_over_and_told(void **state)
{
	(void)state;
	assert_int_equal(
		find("path:/a name:_%Y%m%d meta", "20340102030405", "x_20350203.xml", "2024-03-04"), 0);
	assert_string_equal(sent, "2024-03-04T00:00:00+07:00");
	assert_string_equal(from, "meta");
	assert_string_equal(future, "2034-01-02T03:04:05+07:00"); /* the first of them */
	assert_int_equal(find("name:_%Y%m%d", "", "x_20340127.xml", ""), 0);
	assert_string_equal(sent, "2025-06-15T22:06:40+07:00");
	assert_string_equal(from, "arrival");
	assert_string_equal(future, "2034-01-27T00:00:00+07:00");
	assert_int_equal(find("meta", "", "", "2025-06-16T22:06:40+07:00"), 0); /* a day to the second */
	assert_string_equal(from, "meta");
	assert_string_equal(future, "");
	assert_int_equal(find("meta", "", "", "2025-06-16T22:06:41+07:00"), 0);
	assert_string_equal(from, "arrival");
}

static void test_sent_at_is_read_as_fields_are(void **state)
{
	static const char *const same[] = {"2024/02/01 11:08:36", "2024-02-01T11:08:36+0700",
		"20240201110836", "2024-02-01T04:08:36.123Z", "01/02/2024 11:08:36"};

	(void)state;
	for (size_t i = 0; i < sizeof(same) / sizeof(*same); i++) {
		assert_int_equal(find("path:/a", same[i], "", ""), 0);
		assert_string_equal(sent, "2024-02-01T11:08:36+07:00");
		assert_string_equal(from, "path");
	}
}

static void test_sent_at_what_is_no_time_is_refused(void **state)
{
	(void)state;
	assert_int_equal(find("path:/a", "20240230000000", "", ""), -ERR_RECORD);
	assert_int_equal(find("meta", "", "", "hôm qua"), -ERR_RECORD);
	assert_int_equal(find("post", "", "", ""), -ERR_CATALOG);
}

static void test_sent_at_path_is_found_among_the_sources(void **state)
{
	(void)state;
	assert_true(slice_equals(sent_at_path("name:x path:/a/b meta"), "/a/b"));
	assert_int_equal(sent_at_path("name:x meta").len, 0);
}

static void test_sent_at_check_refuses_what_find_could_not_use(void **state)
{
	static const char *const good[] = {
		"meta arrival", "name:_%Y%m%d%H%M%S meta", "path:/a:b/c name:%d-%m-%Y", "arrival"};
	static const char *const bad[] = {"field:x", "path:a", "path:/a path:/b", "name:", "name:%Y%m",
		"name:%Y%m%d%Q", "name:%Y%m%d%", "name:%Y%m%d%Y", "Meta", "ZZ?!"};

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
		assert_int_equal(sent_at_check(good[i], "feeds.csv", 3, NULL), 0);
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct err e = {0};

		assert_int_equal(sent_at_check(bad[i], "feeds.csv", 3, &e), -1);
		assert_int_equal(e.kind, ERR_CATALOG);
		assert_int_equal(e.line, 3);
		assert_non_null(strstr(e.text, "column sent_at: found '"));
	}
}

static void test_sent_at_a_time_of_nothing_is_silent(void **state)
{
	(void)state;
	assert_int_equal(find("path:/a name:_%Y%m%d meta", "0001-01-01T00:00:00", "x_20240203.xml", ""), 0);
	assert_string_equal(from, "name");
}

static int setup(void **state)
{
	folder_make(state);
	folder_put("date_forms.csv", "form\n{YYYY}/{M}/{D}{time}\n[ngày] {D}/{M}/{YYYY}{time}\n");
	folder_put("empty_dates.csv", "date,title_vi\n0001-01-01,x\n");
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sent_at_check_refuses_what_find_could_not_use),
		cmocka_unit_test(test_sent_at_sources_are_asked_in_order),
		cmocka_unit_test(test_sent_at_a_name_holds_a_real_time_or_none),
		cmocka_unit_test(test_sent_at_a_source_ahead_of_now_is_passed_over_and_told),
		cmocka_unit_test(test_sent_at_is_read_as_fields_are),
		cmocka_unit_test(test_sent_at_what_is_no_time_is_refused),
		cmocka_unit_test(test_sent_at_a_time_of_nothing_is_silent),
		cmocka_unit_test(test_sent_at_path_is_found_among_the_sources),
	};

	return cmocka_run_group_tests(tests, setup, folder_remove);
}
