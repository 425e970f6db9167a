/* Dates exist or are refused; civil time is +07:00. */
#include "core/clock.h"
#include "unit.h"

static int64_t parse(const char *text)
{
	struct err e = {0};
	int64_t s = -1;

	return clock_parse(text, strlen(text), &s, &e) ? INT64_MIN : s;
}

static void test_clock_no_zone_is_viet_nam(void **state)
{
	(void)state;
	assert_int_equal(parse("1970-01-01T07:00:00"), 0);
	assert_int_equal(parse("1970-01-01T00:00:00Z"), 0);
	assert_int_equal(parse("1970-01-01T00:00:00-01:00"), 3600);
	assert_int_equal(parse("1970-01-01T00:00:00-0130"), 5400);
	assert_int_equal(parse("1970-01-02"), 86400 - 7 * 3600);
}

static void test_clock_a_date_that_does_not_exist_is_refused(void **state)
{
	static const char *const bad[] = {"2023-02-29", "2024-02-30", "2100-02-29", "2024-13-01",
		"2024-00-10", "2024-04-31", "2024-1-1", "20240101", "2024-01-01T24:00:00",
		"2024-01-01T23:60:00", "2024-01-01T23:00:00+7", "2024-01-01T23:00:00+07",
		"2024-01-01T23:00:00+0760", "2024-01-01T23:00:00+07-00", "2024-01-01x", ""};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_true(parse(bad[i]) == INT64_MIN);
	assert_true(parse("2024-02-29") != INT64_MIN);
}

static void test_clock_what_is_formatted_is_parsed_back(void **state)
{
	char text[26];

	(void)state;
	for (int64_t s = -2000000000; s < 5000000000; s += 86399 * 37) {
		clock_format(s, text);
		assert_int_equal(parse(text), s);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_clock_no_zone_is_viet_nam),
		cmocka_unit_test(test_clock_a_date_that_does_not_exist_is_refused),
		cmocka_unit_test(test_clock_what_is_formatted_is_parsed_back)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
