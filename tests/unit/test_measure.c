/* The measures stream: what is written reads back; what is cut off, out of order or repeated is refused. */
#include "stream/measure.h"
#include "unit.h"

struct seen {
	struct measure_sink sink;
	char text[1000];
};

static int put(struct measure_sink *self, const struct measure *m, struct err *e)
{
	struct seen *s = (struct seen *)self;
	size_t n = strlen(s->text);

	(void)e;
	snprintf(s->text + n, sizeof s->text - n, "%s/%s/%s/%s %s %s [%s] %s;", m->measure, m->item,
		m->agency, m->period, measure_kind_name(m->kind), m->value, m->keys, m->text);
	return 0;
}

static const char *read_back(const char *stream, struct err *e)
{
	static struct seen s;
	FILE *f = fmemopen((void *)(size_t)stream, strlen(stream), "r");
	int rc;

	s = (struct seen){{put, NULL}, ""};
	rc = measures_read(f, "m", &s.sink, e);
	fclose(f);
	return rc ? "refused" : s.text;
}

#define HEAD                                                                                                 \
	"_kind,measure,item,agency,period,kind,unit,value,keys,text,digits,numerator,denominator,parts,"     \
	"flags,order\n"
#define ROW(m, v) "measure," m ",,H34,2024-Q1,sum,ho-so," v ",,,,,,,,\n"
#define END(n) "end,,,,,,," n ",,,,,,,,\n"

static void test_measure_what_is_written_reads_back(void **state)
{
	struct measure a = {.measure = "a",
		.agency = "H34",
		.period = "2024-Q1",
		.kind = MEASURE_DISTINCT,
		.value = "2",
		.keys = "k1 k2"};
	struct measure b = {.measure = "a",
		.item = "I.4",
		.agency = "H06",
		.period = "2024-Q1",
		.kind = MEASURE_STATED,
		.text = "tám, \"chín\"\n"};
	struct measure_part whole = {1, 1, "f"};
	struct err e = {0};
	char *text = NULL;
	size_t len = 0;
	FILE *f = open_memstream(&text, &len);

	(void)state;
	assert_int_equal(measures_write_header(f, &e), 0);
	assert_int_equal(measures_write_part(f, &whole, &e), 0);
	assert_int_equal(measures_write(f, &a, &e), 0);
	assert_int_equal(measures_write(f, &b, &e), 0);
	assert_int_equal(measures_write_end(f, 2, &e), 0);
	fclose(f);
	assert_string_equal(read_back(text, &e),
		"a//H34/2024-Q1 distinct 2 [k1 k2] ;a/I.4/H06/2024-Q1 stated  [] tám, \"chín\"\n;");
	free(text);
}

static void refused(const char *stream, const char *message)
{
	struct err e = {0};

	assert_string_equal(read_back(stream, &e), "refused");
	assert_int_equal(e.kind, ERR_FILE);
	if (!strstr(e.text, message))
		fail_msg("found \"%s\", expected \"%s\"", e.text, message);
}

static void test_measure_a_stream_cut_off_is_refused(void **state)
{
	(void)state;
	refused("", "no end row");
	refused(HEAD ROW("a", "1"), "no end row");
	refused(HEAD ROW("a", "1") END("2"), "counts other rows");
	refused(HEAD END("0") ROW("a", "1"), "nothing after the end");
}

static void test_measure_rows_stand_in_order_once(void **state)
{
	struct err e = {0};

	(void)state;
	assert_string_equal(read_back(HEAD ROW("a", "1") ROW("b", "0") END("2"), &e),
		"a//H34/2024-Q1 sum 1 [] ;b//H34/2024-Q1 sum 0 [] ;");
	refused(HEAD ROW("b", "1") ROW("a", "1") END("2"), "in order, each once");
	refused(HEAD ROW("a", "1") ROW("a", "1") END("2"), "in order, each once");
}

static void test_measure_other_rows_are_refused(void **state)
{
	(void)state;
	refused("a,b\n1,2\n", "header of a measures stream");
	refused(HEAD "measure,a,,H34,2024-Q1,mean,,1,,,,,,,,\n" END("1"), "expected a kind");
	refused(HEAD "row,a,,H34,2024-Q1,sum,,1,,,,,,,,\n" END("1"), "measure, part or end");
	refused(HEAD "part,1/2,f,,,,,,,,,,,,,\n" END("0"), "not the whole");
	refused(HEAD "part,3/2,f,,,,,,,,,,,,,\n" END("0"), "expected a part K/N");
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_measure_what_is_written_reads_back),
		cmocka_unit_test(test_measure_a_stream_cut_off_is_refused),
		cmocka_unit_test(test_measure_rows_stand_in_order_once),
		cmocka_unit_test(test_measure_other_rows_are_refused)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
