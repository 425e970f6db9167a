#include "model/sources.h"
#include "folder.h"
#include "inspect/lint_sources.h"
#include "unit.h"

static struct err e;

/* "id|place" of each citation of the cell. */
static const char *cited(const char *cell)
{
	static char out[200];
	struct citation c;

	*out = '\0';
	while (citation_next(&cell, &c)) {
		size_t at = strlen(out);

		snprintf(out + at, sizeof(out) - at, "[%.*s|%.*s]", (int)c.id.len, c.id.text,
			(int)c.place.len, c.place.text);
	}
	return out;
}

static void test_sources_a_cell_is_ids_with_places(void **state)
{
	(void)state;
	assert_string_equal(cited("S003"), "[S003|]");
	assert_string_equal(cited("ND45-2025 điều 8, khoản 1"), "[ND45-2025|điều 8, khoản 1]");
	assert_string_equal(
		cited("S003 6.11; S004;QD20-2020  điều 3"), "[S003|6.11][S004|][QD20-2020|điều 3]");
}

static void test_sources_what_is_nothing_is_told_apart(void **state)
{
	(void)state;
	assert_string_equal(cited(""), "[|]");
	assert_string_equal(cited("S003; "), "[S003|][|]");
	assert_string_equal(cited("S003;"), "[S003|][|]");
	assert_string_equal(cited(";; S003"), "[|][|][S003|]");
	assert_string_equal(cited(" S003"), "[|S003]");
}

static const char sources_csv[] = "source,kind,published,confirm\nA,act,Công báo,\nB,assumption,,Sở Y tế\n"
				  "C,reading,,\n";

static void test_sources_an_assumption_is_told_by_its_kind(void **state)
{
	struct catalog *c;
	const struct table *sources;

	(void)state;
	folder_put("sources.csv", sources_csv);
	c = folder_catalog();
	sources = catalog_get(c, "sources", &e);
	assert_false(source_is_assumed(sources, SLICE("A")));
	assert_true(source_is_assumed(sources, SLICE("B")));
	assert_false(source_is_assumed(sources, SLICE("C")));
	assert_false(source_is_assumed(sources, SLICE("BB")));
	assert_false(source_is_assumed(sources, SLICE("b")));
	assert_false(source_is_assumed(sources, SLICE("")));
	catalog_free(c);
}

static int say(char *out, const char *what, const char *file, long line, const char *text)
{
	size_t at = strlen(out);
	const char *slash = strrchr(file, '/');

	snprintf(out + at, 1000 - at, "%s%s:%ld: %s\n", what, slash ? slash + 1 : file, line, text);
	return 0;
}

static int find(void *arg, const char *file, long line, const char *text, struct err *err)
{
	(void)err;
	return say(arg, "", file, line, text);
}

static int note(void *arg, const char *file, long line, const char *text, struct err *err)
{
	(void)err;
	return say(arg, "note ", file, line, text);
}

/* What lint_sources says of these two tables. */
static const char *told(const char *sources, const char *things)
{
	static char out[1000];
	struct lint l = {.report = find, .note = note, .arg = out};

	*out = '\0';
	folder_put("sources.csv", sources);
	folder_put("things.csv", things);
	l.catalog = folder_catalog();
	assert_int_equal(lint_sources(&l, &e), 0);
	lint_release(&l);
	catalog_free(l.catalog);
	return out;
}

static void test_sources_a_citation_that_is_no_row_is_a_finding_at_its_line(void **state)
{
	(void)state;
	assert_string_equal(told(sources_csv, "thing,source\na,A 1; B\nb,C\n"), "");
	assert_string_equal(told(sources_csv, "thing,source\na,A\nb,A; Z 1; B; C\n"),
		"things.csv:3: column source: found 'Z', expected an id of sources.csv\n");
	assert_string_equal(told(sources_csv, "thing,source\na,A; B; C\nb,\n"), "");
}

static void test_sources_a_row_that_nothing_cites_is_a_note(void **state)
{
	(void)state;
	assert_string_equal(told(sources_csv, "thing,source\na,A; C\n"),
		"note sources.csv:3: source B: no row cites it\n");
	assert_string_equal(told("source,kind\nC,reading\n", "thing\na\n"),
		"note sources.csv:2: source C: no row cites it\n");
}

static void test_sources_a_kind_says_what_a_reader_needs(void **state)
{
	(void)state;
	assert_string_equal(
		told("source,kind,published,confirm\nA,act,,c\nB,assumption,p,\nC,observation,,\n",
			"thing,source\na,A; B; C\n"),
		"sources.csv:2: column published: found nothing, expected where it is published, or not "
		"published\n"
		"sources.csv:3: column confirm: found nothing, expected who can confirm the assumption\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sources_a_cell_is_ids_with_places),
		cmocka_unit_test(test_sources_what_is_nothing_is_told_apart),
		cmocka_unit_test(test_sources_an_assumption_is_told_by_its_kind),
		cmocka_unit_test(test_sources_a_citation_that_is_no_row_is_a_finding_at_its_line),
		cmocka_unit_test(test_sources_a_row_that_nothing_cites_is_a_note),
		cmocka_unit_test(test_sources_a_kind_says_what_a_reader_needs),
	};

	return cmocka_run_group_tests(tests, folder_make, folder_remove);
}
