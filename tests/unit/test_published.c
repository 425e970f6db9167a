/* What spreadsheets would take for something else, and what readers of Vietnamese see for a cell. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "publish/book_lines.h"
#include "publish/cell.h"
#include "publish/guarded.h"
#include "publish/status.h"

static void expect_guarded(const char *text, const char *expected)
{
	struct buf out = {0};
	struct err e = {0};

	assert_int_equal(buf_add(&out, "", 0, &e), 0);
	assert_int_equal(guarded_write(text, &out, &e), 0);
	assert_string_equal(out.len ? out.data : "", expected);
	buf_release(&out);
}

static void formulas_stay_texts(void **state)
{
	(void)state;
	expect_guarded("=1+1", "'=1+1");
	expect_guarded("+84912", "'+84912");
	expect_guarded("@SUM(A1)", "'@SUM(A1)");
	expect_guarded("-2+3", "'-2+3");
	expect_guarded("\t=1", "'\t=1");
	expect_guarded("-", "-"); /* what a document writes for nothing */
	expect_guarded("a=1", "a=1");
	expect_guarded("", "");
}

static void codes_and_fractions_stay_as_they_are(void **state)
{
	(void)state;
	expect_guarded("7/9", "7\xE2\x81\x84"
			      "9");
	expect_guarded("1/2/2024", "1\xE2\x81\x84"
				   "2\xE2\x81\x84"
				   "2024");
	expect_guarded("19/82 đơn vị cấp xã", "19/82 đơn vị cấp xã");
	expect_guarded("1.10", "'1.10");
	expect_guarded("1,10", "'1,10");
	expect_guarded("2-7", "'2-7");
	expect_guarded("1.", "1."); /* the number of a row */
	expect_guarded("I.10", "I.10");
	expect_guarded("100%", "100%");
}

static PGresult *result(Oid type, char *text)
{
	PGresult *r = PQmakeEmptyPGresult(NULL, PGRES_TUPLES_OK);
	PGresAttDesc column = {.name = "x", .typid = type, .typlen = -1};

	assert_non_null(r);
	assert_int_equal(PQsetResultAttrs(r, 1, &column), 1);
	assert_int_equal(PQsetvalue(r, 0, 0, text, text ? (int)strlen(text) : -1), 1);
	return r;
}

static void expect_cell(Oid type, char *text, const char *expected)
{
	PGresult *r = result(type, text);
	struct buf out = {0};
	struct err e = {0};

	assert_int_equal(cell_write(r, 0, 0, &out, &e), 0);
	assert_string_equal(out.len ? out.data : "", expected);
	buf_release(&out);
	PQclear(r);
}

static void numbers_are_written_as_in_vietnamese(void **state)
{
	(void)state;
	expect_cell(1700, "1234567.50", "1.234.567,50");
	expect_cell(1700, "-1234",
		"\xE2\x88\x92"
		"1.234");
	expect_cell(20, "999", "999");
	expect_cell(20, "1000", "1.000");
	expect_cell(1700, "0.5", "0,5");
	expect_cell(1700, "NaN", "NaN");
	expect_cell(25, "1234.5", "1234.5");
	expect_cell(1700, NULL, "");
}

static void days_are_written_as_in_vietnamese(void **state)
{
	(void)state;
	expect_cell(1082, "2024-03-31", "31/03/2024");
	expect_cell(1184, "2024-03-31 01:05:00+07", "31/03/2024 01:05");
	expect_cell(16, "t", "1");
	expect_cell(16, "f", "");
}

static void a_status_is_a_column_by_its_name(void **state)
{
	(void)state;
	assert_true(status_is_column("status"));
	assert_true(status_is_column("move_status"));
	assert_false(status_is_column("_status"));
	assert_false(status_is_column("status_word"));
	assert_false(status_is_column("trang_thai"));
}

static void lines_break_between_words(void **state)
{
	(void)state;
	assert_int_equal(book_lines("", 5), 1);
	assert_int_equal(book_lines("abc def", 7), 1);
	assert_int_equal(book_lines("abc def", 6), 2);
	assert_int_equal(book_lines("\xC3\xA1\xC3\xA1\xC3\xA1 \xC3\xA1\xC3\xA1\xC3\xA1", 7),
		1);					  /* letters, not bytes */
	assert_int_equal(book_lines("abcdefghij", 4), 3); /* a word that no line holds */
	assert_int_equal(book_lines("ab\ncd ef", 5), 2);
	assert_int_equal(book_lines("aa bb cc dd", 5), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(formulas_stay_texts),
		cmocka_unit_test(lines_break_between_words),
		cmocka_unit_test(codes_and_fractions_stay_as_they_are),
		cmocka_unit_test(numbers_are_written_as_in_vietnamese),
		cmocka_unit_test(days_are_written_as_in_vietnamese),
		cmocka_unit_test(a_status_is_a_column_by_its_name)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
