/* What all streams have in common: each fault is found once, at its row, whatever the stream calls it. */
#include "stream/grammar.h"
#include "unit.h"

struct grammar_seen {
	unsigned a, b, ends;
	int fault; /* -1: none */
};

static int take_a(void *arg, const struct csv_row *row, struct err *e)
{
	(void)row, (void)e;
	((struct grammar_seen *)arg)->a++;
	return 0;
}

static int take_b(void *arg, const struct csv_row *row, struct err *e)
{
	(void)row, (void)e;
	((struct grammar_seen *)arg)->b++;
	return 0;
}

static int take_end(void *arg, const struct csv_row *row, struct err *e)
{
	(void)row, (void)e;
	((struct grammar_seen *)arg)->ends++;
	return 0;
}

static bool fits(void *arg, const struct csv_row *header)
{
	static const char *const columns[] = {"x", "y"};

	(void)arg;
	return grammar_header_is(header, columns, 2);
}

static int refuse(
	void *arg, enum grammar_fault fault, const struct csv_row *row, uint64_t rows, struct err *e)
{
	(void)rows;
	assert_true((fault == GRAMMAR_NO_END) == !row);
	assert_int_equal(((struct grammar_seen *)arg)->fault, -1);
	((struct grammar_seen *)arg)->fault = (int)fault;
	return err_set(e, ERR_FILE, "refused");
}

/* The fault, or -1. */
static int read_text(const char *text, size_t end_column, struct grammar_seen *seen)
{
	const struct stream_grammar g = {
		{{"a", true, take_a}, {"b", false, take_b}}, end_column, fits, take_end, refuse};
	FILE *in = fmemopen((void *)(size_t)text, strlen(text), "r");
	struct err e = {0};
	int rc;

	*seen = (struct grammar_seen){.fault = -1};
	rc = grammar_read(in, "t", &g, seen, NULL, &e);
	fclose(in);
	assert_int_equal(rc != 0, seen->fault >= 0);
	return seen->fault;
}

#define HEAD "_kind,x,y\n"

static void test_grammar_counts_the_kinds_that_count(void **state)
{
	struct grammar_seen s;

	(void)state;
	assert_int_equal(read_text(HEAD "a,1,\nb,,2\na,,\nend,,2\n", 2, &s), -1);
	assert_int_equal(s.a, 2);
	assert_int_equal(s.b, 1);
	assert_int_equal(s.ends, 1);
	assert_int_equal(read_text(HEAD "a,1,\nend,1,\n", 0, &s), -1);
	assert_int_equal(read_text(HEAD "end,0,\n", 0, &s), -1);
}

static void test_grammar_tells_every_fault(void **state)
{
	struct grammar_seen s;

	(void)state;
	assert_int_equal(read_text("_kind,y,x\n", 2, &s), GRAMMAR_HEADER);
	assert_int_equal(read_text("kind,x,y\n", 2, &s), GRAMMAR_HEADER);
	assert_int_equal(read_text("_kind,x\n", 2, &s), GRAMMAR_HEADER);
	assert_int_equal(read_text(HEAD "end,,0\na,,\n", 2, &s), GRAMMAR_AFTER_END);
	assert_int_equal(read_text(HEAD "end,,0\nend,,0\n", 2, &s), GRAMMAR_AFTER_END);
	assert_int_equal(read_text(HEAD "a,1\nend,,1\n", 2, &s), GRAMMAR_WIDTH);
	assert_int_equal(read_text(HEAD "c,1,\nend,,1\n", 2, &s), GRAMMAR_KIND);
	assert_int_equal(read_text("", 2, &s), GRAMMAR_NO_END);
	assert_int_equal(read_text(HEAD "a,,\n", 2, &s), GRAMMAR_NO_END);
	assert_int_equal(s.ends, 0);
}

static void test_grammar_an_end_of_another_count_is_no_end(void **state)
{
	static const char *const counts[] = {
		"end,,2\n", "end,,\n", "end,1,\n", "end,,+1\n", "end,,x\n", "end,,18446744073709551617\n"};
	struct grammar_seen s;
	char text[100];

	(void)state;
	for (size_t i = 0; i < sizeof(counts) / sizeof(*counts); i++) {
		snprintf(text, sizeof text, HEAD "a,,\n%s", counts[i]);
		assert_int_equal(read_text(text, 2, &s), GRAMMAR_COUNT);
		assert_int_equal(s.ends, 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_grammar_counts_the_kinds_that_count),
		cmocka_unit_test(test_grammar_tells_every_fault),
		cmocka_unit_test(test_grammar_an_end_of_another_count_is_no_end)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
