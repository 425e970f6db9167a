/* Periods and dates: what a printer writes in any accepted way is read back; a changed character never gives
 * a third thing. */
#include "core/clock.h"
#include "model/feed.h"
#include "model/period_read.h"
#include "unit.h"

static struct catalog *catalog;
static struct period_reader *reader;
static struct dates *dates;

static int setup(void **state)
{
	const char *dir = "pipeline/catalog/base";
	struct err e = {0};

	(void)state;
	return catalog_open(&catalog, &dir, 1, &e) || period_reader_open(&reader, catalog, NULL, &e) ||
	       dates_open(&dates, catalog, NULL, &e);
}

static int teardown(void **state)
{
	(void)state;
	dates_free(dates);
	period_reader_free(reader);
	catalog_free(catalog);
	return 0;
}

/* The calendar's name, or the code of the refusal. */
static const char *read_as(const char *what, const char *text)
{
	static struct period_reading r;

	period_read(reader, dates, what, slice_from(text), &r);
	return r.code ? r.code : r.period->name;
}

static const char *quarter(const char *text)
{
	return read_as("duong-lich quarter", text);
}

/* Every way of the table, %s for the Roman numeral, %d for the number, %Y for the year. */
static const char *const quarter_ways[] = {"%Y-Q%d", "%YQ%d", "%Y-q%d", "Q%d/%Y", "Q%d-%Y", "Q%d.%Y",
	"Q%d %Y", "%dQ/%Y", "%s/%Y", "%s-%Y", "Q.%s/%Y", "Q%s/%Y", "Quý %s/%Y", "Quý %s năm %Y",
	"QUÝ %s NĂM %Y", "quý %d năm %Y", "Quý %d-%Y", "Quý 0%d/%Y", "quý %d, %Y", "Quý %s, năm %Y",
	"Qúy %s/%Y", "Quí %s/%Y", "quy %d nam %Y", "Năm %Y - Quý %s", "%Y Quý %d", "Báo cáo quý %s năm %Y",
	"Kỳ quý %d/%Y", "quarter %d %Y", "Quý\xC2\xA0%s\xC2\xA0năm\xC2\xA0%Y", " Quý  %s / %Y ",
	"Quy\xCC\x81 %s na\xCC\x86m %Y", "%Y\xE2\x80\x93Q%d", "%Y\xE2\x80\x91Q%d", "%Y\xC2\xADQ%d"};

static const char *const month_ways[] = {"%Y-%0", "%Y/%0", "%d/%Y", "%d-%Y", "T%d/%Y", "tháng %d/%Y",
	"Tháng %d năm %Y", "thang %d nam %Y", "%Y%0", "%YM%0"};

static void print(char out[200], const char *way, int number, int year)
{
	static const char *const roman[] = {"", "I", "II", "III", "IV", "V", "VI"};
	size_t n = 0;

	for (const char *p = way; *p; p++) {
		if (*p != '%') {
			out[n++] = *p;
			continue;
		}
		p++;
		n += (size_t)(*p == 's'	  ? snprintf(out + n, 20, "%s", roman[number])
			      : *p == 'd' ? snprintf(out + n, 20, "%d", number)
			      : *p == '0' ? snprintf(out + n, 20, "%02d", number)
					  : snprintf(out + n, 20, "%04d", year));
	}
	out[n] = '\0';
}

static void name(char out[32], int number, int year)
{
	snprintf(out, 32, "%04d-Q%d", year, number);
}

static void test_period_every_way_of_writing_a_quarter_is_the_calendars_name(void **state)
{
	char text[200], expected[32];

	(void)state;
	for (int year = 2022; year < 2060; year += 7)
		for (int q = 1; q <= 4; q++)
			for (size_t i = 0; i < sizeof(quarter_ways) / sizeof(*quarter_ways); i++) {
				print(text, quarter_ways[i], q, year);
				name(expected, q, year);
				assert_string_equal(quarter(text), expected);
			}
}

/* 2024-Q1 and Q1/2024, in part in full-width characters. */
static void test_period_full_width_digits_are_digits(void **state)
{
	(void)state;
	assert_string_equal(
		quarter("\xEF\xBC\x92\xEF\xBC\x90\xEF\xBC\x92\xEF\xBC\x94-Q\xEF\xBC\x91"), "2024-Q1");
	assert_string_equal(quarter("\xEF\xBC\xB1\xEF\xBC\x91/2024"), "2024-Q1");
}

static void test_period_words_say_which_quarter(void **state)
{
	static const struct {
		const char *text, *name;
	} words[] = {{"quý một năm 2024", "2024-Q1"}, {"Quý đầu năm 2024", "2024-Q1"},
		{"quý hai/2024", "2024-Q2"}, {"Quý ba năm 2024", "2024-Q3"}, {"quý bốn 2024", "2024-Q4"},
		{"Quý tư năm 2024", "2024-Q4"}, {"quý cuối năm 2024", "2024-Q4"},
		{"3 tháng đầu năm 2024", "2024-Q1"}, {"first quarter of 2024", "2024-Q1"}};

	(void)state;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		assert_string_equal(quarter(words[i].text), words[i].name);
}

static void test_period_another_kind_is_refused_by_name(void **state)
{
	static const char *const other[] = {"2024-03", "03/2024", "tháng 3 năm 2024", "2024", "năm 2024",
		"6 tháng đầu năm 2024", "2024-H1", "9 tháng năm 2024"};
	struct period_reading r;
	char text[200];

	(void)state;
	for (size_t i = 0; i < sizeof(other) / sizeof(*other); i++)
		assert_string_equal(quarter(other[i]), "period.kind");
	period_read(reader, dates, "duong-lich quarter", slice_from("2024-03"), &r);
	assert_string_equal(r.expected, "a quarter (quý) of calendar duong-lich, not a month (tháng)");
	for (int m = 1; m <= 6; m++)
		for (size_t i = 0; i < sizeof(month_ways) / sizeof(*month_ways); i++) {
			print(text, month_ways[i], m, 2024);
			assert_string_equal(quarter(text), "period.kind");
		}
	assert_string_equal(quarter("31/03/2024"), "period.day");
}

static void test_period_outside_the_calendar_is_refused(void **state)
{
	static const char *const outside[] = {
		"2024-Q5", "2024Q0", "Quý VI năm 2024", "2021-Q4", "Q1/1999", "Q4/2100"};

	(void)state;
	for (size_t i = 0; i < sizeof(outside) / sizeof(*outside); i++)
		assert_string_equal(quarter(outside[i]), "period.outside");
}

static void test_period_what_names_none_is_refused(void **state)
{
	static const char *const none[] = {"", "Q1", "quý I", "Q1/24", "Q12024", "2024-", "quý năm 2024",
		"20240", "24Q1", "Q1/2024/2", "quý I, II năm 2024", "2024-Q1-2", "\xFF",
		"01/01/2024 - 31/03/2024", "I 2024 x"};

	(void)state;
	for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++)
		assert_string_equal(quarter(none[i]), "period.syntax");
}

static void test_period_of_other_kinds_are_read_for_feeds_of_another_cadence(void **state)
{
	char text[200], expected[32];

	(void)state;
	for (int m = 1; m <= 6; m++)
		for (size_t i = 0; i < sizeof(month_ways) / sizeof(*month_ways); i++) {
			print(text, month_ways[i], m, 2025);
			snprintf(expected, sizeof(expected), "2025-%02d", m);
			assert_string_equal(read_as("duong-lich month", text), expected);
		}
	assert_string_equal(read_as("duong-lich half", "6 tháng cuối năm 2024"), "2024-H2");
	assert_string_equal(read_as("duong-lich half year", "H1/2024"), "2024-H1");
	assert_string_equal(read_as("duong-lich half year", "năm 2024"), "2024");
	assert_string_equal(read_as("duong-lich nine-months", "9 tháng đầu năm 2024"), "2024-9M");
	assert_string_equal(read_as("duong-lich", "12 tháng năm 2024"), "2024");
}

/* What a person sees in the text: its numbers (Roman ones too). */
static bool shows(const char *text, int number, int year)
{
	static const char *const roman[] = {"", "I", "II", "III", "IV"};
	char digits[20];
	bool has_year, has_number = false;

	snprintf(digits, sizeof(digits), "%04d", year);
	has_year = strstr(text, digits) != NULL;
	for (const char *p = text; *p; p++) {
		const char *y = strstr(text, digits);

		if (y && p >= y && p < y + 4)
			continue;
		has_number |= *p == '0' + number;
		has_number |= strncasecmp(p, roman[number], strlen(roman[number])) == 0;
	}
	return has_year && has_number;
}

static void change_is_seen_or_refused(const char *text, int number, int year)
{
	struct period_reading r;
	char same[32];

	period_read(reader, dates, "duong-lich quarter", slice_from(text), &r);
	if (r.code)
		return;
	name(same, number, year);
	if (strcmp(r.period->name, same) == 0)
		return;
	if (!shows(text, r.period->name[6] - '0', r.period->first / 10000))
		fail_msg("%s was read as %s", text, r.period->name);
}

/* Each character left out, doubled, or replaced by each of these. */
static void test_period_a_changed_character_is_seen_or_refused(void **state)
{
	static const char others[] = "0123456789IVXivxQqTtHh/-. ,MmNnuy";
	char text[200], changed[220];

	(void)state;
	for (int q = 1; q <= 4; q++)
		for (size_t i = 0; i < sizeof(quarter_ways) / sizeof(*quarter_ways); i++) {
			size_t len;

			print(text, quarter_ways[i], q, 2024);
			len = strlen(text);
			for (size_t at = 0; at < len; at++) {
				snprintf(changed, sizeof(changed), "%.*s%s", (int)at, text, text + at + 1);
				change_is_seen_or_refused(changed, q, 2024);
				snprintf(changed, sizeof(changed), "%.*s%s", (int)at + 1, text, text + at);
				change_is_seen_or_refused(changed, q, 2024);
				for (const char *c = others; *c; c++) {
					memcpy(changed, text, len + 1);
					changed[at] = *c;
					change_is_seen_or_refused(changed, q, 2024);
				}
			}
		}
}

/* Day, month and year in every way of date_forms.csv: %d %m as they are, %D %M in two digits. */
static const char *const date_ways[] = {"%Y%M%D", "%Y%M%D000000", "%Y%M%D000000.000", "%Y%M%DT000000",
	"%Y-%M-%D", "%Y-%m-%d", "%Y/%M/%D", "%Y/%M/%D 00:00:00", "%D/%M/%Y", "%d/%m/%Y", "%D/%M/%Y 00:00",
	"%D-%M-%Y", "%D.%M.%Y", "%d.%m.%Y 00:00:00", "%Y-%M-%DT00:00:00", "%Y-%M-%DT00:00:00.000+07:00",
	"%Y-%M-%DT00:00:00+0700", "%Y-%M-%D 00:00:00+07:00", "ngày %D tháng %M năm %Y",
	"Ngày %d tháng %m năm %Y", "ngay %d thang %m nam %Y", "ngày %D/%M/%Y", "0:00 %D/%M/%Y",
	"00:00:00 ngày %D/%M/%Y", "0 giờ 00 phút ngày %d tháng %m năm %Y",
	"%D \xE2\x80\x93 %M \xE2\x80\x93 %Y", "nga\xCC\x80y %D tha\xCC\x81ng %M na\xCC\x86m %Y"};

static void print_date(char out[200], const char *way, int year, int month, int day)
{
	size_t n = 0;

	for (const char *p = way; *p; p++) {
		if (*p != '%') {
			out[n++] = *p;
			continue;
		}
		p++;
		n += (size_t)(*p == 'Y'	  ? snprintf(out + n, 20, "%04d", year)
			      : *p == 'M' ? snprintf(out + n, 20, "%02d", month)
			      : *p == 'm' ? snprintf(out + n, 20, "%d", month)
			      : *p == 'D' ? snprintf(out + n, 20, "%02d", day)
					  : snprintf(out + n, 20, "%d", day));
	}
	out[n] = '\0';
}

static void test_date_every_way_of_writing_a_day_is_that_day(void **state)
{
	char text[200], out[DATE_BYTES], expected[64];

	(void)state;
	for (int year = 1901; year < 2100; year += 37)
		for (int month = 1; month <= 12; month++)
			for (int day = 1; day <= 31; day += 3)
				for (size_t i = 0; i < sizeof(date_ways) / sizeof(*date_ways); i++) {
					const char *code;

					print_date(text, date_ways[i], year, month, day);
					code = dates_read(dates, slice_from(text), out);
					if (!clock_is_date(year, month, day)) {
						assert_string_equal(code, "date.not_real");
						continue;
					}
					if (code)
						fail_msg("%s: %s", text, code);
					snprintf(expected, sizeof(expected), "%04d-%02d-%02dT00:00:00+07:00",
						year, month, day);
					assert_string_equal(out, expected);
				}
}

static void test_date_days_of_other_systems_mean_nothing(void **state)
{
	static const struct {
		int year, month, day;
	} days[] = {{1900, 1, 1}, {1, 1, 1}, {9999, 12, 31}, {1753, 1, 1}, {1899, 12, 30}, {1970, 1, 1}};
	static const char *const timed[] = {"0001-01-01T00:00:00", "9999-12-31T23:59:59.9999999",
		"19000101000000", "99991231235959", "01/01/0001 00:00:00", "0001-01-01T00:00:00Z",
		"1899-12-31T17:00:00Z", "00000000000000"};
	char text[200], out[DATE_BYTES];

	(void)state;
	for (size_t k = 0; k < sizeof(days) / sizeof(*days); k++)
		for (size_t i = 0; i < sizeof(date_ways) / sizeof(*date_ways); i++) {
			print_date(text, date_ways[i], days[k].year, days[k].month, days[k].day);
			assert_ptr_equal(dates_read(dates, slice_from(text), out), DATE_EMPTY);
		}
	for (size_t i = 0; i < sizeof(timed) / sizeof(*timed); i++)
		assert_ptr_equal(dates_read(dates, slice_from(timed[i]), out), DATE_EMPTY);
	assert_null(dates_read(dates, slice_from("1900-01-02"), out));
}

/* The digits of the text, in order. */
static void digits_of(const char *text, char out[64])
{
	size_t n = 0;

	for (; *text && n < 63; text++)
		if (*text >= '0' && *text <= '9')
			out[n++] = *text;
	out[n] = '\0';
}

/* Every number of the day that was read stands in the text: nothing was made up. */
static bool shows_day(const char *text, const char *day)
{
	char digits[64], year[5], month[3], of_month[3];

	digits_of(text, digits);
	snprintf(year, sizeof(year), "%.4s", day);
	snprintf(month, sizeof(month), "%.2s", day + 5);
	snprintf(of_month, sizeof(of_month), "%.2s", day + 8);
	return strstr(digits, year) && strstr(digits, *month == '0' ? month + 1 : month) &&
	       strstr(digits, *of_month == '0' ? of_month + 1 : of_month);
}

static void test_date_a_changed_character_is_seen_or_refused(void **state)
{
	static const char others[] = "0123456789/-. :TZ";
	char text[200], changed[220], out[DATE_BYTES];

	(void)state;
	for (size_t i = 0; i < sizeof(date_ways) / sizeof(*date_ways); i++) {
		size_t len;

		if (strstr(date_ways[i], "00:") || strstr(date_ways[i], "0000"))
			continue; /* another time of another zone is another day: of these the marks alone are
				     changed */
		print_date(text, date_ways[i], 2024, 12, 23);
		len = strlen(text);
		for (size_t at = 0; at < len; at++)
			for (const char *c = others; *c; c++) {
				memcpy(changed, text, len + 1);
				changed[at] = *c;
				if (!dates_read(dates, slice_from(changed), out) && !shows_day(changed, out))
					fail_msg("%s was read as %s", changed, out);
			}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_period_every_way_of_writing_a_quarter_is_the_calendars_name),
		cmocka_unit_test(test_period_full_width_digits_are_digits),
		cmocka_unit_test(test_period_words_say_which_quarter),
		cmocka_unit_test(test_period_another_kind_is_refused_by_name),
		cmocka_unit_test(test_period_outside_the_calendar_is_refused),
		cmocka_unit_test(test_period_what_names_none_is_refused),
		cmocka_unit_test(test_period_of_other_kinds_are_read_for_feeds_of_another_cadence),
		cmocka_unit_test(test_period_a_changed_character_is_seen_or_refused),
		cmocka_unit_test(test_date_every_way_of_writing_a_day_is_that_day),
		cmocka_unit_test(test_date_days_of_other_systems_mean_nothing),
		cmocka_unit_test(test_date_a_changed_character_is_seen_or_refused),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
