/* Repaired values: found by file and feed, the latest of a place alone. */
#include "stream/mends.h"
#include "unit.h"

static struct mends mends;
static struct err error;

static void add(const char *file, uint64_t record, const char *field, const char *value, int64_t id)
{
	struct mend m = {file, "thu", record, 7, field, value, id};

	assert_int_equal(mends_add(&mends, &m, &error), 0);
}

static void test_mends_of_a_file_come_by_record_and_the_latest_of_a_field_alone(void **state)
{
	const struct mend *at;
	size_t n;

	(void)state;
	for (int64_t i = 100; i > 0; i--) /* others, more than the first room */
		add("a", (uint64_t)i, "x", "y", i);
	add("f", 9, "ma", "first", 101);
	add("f", 9, "ma", NULL, 103);
	add("f", 9, "ma", "second", 102);
	add("f", 2, "so", "2", 104);
	mends_sort(&mends);
	at = mends_find(&mends, "f", "thu", &n);
	assert_int_equal(n, 2);
	assert_int_equal(at[0].record, 2);
	assert_int_equal(at[1].record, 9);
	assert_null(at[1].value);
	assert_int_equal(mends_last(&mends, "f", "thu"), 104);
	assert_int_equal(mends_last(&mends, "a", "thu"), 100);
	mends_release(&mends);
}

static void test_mends_of_another_file_or_feed_are_none(void **state)
{
	size_t n = 1;

	(void)state;
	add("f", 1, "ma", "x", 1);
	mends_sort(&mends);
	assert_null(mends_find(&mends, "f", "khac", &n));
	assert_int_equal(n, 0);
	assert_null(mends_find(&mends, "g", "thu", &n));
	assert_null(mends_find(NULL, "f", "thu", &n));
	assert_int_equal(mends_last(NULL, "f", "thu"), 0);
	mends_release(&mends);
	assert_null(mends_find(&mends, "f", "thu", &n));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_mends_of_a_file_come_by_record_and_the_latest_of_a_field_alone),
		cmocka_unit_test(test_mends_of_another_file_or_feed_are_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
