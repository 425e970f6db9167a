/* Flags are read as they were written, whatever words somebody sent, and no word makes a severity. */
#include "stream/flags.h"
#include "unit.h"

static const char *const hostile[] = {"", "theo Kế hoạch; gate x: tạm", "gate x: tạm", "; ", ";", "|", "||",
	"\\", "\\\\;", "a\\|b", "a\nb\r\nc", "\"1 x|y|z\"", "1 x|y|z; 2 gate|a|b", " ", "n", "\\n", "(((",
	"a (b; gate c: d)"};

#define TEXTS (sizeof(hostile) / sizeof(*hostile))

static void write_cells(const struct flags *f, struct buf cells[SEVERITIES])
{
	struct err e = {0};

	for (int s = 0; s < SEVERITIES; s++)
		assert_int_equal(flags_write(f, (enum severity)s, &cells[s], &e), 0);
}

static void assert_same(const struct flags *a, const struct flags *b)
{
	assert_int_equal(a->n, b->n);
	for (size_t i = 0; i < a->n; i++) {
		assert_int_equal(a->list[i].severity, b->list[i].severity);
		assert_int_equal(a->list[i].place, b->list[i].place);
		assert_string_equal(a->list[i].check, b->list[i].check);
		assert_string_equal(a->list[i].words, b->list[i].words);
		assert_string_equal(a->list[i].proof, b->list[i].proof);
	}
}

/* Writes, reads, and writes again. */
static void assert_goes_round(const struct flags *f)
{
	struct buf cells[SEVERITIES] = {{0}}, again[SEVERITIES] = {{0}};
	struct slice texts[SEVERITIES];
	struct flags read;
	struct err e = {0};

	write_cells(f, cells);
	for (int s = 0; s < SEVERITIES; s++) {
		texts[s] = buf_slice(&cells[s]);
		assert_null(cells[s].len ? strpbrk(cells[s].data, "\n\r") : NULL); /* a cell is a line */
	}
	if (flags_read(&read, texts, &e))
		fail_msg("%s", e.text);
	assert_same(&read, f);
	write_cells(&read, again);
	for (int s = 0; s < SEVERITIES; s++) {
		assert_true(slice_same(buf_slice(&cells[s]), buf_slice(&again[s])));
		buf_release(&cells[s]);
		buf_release(&again[s]);
	}
	flags_release(&read);
}

static void test_flags_any_words_are_read_as_they_were_written(void **state)
{
	struct err e = {0};

	(void)state;
	for (size_t i = 0; i < TEXTS * TEXTS * TEXTS; i++) {
		struct flags f = {0};
		const char *a = hostile[i % TEXTS], *b = hostile[i / TEXTS % TEXTS],
			   *c = hostile[i / TEXTS / TEXTS];

		assert_int_equal(flags_add(&f, SEVERITY_FLAG, a, b, c, &e), 0);
		assert_int_equal(flags_add(&f, (enum severity)(i % SEVERITIES), b, c, a, &e), 0);
		assert_int_equal(flags_add(&f, SEVERITY_INFO, c, a, b, &e), 0);
		assert_goes_round(&f);
		flags_release(&f);
	}
}

static void test_flags_no_words_hold_a_figure(void **state)
{
	struct err e = {0};
	struct flags f = {0};

	(void)state;
	for (size_t i = 0; i < TEXTS; i++)
		assert_int_equal(flags_add(&f, i % 2 ? SEVERITY_FLAG : SEVERITY_INFO, hostile[i], hostile[i],
					 hostile[i], &e),
			0);
	assert_false(flags_hold(&f));
	assert_goes_round(&f);
	assert_int_equal(flags_add(&f, SEVERITY_GATE, "x", "", "", &e), 0);
	assert_true(flags_hold(&f));
	flags_release(&f);
}

static void test_flags_are_told_in_their_order_whatever_their_severity(void **state)
{
	struct err e = {0};
	struct flags f = {0};
	struct buf shown = {0};

	(void)state;
	assert_int_equal(flags_add(&f, SEVERITY_GATE, "x", "khác", "1; 2", &e), 0);
	assert_int_equal(flags_add(&f, SEVERITY_INFO, "y", "đổi", "", &e), 0);
	assert_int_equal(flags_add(&f, SEVERITY_GATE, "z", "lệch", "", &e), 0);
	assert_goes_round(&f);
	assert_int_equal(flags_show(&f, &shown, &e), 0);
	assert_string_equal(shown.data, "gate x: khác (1; 2); y: đổi; gate z: lệch");
	buf_release(&shown);
	flags_release(&f);
}

/* What reading three cells says; "" when it is good. */
static const char *refusal(const char *info, const char *flag, const char *gate)
{
	static struct err e;
	struct slice cells[SEVERITIES] = {slice_from(info), slice_from(flag), slice_from(gate)};
	struct flags f;
	int rc;

	err_clear(&e);
	rc = flags_read(&f, cells, &e);
	if (rc) {
		assert_int_equal(e.kind, ERR_RECORD);
		assert_int_equal(f.n, 0);
	}
	flags_release(&f);
	return rc ? e.text : "";
}

static void test_flags_what_was_not_written_is_refused(void **state)
{
	static const char *const bad[] = {"x", "1", "1 x", "1 x|y", "1 x|y|z;", "1 x|y|z; ",
		"1 x|y|z;2 a|b|c", "1 x|y|z|w", "01 x|y|z", "0 x|y|z", "1  x|y", "1 x|y|z\\", "1 x|y|\\a",
		"1 x|y|a\nb", "2 x|y|z", "1 x|y|z; 1 x|y|z", "1 x|y|z; 3 x|y|z", "2 x|y|z; 1 x|y|z",
		"-1 x|y|z", "99999999999999999999 x|y|z", " 1 x|y|z"};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		if (!*refusal("", bad[i], ""))
			fail_msg("%s is read", bad[i]);
		if (!*refusal("", "", bad[i]))
			fail_msg("%s is read as a gate", bad[i]);
	}
	assert_string_equal(refusal("2 x|y|z", "", "1 x|y|z; 3 a||"), "");
	assert_non_null(strstr(refusal("1 x|y|z", "1 x|y|z", ""), "expected place 2"));
	assert_non_null(strstr(refusal("", "", "y"), "column gate"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_flags_any_words_are_read_as_they_were_written),
		cmocka_unit_test(test_flags_no_words_hold_a_figure),
		cmocka_unit_test(test_flags_are_told_in_their_order_whatever_their_severity),
		cmocka_unit_test(test_flags_what_was_not_written_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
