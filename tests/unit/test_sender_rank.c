/* model/sender_rank: who answers when several agencies send the same figure. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "model/sender_rank.h"

static struct catalog *catalog;
static struct sender_ranks *ranks;

static int open_catalog(void **state)
{
	struct err e = {0};
	const char *const dirs[] = {"pipeline/catalog/base", "pipeline/catalog/kon-tum"};

	(void)state;
	return catalog_open(&catalog, dirs, 2, &e) < 0 || sender_ranks_open(&ranks, catalog, &e) < 0;
}

static int close_catalog(void **state)
{
	(void)state;
	sender_ranks_free(ranks);
	catalog_free(catalog);
	return 0;
}

static char rank_in_sent(
	const char *of, const char *indicator, const char *sender, const char *date, const char *sent)
{
	struct err e = {0};
	char rank = 0;

	assert_int_equal(sender_rank(ranks, slice_from(indicator), slice_from(of), slice_from(sender), date,
				 slice_from(sent), &rank, &e),
		0);
	return rank;
}

static char rank_in(const char *of, const char *indicator, const char *sender, const char *date)
{
	return rank_in_sent(of, indicator, sender, date, "2024-04-02T08:00:00+07:00");
}

static char rank_of(const char *indicator, const char *sender, const char *date)
{
	return rank_in("H34", indicator, sender, date);
}

/* H34.10 became H34.13 (its main part), H34.12 and H34.24 on 2025-03-01. */
static void test_sender_rank_who_followed_a_lead_answers_for_it_once_it_followed(void **state)
{
	(void)state;
	assert_int_equal(
		rank_in_sent("H34", "3.7", "H34.13", "2024-12-31", "2025-08-15T09:00:00+07:00"), '9');
	assert_int_equal(rank_in_sent("H34", "3.7", "H34.13", "2024-12-31", "2025-03-01"), '9');
	assert_int_equal(rank_in_sent("H34", "3.7", "H34.13", "2024-12-31", "2025-02-28"), '2');
	assert_int_equal(rank_in_sent("H34", "3.7", "H34.13", "2024-12-31", ""), '2');
	assert_int_equal(rank_in_sent("H34", "3.7", "H34.19", "2024-12-31", "2025-08-15"), '2');
	assert_int_equal(rank_in_sent("H34", "3.7", "H34.10", "2024-12-31", "2025-08-15"), '9');
	/* of a quarter behind the merger the new body's own rank counts */
	assert_int_equal(rank_in_sent("H34", "3.7", "H34.13", "2025-03-31", "2025-08-15"), '2');
}

static void test_sender_rank_of_a_district_are_those_of_its_own_document(void **state)
{
	(void)state;
	/* s001.17 is the same as 8.2, which the State Bank leads in the province */
	assert_int_equal(rank_in("H34.45", "8.2", "kon-tum/kon-ray/agribank-chi-nhanh", "2024-12-31"), '9');
	/* its third lead is a group: the district answers for it */
	assert_int_equal(rank_in("H34.45", "8.2", "H34.45", "2024-12-31"), '7');
	assert_int_equal(rank_in("H34.45", "8.5", "H34.45", "2024-12-31"), '4');
	assert_int_equal(rank_in("H34.45", "8.2", "H34.29", "2024-12-31"), '2');
	assert_int_equal(rank_in("H34", "8.2", "H34.29", "2024-12-31"), '9');
	assert_int_equal(rank_in("H34", "8.2", "H34.45", "2024-12-31"), '2');
	/* a territory without a document of its own */
	assert_int_equal(rank_in("H34.40", "8.2", "H34.29", "2024-12-31"), '9');
}

static void test_sender_rank_rank_in_the_order_of_the_document(void **state)
{
	(void)state;
	assert_int_equal(rank_of("3.7", "H34.10", "2024-03-31"), '9');
	assert_int_equal(rank_of("3.7", "H34.01", "2024-03-31"), '8');
	assert_int_equal(rank_of("6.16", "H34.01", "2024-03-31"), '9');
}

static void test_sender_rank_come_before_the_province_and_it_before_who_coordinates(void **state)
{
	(void)state;
	assert_int_equal(rank_of("3.7", "H34", "2024-03-31"), '4');
	assert_int_equal(rank_of("1.3", "H34.10", "2024-03-31"), '3');
	assert_int_equal(rank_of("1.3", "H34.19", "2024-03-31"), '2');
}

static void test_sender_rank_that_are_a_group_answer_by_the_province(void **state)
{
	(void)state;
	assert_int_equal(rank_of("1.9", "H34", "2024-03-31"), '9');
	assert_int_equal(rank_of("1.9", "H34.40", "2024-03-31"), '2');
}

static void test_sender_rank_an_unknown_unit_or_an_unknown_indicator_ranks_last(void **state)
{
	(void)state;
	assert_int_equal(rank_of("3.7", "H34.?", "2024-03-31"), '1');
	assert_int_equal(rank_of("3.7", "", "2024-03-31"), '1');
	assert_int_equal(rank_of("99.9", "H34.10", "2024-03-31"), '2');
}

static void test_sender_rank_are_those_of_the_date(void **state)
{
	(void)state;
	/* the row ends on 2025-06-30 with the province */
	assert_int_equal(rank_of("3.7", "H34.10", "2025-07-01"), '2');
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sender_rank_rank_in_the_order_of_the_document),
		cmocka_unit_test(test_sender_rank_who_followed_a_lead_answers_for_it_once_it_followed),
		cmocka_unit_test(test_sender_rank_of_a_district_are_those_of_its_own_document),
		cmocka_unit_test(test_sender_rank_come_before_the_province_and_it_before_who_coordinates),
		cmocka_unit_test(test_sender_rank_that_are_a_group_answer_by_the_province),
		cmocka_unit_test(test_sender_rank_an_unknown_unit_or_an_unknown_indicator_ranks_last),
		cmocka_unit_test(test_sender_rank_are_those_of_the_date)};

	return cmocka_run_group_tests(tests, open_catalog, close_catalog);
}
