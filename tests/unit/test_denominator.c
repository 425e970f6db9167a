#include "folder.h"
#include "inspect/lint_denominators.h"
#include "model/denominator.h"
#include "unit.h"

static struct err e;

static int collect(void *arg, const char *file, long line, const char *text, struct err *err)
{
	char *out = arg;
	size_t at = strlen(out);

	(void)file;
	(void)err;
	snprintf(out + at, 2000 - at, "%ld: %s\n", line, text);
	return 0;
}

/* What lint says of entered values. */
static const char *found_in(const char *rows)
{
	static char out[2000];
	const char *dirs[] = {"pipeline/catalog/base", "pipeline/catalog/kon-tum", folder};
	struct lint l = {.report = collect, .arg = out};
	char text[1000];

	*out = '\0';
	snprintf(text, sizeof(text),
		"denominator,territory,date,document,value,unit,valid_from,valid_to,source\n%s", rows);
	folder_put("denominator_values.csv", text);
	assert_int_equal(catalog_open(&l.catalog, dirs, 3, &e), 0);
	assert_int_equal(lint_denominators(&l, "2024-04-01", &e), 0);
	lint_release(&l);
	catalog_free(l.catalog);
	return out;
}

static void test_denominator_is_above_zero_and_in_its_unit(void **state)
{
	(void)state;
	assert_string_equal(found_in("dan-so,kon-tum,2024-03-31,D,600000,nguoi,,,test\n"), "");
	assert_string_equal(found_in("dan-so,kon-tum,2024-03-31,D,-100000,nguoi,,,test\n"),
		"2: column value: found '-100000', expected more than 0\n");
	assert_string_equal(found_in("ho,kon-tum,2024-03-31,D,0,ho,,,test\n"),
		"2: column value: found '0', expected more than 0\n");
	assert_string_equal(found_in("dan-so,kon-tum,2024-03-31,D,100000,ho,,,test\n"),
		"2: column unit: found 'ho', expected 'nguoi': the unit of denominator dan-so\n");
	assert_string_equal(found_in("dan-so,kon-tum,2024-03-31,D,-1,ho,,2023-12-31,test\n"), "");
}

static void test_denominator_has_one_value_a_day(void **state)
{
	(void)state;
	assert_non_null(strstr(found_in("ho,kon-tum,2024-03-31,D,5,ho,,,test\n"
					"ho,kon-tum,2024-03-31,E,6,ho,,,test\n"),
		"3: denominator ho of kon-tum on 2024-03-31: found a second value 6"));
	assert_string_equal(found_in("ho,kon-tum,2024-03-31,D,5,ho,,,test\n"
				     "ho,kon-tum,2024-06-30,E,6,ho,,,test\n"),
		"");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_denominator_is_above_zero_and_in_its_unit),
		cmocka_unit_test(test_denominator_has_one_value_a_day),
	};

	return cmocka_run_group_tests(tests, folder_make, folder_remove);
}
