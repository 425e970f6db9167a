#include "core/rational.h"
#include "model/units.h"
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

static const char *in_base(const char *value, const char *unit)
{
	static char out[200];
	const struct unit *u = units_find(units, slice_from(unit));
	struct buf b = {0};
	struct err bad = {0};

	assert_non_null(u);
	if (unit_to_base(u, slice_from(value), &b, &bad) < 0)
		snprintf(out, sizeof(out), "!");
	else
		snprintf(out, sizeof(out), "%s %s", b.data, u->base->name);
	buf_release(&b);
	return out;
}

static void test_units_factors_are_exact(void **state)
{
	(void)state;
	assert_string_equal(in_base("0.5", "tỷ"), "500000000 dong");
	assert_string_equal(in_base("1.999999999", "tỷ đồng"), "1999999999 dong");
	assert_string_equal(in_base("2", "tỷ đồng"), "2000000000 dong");
	assert_string_equal(in_base("1.5", "triệu"), "1500000 dong");
	assert_string_equal(in_base("12", "nghìn đồng"), "12000 dong");
	assert_string_equal(in_base("5", "‰"), "0.5 %");
	assert_string_equal(in_base("87.55", "%"), "87.55 %");
	assert_string_equal(in_base("1.5", "Gbps"), "1500000000 bps");
	assert_string_equal(in_base("100", "kbps"), "100000 bps");
	assert_string_equal(in_base("3", "GWh"), "3000000000 Wh");
	assert_string_equal(in_base("0.1", "kWh"), "100 Wh");
}

static void test_units_a_dong_below_two_billion_is_below_it(void **state)
{
	mpq_t low, high;

	(void)state;
	mpq_inits(low, high, NULL);
	rational_parse(low, "1999999999", 10, &e);
	rational_parse(high, in_base("2", "tỷ"), 10, &e);
	assert_true(mpq_cmp(low, high) < 0);
	mpq_clears(low, high, NULL);
}

static void test_units_overflow_is_refused_not_wrapped(void **state)
{
	char digits[100];

	(void)state;
	assert_string_equal(
		in_base("99999999999999999999999", "tỷ"), "99999999999999999999999000000000 dong");
	memset(digits, '9', sizeof(digits) - 1);
	digits[sizeof(digits) - 1] = '\0';
	assert_string_equal(in_base(digits, "tỷ"), "!");
}

static void test_units_are_found_by_name_title_and_alias(void **state)
{
	static const char *const same[] = {"Tỷ đồng", "tỷ", "TỶ ĐỒNG", "ty-dong", "tỉ"};
	const struct unit *unit = units_find(units, SLICE("ty-dong"));

	(void)state;
	for (size_t i = 0; i < sizeof(same) / sizeof(*same); i++)
		assert_ptr_equal(units_find(units, slice_from(same[i])), unit);
	assert_null(units_find(units, SLICE("quả")));
	assert_null(units_find(units, SLICE("")));
}

/* The unit that is the whole of the words. */
static const struct unit *unit_of(const char *words)
{
	size_t used = 0;
	const struct unit *u = units_find_start(units, slice_from(words), &used);

	return used == strlen(words) ? u : NULL;
}

static void test_units_in_words_leave_no_word_over(void **state)
{
	static const char *const none[] = {"", "hồn nhiên", "triệu USD", "triệu người", "hợp đồng",
		"hộ nghèo", "đơn vị khác", "hồ sơ, giấy tờ", "đã xử lý PAKN", "người/tháng"};

	(void)state;
	assert_string_equal(unit_of("đơn vị cấp xã")->name, "xa");
	assert_string_equal(unit_of("Triệu")->name, "trieu-dong");
	for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++)
		assert_null(unit_of(none[i]));
}

static void test_units_a_sign_is_a_share_of_the_words_behind(void **state)
{
	static const struct {
		const char *words, *unit;
		size_t used;
	} rows[] = {{"% hồ sơ", "%", 1}, {"%/năm", "%", 1}, {"%o", "%", 1}, {"phần trăm hộ", "%", 12},
		{"‰ dân số", "‰", 3}, {"đơn vị cấp xã khác", "xa", 20}};
	size_t used;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const struct unit *u = units_find_start(units, slice_from(rows[i].words), &used);

		assert_non_null(u);
		assert_string_equal(u->name, rows[i].unit);
		assert_int_equal(used, rows[i].used);
		assert_int_equal(unit_is_sign(u), i < 5);
	}
	assert_null(units_find_start(units, SLICE("o/oo"), &used));
}

static void test_units_bits_and_bytes_are_told_apart_by_their_case(void **state)
{
	(void)state;
	assert_string_equal(units_find(units, SLICE("Mb/s"))->name, "Mbps");
	assert_string_equal(units_find(units, SLICE("mb/s"))->name, "Mbps");
	assert_string_equal(units_find(units, SLICE("MB/s"))->name, "MBps");
	assert_string_equal(units_find(units, SLICE("MBps"))->name, "MBps");
	assert_string_equal(units_find(units, SLICE("KB/s"))->name, "kBps");
	assert_string_equal(units_find(units, SLICE("megabit/GIÂY"))->name, "Mbps");
	assert_null(units_find(units, SLICE("MBPS")));
	assert_null(units_find(units, SLICE("mB/s")));
}

static void test_units_every_dimension_has_one_base(void **state)
{
	const struct table *t = catalog_get(catalog, "units", &e);

	(void)state;
	for (size_t i = 0; i < t->nrows; i++) {
		const struct unit *unit = units_find(units, slice_from(table_get(t, i, "unit")));

		assert_non_null(unit);
		assert_string_equal(unit->base->dimension, unit->dimension);
		assert_true(unit->base->is_base);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_units_factors_are_exact),
		cmocka_unit_test(test_units_a_dong_below_two_billion_is_below_it),
		cmocka_unit_test(test_units_overflow_is_refused_not_wrapped),
		cmocka_unit_test(test_units_are_found_by_name_title_and_alias),
		cmocka_unit_test(test_units_in_words_leave_no_word_over),
		cmocka_unit_test(test_units_a_sign_is_a_share_of_the_words_behind),
		cmocka_unit_test(test_units_bits_and_bytes_are_told_apart_by_their_case),
		cmocka_unit_test(test_units_every_dimension_has_one_base),
	};

	return cmocka_run_group_tests(tests, open_catalog, close_catalog);
}
