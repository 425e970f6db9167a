#include "folder.h"
#include "inspect/lint.h"
#include "model/archive.h"
#include "unit.h"

static struct err e;

static const char schema_csv[] =
	"table,column,key,required,references,kind,reads\n"
	"schema,table,1,1,,text,\nschema,column,1,1,,text,\nschema,key,,,,enum:1,\n"
	"schema,required,,,,enum:1,\nschema,references,,,,text,\nschema,kind,,1,,text,\n"
	"schema,reads,,,,enum:1,\n"
	"things,thing,1,1,,text,\nthings,size,,,,int,\nthings,colour,,,,enum:red green,\n"
	"things,made,,,,date,\nthings,weight,,,,decimal,\nthings,parts,,,things.thing,list,\n"
	"things,way,,,,path,\n";

static int collect(void *arg, const char *file, long line, const char *text, struct err *err)
{
	char *out = arg;
	size_t at = strlen(out);
	const char *slash = strrchr(file, '/');

	(void)err;
	snprintf(out + at, 4000 - at, "%s:%ld: %s\n", slash ? slash + 1 : file, line, text);
	return 0;
}

static int path_refused(const char *text, const char *file, long line, struct err *err)
{
	return strchr(text, '!') ? err_at(err, ERR_CATALOG, file, line, "found '!' in a path") : 0;
}

/* The findings for a table `things` of these rows. */
static const char *found_in(const char *rows)
{
	static char out[4000];
	char text[2000];
	struct lint l = {.report = collect, .arg = out, .path = path_refused};

	*out = '\0';
	snprintf(text, sizeof(text), "thing,size,colour,made,weight,parts,way,valid_from,valid_to,source\n%s",
		rows);
	folder_put("things.csv", text);
	l.catalog = folder_catalog();
	assert_int_equal(lint_run(&l, &e), 0);
	lint_release(&l);
	catalog_free(l.catalog);
	return out;
}

static int setup(void **state)
{
	if (folder_make(state))
		return -1;
	folder_put("schema.csv", schema_csv);
	return 0;
}

static void test_lint_a_clean_table_has_no_findings(void **state)
{
	(void)state;
	assert_string_equal(
		found_in("a,1,red,2024-02-29,1/3,b a,x,,2023-12-31,s\nb,,,,,,,,,s\na,2,,,,,,2024-01-01,,s\n"),
		"");
}

static void test_lint_each_fault_is_one_line_with_its_place(void **state)
{
	(void)state;
	assert_string_equal(found_in("a,x,,,,,,,,s\n"),
		"things.csv:2: column size: found 'x', expected a whole number\n");
	assert_string_equal(found_in("a,,blue,,,,,,,s\n"),
		"things.csv:2: column colour: found 'blue', expected red green\n");
	assert_string_equal(found_in("a,,,2024-02-30,,,,,,s\n"),
		"things.csv:2: column made: found '2024-02-30', expected a date YYYY-MM-DD that exists\n");
	assert_string_equal(found_in("a,,,,1e5,,,,,s\n"),
		"things.csv:2: column weight: found '1e5', expected a decimal or a quotient\n");
	assert_string_equal(found_in("a,,,,,a c,,,,s\n"),
		"things.csv:2: column parts: found 'c', expected a value of things.thing\n");
	assert_string_equal(found_in("a,,,,,,x!,,,s\n"), "things.csv:2: column way: found '!' in a path\n");
	assert_string_equal(found_in("a,,,,,,,,,\n"), "things.csv:2: found a row without source\n");
	assert_string_equal(found_in(",,,,,,,,,s\n"), "things.csv:2: column thing: found nothing\n");
	assert_string_equal(found_in("a,,,,,,,2024-01-02,2024-01-01,s\n"),
		"things.csv:2: found valid_from 2024-01-02 after valid_to 2024-01-01\n");
	assert_string_equal(found_in("a,,,,,,,2024,,s\n"),
		"things.csv:2: column valid_from: found '2024', expected a date YYYY-MM-DD that exists\n");
}

/* The end of a finding: its start names the folder. */
static void ends_with(const char *text, const char *tail)
{
	assert_true(strlen(text) >= strlen(tail));
	assert_string_equal(text + strlen(text) - strlen(tail), tail);
}

static void test_lint_keys_may_not_repeat_or_overlap(void **state)
{
	const char *found;

	(void)state;
	found = found_in("a,,,,,,,,,s\nb,,,,,,,,,s\na,,,,,,,,,s\n");
	assert_int_equal(strncmp(found, "things.csv:4: found the key of ", 31), 0);
	ends_with(found, "/things.csv:2 again\n");
	found = found_in("a,,,,,,,,2024-06-30,s\na,,,,,,,2024-06-30,,s\n");
	assert_int_equal(strncmp(found, "things.csv:3: found dates that overlap", 38), 0);
	assert_string_equal(found_in("a,,,,,,,,2024-06-30,s\na,,,,,,,2024-07-01,,s\n"), "");
}

static void test_lint_columns_are_those_of_the_schema(void **state)
{
	char out[4000] = "";
	struct lint l = {.report = collect, .arg = out};

	(void)state;
	folder_put("things.csv", "size,flavour,source\n1,sweet,s\n");
	l.catalog = folder_catalog();
	assert_int_equal(lint_run(&l, &e), 0);
	lint_release(&l);
	assert_string_equal(out, "things.csv:1: column flavour: found no row in schema.csv\n"
				 "things.csv:1: column thing: not in the table's header\n");
	assert_int_equal(l.found, 2);
	catalog_free(l.catalog);
}

static int unpack(const char *text, struct err *err)
{
	FILE *in = fmemopen((void *)(uintptr_t)text, strlen(text), "r"), *names = fopen("/dev/null", "w");
	int ret = archive_read(in, folder, names, err);

	fclose(names);
	fclose(in);
	return ret;
}

static void test_archive_that_is_cut_off_or_leads_out_is_refused(void **state)
{
	static const char *const bad[] = {"", "end 0\n", "chiso-catalog 1\n",
		"chiso-catalog 1\nbase/a.csv 5\nab", "chiso-catalog 1\n../a.csv 1\na\nend 1\n",
		"chiso-catalog 1\n/tmp/a.csv 1\na\nend 1\n", "chiso-catalog 1\nbase/a.sh 1\na\nend 1\n",
		"chiso-catalog 1\nend 1\n", "chiso-catalog 1\nend x\n"};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct err err = {0};

		assert_int_equal(unpack(bad[i], &err), -1);
		assert_int_equal(err.kind, ERR_FILE);
	}
	assert_int_equal(unpack("chiso-catalog 1\nend 0\n", &e), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lint_a_clean_table_has_no_findings),
		cmocka_unit_test(test_lint_each_fault_is_one_line_with_its_place),
		cmocka_unit_test(test_lint_keys_may_not_repeat_or_overlap),
		cmocka_unit_test(test_lint_columns_are_those_of_the_schema),
		cmocka_unit_test(test_archive_that_is_cut_off_or_leads_out_is_refused),
	};

	return cmocka_run_group_tests(tests, setup, folder_remove);
}
