/* Roll-up and indicators: parts add, sets unite, a stock's quarters and stated figures are refused, missing
 * is not zero. */
#include "compute/rollup.h"
#include "compute/set.h"
#include "core/rational.h"
#include "folder.h"
#include "unit.h"

#define SET_ROWS                                                                                             \
	"set,seq,indicator\ns,2,empty\ns,1,share\ns,3,none\n"                                                \
	"q,1,added\nq,2,ends\nq,3,whole\nq,4,counted\n"

static int setup(void **state)
{
	assert_int_equal(folder_make(state), 0);
	folder_copy("messages.csv");
	folder_put("calendars.csv",
		"calendar,period,kind,starts_on,ends_on,parent\nc,2024,year,2024-01-01,2024-12-31,\n"
		"c,2024-Q1,quarter,2024-01-01,2024-03-31,2024\nc,2024-Q2,quarter,2024-04-01,2024-06-30,"
		"2024\n");
	folder_put("agencies.csv",
		"agency,parent,valid_from,valid_to\nT,,,\nT.1,T,,\nT.2,T,,\nT.2.1,T.2,,2024-03-"
		"31\nT.2.1,T.1,2024-04-01,\n");
	folder_put("territories.csv", "territory,root_agency\ntinh,T\n");
	folder_put("measures.csv", "measure,feed,kind,over_agencies,over_time\nsent,,last,none,last\nflow,f,"
				   "sum,sum,sum\nstock,f,sum,sum,"
				   "last\nset,f,distinct,union,union\n"
				   "said,f,stated,none,none\naccounts,,last,none,none\npeople,f,last,sum,"
				   "last\njoined,f,sum,sum,sum\n");
	folder_put("indicators.csv",
		"indicator,unit,digits,numerator,denominator,value,score,period_kind,scope,basis\n"
		"share,%,0,a,b,100 * numerator / denominator,\"if(ratio >= 0.80, max, ratio / 0.80 * "
		"max)\",quarter,territory,computed\n"
		"empty,%,0,a,a - a,100 * numerator / denominator,ratio * max,quarter,territory,computed\n"
		"none,%,0,a,b,100 * numerator / denominator,,quarter,territory,computed\n"
		"added,%,0,a,b,100 * numerator / denominator,ratio * max,year,territory,computed\n"
		"ends,%,0,,,100 * (a / b),,year,territory,computed\n"
		"whole,,0,,,a + b,,year,territory,computed\n"
		"counted,%,0,a,b,100 * numerator / denominator,,year,territory,computed\n");
	folder_put("variables.csv",
		"indicator,var,measure,item,over_time\nshare,a,flow,,\nshare,b,stock,,\nempty,a,flow,,\nnone,"
		"a,accounts,,\nnone,b,flow,,\nadded,a,sent,x,sum\nadded,b,sent,y,sum\nends,a,sent,x,last\n"
		"ends,b,sent,y,last\nwhole,a,sent,x,sum\nwhole,b,sent,y,sum\ncounted,a,flow,other,\n"
		"counted,b,flow,,\n");
	folder_put("sets.csv", "set,territory,period_kind\ns,tinh,quarter year\nq,tinh,year\n");
	folder_put("set_rows.csv", SET_ROWS);
	folder_put("targets.csv",
		"set,indicator,level,text,comparator,low,unit\ns,share,province,70%,ge,70,%\n");
	return 0;
}

#define HEAD                                                                                                 \
	"_kind,measure,item,agency,period,kind,unit,value,keys,text,digits,numerator,denominator,parts,"     \
	"flags,order\npart,1/1,f,,,,,,,,,,,,,\n"
#define FIGURES                                                                                              \
	HEAD "measure,flow,,T,2024-Q1,sum,,0,,,,,,,,\nmeasure,flow,,T.1,2024-Q1,sum,,3,,,,,,,,\n"            \
	     "measure,flow,,T.1,2024-Q2,sum,,5,,,,,,,,\nmeasure,flow,,T.2.1,2024-Q1,sum,,4,,,,,,,undecided=" \
	     "2,\n"                                                                                          \
	     "measure,people,,T.1,2024-Q1,last,,10,,,,,,,,\nmeasure,people,,T.1,2024-Q2,last,,12,,,,,,,,\n"  \
	     "measure,said,I.1,T.1,2024-Q1,stated,%,50,,50%,0,,,,,\n"                                        \
	     "measure,set,,T.1,2024-Q1,distinct,,2,x y,,,,,,,\nmeasure,set,,T.2,2024-Q1,distinct,,2,y "      \
	     "z,,,,,,,\n"                                                                                    \
	     "measure,set,,T.2,2024-Q2,distinct,,1,x,,,,,,,\n"                                               \
	     "measure,stock,,T.1,2024-Q1,sum,,10,,,,,,,,\nmeasure,stock,,T.1,2024-Q2,sum,,11,,,,,,,,\n"      \
	     "end,,,,,,,12,,,,,,,,\n"

struct world {
	struct catalog *catalog;
	struct periods *periods;
	struct store store;
	struct observations figures;
};

static void world_open(struct world *w, const char *stream, const char *period)
{
	struct span span;
	struct err e = {0};
	FILE *in = fmemopen((void *)(size_t)stream, strlen(stream), "r");

	*w = (struct world){.catalog = folder_catalog()};
	assert_int_equal(periods_load(&w->periods, w->catalog, &e), 0);
	assert_int_equal(span_find(&span, w->periods, "c", period, &e), 0);
	if (store_read(&w->store, in, "m", &e) || store_settle(&w->store, &e) ||
		observations_init(&w->figures, &w->store, w->catalog, &span, &e))
		fail_msg("%s:%ld %s", e.file, e.line, e.text);
	fclose(in);
}

static void world_close(struct world *w)
{
	observations_release(&w->figures);
	store_release(&w->store);
	periods_free(w->periods);
	catalog_free(w->catalog);
}

/* The rolled-up value, or its reason. */
static const char *rolled(const char *measure, const char *item, const char *agency, const char *period)
{
	static char out[300];
	struct world w;
	struct quantity q;
	struct buf b = {0};
	struct err e = {0};

	world_open(&w, FIGURES, period);
	quantity_init(&q);
	assert_int_equal(rollup(&w.figures, measure, item, agency, &q, &e), 0);
	if (!q.is_missing)
		assert_int_equal(rational_write(q.value, &b, &e), 0);
	snprintf(out, sizeof out, "%s", q.is_missing ? q.reason : b.data);
	buf_release(&b);
	quantity_release(&q);
	world_close(&w);
	return out;
}

static void test_compute_sums_add_over_the_tree_of_their_day(void **state)
{
	(void)state;
	assert_string_equal(rolled("flow", "", "T", "2024-Q1"), "7");
	assert_string_equal(
		rolled("flow", "", "T.2", "2024-Q1"), "4"); /* T.2.1 stood under T.2 until the end of March */
	assert_string_equal(rolled("flow", "", "T.1", "2024-Q1"), "3");
	assert_string_equal(rolled("flow", "", "T", "2024"), "12");
	assert_string_equal(
		rolled("flow", "", "T.1", "2024"), "12"); /* T.2.1 stands under T.1 at the end of the year */
}

/* Source: S003 6.11. */
static void test_compute_sets_unite_over_agencies_and_quarters(void **state)
{
	(void)state;
	assert_string_equal(rolled("set", "", "T", "2024-Q1"), "3");
	assert_string_equal(rolled("set", "", "T", "2024"), "3");
	assert_string_equal(rolled("set", "", "T.2", "2024"), "3");
	assert_string_equal(rolled("set", "", "T.1", "2024"), "2");
}

/* Accounts are a stock: two quarters of them are not added. Source: S004 III.4. */
static void test_compute_a_stocks_year_is_its_last_quarter(void **state)
{
	(void)state;
	assert_string_equal(rolled("stock", "", "T", "2024"), "11");
	assert_string_equal(rolled("people", "", "T", "2024"), "12");
	assert_string_equal(
		rolled("stock", "", "T", "2024-Q1+2024-Q2"), "stock is a stock: its quarters are not added");
	assert_string_equal(rolled("flow", "", "T", "2024-Q1+2024-Q2"), "12");
}

/* The mean of per cents is no per cent. */
static void test_compute_stated_figures_are_not_added(void **state)
{
	(void)state;
	assert_string_equal(rolled("said", "I.1", "T.1", "2024-Q1"), "50");
	assert_string_equal(
		rolled("said", "I.1", "T", "2024-Q1"), "said is stated: it is not added up or averaged");
	assert_string_equal(
		rolled("said", "I.1", "T.1", "2024"), "said is stated: it is not added up or averaged");
	assert_string_equal(rolled("said", "I.2", "T.1", "2024-Q1"), "said not received");
}

static void test_compute_zero_is_only_of_what_was_received(void **state)
{
	(void)state;
	assert_string_equal(
		rolled("flow", "other", "T.1", "2024-Q1"), "0"); /* the measure came, no such item counted */
	assert_string_equal(rolled("accounts", "", "T", "2024-Q1"), "accounts not received");
	assert_string_equal(
		rolled("joined", "", "T.1", "2024-Q1"), "joined not received"); /* its list did not come */
	assert_string_equal(rolled("stock", "", "T.2", "2024-Q1"), "0");
	assert_string_equal(
		rolled("flow", "", "X", "2024-Q1"), "flow not received"); /* an agency without any record */
}

static char *computed_of(const char *stream, const char *set, const char *period)
{
	struct world w;
	struct set_options o = {.set = set};
	struct set_counts counts;
	struct err e = {0};
	char *text = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);

	world_open(&w, stream, period);
	if (sets_compute(&w.figures, &o, out, &counts, &e))
		fail_msg("%s:%ld %s", e.file, e.line, e.text);
	fclose(out);
	world_close(&w);
	return text;
}

static char *computed(const char *period)
{
	return computed_of(FIGURES, "s", period);
}

static void has(const char *stream, const char *row)
{
	if (!strstr(stream, row))
		fail_msg("expected %s in\n%s", row, stream);
}

static void test_compute_rows_have_a_value_or_a_reason(void **state)
{
	char *got = computed("2024-Q1");

	(void)state;
	has(got,
		"indicator,s,share,T,2024-Q1,computed,7,10,70,70,%,0.875,,70%,reached,,reached,,no_target,,,,"
		"1 points_unknown|score as a fraction of the maximum|; 2 undecided|flow 2|,,,\n");
	has(got, "indicator,s,empty,T,2024-Q1,computed,7,0,,,%,,,,no_target,,,,no_target,,,,,,empty: zero "
		 "denominator,\n");
	has(got, "indicator,s,none,T,2024-Q1,computed,,7,,,%,,,,no_target,,,,no_target,,,,,,none: "
		 "accounts not received,\n");
	assert_true(strstr(got, ",share,") < strstr(got, ",empty,")); /* by seq, not by line */
	has(got, "end,,,,,,,,3,");
	free(got);
}

static void test_compute_score_formulas_cap_where_they_say_so(void **state)
{
	char *got = computed("2024"); /* 12 / 11: over the cap of 80 % */

	(void)state;
	has(got, "indicator,s,share,T,2024,computed,12,11,1200/11,109,%,1,,70%,reached,");
	free(got);
}

#define SENT(item, quarter, value) "measure,sent," item ",T,2024-" quarter ",last,," value ",,,,,,,,o\n"
#define FLOW(agency, quarter, value) "measure,flow,," agency ",2024-" quarter ",sum,," value ",,,,,,,,\n"

static void test_compute_quotient_of_a_year_needs_the_same_quarters(void **state)
{
	char *torn = computed_of(HEAD FLOW("T.1", "Q1", "3") SENT("x", "Q1", "5") SENT("x", "Q2", "5")
					 SENT("y", "Q1", "10") "end,,,,,,,4,,,,,,,,\n",
		"q", "2024");
	char *same = computed_of(HEAD FLOW("T.1", "Q1", "3") SENT("x", "Q1", "5")
					 SENT("y", "Q1", "10") "end,,,,,,,3,,,,,,,,\n",
		"q", "2024");
	char *blank = computed_of(HEAD SENT("x", "Q1", "5") SENT("x", "Q2", "") SENT("y", "Q1", "10")
					  SENT("y", "Q2", "8") "end,,,,,,,4,,,,,,,,\n",
		"q", "2024");
	char *whole = computed_of(HEAD SENT("x", "Q1", "5") SENT("x", "Q2", "4") SENT("y", "Q1", "10")
					  SENT("y", "Q2", "8") "end,,,,,,,4,,,,,,,,\n",
		"q", "2024");

	(void)state;
	has(torn, ",added,T,2024,computed,,,,,%,,,,no_target,,,,no_target,,,,,,"
		  "\"added: not the same quarters: a of 2024-Q1 2024-Q2, b of 2024-Q1\",");
	has(torn, ",ends,T,2024,computed,,,,,%,,,,no_target,,,,no_target,,,,,,"
		  "\"ends: not the same quarters: a of 2024-Q2, b of 2024-Q1\",");
	has(torn, ",whole,T,2024,computed,,,20,20,"); /* nothing is divided */
	has(same, ",added,T,2024,computed,5,10,50,50,%,0.5,");
	has(same, ",ends,T,2024,computed,,,50,50,");
	has(same, "quarters|1/2|");
	has(blank, "\"added: not the same quarters: a of 2024-Q1, b of 2024-Q1 2024-Q2\",");
	has(blank, ",ends,T,2024,computed,,,,,%"); /* the last word on it was none */
	has(whole, ",added,T,2024,computed,9,18,50,50,");
	has(whole, ",ends,T,2024,computed,,,50,50,");
	assert_null(strstr(whole, "quarters|"));
	free(torn);
	free(same);
	free(whole);
	free(blank);
}

static void test_compute_what_is_counted_from_records_comes_from_the_quarters_of_its_feed(void **state)
{
	char *got = computed_of(
		HEAD FLOW("T.1", "Q1", "3") FLOW("T.1", "Q2",
			"5") "measure,flow,other,T.2,2024-Q1,sum,,2,,,,,,,,\nend,,,,,,,3,,,,,,,,\n",
		"q", "2024");

	(void)state;
	has(got, ",counted,T,2024,computed,2,8,25,25,"); /* none of the other kind in the second quarter */
	assert_null(strstr(got, "quarters|"));
	free(got);
}

static void test_compute_a_stock_is_of_the_agencys_own_last_quarter(void **state)
{
	struct world w;
	struct quantity q;
	struct err e = {0};

	(void)state;
	world_open(&w,
		HEAD
		"measure,people,,T.1,2024-Q1,last,,10,,,,,,,,\nmeasure,people,,T.2,2024-Q1,last,,7,,,,,,,,\n"
		"measure,people,,T.2,2024-Q2,last,,8,,,,,,,,\nend,,,,,,,3,,,,,,,,\n",
		"2024");
	quantity_init(&q);
	assert_int_equal(rollup(&w.figures, "people", "", "T.1", &q, &e), 0);
	assert_false(q.is_missing);
	assert_int_equal(mpq_cmp_ui(q.value, 10, 1), 0);
	assert_int_equal(q.nparts, 1);
	quantity_release(&q);
	quantity_init(&q);
	assert_int_equal(rollup(&w.figures, "people", "", "T", &q, &e), 0);
	assert_int_equal(mpq_cmp_ui(q.value, 8, 1), 0); /* of all of them one quarter */
	quantity_release(&q);
	world_close(&w);
}

static void test_compute_a_row_without_its_indicator_is_named(void **state)
{
	struct world w;
	struct set_options o = {0};
	struct set_counts counts;
	struct err e = {0};
	FILE *out = tmpfile();

	(void)state;
	folder_put("set_rows.csv", "set,seq,indicator\ns,1,share\ns,2,nobody\n");
	world_open(&w, FIGURES, "2024-Q1");
	assert_int_equal(sets_compute(&w.figures, &o, out, &counts, &e), -1);
	assert_int_equal(e.kind, ERR_CATALOG);
	assert_int_equal(e.line, 3);
	assert_non_null(strstr(e.text, "indicator \"nobody\" found"));
	fclose(out);
	world_close(&w);
	folder_put("set_rows.csv", SET_ROWS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_compute_sums_add_over_the_tree_of_their_day),
		cmocka_unit_test(test_compute_sets_unite_over_agencies_and_quarters),
		cmocka_unit_test(test_compute_a_stocks_year_is_its_last_quarter),
		cmocka_unit_test(test_compute_stated_figures_are_not_added),
		cmocka_unit_test(test_compute_zero_is_only_of_what_was_received),
		cmocka_unit_test(test_compute_rows_have_a_value_or_a_reason),
		cmocka_unit_test(test_compute_score_formulas_cap_where_they_say_so),
		cmocka_unit_test(test_compute_quotient_of_a_year_needs_the_same_quarters),
		cmocka_unit_test(
			test_compute_what_is_counted_from_records_comes_from_the_quarters_of_its_feed),
		cmocka_unit_test(test_compute_a_stock_is_of_the_agencys_own_last_quarter),
		cmocka_unit_test(test_compute_a_row_without_its_indicator_is_named)};

	return cmocka_run_group_tests(tests, setup, folder_remove);
}
