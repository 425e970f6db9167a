/* What stands beside a message: when it was sent, its sidecar, the key, values that were repaired. */
#include "extracted.h"

static void test_extract_sent_comes_from_the_first_source_that_knows(void **state)
{
	const char *late =
		"<E xmlns='urn:e'><H><id xmlns=''> m-1 </id><luc xmlns=''>20240102030405</luc></H><B/></E>";

	(void)state;
	extract_bytes(late, strlen(late), "sent_at=2024-01-09T00:00:00Z\n");
	assert_string_equal(seen.result.sent, "2024-01-02T03:04:05+07:00");
	assert_string_equal(seen.result.sent_from, "path");
	extract_bytes("<T><D/></T>", 11, "name=x_20240105.xml\nsent_at=2024-01-09T00:00:00Z\n");
	assert_string_equal(seen.result.sent, "2024-01-05T00:00:00+07:00");
	extract_bytes("<T><D/></T>", 11, "sent_at=2024-01-09T00:00:00Z\n");
	assert_string_equal(seen.result.sent, "2024-01-09T07:00:00+07:00");
	extract("<T><D/></T>");
	assert_string_equal(seen.result.sent, "2024-01-10T07:00:00+07:00");
	assert_string_equal(seen.result.sent_from, "arrival");
	extract_bytes("<T><D><R/></D></T>", 18, "sent_at=2024-02-30\n");
	is_bad("file.sent_at", "found sidecar time '2024-02-30'");
	assert_int_equal(seen.records, 0);
}

static void test_extract_a_time_ahead_is_told_and_rejects_no_record(void **state)
{
	(void)state;
	extract_bytes("<T><D><R/><R/></D></T>", 22, "name=x_20340105.xml\nsent_at=2024-01-09T00:00:00Z\n");
	assert_string_equal(seen.result.sent, "2024-01-09T07:00:00+07:00");
	assert_string_equal(seen.result.sent_from, "meta");
	assert_string_equal(seen.rejects,
		"0 _sent sent_at.future at most one day ahead of now; 2034-01-05T00:00:00+07:00\n");
	assert_true(seen.result.verdict.is_ok);
	assert_int_equal(seen.result.verdict.read, 2);
	assert_int_equal(seen.result.verdict.rejected, 0);
	assert_int_equal(seen.records, 2);
}

static void test_extract_sidecar_gives_fields_and_marks_secrets(void **state)
{
	(void)state;
	assert_string_equal(
		extract_bytes("<T><D><R/></D></T>", 18, "as_of=2024-02-03\r\n"), "1@1 ngay=2024-02-03\n");
	extract_bytes("<T><D><R/></D></T>", 18, "classification=Mật\n");
	is_bad("file.secret", "found a file marked secret");
	assert_int_equal(seen.records, 0);
}

static void test_extract_a_sidecar_that_was_read_before_stands_for_the_one_beside(void **state)
{
	static struct meta m = {11, "as_of=given"}, bad = {8, "a=b\n\nxyz"};

	(void)state;
	given_meta = &m;
	assert_string_equal(extract_bytes("<T><D><R/></D></T>", 18, "as_of=beside\n"), "1@1 ngay=given\n");
	given_meta = &bad;
	extract_bytes("<T><D><R/></D></T>", 18, "");
	given_meta = NULL;
	is_bad("file.sidecar", "in:3: found a line without =");
	assert_int_equal(seen.records, 0);
}

static void test_extract_without_a_key_ends_the_run(void **state)
{
	struct extract_options o = {.feed = feed, .catalog = catalog, .date = "2024-01-01"};
	struct sink sink = {put, reject};
	struct extract_result r;
	FILE *in = tmpfile();

	(void)state;
	err_clear(&error);
	assert_int_equal(extract_file(fileno(in), "-", &o, &sink, &r, &error), -1);
	assert_int_equal(error.kind, ERR_USAGE);
	assert_non_null(strstr(error.text, "field so is a pseudonym"));
	fclose(in);
}

static void mend(uint64_t record, uint64_t line, const char *field, const char *value, int64_t id)
{
	struct mend m = {"f", "thu", record, line, field, value, id};

	assert_int_equal(mends_add(&mends, &m, &error), 0);
	mends_sort(&mends);
}

static void test_extract_a_repaired_value_stands_in_the_place_of_what_was_sent(void **state)
{
	(void)state;
	mend(2, 1, "ma", "H34-24-7", 1);
	assert_string_equal(records("<R><X>a</X></R><R><Ma>2<b/></Ma><X>c</X></R><R><X>b</X></R>"),
		"1@1 cuoi=a\n2@1 ma=H34-24-7 dau=H34 duoi=24-7 cuoi=c\n3@1 cuoi=b\n");
	assert_string_equal(seen.rejects, "");
	mend(2, 1, "duoi", NULL, 2);
	mend(2, 1, "ma", "H06-1", 3);
	assert_string_equal(records("<R/><R><Ma>2</Ma></R>"), "1@1\n2@1 ma=H06-1 dau=H06\n");
	assert_int_equal(seen.result.verdict.read, 2);
	assert_int_equal(seen.result.verdict.rejected, 0);
	mend(2, 1, "ma", "H06", 4);
	assert_string_equal(records("<R/><R><Ma>2</Ma></R>"), "1@1\n2@1 ma=H06\n");
	assert_string_equal(seen.rejects, "0 dau field.no_mark before:-; a repaired value without it\n");
	mends_release(&mends);
}

static void test_extract_a_repair_of_another_line_or_field_is_told_and_does_nothing(void **state)
{
	(void)state;
	mend(1, 9, "ma", "x", 1);
	assert_string_equal(records("<R><X>1</X></R>"), "1@1 cuoi=1\n");
	assert_string_equal(
		seen.rejects, "0 ma repair.stale the record at the line that the repair names; another\n");
	mends_release(&mends);
	mend(1, 1, "so", "012345678", 1);
	mend(1, 1, "rieng", "x", 2);
	records("<R><So>000000001</So></R>");
	assert_string_equal(seen.rejects, "0 rieng repair.stale a field that is kept as it is sent; another\n"
					  "0 so repair.stale a field that is kept as it is sent; another\n");
	mends_release(&mends);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_extract_sent_comes_from_the_first_source_that_knows),
		cmocka_unit_test(test_extract_a_time_ahead_is_told_and_rejects_no_record),
		cmocka_unit_test(test_extract_sidecar_gives_fields_and_marks_secrets),
		cmocka_unit_test(test_extract_a_sidecar_that_was_read_before_stands_for_the_one_beside),
		cmocka_unit_test(test_extract_without_a_key_ends_the_run),
		cmocka_unit_test(test_extract_a_repaired_value_stands_in_the_place_of_what_was_sent),
		cmocka_unit_test(test_extract_a_repair_of_another_line_or_field_is_told_and_does_nothing),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
