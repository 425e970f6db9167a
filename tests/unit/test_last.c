#include "compute/reported.h"
#include "core/rational.h"
#include "unit.h"

static struct catalog *catalog;
static struct units *units;
static struct err e;

static int open_catalog(void **state)
{
	const char *dir = "pipeline/catalog/base";

	(void)state;
	return catalog_open(&catalog, &dir, 1, &e) || units_open(&units, catalog, "2024-04-01", &e);
}

static int close_catalog(void **state)
{
	(void)state;
	units_free(units);
	catalog_free(catalog);
	return 0;
}

/* The number, or "!" and why there is none. */
static const char *read_as(const char *bare, const char *unit, const char *text, const char *flags)
{
	static char out[300];
	struct measure m = {.measure = "index_variable",
		.item = "5.12.3 x",
		.value = "2",
		.unit = unit,
		.text = text,
		.flags = flags};
	struct quantity q;
	struct buf shown = {0};
	bool ok;
	mpq_t v;

	mpq_init(v);
	quantity_init(&q);
	q.bare = bare ? units_find(units, slice_from(bare)) : NULL;
	assert_int_equal(reported_read(&q, &m, v, &ok, &e), 0);
	assert_int_equal(rational_write(v, &shown, &e), 0);
	snprintf(out, sizeof(out), "%s%s %s", ok ? "" : "!", ok ? shown.data : q.reason,
		reported_unit(&q, &m));
	buf_release(&shown);
	quantity_release(&q);
	mpq_clear(v);
	return out;
}

static void test_last_a_bare_number_is_in_the_callers_unit(void **state)
{
	(void)state;
	assert_string_equal(read_as("ty-dong", "", "2", "kind=exact"), "2000000000 dong");
	assert_string_equal(read_as("ty-dong", "dong", "2 đồng", "kind=exact"), "2 dong");
	assert_string_equal(read_as(NULL, "", "2", "kind=exact"), "2 ");
	assert_string_equal(read_as(NULL, "", "đạt 2.", "kind=exact comparator=eq"), "2 ");
	assert_string_equal(read_as("ho", "", "", ""), "2 ho");
}

static void test_last_words_behind_a_bare_number_are_no_unit(void **state)
{
	(void)state;
	assert_string_equal(read_as("ho", "", "2 con", "kind=exact"),
		"!5.12.3 x: found '2 con', expected a unit of units.csv ho");
}

static void test_last_what_is_inexact_has_no_number(void **state)
{
	(void)state;
	assert_string_equal(read_as(NULL, "dong", "2-3 đồng", "kind=range high=3"),
		"!5.12.3 x: found '2-3 đồng', expected an exact number dong");
	assert_string_equal(read_as(NULL, "dong", "khoảng 2 đồng", "kind=bound comparator=about"),
		"!5.12.3 x: found 'khoảng 2 đồng', expected an exact number dong");
	assert_string_equal(read_as(NULL, "", "Năm 2025", "kind=year"),
		"!5.12.3 x: found 'Năm 2025', expected an exact number ");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_last_a_bare_number_is_in_the_callers_unit),
		cmocka_unit_test(test_last_words_behind_a_bare_number_are_no_unit),
		cmocka_unit_test(test_last_what_is_inexact_has_no_number),
	};

	return cmocka_run_group_tests(tests, open_catalog, close_catalog);
}
