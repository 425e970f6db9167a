/* model/feed_territory: whose a feed's records are, day by day. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "model/catalog.h"
#include "model/feed.h"

#define BASE "pipeline/catalog/base"

static const char *const one[] = {BASE, "pipeline/catalog/kon-tum"};
static const char *const two[] = {BASE, "pipeline/catalog/kon-tum", "pipeline/catalog/quang-ngai"};
static const char *const alone[] = {BASE, "pipeline/catalog/quang-ngai"};
static const char *const none[] = {BASE};

static void is_of(const char *const *dirs, size_t n, const char *name, const char *day, const char *territory)
{
	struct catalog *c;
	struct feed *f;
	struct err e = {0};

	assert_int_equal(catalog_open(&c, dirs, n, &e), 0);
	assert_int_equal(feed_load(&f, c, name, "2026-11-01", &e), 0);
	assert_string_equal(feed_territory(f, day), territory);
	feed_free(f);
	catalog_free(c);
}

static void test_feed_territory_of_a_feed_without_a_province_is_the_data_centre_s(void **state)
{
	(void)state;
	is_of(one, 2, "hoso-tthc", "2024-01-15", "kon-tum");
	is_of(alone, 2, "hoso-tthc", "2026-10-05", "quang-ngai");
}

static void test_feed_territory_changes_on_the_day_that_the_province_ends(void **state)
{
	(void)state;
	is_of(two, 3, "hoso-tthc", "2025-06-30", "kon-tum");
	is_of(two, 3, "hoso-tthc", "2025-07-01", "quang-ngai");
}

static void test_feed_territory_of_no_day_is_the_last(void **state)
{
	(void)state;
	is_of(two, 3, "hoso-tthc", "", "quang-ngai");
}

static void test_feed_territory_that_nobody_follows_stays(void **state)
{
	(void)state;
	is_of(one, 2, "hoso-tthc", "2026-10-05", "kon-tum");
}

static void test_feed_territory_that_the_feed_names_is_it_on_every_day(void **state)
{
	(void)state;
	is_of(two, 3, "dan-so", "2026-10-05", "kon-tum");
	is_of(two, 3, "danh-muc-hanh-chinh", "2026-10-05", "");
}

static void test_feed_territory_without_any_province_is_its_own_word(void **state)
{
	(void)state;
	is_of(none, 1, "hoso-tthc", "2026-10-05", "own");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_feed_territory_of_a_feed_without_a_province_is_the_data_centre_s),
		cmocka_unit_test(test_feed_territory_changes_on_the_day_that_the_province_ends),
		cmocka_unit_test(test_feed_territory_of_no_day_is_the_last),
		cmocka_unit_test(test_feed_territory_that_nobody_follows_stays),
		cmocka_unit_test(test_feed_territory_that_the_feed_names_is_it_on_every_day),
		cmocka_unit_test(test_feed_territory_without_any_province_is_its_own_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
