#include "core/rational.h"
#include "unit.h"

static char *written(const char *text)
{
	static char out[300];
	struct buf b = {0};
	struct err e = {0};
	mpq_t q;

	mpq_init(q);
	assert_int_equal(rational_parse(q, text, strlen(text), &e), 0);
	assert_int_equal(rational_write(q, &b, &e), 0);
	memcpy(out, b.data, b.len + 1);
	mpq_clear(q);
	buf_release(&b);
	return out;
}

static char *rounded(const char *text, unsigned digits)
{
	static char out[300];
	struct buf b = {0};
	struct err e = {0};
	mpq_t q;

	mpq_init(q);
	assert_int_equal(rational_parse(q, text, strlen(text), &e), 0);
	assert_int_equal(rational_round(q, digits, &b, &e), 0);
	memcpy(out, b.data, b.len + 1);
	mpq_clear(q);
	buf_release(&b);
	return out;
}

static void refused(const char *text)
{
	struct err e = {0};
	mpq_t q;

	mpq_init(q);
	assert_int_equal(rational_parse(q, text, strlen(text), &e), -1);
	assert_int_equal(e.kind, ERR_RECORD);
	mpq_clear(q);
}

static void test_rational_decimals_are_exact(void **state)
{
	(void)state;
	assert_string_equal(written("0.1"), "0.1");
	assert_string_equal(written("-12.50"), "-12.5");
	assert_string_equal(written("007"), "7");
	assert_string_equal(written("9885295762"), "9885295762");
	assert_string_equal(written("123456789012345678901234567890.000000000001"),
		"123456789012345678901234567890.000000000001");
	assert_string_equal(written("0.05"), "0.05");
	assert_string_equal(written("-0"), "0");
}

static void test_rational_quotients_without_a_decimal_stay_quotients(void **state)
{
	(void)state;
	assert_string_equal(written("18/42"), "3/7");
	assert_string_equal(written("1/8"), "0.125");
	assert_string_equal(written("1.5/0.5"), "3");
}

static void test_rational_round_is_half_up_once(void **state)
{
	(void)state;
	assert_string_equal(rounded("988529576200/11291115716", 2), "87.55");
	assert_string_equal(rounded("0.005", 2), "0.01");
	assert_string_equal(rounded("-0.005", 2), "-0.01");
	assert_string_equal(rounded("0.00499", 2), "0.00");
	assert_string_equal(rounded("-0.004", 2), "0.00");
	assert_string_equal(rounded("2.5", 0), "3");
	assert_string_equal(rounded("-2.5", 0), "-3");
	/* half a cent short at the third place: rounding twice would give 0.45, then 0.5 */
	assert_string_equal(rounded("0.4449", 1), "0.4");
	assert_string_equal(rounded("26125/37354", 5), "0.69939");
}

static void test_rational_what_is_no_number_is_refused(void **state)
{
	static const char *const bad[] = {"", "-", "1e5", "1.", ".5", "1,5", "1/0", "1/", "/2", "+1", "0x10",
		"1.2.3", " 1", "1 ", "--1", "1/2/3"};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		refused(bad[i]);
}

static void test_rational_more_digits_than_the_limit_are_refused(void **state)
{
	char text[200];

	(void)state;
	memset(text, '9', sizeof(text));
	text[sizeof(text) - 1] = '\0';
	refused(text);
}

static void test_rational_same_is_the_number_not_the_text(void **state)
{
	(void)state;
	assert_true(rational_same("12", "12.0"));
	assert_true(rational_same("0.5", "1/2"));
	assert_true(rational_same("-0", "0"));
	assert_false(rational_same("12", "12.01"));
	assert_false(rational_same("12", "-12"));
	assert_false(rational_same("x", "x"));
}

static void test_rational_missing_is_the_same_as_missing_and_never_zero(void **state)
{
	(void)state;
	assert_true(rational_same("", ""));
	assert_false(rational_same("", "0"));
	assert_false(rational_same("0", ""));
}

static void test_rational_is_tells_numbers_and_those_above_zero(void **state)
{
	(void)state;
	assert_true(rational_is("0"));
	assert_true(rational_is("-1/3"));
	assert_false(rational_is(""));
	assert_false(rational_is("1,5"));
	assert_true(rational_is_positive("0.01"));
	assert_false(rational_is_positive("0"));
	assert_false(rational_is_positive("-2"));
	assert_false(rational_is_positive("two"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rational_decimals_are_exact),
		cmocka_unit_test(test_rational_quotients_without_a_decimal_stay_quotients),
		cmocka_unit_test(test_rational_round_is_half_up_once),
		cmocka_unit_test(test_rational_what_is_no_number_is_refused),
		cmocka_unit_test(test_rational_more_digits_than_the_limit_are_refused),
		cmocka_unit_test(test_rational_same_is_the_number_not_the_text),
		cmocka_unit_test(test_rational_missing_is_the_same_as_missing_and_never_zero),
		cmocka_unit_test(test_rational_is_tells_numbers_and_those_above_zero),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
