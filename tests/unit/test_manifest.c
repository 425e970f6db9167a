/* The manifest: what is written is read again, and what is no manifest is refused with its line. */
#include "stream/manifest.h"
#include "unit.h"

#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define HEAD                                                                                                 \
	"_kind,file,feed,state,bytes,name,path,raw,code,reason,verdict,load,read,kept,rejected,duplicate,"   \
	"stat\n"
#define TAKEN "file," HASH ",hoso-tthc,taken,5,a.xml,hoso-tthc/a.xml," HASH ".xml,,,,,,,,,5:1:2\n"

struct seen {
	unsigned rows;
	char text[2000];
};

static int see(void *arg, const struct manifest_row *row, struct err *e)
{
	struct seen *s = arg;
	size_t at = strlen(s->text);

	(void)e;
	s->rows++;
	for (size_t i = 0; i < MANIFEST_COLUMNS; i++)
		at += (size_t)snprintf(s->text + at, sizeof(s->text) - at, "[%.*s]", (int)row->cells[i].len,
			row->cells[i].text);
	return 0;
}

static int read_text(const char *text, struct seen *s, struct err *e)
{
	FILE *in = fmemopen((void *)(size_t)text, strlen(text), "r");
	int rc;

	memset(s, 0, sizeof(*s));
	memset(e, 0, sizeof(*e));
	rc = manifest_read(in, "m.csv", see, s, e);
	fclose(in);
	return rc;
}

static void test_manifest_what_is_written_is_read_again(void **state)
{
	struct manifest_row row = {0};
	struct manifest_writer w;
	char text[4000] = "";
	FILE *out = fmemopen(text, sizeof(text), "w");
	struct err e = {0};
	struct seen s;

	(void)state;
	row.cells[MANIFEST_STATE] = SLICE("left");
	row.cells[MANIFEST_NAME] = SLICE("\\xFF,\"b\".xml");
	row.cells[MANIFEST_PATH] = SLICE("\\xFF,\"b\".xml");
	row.cells[MANIFEST_REASON] = SLICE("found a link, expected a file");
	assert_int_equal(manifest_begin(&w, out, &e), 0);
	assert_int_equal(manifest_write(&w, &row, &e), 0);
	assert_int_equal(manifest_end(&w, &e), 0);
	assert_int_equal(fclose(out), 0);
	assert_memory_equal(text, HEAD, strlen(HEAD));
	assert_int_equal(read_text(text, &s, &e), 0);
	assert_string_equal(s.text, "[][][left][][\\xFF,\"b\".xml][\\xFF,\"b\".xml][][]"
				    "[found a link, expected a file][][][][][][][]");
}

static void check_refused(const char *text, long line, const char *why)
{
	struct seen s;
	struct err e;

	assert_int_equal(read_text(text, &s, &e), -1);
	assert_int_equal(e.kind, ERR_FILE);
	assert_int_equal(e.line, line);
	if (!strstr(e.text, why))
		fail_msg("found '%s', expected '%s'", e.text, why);
}

static void test_manifest_cut_off_is_refused(void **state)
{
	struct seen s;
	struct err e;

	(void)state;
	assert_int_equal(read_text(HEAD TAKEN "end,1,,,,,,,,,,,,,,,\n", &s, &e), 0);
	assert_int_equal(s.rows, 1);
	check_refused(HEAD TAKEN, 0, "cut off");
	check_refused(HEAD TAKEN "end,2,,,,,,,,,,,,,,,\n", 3, "cut off: found 1 files");
	check_refused("", 0, "cut off");
	check_refused(HEAD "end,0,,,,,,,,,,,,,,,\n" TAKEN, 3, "after the end row");
}

static void test_manifest_of_other_columns_is_refused(void **state)
{
	(void)state;
	check_refused("_kind,file\n", 1, "another header");
	check_refused(HEAD "file," HASH "\n", 2, "found 2 cells");
	check_refused(HEAD "clean,,,left,,,a,,,,,,,,,,\n", 2, "column _kind: found 'clean'");
}

static void test_manifest_words_and_numbers_are_checked(void **state)
{
	(void)state;
	check_refused(HEAD "file,,,gone,,,a,,,,,,,,,,\n", 2, "column state: found 'gone'");
	check_refused(HEAD "file,,,left,,,a,,,,maybe,,,,,,\n", 2, "column verdict: found 'maybe'");
	check_refused(HEAD "file,abc,,left,,,a,,,,,,,,,,\n", 2, "column file: found 'abc'");
	check_refused(HEAD "file,,,left,-1,,a,,,,,,,,,,\n", 2, "column bytes: found '-1'");
	check_refused(HEAD "file,,,left,1,,,,,,,,,,,,\n", 2, "column path");
}

/* What is removed from the raw zone is named by this column: nothing outside it can be. */
static void test_manifest_raw_name_is_of_its_file(void **state)
{
	(void)state;
	check_refused(HEAD "file," HASH ",f,taken,5,a,a,../key,,,,,,,,,\n", 2, "column raw: found '../key'");
	check_refused(HEAD "file," HASH ",f,taken,5,a,a," HASH ".xml/x,,,,,,,,,\n", 2, "column raw");
	check_refused(HEAD "file," HASH ",f,taken,5,a,a,,,,,,,,,,\n", 2, "column raw");
	check_refused(HEAD "file," HASH ",,taken,5,a,a," HASH ".xml.gz,,,,,,,,,\n", 2, "column feed");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_manifest_what_is_written_is_read_again),
		cmocka_unit_test(test_manifest_cut_off_is_refused),
		cmocka_unit_test(test_manifest_of_other_columns_is_refused),
		cmocka_unit_test(test_manifest_words_and_numbers_are_checked),
		cmocka_unit_test(test_manifest_raw_name_is_of_its_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
