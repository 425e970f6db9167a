#include "normalize/number.h"
#include "unit.h"

static const struct dialect vi = {.name = "vi", .decimal = ',', .group = '.', .is_blank = true};
static const struct dialect mixed = {
	.name = "vi-mixed", .decimal = ',', .group = '.', .is_mixed = true, .is_blank = true};
static const struct dialect plain = {.name = "plain", .decimal = '.'};

static const char *scanned(const struct dialect *d, const char *text, bool is_per_cent)
{
	static char out[300];
	struct number n;
	size_t used;
	const char *code = number_scan(d, slice_from(text), is_per_cent, &n, &used);

	if (code)
		snprintf(out, sizeof(out), "!%s", code);
	else
		snprintf(out, sizeof(out), "%s/%u+%zu", n.text, n.digits, used);
	return out;
}

static void test_number_the_dialect_says_which_mark_is_which(void **state)
{
	(void)state;
	assert_string_equal(scanned(&vi, "11.291.115.716", false), "11291115716/0+14");
	assert_string_equal(scanned(&vi, "1.234,50", false), "1234.5/2+8");
	assert_string_equal(scanned(&vi, "99,7", false), "99.7/1+4");
	assert_string_equal(scanned(&vi, "2.65", false), "!number.group");
	assert_string_equal(scanned(&plain, "2.65", false), "2.65/2+4");
	assert_string_equal(scanned(&plain, "2,65", false), "!number.dialect");
	assert_string_equal(scanned(&plain, "1.125", false), "1.125/3+5");
}

static void test_number_two_marks_in_one_document_are_told_apart(void **state)
{
	(void)state;
	assert_string_equal(scanned(&mixed, "97.97", true), "97.97/2+5");
	assert_string_equal(scanned(&mixed, "2.6", false), "2.6/1+3");
	assert_string_equal(scanned(&mixed, "1.125", false), "1125/0+5");
	assert_string_equal(scanned(&mixed, "1.125", true), "!number.ambiguous");
	assert_string_equal(scanned(&mixed, "12.3456", true), "12.3456/4+7");
	assert_string_equal(scanned(&mixed, "12.3456", false), "!number.group");
	assert_string_equal(scanned(&mixed, "1.125,5", true), "1125.5/1+7");
	assert_string_equal(scanned(&mixed, "1.125.000", true), "1125000/0+9");
}

static void test_number_leading_zeros_are_not_octal(void **state)
{
	(void)state;
	assert_string_equal(scanned(&vi, "07", false), "7/0+2");
	assert_string_equal(scanned(&vi, "000", false), "0/0+3");
	assert_string_equal(scanned(&vi, "0,50", false), "0.5/2+4");
	assert_string_equal(scanned(&vi, "-0", false), "0/0+2");
	assert_string_equal(scanned(&vi, "-07,5", false), "-7.5/1+5");
}

static void test_number_ends_where_no_digit_follows_a_mark(void **state)
{
	(void)state;
	assert_string_equal(scanned(&vi, "12.", false), "12/0+2");
	assert_string_equal(scanned(&vi, "12, và", false), "12/0+2");
	assert_string_equal(scanned(&vi, "12/31", false), "12/0+2");
	assert_string_equal(scanned(&vi, "", false), "!number.syntax");
	assert_string_equal(scanned(&vi, ".5", false), "!number.syntax");
	assert_string_equal(scanned(&vi, "-", false), "!number.syntax");
	assert_string_equal(scanned(&vi, "mười", false), "!number.syntax");
}

static void test_number_groups_are_of_three_digits(void **state)
{
	static const char *const bad[] = {
		"1.23", "1.2345", "1234.567", "0.123.456", "1.234.56", "1,5.000", "1.234,5,6"};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_string_equal(scanned(&vi, bad[i], false), "!number.group");
}

static void test_number_blanks_part_thousands_where_the_dialect_says_so(void **state)
{
	(void)state;
	assert_string_equal(scanned(&vi, "15 000", false), "15000/0+6");
	assert_string_equal(scanned(&vi, "1 234 567,50 đồng", false), "1234567.5/2+12");
	assert_string_equal(scanned(&vi, "-1 234", false), "-1234/0+6");
	assert_string_equal(scanned(&vi, "15 0000", false), "15/0+2");
	assert_string_equal(scanned(&vi, "1500 000", false), "1500/0+4");
	assert_string_equal(scanned(&vi, "0 123", false), "0/0+1");
	assert_string_equal(scanned(&vi, "1 234.567", false), "!number.group");
	assert_string_equal(scanned(&vi, "15 31 HTTT", false), "15/0+2");
	assert_string_equal(scanned(&plain, "15 000", false), "15/0+2");
}

static void test_number_zeros_behind_a_point_are_no_thousands(void **state)
{
	(void)state;
	assert_string_equal(scanned(&mixed, "50000.0000", false), "50000/4+10");
	assert_string_equal(scanned(&mixed, "50.000000", false), "50/6+9");
	assert_string_equal(scanned(&mixed, "50.000", false), "50000/0+6");
	assert_string_equal(scanned(&mixed, "50000.000", false), "!number.group");
	assert_string_equal(scanned(&mixed, "50000.0001", false), "!number.group");
}

static void test_number_a_comma_before_three_digits_has_two_readings(void **state)
{
	static const struct {
		const char *text, *other; /* NULL: it has one */
	} rows[] = {{"60,000", "60000"}, {"1,234", "1234"}, {"1,230", "1230"}, {"-60,000", "-60000"},
		{"1234,567", "1234567"}, {"60,00", NULL}, {"60,0000", NULL}, {"1.234,567", NULL},
		{"0,125", NULL}, {"1 234,567", NULL}, {"60.000", NULL}};
	char other[2 * LIMIT_DIGITS + 8];
	struct number n;
	size_t used;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		assert_null(number_scan(&vi, slice_from(rows[i].text), false, &n, &used));
		assert_int_equal(n.is_doubtful, rows[i].other != NULL);
		number_other_reading(&n, other);
		if (rows[i].other)
			assert_string_equal(other, rows[i].other);
	}
	assert_null(number_scan(&plain, SLICE("60.000"), false, &n, &used));
	assert_false(n.is_doubtful);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_number_the_dialect_says_which_mark_is_which),
		cmocka_unit_test(test_number_two_marks_in_one_document_are_told_apart),
		cmocka_unit_test(test_number_leading_zeros_are_not_octal),
		cmocka_unit_test(test_number_ends_where_no_digit_follows_a_mark),
		cmocka_unit_test(test_number_groups_are_of_three_digits),
		cmocka_unit_test(test_number_blanks_part_thousands_where_the_dialect_says_so),
		cmocka_unit_test(test_number_zeros_behind_a_point_are_no_thousands),
		cmocka_unit_test(test_number_a_comma_before_three_digits_has_two_readings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
