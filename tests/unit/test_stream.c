/* The records stream: what is written is read; a stream that is cut is never a short file. */
#include "core/csv.h"
#include "stream/stream.h"
#include "unit.h"

static struct field fields[2] = {{.name = "a", .ncolumns = 1}, {.name = "b", .ncolumns = 1}};
static struct column columns[2] = {{.name = "a"}, {.name = "b"}};
static struct feed feed = {.name = "f", .fields = fields, .nfields = 2, .columns = columns, .nclean = 2};

static void make(char **text, size_t *len)
{
	struct cell cells[2] = {{"x,y", 3, CELL_TEXT}, {NULL, 0, CELL_NIL}};
	struct record r = {.kind = RECORD_RAW,
		.file = SLICE("F"),
		.number = 1,
		.line = 70000,
		.message = SLICE("m"),
		.sent = SLICE("2024-01-01T00:00:00+07:00"),
		.cells = cells,
		.ncells = 2};
	struct record file = {.kind = RECORD_FILE,
		.file = SLICE("F"),
		.verdict = {
			false, 2, 1, 4, SLICE("meta"), SLICE("found x, expected y reason=z strangers=9"), 0}};
	struct record end = {.kind = RECORD_END};
	struct stream_writer w;
	FILE *out = open_memstream(text, len);

	assert_int_equal(stream_writer_init(&w, out, NULL, &feed, false, NULL), 0);
	assert_int_equal(w.sink.put(&w.sink, &r, NULL), 0);
	assert_int_equal(w.sink.put(&w.sink, &file, NULL), 0);
	assert_int_equal(w.sink.put(&w.sink, &end, NULL), 0);
	fclose(out);
}

static int copy_put(struct sink *self, const struct record *r, struct err *e)
{
	struct sink **next = (struct sink **)(self + 1);

	return (*next)->put(*next, r, e);
}

struct copy {
	struct sink sink;
	struct sink *next;
};

static int read_into(const char *text, size_t len, FILE *out, struct err *e)
{
	struct stream_writer w;
	struct copy copy = {{copy_put, NULL}, &w.sink};
	FILE *in = fmemopen((void *)(size_t)text, len, "r");
	int rc;

	memset(e, 0, sizeof *e);
	assert_int_equal(stream_writer_init(&w, out, NULL, &feed, false, e), 0);
	rc = stream_read(in, "s", &feed, &copy.sink, NULL, e);
	fclose(in);
	return rc;
}

static void test_stream_written_read_and_written_is_the_same_bytes(void **state)
{
	char *text, *again;
	size_t len, len2;
	struct err e;
	FILE *out;

	(void)state;
	make(&text, &len);
	out = open_memstream(&again, &len2);
	assert_int_equal(read_into(text, len, out, &e), 0);
	fclose(out);
	assert_string_equal(text, again);
	free(text);
	free(again);
}

static void test_stream_cut_anywhere_is_refused(void **state)
{
	char *text;
	size_t len;
	struct err e;

	(void)state;
	make(&text, &len);
	for (size_t cut = 0; cut + 1 < len; cut++) {
		FILE *out = fopen("/dev/null", "w");
		char *part = malloc(cut + 1);

		memcpy(part, text, cut);
		if (cut) {
			assert_int_equal(read_into(part, cut, out, &e), -1);
			assert_int_equal(e.kind, ERR_FILE);
		}
		fclose(out);
		free(part);
	}
	free(text);
}

static void test_stream_of_another_feed_is_refused(void **state)
{
	static const char text[] = "_kind,_file,_record,_line,_message,_sent,a,c\nend,,0,,,,,\n";
	struct err e;
	FILE *out = fopen("/dev/null", "w");

	(void)state;
	assert_int_equal(read_into(text, sizeof text - 1, out, &e), -1);
	assert_non_null(strstr(e.text, "expected the columns of feed f"));
	fclose(out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_stream_written_read_and_written_is_the_same_bytes),
		cmocka_unit_test(test_stream_cut_anywhere_is_refused),
		cmocka_unit_test(test_stream_of_another_feed_is_refused)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
