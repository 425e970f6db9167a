/* A returned form is whole, or it is refused: 156 is never 15. */
#include "form/form.h"
#include "unit.h"

static struct catalog *catalog;
static struct form_texts texts;

static int open_texts(void **state)
{
	struct err e = {0};

	(void)state;
	return catalog_open(&catalog, NULL, 0, &e) < 0 || form_texts_open(&texts, catalog, &e) < 0 ? -1 : 0;
}

static int close_texts(void **state)
{
	(void)state;
	catalog_free(catalog);
	return 0;
}

/* Its heading, so many rows, and a last line that says that there are `said`. */
static void write_form(struct buf *out, int rows, int said)
{
	const char *heading[FORM_COLUMNS], *row, *end;
	struct err e = {0};

	assert_int_equal(form_heading(&texts, heading, &e), 0);
	assert_int_equal(form_text_get(&texts, "end.row", &row, &e), 0);
	assert_int_equal(form_text_get(&texts, "end.form", &end, &e), 0);
	for (int i = 0; i < FORM_COLUMNS; i++)
		assert_int_equal(buf_addf(out, &e, "%s%s", i ? ";" : "", heading[i]), 0);
	for (int i = 0; i < rows; i++)
		assert_int_equal(
			buf_addf(out, &e, "\r\n2024-Q1;H34.10;CS 1;v%d;;;;;156;;;;H34;%s", i, row), 0);
	assert_int_equal(buf_addf(out, &e, "\r\n%s;", end), 0);
	assert_int_equal(form_text_add(&texts, out, "end.count",
				 (const char *const[]){"", said == 3 ? "3" : "4"}, 2, &e),
		0);
	assert_int_equal(buf_addf(out, &e, ";;;;;;;;;;;;%s\r\n", row), 0);
}

/* 0: whole, with *n rows; 1: told why not. */
static int read_form(struct slice bytes, size_t *n, char why[1000])
{
	static struct form_rows rows;
	struct form_told told = {0};
	struct sheet s = {0};
	struct err e = {0};
	int rc = sheet_read(&s, bytes, "x", &e);

	assert_int_equal(rc, 0);
	rc = form_rows_read(&rows, &s, &texts, "x", &told, &e);
	assert_true(rc == 0 || (rc == 1 && told.n));
	snprintf(why, 1000, "%s", told.lines.len ? told.lines.data : "");
	*n = rows.n;
	form_told_release(&told);
	sheet_release(&s);
	return rc;
}

static void test_form_whole_one_cut_at_any_byte_is_refused(void **state)
{
	struct buf form = {0};
	char why[1000];
	size_t n;

	(void)state;
	write_form(&form, 3, 3);
	for (size_t cut = 0; cut < form.len; cut++) {
		int rc = read_form((struct slice){form.data, form.len - cut}, &n, why);

		assert_int_equal(rc, cut > 2); /* the last line's end may be missing */
		assert_true(rc == 1 || n == 3);
	}
	buf_release(&form);
}

static void test_form_whole_one_that_counts_other_rows_is_refused(void **state)
{
	struct buf form = {0};
	char why[1000];
	size_t n;

	(void)state;
	write_form(&form, 3, 4);
	assert_int_equal(read_form(buf_slice(&form), &n, why), 1);
	assert_non_null(strstr(why, "5: "));
	buf_release(&form);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_form_whole_one_cut_at_any_byte_is_refused),
		cmocka_unit_test(test_form_whole_one_that_counts_other_rows_is_refused)};

	return cmocka_run_group_tests(tests, open_texts, close_texts);
}
