/* model/feed_territory: whose a feed's records are, day by day. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "model/catalog.h"
#include "model/feed.h"
#include "folder.h"

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

/* A folder of the test's own with the setting, laid over the base and the provinces. */
static void open_both(struct catalog **c, const char *setting)
{
	static char dir[200];
	const char *const dirs[] = {BASE, "pipeline/catalog/kon-tum", "pipeline/catalog/quang-ngai",
		"pipeline/catalog/ho-chi-minh", "pipeline/catalog/ba-ria-vung-tau", dir};
	char text[400];
	struct err e = {0};

	snprintf(text, sizeof(text), "setting,value,title_vi,source\nterritory,%s,x,CHISO\n", setting);
	folder_put("both/settings.csv", text);
	snprintf(dir, sizeof(dir), "%s/both", folder);
	assert_int_equal(catalog_open(c, dirs, 6, &e), 0);
}

static void is_laid(
	struct catalog *c, const char *name, const char *day, const char *territory, const char *other)
{
	struct err e = {0};
	struct feed *f;

	assert_int_equal(feed_load(&f, c, name, "2026-11-01", &e), 0);
	assert_string_equal(feed_territory(f, day), territory);
	assert_string_equal(f->kind, "hoso-tthc");
	assert_null(feed_elsewhere(f, territory));
	assert_string_equal(feed_elsewhere(f, other), other);
	feed_free(f);
}

static void test_feed_territory_of_a_second_line_of_provinces_has_feeds_of_its_own(void **state)
{
	struct catalog *c;

	(void)state;
	open_both(&c, "kon-tum quang-ngai | ba-ria-vung-tau ho-chi-minh");
	is_laid(c, "hoso-tthc", "2024-01-15", "kon-tum", "ho-chi-minh");
	is_laid(c, "hoso-tthc", "2026-10-05", "quang-ngai", "ba-ria-vung-tau");
	is_laid(c, "hoso-tthc-ho-chi-minh", "2024-01-15", "ba-ria-vung-tau", "quang-ngai");
	is_laid(c, "ho-so-ma-so-ngan-sach-ho-chi-minh", "2026-10-05", "ho-chi-minh", "kon-tum");
	catalog_free(c);
}

static void test_feed_territory_of_a_line_s_own_rows_are_read_as_those_of_the_feed(void **state)
{
	struct err e = {0};
	struct feed *a, *b;
	struct catalog *c;

	(void)state;
	open_both(&c, "quang-ngai|ho-chi-minh|kon-tum");
	assert_int_equal(feed_load(&a, c, "ho-so-ma-so-ngan-sach", "2026-11-01", &e), 0);
	assert_int_equal(feed_load(&b, c, "ho-so-ma-so-ngan-sach-kon-tum", "2026-11-01", &e), 0);
	assert_int_equal(a->nfields, b->nfields);
	for (size_t i = 0; i < a->nfields; i++)
		assert_string_equal(a->fields[i].path, b->fields[i].path);
	feed_free(a);
	feed_free(b);
	catalog_free(c);
}

static void test_feed_territory_of_one_line_has_no_elsewhere(void **state)
{
	struct err e = {0};
	struct feed *f;
	struct catalog *c;

	(void)state;
	open_both(&c, "kon-tum quang-ngai");
	assert_int_equal(feed_load(&f, c, "hoso-tthc", "2026-11-01", &e), 0);
	assert_null(feed_elsewhere(f, "ho-chi-minh"));
	feed_free(f);
	assert_int_equal(feed_load(&f, c, "hoso-tthc-ho-chi-minh", "2026-11-01", &e), -1);
	catalog_free(c);
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
		cmocka_unit_test(test_feed_territory_of_a_second_line_of_provinces_has_feeds_of_its_own),
		cmocka_unit_test(test_feed_territory_of_a_line_s_own_rows_are_read_as_those_of_the_feed),
		cmocka_unit_test(test_feed_territory_of_one_line_has_no_elsewhere),
	};

	return cmocka_run_group_tests(tests, folder_make, folder_remove);
}
