/* The bounded sort: the same order in memory and over many runs on disk. */
#include "core/sort.h"
#include "unit.h"

static uint64_t seed;

static uint64_t random_next(void)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return seed >> 33;
}

struct seen {
	char last[64];
	size_t n;
	uint64_t sum;
};

static int take(void *arg, struct slice key, struct slice body, struct err *e)
{
	struct seen *s = arg;
	char now[64];

	(void)e;
	snprintf(now, sizeof now, "%.*s %.*s", (int)key.len, key.text, (int)body.len, body.text);
	assert_true(strcmp(s->last, now) <= 0);
	memcpy(s->last, now, sizeof now);
	s->n++;
	s->sum += strtoull(now + key.len, NULL, 10);
	return 0;
}

/* Sorts n random items within bytes of memory; *runs: how many went to disk. */
static struct seen sorted(size_t n, size_t bytes, unsigned *runs)
{
	struct sorter *s = NULL;
	struct seen seen = {0};
	struct err e = {0};
	uint64_t sum = 0;

	seed = 7;
	assert_int_equal(sorter_new(&s, bytes, &e), 0);
	for (size_t i = 0; i < n; i++) {
		char key[32], body[32];

		snprintf(key, sizeof key, "%05u", (unsigned)(random_next() % 5000));
		snprintf(body, sizeof body, "%u", (unsigned)(random_next() % 1000));
		sum += strtoull(body, NULL, 10);
		assert_int_equal(sorter_add(s, slice_from(key), slice_from(body), &e), 0);
	}
	assert_int_equal(sorter_read(s, take, &seen, &e), 0);
	*runs = sorter_runs(s);
	sorter_free(s);
	assert_int_equal(seen.n, n);
	assert_int_equal(seen.sum, sum);
	return seen;
}

static void test_sort_in_memory_needs_no_file(void **state)
{
	unsigned runs;

	(void)state;
	sorted(1000, 0, &runs);
	assert_int_equal(runs, 0);
	sorted(0, 0, &runs);
	assert_int_equal(runs, 0);
}

static void test_sort_over_many_runs_gives_all_items_in_order(void **state)
{
	unsigned runs;

	(void)state;
	sorted(40000, 16384, &runs);
	assert_true(runs > 32); /* so that runs were merged on the way */
}

static void test_sort_item_over_the_memory_is_refused(void **state)
{
	struct sorter *s = NULL;
	struct err e = {0};
	char big[2000] = {0};

	(void)state;
	assert_int_equal(sorter_new(&s, 1000, &e), 0);
	assert_int_equal(sorter_add(s, SLICE("k"), (struct slice){big, sizeof big}, &e), -1);
	assert_int_equal(e.kind, ERR_RECORD);
	sorter_free(s);
}

static void test_sort_without_a_place_for_files_says_so(void **state)
{
	struct sorter *s = NULL;
	struct err e = {0};
	int rc = 0;

	(void)state;
	setenv("TMPDIR", "/nowhere/at/all", 1);
	assert_int_equal(sorter_new(&s, 200, &e), 0);
	for (int i = 0; i < 20 && !rc; i++)
		rc = sorter_add(s, SLICE("a key of some length"), SLICE("and its body"), &e);
	unsetenv("TMPDIR");
	assert_int_equal(rc, -1);
	assert_int_equal(e.kind, ERR_OUTPUT);
	assert_non_null(strstr(e.text, "/nowhere/at/all"));
	sorter_free(s);
}

static int stop(void *arg, struct slice key, struct slice body, struct err *e)
{
	(void)arg, (void)key, (void)body;
	return err_set(e, ERR_FILE, "stop");
}

static void test_sort_reader_can_stop_it(void **state)
{
	struct sorter *s = NULL;
	struct err e = {0};

	(void)state;
	assert_int_equal(sorter_new(&s, 0, &e), 0);
	assert_int_equal(sorter_add(s, SLICE("k"), SLICE(""), &e), 0);
	assert_int_equal(sorter_read(s, stop, NULL, &e), -1);
	sorter_free(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_sort_in_memory_needs_no_file),
		cmocka_unit_test(test_sort_over_many_runs_gives_all_items_in_order),
		cmocka_unit_test(test_sort_item_over_the_memory_is_refused),
		cmocka_unit_test(test_sort_without_a_place_for_files_says_so),
		cmocka_unit_test(test_sort_reader_can_stop_it)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
