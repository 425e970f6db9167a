/* Periods: every day belongs to one quarter of a calendar, and the calendars differ. */
#include "folder.h"
#include "model/period.h"
#include "unit.h"

#define QUARTERS                                                                                             \
	"duong-lich,2024,year,2024-01-01,2024-12-31,\nduong-lich,2024-Q1,quarter,2024-01-01,2024-03-31,"     \
	"2024\n"                                                                                             \
	"duong-lich,2024-Q2,quarter,2024-04-01,2024-06-30,2024\nky-15,2024-Q1,quarter,2023-12-15,2024-03-"   \
	"14,2024\n"                                                                                          \
	"ky-15,2024-Q2,quarter,2024-03-15,2024-06-14,2024\n"
#define HEAD "calendar,period,kind,starts_on,ends_on,parent\n"

static int setup(void **state)
{
	assert_int_equal(folder_make(state), 0);
	folder_put("calendars.csv", HEAD QUARTERS);
	folder_put("feeds.csv", "feed,key,record\nf,k,/r\n");
	folder_put("fields.csv",
		"feed,field,seq,path,type,policy\nf,k,1,k,id,keep\nf,ngay,2,n,datetime,keep\nf,tu,"
		"3,t,date,keep\n"
		"f,den,4,d,date,keep\nf,het,5,h,datetime,keep\n");
	folder_put("settings.csv",
		"setting,value,valid_from,valid_to\nend,ngay,,2024-12-31\nend,het,2025-01-01,\n");
	folder_put("measures.csv",
		"measure,feed,kind,date,calendar\na,f,sum,ngay,duong-lich\nb,f,sum,$end,duong-lich\n"
		"c,f,sum,tu..den,duong-lich\nd,f,sum,ngay,ky-15\n");
	return 0;
}

static const char *quarter(const char *calendar, const char *date)
{
	static char out[20];
	struct catalog *c = folder_catalog();
	struct periods *p = NULL;
	struct err e = {0};
	const struct period *q;

	assert_int_equal(periods_load(&p, c, &e), 0);
	q = period_of(p, calendar, date, strlen(date));
	snprintf(out, sizeof out, "%s", q ? q->name : "none");
	periods_free(p);
	catalog_free(c);
	return out;
}

static void test_period_boundaries_belong_to_their_quarter(void **state)
{
	(void)state;
	assert_string_equal(quarter("duong-lich", "2024-01-01"), "2024-Q1");
	assert_string_equal(quarter("duong-lich", "2024-03-31T23:59:59+07:00"), "2024-Q1");
	assert_string_equal(quarter("duong-lich", "2024-04-01T00:00:00+07:00"), "2024-Q2");
	assert_string_equal(quarter("duong-lich", "2023-12-31"), "none");
}

/* Source: L88-2015, ND09-2019. */
static void test_period_calendars_differ(void **state)
{
	static const char *const days[] = {
		"2023-12-14", "2023-12-15", "2023-12-16", "2024-03-14", "2024-03-15", "2024-04-01"};
	static const char *const solar[] = {"none", "none", "none", "2024-Q1", "2024-Q1", "2024-Q2"};
	static const char *const closing[] = {"none", "2024-Q1", "2024-Q1", "2024-Q1", "2024-Q2", "2024-Q2"};

	(void)state;
	for (size_t i = 0; i < 6; i++) {
		assert_string_equal(quarter("duong-lich", days[i]), solar[i]);
		assert_string_equal(quarter("ky-15", days[i]), closing[i]);
	}
}

static void test_period_what_is_no_date_has_no_quarter(void **state)
{
	(void)state;
	assert_string_equal(quarter("duong-lich", "2024-02-30"), "none");
	assert_string_equal(quarter("duong-lich", "2024-2-3"), "none");
	assert_string_equal(quarter("duong-lich", "2024-03-31x"), "none");
	assert_string_equal(quarter("duong-lich", ""), "none");
	assert_string_equal(quarter("duong-lich", "2024"), "none"); /* a year is no quarter */
	assert_string_equal(quarter("duong-lich", "2024-Q2"), "2024-Q2");
}

static void test_period_overlaps_and_wrong_rows_are_refused(void **state)
{
	static const char *const wrong[] = {HEAD QUARTERS "duong-lich,x,quarter,2024-06-30,2024-07-31,\n",
		HEAD "c,q,quarter,2024-02-30,2024-03-31,\n", HEAD "c,q,quarter,2024-03-31,2024-03-01,\n",
		HEAD "c,q,week,2024-03-01,2024-03-31,\n"};

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		struct periods *p = NULL;
		struct err e = {0};
		struct catalog *c;

		folder_put("calendars.csv", wrong[i]);
		c = folder_catalog();
		assert_int_equal(periods_load(&p, c, &e), -1);
		assert_int_equal(e.kind, ERR_CATALOG);
		assert_true(e.line > 0);
		catalog_free(c);
	}
	folder_put("calendars.csv", HEAD QUARTERS);
}

#define RULES "calendar,kind,period,parent,starts_on,months,ends_on,years_ahead\n"
#define RULE RULES "duong-lich,quarter,{YYYY}-Q{N},{YYYY},2025-01-01,3,,2\n"

static void test_period_a_rule_goes_on_where_the_rows_end(void **state)
{
	(void)state;
	assert_string_equal(quarter("duong-lich", "2028-02-29"), "none");
	folder_put("calendar_rules.csv", RULE "ky-15,quarter,{YYYY}-Q{N},{YYYY},2024-12-15,3,2025-12-14,2\n");
	assert_string_equal(quarter("duong-lich", "2025-01-01"), "2025-Q1");
	assert_string_equal(quarter("duong-lich", "2028-02-29"), "2028-Q1");
	assert_string_equal(quarter("duong-lich", "2028-12-31"), "2028-Q4");
	assert_string_equal(quarter("duong-lich", "2027-Q3"), "2027-Q3");
	assert_string_equal(quarter("duong-lich", "2099-12-31"), "2099-Q4");
	assert_string_equal(quarter("duong-lich", "2100-01-01"), "none");
	assert_string_equal(quarter("duong-lich", "9999-12-31"), "none");
	assert_string_equal(quarter("ky-15", "2025-03-14"), "2025-Q1"); /* named after its last day */
	assert_string_equal(quarter("ky-15", "2024-12-15"), "2025-Q1");
	assert_string_equal(quarter("ky-15", "2025-12-14"), "2025-Q4");
	assert_string_equal(quarter("ky-15", "2025-12-15"), "none"); /* the rule has an end */
	folder_put("calendar_rules.csv", RULES);
}

static void test_period_a_rule_that_cannot_be_followed_is_refused(void **state)
{
	static const char *const wrong[] = {RULES "duong-lich,quarter,{YYYY}-Q{N},,2024-06-01,3,,2\n",
		RULES "duong-lich,quarter,{YYYY},,2025-01-01,3,,2\n",
		RULES "duong-lich,quarter,{YYYY}-Q{N},,2025-01-01,5,,2\n",
		RULES "duong-lich,quarter,{YYYY}-Q{N},,2025-01-31,3,,2\n",
		RULES "duong-lich,quarter,{YYYY}-Q{N},,2025-01-01,3,2024-12-31,2\n",
		RULES "duong-lich,week,{YYYY}-Q{N},,2025-01-01,3,,2\n",
		RULES "duong-lich,quarter,{YYYY}-Q{N},,2025-01-01,3,,\n"};

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		struct periods *p = NULL;
		struct err e = {0};
		struct catalog *c;

		folder_put("calendar_rules.csv", wrong[i]);
		c = folder_catalog();
		assert_int_equal(periods_load(&p, c, &e), -1);
		assert_int_equal(e.kind, ERR_CATALOG);
		assert_int_equal(e.line, 2);
		catalog_free(c);
	}
	folder_put("calendar_rules.csv", RULES);
}

static const char *touched(const char *const texts[5], const char *today)
{
	static char out[100];
	struct cell cells[5];
	struct record r = {.kind = RECORD_CLEAN, .cells = cells, .ncells = 5};
	struct catalog *c = folder_catalog();
	struct feed *f = NULL;
	struct periods *p = NULL;
	struct period_column cols[8];
	struct buf b = {0};
	struct err e = {0};
	size_t n;

	for (size_t i = 0; i < 5; i++)
		cells[i] = texts[i] ? (struct cell){texts[i], (uint32_t)strlen(texts[i]), CELL_TEXT}
				    : (struct cell){NULL, 0, CELL_ABSENT};
	assert_int_equal(feed_load(&f, c, "f", "2024-01-01", &e), 0);
	assert_int_equal(periods_load(&p, c, &e), 0);
	assert_int_equal(period_columns(c, f, cols, 8, &n, &e), 0);
	assert_int_equal(n, 4); /* ngay, het, tu..den, and ngay by the other calendar */
	assert_int_equal(periods_of_record(p, cols, n, &r, today, &b, &e), 0);
	snprintf(out, sizeof out, "%s", b.len ? b.data : "");
	buf_release(&b);
	periods_free(p);
	feed_free(f);
	catalog_free(c);
	return out;
}

static void test_period_a_record_touches_every_date_of_a_measure(void **state)
{
	const char *const two[] = {"k", "2024-02-01T00:00:00+07:00", NULL, NULL, "2024-05-01T00:00:00+07:00"};
	const char *const state_row[] = {"k", NULL, "2024-03-31", NULL, NULL};
	const char *const ended[] = {"k", NULL, "2023-01-01", "2024-02-01", NULL};
	const char *const nothing[] = {"k", NULL, NULL, NULL, NULL};

	(void)state;
	assert_string_equal(touched(two, "2024-06-01"), "2024-Q1 2024-Q2");
	assert_string_equal(touched(state_row, "2024-06-01"), "2024-Q1 2024-Q2");
	assert_string_equal(
		touched(state_row, "2024-03-31"), "2024-Q1"); /* a state does not reach into the future */
	assert_string_equal(touched(ended, "2024-06-01"), "2024-Q1");
	assert_string_equal(touched(nothing, "2024-06-01"), "");
}

/* 2 years ahead of the clock there is no quarter yet: a typing error makes no figures. */
static void test_period_a_day_far_ahead_touches_no_quarter(void **state)
{
	const char *const far[] = {"k", "2028-02-01T00:00:00+07:00", NULL, NULL, NULL};
	const char *const report[] = {"k", "2028-Q1", NULL, NULL, NULL};

	(void)state;
	folder_put("calendar_rules.csv", RULE);
	assert_string_equal(touched(far, "2025-12-31"), "");
	assert_string_equal(touched(report, "2025-12-31"), "");
	assert_string_equal(touched(far, "2026-01-01"), "2028-Q1");
	assert_string_equal(touched(report, "2026-01-01"), "2028-Q1");
	folder_put("calendar_rules.csv", RULES);
}

#define MONTHS                                                                                               \
	RULES "duong-lich,month,{YYYY}-{NN},{YYYY},2024-01-01,1,2024-12-31,2\n"                              \
	      "duong-lich,half,{YYYY}-H{N},{YYYY},2024-01-01,6,2024-12-31,2\n"

static void test_period_months_are_touched_where_a_set_asks(void **state)
{
	const char *const dated[5] = {"k", "2024-02-10T08:00:00+07:00", NULL, NULL, NULL};
	const char *const lasting[5] = {"k", NULL, "2024-02-10", "2024-05-31", NULL};

	(void)state;
	folder_put("period_kinds.csv", "kind\nmonth\nhalf\n");
	folder_put("calendar_rules.csv", MONTHS);
	folder_put("sets.csv", "set,territory,period_kind,valid_from,valid_to\ns,t,quarter year,,\n");
	assert_string_equal(touched(dated, "2024-12-31"), "2024-Q1");
	folder_put("sets.csv", "set,territory,period_kind,valid_from,valid_to\ns,t,month half,,2024-04-30\n");
	assert_string_equal(touched(dated, "2024-12-31"), "2024-02 2024-Q1");
	assert_string_equal(touched(lasting, "2024-12-31"), "2024-02 2024-03 2024-04 2024-Q1 2024-Q2");
	folder_put("sets.csv", "set,territory,period_kind,valid_from,valid_to\ns,t,quarter half,,\n");
	assert_string_equal(touched(dated, "2024-12-31"), "2024-H1 2024-Q1");
	folder_put("sets.csv", "set,territory,period_kind,valid_from,valid_to\ns,t,months,,\n");
	assert_string_equal(touched(dated, "2024-12-31"), "2024-Q1");
	folder_put("sets.csv", "set,territory,period_kind,valid_from,valid_to\n");
	folder_put("calendar_rules.csv", RULES);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_period_boundaries_belong_to_their_quarter),
		cmocka_unit_test(test_period_calendars_differ),
		cmocka_unit_test(test_period_what_is_no_date_has_no_quarter),
		cmocka_unit_test(test_period_overlaps_and_wrong_rows_are_refused),
		cmocka_unit_test(test_period_a_record_touches_every_date_of_a_measure),
		cmocka_unit_test(test_period_a_rule_goes_on_where_the_rows_end),
		cmocka_unit_test(test_period_a_rule_that_cannot_be_followed_is_refused),
		cmocka_unit_test(test_period_a_day_far_ahead_touches_no_quarter),
		cmocka_unit_test(test_period_months_are_touched_where_a_set_asks)};

	return cmocka_run_group_tests(tests, setup, folder_remove);
}
