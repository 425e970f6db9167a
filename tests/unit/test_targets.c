/* Targets are decided on exact numbers, and rounding never prints a value across one. */
#include "compute/target.h"
#include "core/rational.h"
#include "folder.h"
#include "unit.h"

static const char *status(const char *value, const char *comparator, const char *low, const char *high)
{
	struct maybe m = {.has = *value != '\0'};
	struct err e = {0};
	const char *got = "";
	enum comparator c;

	assert_true(comparator_find(comparator, &c));
	mpq_init(m.number);
	if (m.has)
		assert_int_equal(rational_parse(m.number, value, strlen(value), &e), 0);
	assert_int_equal(target_status(&got, &m, c, low, high, &e), 0);
	mpq_clear(m.number);
	return got;
}

/* Each comparator at the target less one part of a million dossiers, at it, and above. Source:
 * DOC-SO-LIEU. */
static void test_targets_comparators_are_exact_at_the_target(void **state)
{
	static const char *const values[] = {"79999999/1000000", "80", "80000001/1000000"};

	static const struct {
		const char *comparator;
		const char *expected[3];
	} rows[] = {{"ge", {"not_reached", "reached", "reached"}},
		{"", {"not_reached", "reached", "reached"}},
		{"strive", {"not_reached", "reached", "reached"}},
		{"range", {"not_reached", "reached", "reached"}},
		{"gt", {"not_reached", "not_reached", "reached"}},
		{"le", {"reached", "reached", "not_reached"}},
		{"lt", {"reached", "not_reached", "not_reached"}},
		{"eq", {"not_reached", "reached", "not_reached"}}};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (size_t k = 0; k < 3; k++)
			assert_string_equal(
				status(values[k], rows[i].comparator, "80", "90"), rows[i].expected[k]);
}

static void test_targets_missing_value_or_target_is_said(void **state)
{
	(void)state;
	assert_string_equal(status("", "ge", "80", ""), "no_data");
	assert_string_equal(status("50", "", "", ""), "no_target");
	assert_string_equal(status("", "", "", ""), "no_target");
	assert_string_equal(status("50", "lt", "", "60"), "reached");
}

static int setup(void **state)
{
	assert_int_equal(folder_make(state), 0);
	folder_copy("messages.csv");
	folder_put("targets.csv",
		"set,indicator,part,level,text,kind,comparator,low,unit,due,repeat,baseline,baseline_year,"
		"flag\n"
		"s,i,,province,70%,level,ge,70,%,,,,,\ns,j,,province,Trên 70%,level,gt,70,%,,,,,\n"
		"s,k,,national,70%,level,ge,70,%,,,,,\n"
		"s,i,condition,province,40 Mbps,condition,ge,40,Mbps,,,,,\n"
		"s,grows,,province,tăng 5%,growth,strive,5,%,2024-12-31,year,75.5,2023,\n"
		"s,kept,,province,Duy trì,maintain,,,%,2024-12-31,year,100,2023,\n"
		"s,counted,,province,52 tin,count_per_year,ge,52,tin-bai,2024-12-31,,,,\n"
		"s,bare,,province,>10,level,gt,10,,2024-12-31,,,,no_unit\n"
		"s,over,,province,>100%,level,gt,100,%,2024-12-31,,,,impossible\n"
		"s,other,,province,100% đơn vị,level,ge,100,%,2024-12-31,,,,other_measure\n"
		"s,issued,,province,Nghị quyết,level,ge,1,,2024-12-31,,,,\n"
		"s,said,,province,Khuyến khích,task,,,,2024-12-31,,,,\n"
		"s,dash,,province,-,none,,,,2024-12-31,,,,\n");
	return 0;
}

static const char *unit = "%"; /* of the value */

/* The result for a value ("" is none) of a period that ends on `ends`, held against its target on
 * `today`. */
static struct result *held(
	struct catalog *c, const char *indicator, const char *value, const char *ends, const char *today)
{
	struct err e = {0};
	const struct target_world w = {
		.catalog = c, .messages = catalog_get(c, "messages", &e), .date = ends, .today = today};
	struct result *r = result_new(&e);

	r->set = "s";
	r->indicator = indicator;
	r->unit = unit;
	r->value.has = *value != '\0';
	if (r->value.has)
		assert_int_equal(rational_parse(r->value.number, value, strlen(value), &e), 0);
	assert_int_equal(target_find(r, &w, &e), 0);
	return r;
}

static const char *shown(const char *indicator, const char *value, unsigned digits)
{
	static char out[100];
	struct catalog *c = folder_catalog();
	struct err e = {0};
	const struct target_world w = {.catalog = c,
		.messages = catalog_get(c, "messages", &e),
		.date = "2024-03-31",
		.today = "2024-04-01"};
	struct result *r = held(c, indicator, value, w.date, w.today);

	r->digits = digits;
	assert_int_equal(target_show(r, &w, &e), 0);
	snprintf(out, sizeof out, "%s", r->shown.data);
	result_free(r);
	catalog_free(c);
	return out;
}

/* "status/due_status" */
static const char *words(const char *indicator, const char *value, const char *ends, const char *today)
{
	static char out[100];
	struct catalog *c = folder_catalog();
	struct result *r = held(c, indicator, value, ends, today);

	snprintf(out, sizeof out, "%s/%s", r->status, r->due_status);
	result_free(r);
	catalog_free(c);
	return out;
}

static void test_targets_growth_adds_its_points_each_year(void **state)
{
	(void)state;
	assert_string_equal(words("grows", "80.5", "2024-12-31", "2024-12-31"), "reached/reached");
	assert_string_equal(words("grows", "80.49", "2024-12-31", "2024-12-31"), "not_reached/not_reached");
	assert_string_equal(words("grows", "80.5", "2025-12-31", "2025-12-31"), "not_reached/not_reached");
	assert_string_equal(words("grows", "85.5", "2025-12-31", "2025-12-31"), "reached/reached");
}

static void test_targets_a_yearly_one_is_due_in_the_year_of_the_figure(void **state)
{
	(void)state;
	assert_string_equal(words("grows", "80", "2025-03-31", "2025-04-01"), "not_reached/not_due");
	assert_string_equal(words("grows", "80", "2025-03-31", "2026-01-01"), "not_reached/not_reached");
	assert_string_equal(words("grows", "", "2025-03-31", "2026-01-01"), "no_data/overdue");
	assert_string_equal(words("grows", "", "2025-03-31", "2025-12-31"), "no_data/due");
}

static void test_targets_a_relapse_is_told_on_any_day(void **state)
{
	(void)state;
	assert_string_equal(words("kept", "100", "2024-03-31", "2024-04-01"), "reached/maintained");
	assert_string_equal(words("kept", "9999/100", "2024-03-31", "2024-04-01"), "not_reached/relapsed");
	assert_string_equal(words("kept", "9999/100", "2024-12-31", "2025-04-01"), "not_reached/relapsed");
	assert_string_equal(words("kept", "", "2024-03-31", "2024-04-01"), "no_data/not_due");
}

static void test_targets_another_unit_is_not_compared(void **state)
{
	(void)state;
	assert_string_equal(words("counted", "99", "2024-03-31", "2024-04-01"), "not_comparable/not_due");
	assert_string_equal(words("counted", "99", "2024-03-31", "2025-04-01"), "not_comparable/overdue");
	assert_string_equal(words("bare", "99", "2024-03-31", "2024-04-01"), "not_comparable/not_due");
	assert_string_equal(words("other", "100", "2024-03-31", "2024-04-01"), "not_comparable/not_due");
}

static void test_targets_what_cannot_be_is_not_compared(void **state)
{
	(void)state;
	assert_string_equal(words("over", "99", "2024-03-31", "2024-04-01"), "not_comparable/not_due");
	assert_string_equal(words("over", "10548/100", "2024-03-31", "2025-04-01"), "not_comparable/overdue");
}

static void test_targets_no_unit_compares_to_no_unit_only(void **state)
{
	(void)state;
	assert_string_equal(words("issued", "99", "2024-03-31", "2024-04-01"), "not_comparable/not_due");
	unit = "";
	assert_string_equal(words("issued", "1", "2024-03-31", "2024-04-01"), "reached/on_course");
	assert_string_equal(words("i", "1", "2024-03-31", "2024-04-01"), "not_comparable/undated");
	assert_string_equal(words("counted", "1", "2024-03-31", "2024-04-01"), "not_comparable/not_due");
	unit = "%";
}

static void test_targets_words_without_a_number_have_a_day_and_a_dash_has_none(void **state)
{
	(void)state;
	assert_string_equal(words("said", "5", "2024-03-31", "2024-04-01"), "no_target/not_due");
	assert_string_equal(words("said", "5", "2024-03-31", "2025-01-01"), "no_target/overdue");
	assert_string_equal(words("dash", "5", "2024-03-31", "2025-01-01"), "no_target/");
	assert_string_equal(words("none", "5", "2024-03-31", "2025-01-01"), "no_target/");
	assert_string_equal(words("j", "71", "2024-03-31", "2025-01-01"), "reached/reached");
	assert_string_equal(words("j", "70", "2024-03-31", "2025-01-01"), "not_reached/undated");
}

/* 69,939 % must not be printed as the 70 % that it does not reach. Source: S004 III.14. */
static void test_targets_rounding_never_prints_across_one(void **state)
{
	(void)state;
	assert_string_equal(shown("i", "2612500/37354", 1), "69,9");
	assert_string_equal(shown("i", "2612500/37354", 0), "69,9"); /* 70 would look reached */
	assert_string_equal(shown("i", "69999/1000", 0), "69,999");
	assert_string_equal(shown("i", "70001/1000", 0), "70");
	assert_string_equal(
		shown("j", "70001/1000", 0), "70,001"); /* "over 70" is reached, and 70 would not look it */
	assert_string_equal(shown("k", "69999/1000", 1), "69,999");
	assert_string_equal(shown("none", "69999/1000", 0), "70");
}

static void test_targets_halves_round_up_once(void **state)
{
	(void)state;
	assert_string_equal(shown("none", "375/1000", 2), "0,38");
	assert_string_equal(shown("none", "125/1000", 2), "0,13");
	assert_string_equal(shown("none", "-125/1000", 2), "-0,13");
	assert_string_equal(shown("none", "1244999/1000000", 2), "1,24");
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_targets_comparators_are_exact_at_the_target),
		cmocka_unit_test(test_targets_missing_value_or_target_is_said),
		cmocka_unit_test(test_targets_rounding_never_prints_across_one),
		cmocka_unit_test(test_targets_growth_adds_its_points_each_year),
		cmocka_unit_test(test_targets_a_yearly_one_is_due_in_the_year_of_the_figure),
		cmocka_unit_test(test_targets_a_relapse_is_told_on_any_day),
		cmocka_unit_test(test_targets_another_unit_is_not_compared),
		cmocka_unit_test(test_targets_what_cannot_be_is_not_compared),
		cmocka_unit_test(test_targets_no_unit_compares_to_no_unit_only),
		cmocka_unit_test(test_targets_words_without_a_number_have_a_day_and_a_dash_has_none),
		cmocka_unit_test(test_targets_halves_round_up_once)};

	return cmocka_run_group_tests(tests, setup, folder_remove);
}
