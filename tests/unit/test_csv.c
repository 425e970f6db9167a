/* CSV: nothing is lost, nothing is guessed, every row knows its line. */
#include "core/csv.h"
#include "unit.h"

struct seen {
	char text[4000];
	long line;
};

static int see(void *arg, const struct csv_row *row, struct err *e)
{
	struct seen *s = arg;
	size_t at = strlen(s->text);

	(void)e;
	s->line = row->line;
	for (size_t i = 0; i < row->n; i++) {
		const struct cell *c = &row->cells[i];
		const char *state = c->state == CELL_ABSENT  ? "-"
				    : c->state == CELL_EMPTY ? "E"
				    : c->state == CELL_NIL   ? "N"
							     : "";

		at += (size_t)snprintf(s->text + at, sizeof s->text - at, "[%s%.*s]", state, (int)c->len,
			c->text ? c->text : "");
	}
	snprintf(s->text + at, sizeof s->text - at, "\n");
	return 0;
}

static int read_text(const char *text, size_t len, struct seen *s, struct err *e)
{
	FILE *f = fmemopen((void *)(size_t)text, len, "r");
	int rc;

	memset(s, 0, sizeof *s);
	memset(e, 0, sizeof *e);
	rc = csv_read(f, "x.csv", see, s, e);
	fclose(f);
	return rc;
}

#define READ(text, s, e) read_text(text, sizeof(text) - 1, s, e)

static void test_csv_absent_empty_and_nil_are_three_things(void **state)
{
	struct seen s;
	struct err e;

	(void)state;
	assert_int_equal(READ("a,,\"\",\\N,\\\\N,\"\\\\,\"\n", &s, &e), 0);
	assert_string_equal(s.text, "[a][-][E][N][\\N][\\,]\n");
}

static void test_csv_blanks_around_a_cell_are_kept(void **state)
{
	struct seen s;
	struct err e;

	(void)state;
	assert_int_equal(READ("  a ,\tb\n", &s, &e), 0);
	assert_string_equal(s.text, "[  a ][\tb]\n");
}

static void test_csv_line_counts_the_newlines_inside_quotes(void **state)
{
	struct seen s;
	struct err e;

	(void)state;
	assert_int_equal(READ("a\n\"b\n\nb\"\nc\n", &s, &e), 0);
	assert_int_equal(s.line, 5);
}

static void test_csv_an_unterminated_quote_is_refused(void **state)
{
	struct seen s;
	struct err e;

	(void)state;
	assert_int_equal(READ("a\n\"b\n", &s, &e), -1);
	assert_int_equal(e.kind, ERR_FILE);
	assert_int_equal(READ("a\"b\n", &s, &e), -1);
	assert_int_equal(e.line, 1);
}

static void test_csv_a_blank_line_is_refused_with_its_number(void **state)
{
	struct seen s;
	struct err e;

	(void)state;
	assert_int_equal(READ("a\n\nb\n", &s, &e), -1);
	assert_int_equal(e.line, 2);
}

static void test_csv_a_bom_and_crlf_are_taken_off(void **state)
{
	struct seen s;
	struct err e;

	(void)state;
	assert_int_equal(READ("\xEF\xBB\xBF"
			      "a,b\r\nc,d\r\n",
				 &s, &e),
		0);
	assert_string_equal(s.text, "[a][b]\n[c][d]\n");
}

static void test_csv_what_is_written_is_read_back(void **state)
{
	static const char *const texts[] = {
		"a", "", "a,b", "say \"x\"", "two\nlines", " blank ", "\\N", "\\", "\\\\N", "é", "cr\r"};
	struct cell cells[16] = {{NULL, 0, CELL_ABSENT}, {NULL, 0, CELL_EMPTY}, {NULL, 0, CELL_NIL}};
	size_t n = 3, len;
	char *text = NULL, want[500] = "[-][E][N]";
	struct err e = {0};
	struct seen s;
	FILE *out = open_memstream(&text, &len);

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		if (!*texts[i])
			continue;
		cells[n++] = (struct cell){texts[i], (uint32_t)strlen(texts[i]), CELL_TEXT};
		snprintf(want + strlen(want), sizeof want - strlen(want), "[%s]", texts[i]);
	}
	snprintf(want + strlen(want), sizeof want - strlen(want), "\n");
	assert_int_equal(csv_write_row(out, cells, n, &e), 0);
	fclose(out);
	assert_int_equal(read_text(text, len, &s, &e), 0);
	assert_string_equal(s.text, want);
	free(text);
}

static ssize_t endless(void *cookie, char *out, size_t size)
{
	size_t *given = cookie;

	memset(out, 'a', size);
	*given += size;
	return *given > (1u << 28) ? 0 : (ssize_t)size;
}

static void test_csv_an_endless_cell_is_refused_before_memory_grows_with_it(void **state)
{
	size_t given = 0;
	struct err e = {0};
	struct seen s = {{0}, 0};
	FILE *f = fopencookie(&given, "r", (cookie_io_functions_t){.read = endless});

	(void)state;
	assert_int_equal(csv_read(f, "x.csv", see, &s, &e), -1);
	assert_int_equal(e.kind, ERR_FILE);
	assert_non_null(strstr(e.text, "found a cell of more than"));
	assert_true(given < 10u << 20);
	fclose(f);
}

static int see_line(void *arg, const struct csv_row *row, struct err *e)
{
	(void)e;
	*(long *)arg = row->line;
	return 0;
}

static int line_of_last_row(const char *text, size_t len, struct err *e)
{
	FILE *f = fmemopen((void *)(size_t)text, len, "r");
	long line = 0;
	int rc;

	memset(e, 0, sizeof *e);
	rc = csv_read(f, "x.csv", see_line, &line, e);
	fclose(f);
	return rc ? -1 : (int)line;
}

static void test_csv_lines_cut_by_blocks_are_the_same_lines(void **state)
{
	static char text[200000];
	struct err e;

	(void)state;
	for (size_t shift = 0; shift < 4; shift++) {
		size_t n = 65533 + shift;

		memset(text, 'x', n);
		text[n] = '\0';
		memcpy(text + n, "\r\n\r\n", 4);
		/* the blank line, wherever a block ends */
		assert_int_equal(line_of_last_row(text, n + 4, &e), -1);
		assert_int_equal(e.line, 2);
		memcpy(text + n, "\r\na\n", 4);
		assert_int_equal(line_of_last_row(text, n + 4, &e), 2);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_csv_absent_empty_and_nil_are_three_things),
		cmocka_unit_test(test_csv_blanks_around_a_cell_are_kept),
		cmocka_unit_test(test_csv_line_counts_the_newlines_inside_quotes),
		cmocka_unit_test(test_csv_an_unterminated_quote_is_refused),
		cmocka_unit_test(test_csv_a_blank_line_is_refused_with_its_number),
		cmocka_unit_test(test_csv_a_bom_and_crlf_are_taken_off),
		cmocka_unit_test(test_csv_an_endless_cell_is_refused_before_memory_grows_with_it),
		cmocka_unit_test(test_csv_lines_cut_by_blocks_are_the_same_lines),
		cmocka_unit_test(test_csv_what_is_written_is_read_back)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
