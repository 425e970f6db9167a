/* Aggregation: one version a key, sets united, zero only where records were looked at. */
#include "aggregate/aggregate.h"
#include "aggregate/keyset.h"
#include "aggregate/merge.h"
#include "folder.h"
#include "unit.h"

static int setup(void **state)
{
	assert_int_equal(folder_make(state), 0);
	folder_put("calendars.csv",
		"calendar,period,kind,starts_on,ends_on,parent\nc,2024-Q1,quarter,2024-01-01,"
		"2024-03-31,2024\n"
		"c,2024-Q2,quarter,2024-04-01,2024-06-30,2024\n");
	folder_put("feeds.csv", "feed,key,record,territory\nf,k,/r,tinh\n");
	folder_put("fields.csv",
		"feed,field,seq,path,type,policy\nf,k,1,k,id,keep\nf,ngay,2,n,date,keep\nf,cq,3,c,id,keep\n"
		"f,tt,4,t,id,keep\nf,phi,5,p,decimal,keep\n");
	folder_put("territories.csv", "territory,root_agency\ntinh,T\n");
	folder_put("settings.csv", "setting,value\nwanted,x y\n");
	folder_put("measures.csv",
		"measure,feed,kind,value,where,date,agency,unit,calendar\nservices,f,distinct,tt,,ngay,cq,tt,"
		"c\n"
		"sum,f,sum,phi,\"in(tt, $wanted)\",ngay,cq,dong,c\nlatest,f,last,phi,,ngay,cq,dong,c\n");
	return 0;
}

/* One record: "key ngay cq tt phi sent file"; a dash is missing. */
struct sample {
	const char *cells[5], *sent, *file;
};

static char *measured(
	const struct sample *rows, size_t n, const char *bad_file, unsigned part, unsigned parts)
{
	struct aggregate_options o = {
		.today = "2024-06-01", .settle = {.part = part, .parts = parts, .sort_bytes = 600}};
	struct settle_counts counts;
	struct aggregator *a = NULL;
	struct catalog *c = folder_catalog();
	struct feed *f = NULL;
	struct err e = {0};
	char *text = NULL;
	size_t len = 0;
	FILE *out;

	assert_int_equal(feed_load(&f, c, "f", "2024-01-01", &e), 0);
	o.feed = f;
	o.catalog = c;
	if (aggregator_new(&a, &o, &e))
		fail_msg("%s:%ld %s", e.file, e.line, e.text);
	for (size_t i = 0; i < n; i++) {
		struct cell cells[5];
		struct record r = {.kind = RECORD_CLEAN,
			.number = i + 1,
			.file = slice_from(rows[i].file),
			.sent = slice_from(rows[i].sent),
			.cells = cells,
			.ncells = 5};

		for (size_t k = 0; k < 5; k++)
			cells[k] = strcmp(rows[i].cells[k], "-") == 0
					   ? (struct cell){NULL, 0, CELL_ABSENT}
					   : (struct cell){rows[i].cells[k],
						     (uint32_t)strlen(rows[i].cells[k]), CELL_TEXT};
		assert_int_equal(aggregator_sink(a)->put(aggregator_sink(a), &r, &e), 0);
	}
	if (bad_file) {
		struct record r = {
			.kind = RECORD_FILE, .file = slice_from(bad_file), .verdict = {.is_ok = false}};

		assert_int_equal(aggregator_sink(a)->put(aggregator_sink(a), &r, &e), 0);
	}
	out = open_memstream(&text, &len);
	if (aggregator_finish(a, out, &counts, &e))
		fail_msg("%s:%ld %s", e.file, e.line, e.text);
	fclose(out);
	assert_int_equal(counts.read, counts.kept + counts.rejected + counts.duplicate);
	aggregator_free(a);
	feed_free(f);
	catalog_free(c);
	return text;
}

static void has(const char *stream, const char *row)
{
	if (!strstr(stream, row))
		fail_msg("expected %s in\n%s", row, stream);
}

#define DAY "2024-02-01"
#define EARLY "2024-03-01T00:00:00+07:00"
#define LATE "2024-03-02T00:00:00+07:00"

static void test_aggregate_latest_version_stands_in_any_order(void **state)
{
	const struct sample rows[] = {{{"1", DAY, "A", "x", "5"}, EARLY, "a"},
		{{"1", DAY, "A", "y", "7"}, LATE, "b"}, {{"1", DAY, "A", "x", "5"}, EARLY, "a"}};
	const struct sample turned[] = {rows[1], rows[2], rows[0]};
	char *one = measured(rows, 3, NULL, 0, 0), *two = measured(turned, 3, NULL, 0, 0);

	(void)state;
	assert_string_equal(one, two);
	has(one, "measure,sum,,A,2024-Q1,sum,dong,7,");
	has(one, "measure,services,,A,2024-Q1,distinct,tt,1,y,");
	free(one);
	free(two);
}

static void test_aggregate_later_is_later_by_a_second_or_a_year(void **state)
{
	static const char *const times[] = {"1999-12-31T23:59:59+07:00", "2024-03-01T00:00:00+07:00",
		"2024-03-01T00:00:01+07:00", "2024-03-01T00:03:00+07:00", "2024-03-01T00:05:30+07:00",
		"2024-03-01T09:00:00+07:00", "2024-05-02T01:00:00Z", "2025-01-01T00:00:00+07:00"};

	(void)state;
	for (size_t i = 1; i < 8; i++) {
		const struct sample rows[] = {{{"1", DAY, "A", "y", "7"}, times[i], "b"},
			{{"1", DAY, "A", "x", "5"}, times[i - 1], "a"}};
		char *got = measured(rows, 2, NULL, 0, 0);

		has(got, "measure,sum,,A,2024-Q1,sum,dong,7,");
		free(got);
	}
}

static void test_aggregate_a_bad_files_records_are_void(void **state)
{
	const struct sample rows[] = {
		{{"1", DAY, "A", "x", "5"}, EARLY, "a"}, {{"1", DAY, "A", "y", "7"}, LATE, "b"}};
	char *got = measured(rows, 2, "b", 0, 0);

	(void)state;
	has(got, "measure,sum,,A,2024-Q1,sum,dong,5,");
	free(got);
}

/* A distinct count: one service of many communes is one. Source: S003 6.11. */
static void test_aggregate_one_service_of_three_communes_is_one_key_each(void **state)
{
	const struct sample rows[] = {{{"1", DAY, "A", "x", "1"}, EARLY, "a"},
		{{"2", DAY, "A", "x", "1"}, EARLY, "a"}, {{"3", DAY, "B", "x", "1"}, EARLY, "a"},
		{{"4", DAY, "B", "w", "1"}, EARLY, "a"}};
	char *got = measured(rows, 4, NULL, 0, 0);

	(void)state;
	has(got, "measure,services,,A,2024-Q1,distinct,tt,1,x,");
	has(got, "measure,services,,B,2024-Q1,distinct,tt,2,w x,");
	has(got, "measure,services,,T,2024-Q1,distinct,tt,0,,");
	free(got);
}

static void test_aggregate_zero_is_counted_and_missing_is_not(void **state)
{
	const struct sample rows[] = {{{"1", DAY, "A", "w", "5"}, EARLY, "a"},
		{{"2", DAY, "B", "x", "-"}, EARLY, "a"}, {{"3", DAY, "-", "-", "5"}, EARLY, "a"},
		{{"4", "2023-02-01", "C", "x", "5"}, EARLY, "a"}};
	char *got = measured(rows, 4, NULL, 0, 0);

	(void)state;
	has(got, "measure,sum,,A,2024-Q1,sum,dong,0,,,,,,,,\n");	    /* looked at, and none counted */
	has(got, "measure,sum,,B,2024-Q1,sum,dong,0,,,,,,,undecided=1,\n"); /* counted, but its value is
									       missing */
	has(got, "measure,sum,,T.?,2024-Q1,sum,dong,0,,,,,,,unknown_unit undecided=1,\n");
	assert_null(strstr(got, ",C,")); /* outside the calendar */
	assert_null(strstr(got, "2024-Q2"));
	free(got);
}

static void merge_all(char *const parts[], size_t n, char **text, struct err *e)
{
	struct merger *m = NULL;
	size_t len = 0;
	uint64_t rows;
	FILE *out = open_memstream(text, &len);
	int rc = merger_new(&m, e);

	for (size_t i = 0; i < n && !rc; i++) {
		FILE *in = fmemopen(parts[i], strlen(parts[i]), "r");

		rc = merger_read(m, in, "part", e);
		fclose(in);
	}
	if (!rc)
		merger_finish(m, out, &rows, e);
	fclose(out);
	merger_free(m);
}

static void test_aggregate_parts_merge_to_the_same_bytes(void **state)
{
	struct sample rows[40];
	char keys[40][8], *whole, *parts[3], *merged = NULL;
	struct err e = {0};

	(void)state;
	for (unsigned i = 0; i < 40; i++) {
		snprintf(keys[i], sizeof keys[i], "%u", i % 30);
		rows[i] = (struct sample){{keys[i], i % 2 ? DAY : "2024-05-01", i % 3 ? "A" : "-",
						  i % 5 ? "x" : "w", i % 7 ? "0.1" : "-"},
			i < 30 ? EARLY : LATE, "a"};
	}
	whole = measured(rows, 40, NULL, 0, 0);
	for (unsigned k = 0; k < 3; k++)
		parts[k] = measured(rows, 40, NULL, k + 1, 3);
	merge_all(parts, 3, &merged, &e);
	assert_string_equal(merged, whole);
	free(merged);
	merge_all(parts, 2, &merged, &e);
	assert_int_equal(e.kind, ERR_FILE);
	assert_non_null(strstr(e.text, "part 3/3 of feed f is missing"));
	free(merged);
	err_clear(&e);
	free(parts[2]);
	parts[2] = parts[1];
	merge_all(parts, 3, &merged, &e);
	assert_non_null(strstr(e.text, "part 2/3 of feed f twice"));
	free(merged);
	free(whole);
	free(parts[0]);
	free(parts[1]);
}

static void test_aggregate_a_key_with_a_blank_is_refused(void **state)
{
	struct keyset s = {0};
	struct arena a = {0};
	struct err e = {0};

	(void)state;
	assert_int_equal(keyset_add(&s, &a, "a b", 3, &e), -1);
	assert_int_equal(e.kind, ERR_FILE);
	keyset_release(&s);
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_aggregate_latest_version_stands_in_any_order),
		cmocka_unit_test(test_aggregate_later_is_later_by_a_second_or_a_year),
		cmocka_unit_test(test_aggregate_a_bad_files_records_are_void),
		cmocka_unit_test(test_aggregate_one_service_of_three_communes_is_one_key_each),
		cmocka_unit_test(test_aggregate_zero_is_counted_and_missing_is_not),
		cmocka_unit_test(test_aggregate_parts_merge_to_the_same_bytes),
		cmocka_unit_test(test_aggregate_a_key_with_a_blank_is_refused)};

	return cmocka_run_group_tests(tests, setup, folder_remove);
}
