#include "load/copy.h"
#include "unit.h"

static int encode(struct buf *b, enum column_type type, const char *text, struct err *e)
{
	struct cell c = {text, (uint32_t)strlen(text), CELL_TEXT};

	buf_reset(b);
	err_clear(e);
	return copy_cell(b, type, &c, e);
}

static void gives(enum column_type type, const char *text, const char *bytes, size_t len)
{
	struct buf b = {0};
	struct err e = {0};

	assert_int_equal(encode(&b, type, text, &e), 0);
	assert_int_equal(b.len, len);
	assert_memory_equal(b.data, bytes, len);
	buf_release(&b);
}

static void refuses(enum column_type type, const char *text)
{
	struct buf b = {0};
	struct err e = {0};

	assert_int_equal(encode(&b, type, text, &e), -1);
	assert_int_equal(e.kind, ERR_RECORD);
	buf_release(&b);
}

#define GIVES(type, text, bytes) gives(type, text, bytes, sizeof(bytes) - 1)

static void test_copy_numeric_keeps_the_digits_as_written(void **state)
{
	(void)state;
	GIVES(COLUMN_NUMERIC, "0",
		"\0\0\0\10"
		"\0\0\0\0\0\0\0\0");
	GIVES(COLUMN_NUMERIC, "0.00",
		"\0\0\0\10"
		"\0\0\0\0\0\0\0\2");
	GIVES(COLUMN_NUMERIC, "12.50",
		"\0\0\0\14"
		"\0\2\0\0\0\0\0\2"
		"\0\14\x13\x88");
	GIVES(COLUMN_NUMERIC, "-10000",
		"\0\0\0\12"
		"\0\1\0\1\x40\0\0\0"
		"\0\1");
	GIVES(COLUMN_NUMERIC, "0.00001",
		"\0\0\0\12"
		"\0\1\xff\xfe\0\0\0\5"
		"\x03\xe8");
	GIVES(COLUMN_NUMERIC, "11291115716",
		"\0\0\0\16"
		"\0\3\0\2\0\0\0\0"
		"\0\x70\x23\x97\x16\x54");
}

static void test_copy_numeric_that_would_come_back_otherwise_is_refused(void **state)
{
	static const char *const bad[] = {
		"", "-", "1.", ".5", "01", "-0", "+1", "1e5", "1,5", "1.2.3", "0x1", " 1", "-0.00"};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		refuses(COLUMN_NUMERIC, bad[i]);
}

static void test_copy_integer_is_64_bits_and_no_more(void **state)
{
	(void)state;
	GIVES(COLUMN_INTEGER, "9223372036854775807",
		"\0\0\0\10"
		"\x7f\xff\xff\xff\xff\xff\xff\xff");
	GIVES(COLUMN_INTEGER, "-9223372036854775808",
		"\0\0\0\10"
		"\x80\0\0\0\0\0\0\0");
	refuses(COLUMN_INTEGER, "9223372036854775808");
	refuses(COLUMN_INTEGER, "007");
	refuses(COLUMN_INTEGER, "-0");
}

static void test_copy_days_and_times_count_from_2000(void **state)
{
	(void)state;
	GIVES(COLUMN_DATE, "2000-01-01",
		"\0\0\0\4"
		"\0\0\0\0");
	GIVES(COLUMN_DATE, "1999-12-31",
		"\0\0\0\4"
		"\xff\xff\xff\xff");
	GIVES(COLUMN_DATE, "1960-02-29",
		"\0\0\0\4"
		"\xff\xff\xc7\x29");
	GIVES(COLUMN_TIMESTAMP, "2000-01-01T07:00:01+07:00",
		"\0\0\0\10"
		"\0\0\0\0\0\x0f\x42\x40");
	refuses(COLUMN_DATE, "2023-02-29");
	refuses(COLUMN_TIMESTAMP, "2024-01-01T00:00:00Z");
	refuses(COLUMN_TIMESTAMP, "2024-01-01");
}

static void test_copy_missing_is_null_and_bool_is_one_letter(void **state)
{
	struct buf b = {0};
	struct err e = {0};
	struct cell empty = {NULL, 0, CELL_EMPTY};

	(void)state;
	assert_int_equal(copy_cell(&b, COLUMN_BOOL, &empty, &e), 0);
	assert_memory_equal(b.data, "\xff\xff\xff\xff", 4);
	buf_release(&b);
	GIVES(COLUMN_BOOL, "t", "\0\0\0\1\1");
	GIVES(COLUMN_BOOL, "f", "\0\0\0\1\0");
	refuses(COLUMN_BOOL, "true");
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_copy_numeric_keeps_the_digits_as_written),
		cmocka_unit_test(test_copy_numeric_that_would_come_back_otherwise_is_refused),
		cmocka_unit_test(test_copy_integer_is_64_bits_and_no_more),
		cmocka_unit_test(test_copy_days_and_times_count_from_2000),
		cmocka_unit_test(test_copy_missing_is_null_and_bool_is_one_letter)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
