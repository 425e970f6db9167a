/* Every kind of target that looks at more than a value: the year before, the year so far, what was left open,
 * a second condition, each sector, a version. Edges worked out by hand. */
#include "compute/set.h"
#include "folder.h"
#include "unit.h"

static int setup(void **state)
{
	assert_int_equal(folder_make(state), 0);
	folder_copy("messages.csv");
	folder_put("calendars.csv",
		"calendar,period,kind,starts_on,ends_on,parent\nc,2023,year,2023-01-01,2023-12-31,\n"
		"c,2023-Q4,quarter,2023-10-01,2023-12-31,2023\nc,2024,year,2024-01-01,2024-12-31,\n"
		"c,2024-Q1,quarter,2024-01-01,2024-03-31,2024\nc,2024-Q2,quarter,2024-04-01,2024-06-30,2024\n"
		"c,2024-Q3,quarter,2024-07-01,2024-09-30,2024\nc,2024-Q4,quarter,2024-10-01,2024-12-31,"
		"2024\n");
	folder_put("agencies.csv", "agency,parent\nT,\nT.1,T\n");
	folder_put("territories.csv", "territory,root_agency\ntinh,T\n");
	folder_put("units.csv",
		"unit,dimension,title_vi,factor\n%,ty-le,phần "
		"trăm,1\ntin,tin,tin,1\nlan-nam,tan-suat,lần/năm,1\n"
		"lan-tuan,tan-suat,lần/tuần,52\nto,to,tổ,1\nthon,thon,thôn,1\nMbps,toc-do,Mbps,1\n"
		"diem,diem,điểm,1\n");
	folder_put("measures.csv", "measure,feed,kind,over_agencies,over_time\nsent,f,last,none,last\n");
	folder_put("indicators.csv",
		"indicator,unit,digits,value,period_kind,scope,basis,missing\n"
		"share,%,2,x,quarter year,territory,computed,none\n"
		"news,,0,\"if(has, 1, 0)\",quarter year,territory,computed,none\n"
		"aired,,0,freq,quarter year,territory,computed,none\n"
		"villages,%,2,x,quarter year,territory,computed,none\n"
		"border,%,2,x,quarter year,territory,computed,none\n"
		"sectors,%,1,\"min(farm, works, trade)\",quarter year,territory,computed,none\n"
		"plan,,0,\"if(has, 1, 0)\",quarter year,territory,computed,none\n");
	folder_put("variables.csv",
		"indicator,var,measure,item,unit,title_vi,over_time,kind,codes\nshare,x,sent,share "
		"x,%,,last,,\n"
		"news,has,sent,news has,,,last,bool,yes\nnews,n,sent,news n,tin,,sum,,\n"
		"aired,freq,sent,aired freq,lan-tuan,,last,,\n"
		"villages,x,sent,villages x,%,,last,,\nvillages,teams,sent,villages teams,to,,last,,\n"
		"border,x,sent,border x,%,,last,,\nborder,speed,sent,border speed,Mbps,,last,,\n"
		"sectors,farm,sent,sectors farm,%,Nông nghiệp,last,,\n"
		"sectors,works,sent,sectors works,%,Công nghiệp,last,,\n"
		"sectors,trade,sent,sectors trade,%,Dịch vụ,last,,\n"
		"plan,has,sent,plan has,,,last,bool,yes\nplan,edition,sent,plan edition,,,last,version,\n");
	folder_put("codes.csv", "list,code,title_vi,meaning\nyes,1,Có,t\nyes,0,Không,f\n");
	folder_put("sets.csv", "set,territory,period_kind\ns,tinh,quarter year\n");
	folder_put("set_rows.csv", "set,seq,indicator\ns,1,share\ns,2,news\ns,3,aired\ns,4,villages\ns,5,"
				   "border\ns,6,sectors\ns,7,plan\n");
	folder_put("targets.csv",
		"set,indicator,part,level,text,kind,comparator,low,unit,var,due,baseline,baseline_year,flag\n"
		"s,share,,province,tăng 5%,growth,strive,5,%,,2024-12-31,60,2022,\n"
		"s,share,,national,\"30% của phần còn lại\",remainder,ge,30,%,,2024-12-31,60,2022,\n"
		"s,news,,province,52 tin,count_per_year,ge,52,tin,n,2024-12-31,,,\n"
		"s,aired,,province,52 lần,count_per_year,ge,52,lan-nam,freq,2024-12-31,,,\n"
		"s,aired,,national,5 thôn,level,ge,5,thon,freq,2024-12-31,,,\n"
		"s,villages,,province,100%,level,ge,100,%,,2024-12-31,,,\n"
		"s,villages,remainder,province,thêm 185 Tổ,remainder,ge,185,to,teams,2024-12-31,566,2023,\n"
		"s,border,,province,20%,level,ge,20,%,,2024-12-31,,,\n"
		"s,border,condition,province,40 Mbps,condition,ge,40,Mbps,speed,2024-12-31,,,\n"
		"s,sectors,,province,3%,each,ge,3,%,,2024-12-31,,,\n"
		"s,plan,,province,phiên bản 3.0,version,ge,3.0,,edition,2024-12-31,,,\n"
		"s,plan,,national,3.10,version,ge,3.10,,edition,2024-12-31,,,\n");
	return 0;
}

struct world {
	struct catalog *catalog;
	struct periods *periods;
	struct store store;
	struct observations figures;
};

/* "QUARTER ITEM=VALUE; …", by item, then quarter. */
static void store_fill(struct store *s, const char *sent)
{
	FILE *f = tmpfile();
	char line[200];
	struct err e = {0};
	int n = 0;

	assert_non_null(f);
	fputs("_kind,measure,item,agency,period,kind,unit,value,keys,text,digits,numerator,denominator,parts,"
	      "flags,order\npart,1/1,f,,,,,,,,,,,,,\n",
		f);
	for (const char *at = sent; *at; at += strspn(at, "; ")) {
		char quarter[20], item[60], value[60];
		size_t len = strcspn(at, ";");

		snprintf(line, sizeof(line), "%.*s", (int)len, at);
		assert_int_equal(sscanf(line, "%19s %59[^=]=%59[^\n]", quarter, item, value), 3);
		fprintf(f, "measure,sent,%s,T,%s,last,,%s,,%s,,,,,,%d\n", item, quarter,
			strspn(value, "0123456789./") == strlen(value) && !strstr(item, "edition") ? value
												   : "",
			value, ++n);
		at += len;
	}
	fprintf(f, "end,,,,,,,%d,,,,,,,,\n", n);
	rewind(f);
	if (store_read(s, f, "m", &e) || store_settle(s, &e))
		fail_msg("%s:%ld %s", e.file, e.line, e.text);
	fclose(f);
}

/* A column of the indicator's row for the territory. */
static const char *cell(
	const char *sent, const char *period, const char *today, const char *indicator, const char *column)
{
	static char out[600];
	struct set_options o = {.set = "s", .agency = "T", .today = today};
	struct set_counts counts;
	struct world w = {.catalog = folder_catalog()};
	struct span span;
	struct err e = {0};
	struct table t = {.name = "out"};
	char path[200];
	FILE *f;

	store_fill(&w.store, sent);
	assert_int_equal(periods_load(&w.periods, w.catalog, &e), 0);
	assert_int_equal(span_find(&span, w.periods, "c", period, &e), 0);
	snprintf(path, sizeof(path), "%s/out.csv", folder);
	f = fopen(path, "w");
	assert_non_null(f);
	if (observations_init(&w.figures, &w.store, w.catalog, &span, &e) ||
		sets_compute(&w.figures, &o, f, &counts, &e))
		fail_msg("%s:%ld %s", e.file, e.line, e.text);
	fclose(f);
	assert_int_equal(table_read(&t, path, "base", &e), 0);
	snprintf(out, sizeof(out), "%s",
		table_get(&t, (size_t)table_find(&t, "indicator", indicator, NULL), column));
	table_release(&t);
	observations_release(&w.figures);
	store_release(&w.store);
	periods_free(w.periods);
	catalog_free(w.catalog);
	return out;
}

/* "status/due_status" */
static const char *words(const char *sent, const char *period, const char *today, const char *indicator)
{
	static char out[100];
	size_t n;

	n = (size_t)snprintf(out, sizeof(out), "%s/", cell(sent, period, today, indicator, "status"));
	snprintf(out + n, sizeof(out) - n, "%s", cell(sent, period, today, indicator, "due_status"));
	return out;
}

static void test_target_kinds_growth_is_against_the_year_before(void **state)
{
	const char *over = "2023-Q4 share x=80; 2024-Q4 share x=85",
		   *under = "2023-Q4 share x=80; 2024-Q4 share x=84.99";

	(void)state;
	assert_string_equal(words(over, "2024", "2024-12-31", "share"), "reached/reached");
	assert_string_equal(words(under, "2024", "2024-12-31", "share"), "not_reached/not_reached");
	assert_string_equal(words(under, "2024", "2024-12-30", "share"), "not_reached/not_due");
	assert_non_null(strstr(cell(over, "2024", "2024-12-31", "share", "rules"), "growth_from=80 (2023)"));
	/* a quarter is held against the same year as its year is, not against the quarter before */
	assert_string_equal(words(over, "2024-Q4", "2024-12-31", "share"), "reached/reached");
	assert_string_equal(words(under, "2024-Q4", "2024-12-31", "share"), "not_reached/not_reached");
	assert_string_equal(words("2023-Q1 share x=80; 2024-Q3 share x=90; 2024-Q4 share x=85", "2024-Q4",
				    "2024-12-31", "share"),
		"reached/reached");
}

/* 60 in 2022, and twice 5. */
static void test_target_kinds_growth_without_it_is_against_the_baseline(void **state)
{
	(void)state;
	assert_string_equal(words("2024-Q4 share x=70", "2024", "2024-12-31", "share"), "reached/reached");
	assert_string_equal(
		words("2024-Q4 share x=69.99", "2024", "2024-12-31", "share"), "not_reached/not_reached");
	assert_string_equal(
		words("2024-Q1 share x=70", "2024-Q1", "2024-04-01", "share"), "reached/on_course");
	assert_non_null(strstr(
		cell("2024-Q4 share x=70", "2024", "2024-12-31", "share", "rules"), "growth_from=60 (2022)"));
}

/* 60 + 30 % of 40 = 72. */
static void test_target_kinds_a_remainder_in_per_cent_is_of_what_was_left(void **state)
{
	(void)state;
	assert_string_equal(
		cell("2024-Q4 share x=72", "2024", "2024-12-31", "share", "national_status"), "reached");
	assert_string_equal(cell("2024-Q4 share x=71.99", "2024", "2024-12-31", "share", "national_status"),
		"not_reached");
}

/* 566 + 185 = 751. */
static void test_target_kinds_a_remainder_of_things_is_more_than_the_baseline(void **state)
{
	(void)state;
	assert_string_equal(words("2024-Q1 villages teams=751; 2024-Q1 villages x=100", "2024-Q1",
				    "2024-04-01", "villages"),
		"reached/on_course");
	assert_string_equal(words("2024-Q1 villages teams=750; 2024-Q1 villages x=100", "2024-Q1",
				    "2024-12-31", "villages"),
		"not_reached/not_reached");
	assert_string_equal(
		words("2024-Q1 villages x=100", "2024-Q1", "2025-01-01", "villages"), "no_data/overdue");
}

static void test_target_kinds_a_condition_is_both_its_parts(void **state)
{
	const char *one = "2024-Q1 border x=20";

	(void)state;
	assert_string_equal(
		words("2024-Q1 border speed=40; 2024-Q1 border x=20", "2024-Q1", "2024-04-01", "border"),
		"reached/on_course");
	assert_string_equal(
		words("2024-Q1 border speed=39.99; 2024-Q1 border x=20", "2024-Q1", "2025-01-01", "border"),
		"not_reached/not_reached");
	assert_string_equal(
		words("2024-Q1 border speed=40; 2024-Q1 border x=19.99", "2024-Q1", "2025-01-01", "border"),
		"not_reached/not_reached");
	assert_string_equal(words(one, "2024-Q1", "2024-04-01", "border"), "no_data/not_due");
	assert_string_equal(words("2024-Q1 border x=19.99", "2024-Q1", "2025-01-01", "border"),
		"not_reached/not_reached"); /* whatever the speed */
	assert_string_equal(cell(one, "2024-Q1", "2024-04-01", "border", "flag"),
		"1 target_line|chưa có số liệu: 40 Mbps|");
	assert_string_equal(cell(one, "2024-Q1", "2024-04-01", "border", "target"), "20%; 40 Mbps");
	assert_string_equal(cell("2024-Q1 news n=1", "2024-Q1", "2024-04-01", "border", "flag"), "");
}

static void test_target_kinds_each_sector_is_held_to_it_and_named(void **state)
{
	const char *least = "2024-Q1 sectors farm=3; 2024-Q1 sectors trade=9; 2024-Q1 sectors works=2.99";
	const char *some = "2024-Q1 sectors farm=3; 2024-Q1 sectors trade=9";

	(void)state;
	assert_string_equal(words("2024-Q1 sectors farm=3; 2024-Q1 sectors trade=9; 2024-Q1 sectors works=3",
				    "2024-Q1", "2024-04-01", "sectors"),
		"reached/on_course");
	assert_string_equal(words(least, "2024-Q1", "2024-12-31", "sectors"), "not_reached/not_reached");
	assert_string_equal(cell(least, "2024-Q1", "2024-12-31", "sectors", "flag"),
		"1 target_line|chưa đạt: 3% [chưa đạt ở: Công nghiệp 3,0]|");
	assert_string_equal(cell(least, "2024-Q1", "2024-12-31", "sectors", "shown"), "2,99");
	assert_string_equal(words(some, "2024-Q1", "2025-01-01", "sectors"), "no_data/overdue");
	assert_string_equal(cell(some, "2024-Q1", "2025-01-01", "sectors", "flag"),
		"1 target_line|chưa có số liệu: 3% [chưa có số liệu ở: Công nghiệp]|");
	assert_string_equal(words("2024-Q1 sectors farm=1", "2024-Q1", "2025-01-01", "sectors"),
		"not_reached/not_reached"); /* whatever the others */
	assert_string_equal(cell("2024-Q1 news n=1", "2024-Q1", "2024-04-01", "sectors", "flag"), "");
}

/* As a decimal 3.9 is above 3.10, and 3.1 is 3.10. */
static void test_target_kinds_versions_are_no_decimals(void **state)
{
	(void)state;
	assert_string_equal(
		words("2024-Q1 plan edition=3.0", "2024-Q1", "2024-04-01", "plan"), "reached/on_course");
	assert_string_equal(words("2024-Q1 plan edition=phiên bản 3", "2024-Q1", "2024-04-01", "plan"),
		"reached/on_course");
	assert_string_equal(words("2024-Q1 plan edition=2.10", "2024-Q1", "2024-12-31", "plan"),
		"not_reached/not_reached");
	assert_string_equal(
		cell("2024-Q1 plan edition=3.9", "2024-Q1", "2024-04-01", "plan", "national_status"),
		"not_reached");
	assert_string_equal(
		cell("2024-Q1 plan edition=3.1", "2024-Q1", "2024-04-01", "plan", "national_status"),
		"not_reached");
	assert_string_equal(
		cell("2024-Q1 plan edition=3.10", "2024-Q1", "2024-04-01", "plan", "national_status"),
		"reached");
	assert_string_equal(
		cell("2024-Q1 plan edition=3.10.1", "2024-Q1", "2024-04-01", "plan", "national_status"),
		"reached");
	assert_string_equal(
		words("2024-Q1 plan edition=mới", "2024-Q1", "2025-01-01", "plan"), "no_data/overdue");
	assert_string_equal(words("2024-Q1 plan has=1", "2024-Q1", "2025-01-01", "plan"), "no_data/overdue");
}

static void test_target_kinds_a_count_a_year_is_of_the_year_so_far(void **state)
{
	const char *two = "2024-Q1 news n=20; 2024-Q2 news n=32";

	(void)state;
	assert_string_equal(words(two, "2024-Q2", "2024-07-01", "news"), "reached/on_course");
	assert_string_equal(words(two, "2024-Q1", "2024-07-01", "news"), "not_reached/not_due");
	assert_string_equal(words("2024-Q1 news n=20; 2024-Q2 news n=31", "2024-Q2", "2024-12-30", "news"),
		"not_reached/not_due");
	assert_string_equal(words("2024-Q1 news n=20; 2024-Q2 news n=31", "2024-Q2", "2025-01-01", "news"),
		"not_reached/overdue"); /* the rest of the year is not in it: never missed */
	assert_string_equal(words("2024-Q1 news n=20; 2024-Q2 news n=31; 2024-Q3 news n=0; 2024-Q4 news n=0",
				    "2024-Q4", "2025-01-01", "news"),
		"not_reached/not_reached");
	assert_string_equal(words("2024-Q1 news n=20; 2024-Q2 news n=31; 2024-Q3 news n=0; 2024-Q4 news n=1",
				    "2024", "2025-01-01", "news"),
		"reached/reached");
}

static void test_target_kinds_a_quarter_that_did_not_come_is_not_zero(void **state)
{
	(void)state;
	assert_string_equal(words("2024-Q1 news n=20; 2024-Q3 news n=31", "2024-Q3", "2024-10-01", "news"),
		"no_data/not_due");
	assert_string_equal(words("2024-Q1 news n=20; 2024-Q3 news n=32", "2024-Q3", "2024-10-01", "news"),
		"reached/on_course"); /* it is enough without */
	assert_string_equal(words("2024-Q2 news n=51", "2024-Q2", "2024-07-01", "news"), "no_data/not_due");
	assert_string_equal(words("2024-Q1 news n=20; 2024-Q2 news n=20; 2024-Q4 news n=11", "2024",
				    "2025-01-01", "news"),
		"no_data/overdue");
	assert_string_equal(words("2024-Q1 news n=20; 2024-Q2 news n=20", "2024", "2025-01-01", "news"),
		"not_reached/overdue");
	assert_string_equal(cell("2024-Q2 news n=51", "2024-Q2", "2024-07-01", "news", "flag"),
		"1 target_line|chưa có số liệu: 52 tin [chưa đủ các quý của năm]|");
}

static void test_target_kinds_a_variable_is_held_in_the_targets_unit(void **state)
{
	(void)state;
	assert_string_equal(words("2024-Q1 aired freq=1", "2024-Q1", "2024-04-01", "aired"),
		"reached/on_course"); /* 52 a year */
	assert_string_equal(words("2024-Q1 aired freq=51/52", "2024-Q1", "2024-12-31", "aired"),
		"not_reached/not_reached");
	assert_string_equal(cell("2024-Q1 aired freq=9", "2024-Q1", "2024-04-01", "aired", "national_status"),
		"not_comparable");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_target_kinds_growth_is_against_the_year_before),
		cmocka_unit_test(test_target_kinds_growth_without_it_is_against_the_baseline),
		cmocka_unit_test(test_target_kinds_a_remainder_in_per_cent_is_of_what_was_left),
		cmocka_unit_test(test_target_kinds_a_remainder_of_things_is_more_than_the_baseline),
		cmocka_unit_test(test_target_kinds_a_condition_is_both_its_parts),
		cmocka_unit_test(test_target_kinds_each_sector_is_held_to_it_and_named),
		cmocka_unit_test(test_target_kinds_versions_are_no_decimals),
		cmocka_unit_test(test_target_kinds_a_count_a_year_is_of_the_year_so_far),
		cmocka_unit_test(test_target_kinds_a_quarter_that_did_not_come_is_not_zero),
		cmocka_unit_test(test_target_kinds_a_variable_is_held_in_the_targets_unit)};

	return cmocka_run_group_tests(tests, setup, folder_remove);
}
