/* Spans: what a longer period is made of, and which months a period of measures stands for. */
#include "compute/span.h"
#include "folder.h"
#include "unit.h"

#define RULES "calendar,kind,period,parent,starts_on,months,ends_on,years_ahead\n"

static int setup(void **state)
{
	assert_int_equal(folder_make(state), 0);
	folder_put("calendars.csv", "calendar,period,kind,starts_on,ends_on,parent\n");
	folder_put("period_kinds.csv", "kind\nmonth\nhalf\nnine-months\ntwo-months\n");
	folder_put("calendar_rules.csv", RULES "c,quarter,{YYYY}-Q{N},{YYYY},2024-01-01,3,2025-12-31,2\nc,"
					       "year,{YYYY},,2024-01-01,12,2025-12-31,2\n"
					       "c,month,{YYYY}-{NN},{YYYY},2024-01-01,1,2025-12-31,2\nc,half,"
					       "{YYYY}-H{N},{YYYY},2024-01-01,6,2025-12-31,2\n"
					       "c,nine-months,{YYYY}-9M,{YYYY},2024-01-01,9,2025-12-31,2\n"
					       "c,two-months,{YYYY}-B{N},{YYYY},2024-01-01,2,2025-12-31,2\n"
					       "bare,quarter,{YYYY}-Q{N},{YYYY},2024-01-01,3,2025-12-31,2\n"
					       "bare,year,{YYYY},,2024-01-01,12,2025-12-31,2\n");
	return 0;
}

/* Its parts, a bar, how many leaves. */
static const char *made_of(const char *calendar, const char *name)
{
	static char out[200];
	struct catalog *c = folder_catalog();
	struct periods *p = NULL;
	struct span s;
	struct err e = {0};
	size_t n = 0;

	assert_int_equal(periods_load(&p, c, &e), 0);
	if (span_find(&s, p, calendar, name, &e)) {
		assert_int_equal(e.kind, ERR_USAGE);
		snprintf(out, sizeof out, "none");
	} else {
		for (size_t i = 0; i < s.n; i++)
			n += (size_t)snprintf(out + n, sizeof out - n, "%s ", s.parts[i]);
		snprintf(out + n, sizeof out - n, "| %zu%s", s.nleaves, s.is_made ? " made" : "");
	}
	periods_free(p);
	catalog_free(c);
	return out;
}

static void test_span_is_made_of_the_longest_parts_that_make_it_up(void **state)
{
	(void)state;
	assert_string_equal(made_of("c", "2024-02"), "2024-02 | 1");
	assert_string_equal(made_of("c", "2024-Q2"), "2024-Q2 | 3");
	assert_string_equal(made_of("c", "2024-H2"), "2024-Q3 2024-Q4 | 6 made");
	assert_string_equal(made_of("c", "2024-9M"), "2024-Q1 2024-Q2 2024-Q3 | 9 made");
	assert_string_equal(made_of("c", "2024"), "2024-Q1 2024-Q2 2024-Q3 2024-Q4 | 12 made");
	assert_string_equal(made_of("c", "2024-B2"), "2024-03 2024-04 | 2 made"); /* no quarters make it up */
	assert_string_equal(made_of("c", "2024-Q2+2024-Q1"), "2024-Q1 2024-Q2 | 6");
	assert_string_equal(made_of("c", "2024-Q1+2024-04"), "2024-Q1 2024-04 | 4");
	assert_string_equal(
		made_of("bare", "2024"), "2024-Q1 2024-Q2 2024-Q3 2024-Q4 | 4 made"); /* no months in it */
	assert_string_equal(made_of("bare", "2024-02"), "none");
	assert_string_equal(made_of("c", "2026-Q1"), "none");
	assert_string_equal(made_of("c", ""), "none");
}

static void test_span_a_quarter_stands_for_its_months(void **state)
{
	struct catalog *c = folder_catalog();
	struct periods *p = NULL;
	struct span s;
	struct err e = {0};

	(void)state;
	assert_int_equal(periods_load(&p, c, &e), 0);
	assert_int_equal(span_find(&s, p, "c", "2024-H1", &e), 0);
	assert_int_equal(span_leaves(&s, "2024-Q1"), 7);
	assert_int_equal(span_leaves(&s, "2024-Q2"), 7 << 3);
	assert_int_equal(span_leaves(&s, "2024-03"), 4);
	assert_int_equal(span_leaves(&s, "2024-07"), 0);
	assert_int_equal(span_leaves(&s, "2024-H1"), 0);
	assert_true(span_has(&s, "2024-06"));
	assert_int_equal(span_parts_of(&s, 4), 1);
	assert_int_equal(span_parts_of(&s, 4 | 8), 2);
	assert_true(span_is_split(&s, 4));
	assert_false(span_is_split(&s, 7));
	assert_true(span_is_split(&s, 7 | 8));
	assert_false(span_is_split(&s, 63));
	periods_free(p);
	catalog_free(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_span_is_made_of_the_longest_parts_that_make_it_up),
		cmocka_unit_test(test_span_a_quarter_stands_for_its_months)};

	return cmocka_run_group_tests(tests, setup, folder_remove);
}
