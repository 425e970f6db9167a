#include "model/assumptions.h"
#include "folder.h"

static struct err e;

/* The rules of indicator i of set s, whose value comes by the formulas of `source`, behind "calendar=x". */
static const char *rules_of(const char *source, const char *date)
{
	static char out[300];
	struct catalog *c = folder_catalog();
	struct buf rules = {0};
	const struct assumption_of f = {.set = "s", .indicator = "i", .source = source, .date = date};

	assert_int_equal(buf_add_str(&rules, "calendar=x", &e), 0);
	assert_int_equal(assumptions_print(&rules, c, &f, &e), 0);
	snprintf(out, sizeof(out), "%s", rules.data);
	buf_release(&rules);
	catalog_free(c);
	return out;
}

#define HEAD "calendar=x; chờ: "

static void put(const char *table, const char *rows)
{
	char name[40];

	snprintf(name, sizeof(name), "%s.csv", table);
	folder_put(name, rows);
}

/* Nothing rests on an assumption: each test makes one row so. */
static void put_all(void)
{
	folder_put("schema.csv", "table,column,key,required,references,kind,reads\n");
	put("sources", "source,kind\nA,act\nG1,assumption\nG2,assumption\nG10,assumption\n");
	put("settings", "setting,value,source\nassumed_words,chờ,A\nstates,9,A\nstates_2,9,A\nunused,1,G1\n");
	put("indicators", "indicator,numerator,source\ni,a,A\nj,a,A\nother,a,G1\n");
	put("variables", "indicator,var,measure,source\ni,a,m,A\nj,a,n,A\nother,a,m,G1\n");
	put("measures", "measure,where,source\nm,\"in(x, $states)\",A\nn,,A\nother,,G1\nd,,A\n");
	put("denominator_uses", "indicator,denominator,source\ni,ho,A\n");
	put("denominators", "denominator,measure,source\nho,d,A\nother,,G1\n");
	put("denominator_values",
		"denominator,territory,date,value,source\nho,t,2024-03-31,5,A\nho,u,2024-03-31,5,G1\n");
	put("targets", "set,indicator,source\ns,i,A\nother,i,G1\ns,other,G1\n");
	put("sets", "set,territory,source\ns,t,A\n");
}

static void test_assumptions_what_is_not_of_the_figure_does_not_count(void **state)
{
	(void)state;
	put_all();
	assert_string_equal(rules_of("i", "2024-03-31"), "calendar=x");
	assert_string_equal(rules_of("j", "2024-03-31"), "calendar=x");
}

static void test_assumptions_every_row_of_the_definition_counts(void **state)
{
	static const char *const rows[][2] = {{"indicators", "indicator,numerator,source\ni,a,A; G2 x\n"},
		{"variables", "indicator,var,measure,source\ni,a,m,G2\n"},
		{"measures", "measure,where,source\nm,,G2\n"},
		{"settings", "setting,value,source\nassumed_words,chờ,A\nstates,9,G2\n"},
		{"denominator_uses", "indicator,denominator,source\ni,ho,G2\n"},
		{"denominators", "denominator,measure,source\nho,d,G2\n"},
		{"denominator_values", "denominator,territory,date,value,source\nho,t,2024-03-31,5,G2\n"},
		{"targets", "set,indicator,source\ns,i,G2\n"}};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		put_all();
		put(rows[i][0], rows[i][1]);
		assert_string_equal(rules_of("i", "2024-03-31"), HEAD "G2");
	}
	put_all();
	put("measures", "measure,where,source\nm,,A\nd,,G2\n"); /* the denominator's */
	assert_string_equal(rules_of("i", "2024-03-31"), HEAD "G2");
	put_all();
	put("variables", "indicator,var,measure,source\ni,a,peer_value,A\n");
	put("settings", "setting,value,source\nassumed_words,chờ,A\npeers_least,31,G2\n");
	assert_string_equal(rules_of("i", "2024-03-31"), HEAD "G2");
}

static void test_assumptions_each_is_named_once(void **state)
{
	(void)state;
	put_all();
	put("indicators", "indicator,numerator,source\ni,a,G10; A\n");
	put("variables", "indicator,var,measure,source\ni,a,m,G1; G2\ni,b,m,A; G2; G10; G1 điều 8\n");
	assert_string_equal(rules_of("i", "2024-03-31"), HEAD "G10 G1 G2");
}

static void test_assumptions_the_same_by_another_way_has_both_rows(void **state)
{
	(void)state;
	put_all();
	put("indicators", "indicator,numerator,source\ni,a,G1\nj,a,G2\n");
	put("variables", "indicator,var,measure,source\ni,a,m,G10\nj,a,n,A\n");
	assert_string_equal(rules_of("j", "2024-03-31"), HEAD "G1 G2");
}

static void test_assumptions_a_setting_counts_by_its_whole_name_and_day(void **state)
{
	(void)state;
	put_all();
	put("settings", "setting,value,source\nassumed_words,chờ,A\nstates_2,9,G1\nstate,9,G1\n");
	assert_string_equal(rules_of("i", "2024-03-31"), "calendar=x");
	put("settings",
		"setting,value,valid_from,valid_to,source\nassumed_words,chờ,,,A\nstates,9,,2023-12-31,G1\n"
		"states,9,2024-01-01,,A\n");
	assert_string_equal(rules_of("i", "2024-03-31"), "calendar=x");
	assert_string_equal(rules_of("i", "2023-12-31"), HEAD "G1");
	put("settings", "setting,value,source\nstates,9,G1\n");
	assert_string_equal(rules_of("i", "2024-03-31"), "calendar=x; assumed: G1");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_assumptions_what_is_not_of_the_figure_does_not_count),
		cmocka_unit_test(test_assumptions_every_row_of_the_definition_counts),
		cmocka_unit_test(test_assumptions_each_is_named_once),
		cmocka_unit_test(test_assumptions_the_same_by_another_way_has_both_rows),
		cmocka_unit_test(test_assumptions_a_setting_counts_by_its_whole_name_and_day),
	};

	return cmocka_run_group_tests(tests, folder_make, folder_remove);
}
