/* Sums are exact, of plain numbers only. */
#include "extract/reduce.h"
#include "unit.h"

static const char *sum(const char *a, const char *b)
{
	static char out[64];

	__int128 total = 0;
	unsigned scale = 0;

	if (!sum_add(&total, &scale, a, strlen(a)) || !sum_add(&total, &scale, b, strlen(b)))
		return "refused";
	out[sum_write(total, scale, out)] = '\0';
	return out;
}

static void test_reduce_sums_are_exact(void **state)
{
	(void)state;
	assert_string_equal(sum("0.1", "0.2"), "0.3");
	assert_string_equal(sum("30000", "5000"), "35000");
	assert_string_equal(sum("-1", "0.25"), "-0.75");
	assert_string_equal(sum("0", "0"), "0");
	assert_string_equal(sum("9999999999999999999", "1"), "10000000000000000000");
	assert_string_equal(
		sum("9999999999999999999999999999999999999", "0"), "9999999999999999999999999999999999999");
}

static void test_reduce_what_is_not_plain_is_refused(void **state)
{
	static const char *const bad[] = {"", "-", "1e3", "30.000", "1.", ".5", "1,5", "1 000", "+1", "0x1",
		"1.2.3", "99999999999999999999999999999999999999"};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_string_equal(sum("1", bad[i]), "refused");
	assert_string_equal(sum("9999999999999999999999999999999999999", "1"), "refused");
	assert_string_equal(sum("9999999999999999999999999999999999999", "0.1"), "refused");
}

static void test_reduce_truth_is_what_xml_and_net_say(void **state)
{
	(void)state;
	assert_true(truth_is_yes("1", 1) && truth_is_yes("True", 4) && truth_is_no("FALSE", 5) &&
		    truth_is_no("0", 1));
	assert_false(
		truth_is_yes("2", 1) || truth_is_yes("", 0) || truth_is_no("", 0) || truth_is_no("no", 2));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reduce_sums_are_exact),
		cmocka_unit_test(test_reduce_what_is_not_plain_is_refused),
		cmocka_unit_test(test_reduce_truth_is_what_xml_and_net_say),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
