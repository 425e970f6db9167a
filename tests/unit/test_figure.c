#include "normalize/figure.h"
#include "unit.h"

static struct catalog *catalog;
static struct words words;
static struct units *units;
static struct err e;

static int open_catalog(void **state)
{
	const char *dir = "pipeline/catalog/base";

	(void)state;
	return catalog_open(&catalog, &dir, 1, &e) || words_read(&words, catalog, "2024-04-01", &e) ||
	       units_open(&units, catalog, "2024-04-01", &e);
}

static int close_catalog(void **state)
{
	(void)state;
	words_release(&words);
	units_free(units);
	catalog_free(catalog);
	return 0;
}

/* kind|comparator|low|high|numerator|denominator|digits|unit|parts, or !code */
static const char *read_as(const char *dialect, const char *unit, const char *text)
{
	static char out[900];
	struct figure_reader r = {.words = &words, .units = units};
	struct figure f;
	const char *code;

	assert_int_equal(dialect_get(&r.dialect, catalog, dialect, "2024-04-01", &e), 0);
	r.unit = unit ? units_find(units, slice_from(unit)) : NULL;
	if ((code = figure_parse(&f, &r, slice_from(text))))
		snprintf(out, sizeof(out), "!%s", code);
	else
		snprintf(out, sizeof(out), "%s|%s|%.*s|%.*s|%.*s|%.*s|%u|%s|%s", figure_kind_name(f.kind),
			f.comparator, (int)f.low.len, f.low.text, (int)f.high.len, f.high.text,
			(int)f.numerator.len, f.numerator.text, (int)f.denominator.len, f.denominator.text,
			f.digits, f.unit ? f.unit->name : "", f.parts);
	return out;
}

struct reading {
	const char *text, *expected;
};

static void read_all(const char *dialect, const char *unit, const struct reading *rows)
{
	for (; rows->text; rows++) {
		const char *found = read_as(dialect, unit, rows->text);

		if (strcmp(found, rows->expected) != 0)
			print_message("'%s' in %s\n", rows->text, dialect);
		assert_string_equal(found, rows->expected);
	}
}

static void test_figure_fractions_of_s004_are_read(void **state)
{
	static const struct reading rows[] = {
		{"9.885.295.762/ 11.291.115.716", "fraction||||9885295762|11291115716|0||"},
		{"1.170/4.500 CBCCVC", "fraction||||1170|4500|0|cbccvc|"},
		{"(145.440+639.841)/911.125", "fraction||||785281|911125|0||145440+639841"},
		{"(26.125/37.354 người)", "fraction||||26125|37354|0|nguoi|"},
		{"639.841/911.125", "fraction||||639841|911125|0||"},
		{"01/31 HTTT", "fraction||||1|31|0|he-thong|"},
		{"29/31 HTTT", "fraction||||29|31|0|he-thong|"},
		{"18/42 đã xử lý PAKN", "fraction||||18|42|0|pakn|"},
		{"19/82 đơn vị cấp xã", "fraction||||19|82|0|xa|"}, {"18/21", "fraction||||18|21|0||"},
		{"2/2 Trường", "fraction||||2|2|0|truong|"}, {"4/7 nền tảng", "fraction||||4|7|0|nen-tang|"},
		{"100% (31/31)", "exact||100||31|31|0|%|"}, {NULL, NULL}};

	(void)state;
	read_all("vi-mixed", NULL, rows);
}

static void test_figure_plain_numbers_are_read(void **state)
{
	static const struct reading rows[] = {{"07%", "exact||7||||0|%|"}, {"04", "exact||4||||0||"},
		{"03 doanh nghiệp", "exact||3||||0|doanh-nghiep|"}, {"02 đơn vị", "exact||2||||0|don-vi|"},
		{"97.97%", "exact||97.97||||2|%|"}, {"0.25%", "exact||0.25||||2|%|"},
		{"75,5%", "exact||75.5||||1|%|"}, {"32,51 %", "exact||32.51||||2|%|"},
		{"8713", "exact||8713||||0||"}, {"1539", "exact||1539||||0||"},
		{"99,7%", "exact||99.7||||1|%|"}, {"0,1%", "exact||0.1||||1|%|"},
		{"0,5 tỷ", "exact||500000000||||1|dong|"}, {"105,48%", "exact||105.48||||2|%|"},
		{"1.234.567,50 đồng", "exact||1234567.5||||2|dong|"}, {"1.125", "exact||1125||||0||"},
		{"0.0625%", "exact||0.0625||||4|%|"}, {"-5%", "exact||-5||||0|%|"},
		{"100% thủ tục hành chính", "exact||100||||0|%|"}, {"8,48%", "exact||8.48||||2|%|"},
		{NULL, NULL}};

	(void)state;
	read_all("vi-mixed", NULL, rows);
}

static void test_figure_ranges_are_read(void **state)
{
	static const struct reading rows[] = {{"30-50%", "range||30|50|||0|%|"},
		{"10-15%", "range||10|15|||0|%|"}, {"60-70 sinh viên", "range||60|70|||0|sinh-vien|"},
		{"1- 2 nền tảng", "range||1|2|||0|nen-tang|"}, {"1-1,5%", "range||1|1.5|||1|%|"},
		{"1-2%", "range||1|2|||0|%|"}, {"0,7 - 0,8", "range||0.7|0.8|||1||"},
		{"30% – 50%", "range||30|50|||0|%|"}, {"30 đến 50%", "range||30|50|||0|%|"},
		{"50-30%", "!figure.range"}, {NULL, NULL}};

	(void)state;
	read_all("vi-mixed", NULL, rows);
}

static void test_figure_years_are_no_ranges(void **state)
{
	static const struct reading rows[] = {{"2024-2025", "year||2024|2025|||0||"},
		{"Năm 2024- 2025", "year||2024|2025|||0||"}, {"Năm 2025", "year||2025||||0||"},
		{"Hằng năm", "year||||||0||"}, {"Hàng năm", "year||||||0||"}, {"2025", "exact||2025||||0||"},
		{NULL, NULL}};

	(void)state;
	read_all("vi-mixed", NULL, rows);
}

static void test_figure_comparators_are_read_as_sign_or_word(void **state)
{
	static const struct reading rows[] = {{"Trên 90%", "bound|gt|90||||0|%|"},
		{">5%", "bound|gt|5||||0|%|"}, {"> 60%", "bound|gt|60||||0|%|"},
		{">20 %", "bound|gt|20||||0|%|"}, {"≥15%", "bound|ge|15||||0|%|"},
		{">=80%", "bound|ge|80||||0|%|"}, {"Từ 50%", "bound|ge|50||||0|%|"},
		{"tối thiểu 70%", "bound|ge|70||||0|%|"}, {"Phấn đấu 80%", "bound|strive|80||||0|%|"},
		{"đạt 1,85%", "exact|eq|1.85||||2|%|"}, {"Đã đạt 75,5%", "exact|eq|75.5||||1|%|"},
		{"Đạt 98%", "exact|eq|98||||0|%|"}, {"đạt trên 0,1%", "bound|gt|0.1||||1|%|"},
		{"đạt tối thiểu 1%", "bound|ge|1||||0|%|"}, {">100%", "bound|gt|100||||0|%|"},
		{">10", "bound|gt|10||||0||"}, {"≤ 5%", "bound|le||5|||0|%|"},
		{"dưới 5%", "bound|lt||5|||0|%|"}, {NULL, NULL}};

	(void)state;
	read_all("vi-mixed", NULL, rows);
}

static void test_figure_missing_and_words_are_no_numbers(void **state)
{
	static const struct reading rows[] = {{"-", "missing||||||0||"}, {"", "missing||||||0||"},
		{" – ", "missing||||||0||"}, {"Cổng DVCQG", "text||||||0||"},
		{"Đang thực hiện", "text||||||0||"}, {"Tỷ lệ = a/b", "text||||||0||"},
		{"Trên địa bàn tỉnh", "text||||||0||"}, {"Đến 2025", "text||||||0||"},
		{"Đến 2025, thành lập thêm 185 Tổ", "text||||||0||"},
		{"Đến 2025 hộ", "bound|about|2025||||0|ho|"}, {NULL, NULL}};

	(void)state;
	read_all("vi-mixed", NULL, rows);
}

static void test_figure_what_stays_ambiguous_is_refused(void **state)
{
	static const struct reading rows[] = {{"1.125%", "!number.ambiguous"},
		{"1.125 %", "!number.ambiguous"}, {"18/2024", "!figure.ambiguous"},
		{"12.3456", "!number.group"}, {"1.23.456", "!number.group"}, {"1,2,3", "!number.group"},
		{"01.234", "!number.group"}, {"8713 người (đạt 5 hộ)", "!figure.several"},
		{"1/2/3", "!figure.syntax"}, {NULL, NULL}};

	(void)state;
	read_all("vi-mixed", NULL, rows);
}

static void test_figure_a_fraction_of_a_grouped_number_is_no_month(void **state)
{
	(void)state;
	assert_string_equal(read_as("vi-mixed", NULL, "18/2.024"), "fraction||||18|2024|0||");
	assert_string_equal(read_as("vi-mixed", NULL, "18/2024 hồ sơ"), "fraction||||18|2024|0|ho-so|");
}

static void test_figure_the_dialect_decides_not_the_text(void **state)
{
	(void)state;
	assert_string_equal(read_as("vi", NULL, "97.97%"), "!number.group");
	assert_string_equal(read_as("vi", NULL, "1.125%"), "exact||1125||||0|%|");
	assert_string_equal(read_as("plain", NULL, "97.97"), "exact||97.97||||2||");
	assert_string_equal(read_as("plain", NULL, "97,97"), "!number.dialect");
	assert_string_equal(read_as("plain", NULL, "30000"), "exact||30000||||0||");
	assert_string_equal(read_as("plain", NULL, "1.234.567"), "!number.group");
}

static void test_figure_in_a_remark_counts_in_brackets_only(void **state)
{
	static const struct reading rows[] = {{"(26.125/37.354 người)", "fraction||||26125|37354|0|nguoi|"},
		{"Hoàn thành (29/31 HTTT), còn 02.", "fraction||||29|31|0|he-thong|"},
		{"Còn lại 71 xã, phường, thị trấn", "text||||||0||"},
		{"01 đơn vị hoàn thành: Trung tâm", "text||||||0||"}, {"(1/2) và (3/4)", "text||||||0||"},
		{"Đã hoàn thành, tiếp tục duy trì.", "text||||||0||"}, {NULL, NULL}};

	(void)state;
	read_all("vi-remark", NULL, rows);
}

static void test_figure_three_targets_in_one_cell_are_a_list(void **state)
{
	(void)state;
	assert_string_equal(read_as("vi-mixed", NULL, "100% cơ quan; tối thiểu 70% người; 100% hồ sơ"),
		"list||||||0||100 %;ge 70 %;100 %");
	assert_string_equal(read_as("vi-mixed", NULL, "100% cơ quan; còn lại chưa"), "text||||||0||");
}

static void test_figure_units_of_another_dimension_are_refused(void **state)
{
	(void)state;
	assert_string_equal(read_as("vi-mixed", "%", "5 tỷ đồng"), "!unit.dimension");
	assert_string_equal(read_as("vi-mixed", "người", "12 hộ"), "!unit.dimension");
	assert_string_equal(read_as("vi-mixed", "%", "5 quả"), "!unit.unknown");
	assert_string_equal(read_as("vi-mixed", "%", "5"), "exact||5||||0|%|");
	assert_string_equal(read_as("vi-mixed", "tỷ đồng", "2"), "exact||2000000000||||0|dong|");
	assert_string_equal(read_as("vi-mixed", "%", "29/31 HTTT"), "fraction||||29|31|0|he-thong|");
	assert_string_equal(read_as("vi-mixed", "Mbps", "1,5 Gbps"), "exact||1500000000||||1|bps|");
}

static void test_figure_words_that_are_no_unit_are_refused(void **state)
{
	static const struct reading rows[] = {{"12 triệu USD", "!unit.unknown"},
		{"1000 tấn", "!unit.unknown"}, {"12 con", "!unit.unknown"}, {"12 hợp đồng", "!unit.unknown"},
		{"3 triệu con", "!unit.unknown"}, {"12 hộ nghèo", "!unit.unknown"},
		{"1-3 triệu USD", "!unit.unknown"}, {">5 con", "!unit.unknown"},
		{"12/15 triệu USD", "!share.unknown"}, {"12 hộ.", "exact||12||||0|ho|"},
		{"8713 người được tập huấn", "exact||8713||||0|nguoi|"}, {NULL, NULL}};

	(void)state;
	read_all("vi-mixed", NULL, rows);
}

static void test_figure_about_is_not_exact(void **state)
{
	static const struct reading rows[] = {{"khoảng 10", "bound|about|10||||0||"},
		{"Ước đạt 5%", "bound|about|5||||0|%|"}, {"~2 tỷ đồng", "bound|about|2000000000||||0|dong|"},
		{"≈ 2", "bound|about|2||||0||"}, {"đạt khoảng 10", "bound|about|10||||0||"},
		{"khoảng 2-3 tỷ", "range|about|2000000000|3000000000|||0|dong|"},
		{"khoảng hai cuộc", "text||||||0||"}, {NULL, NULL}};

	(void)state;
	read_all("vi-mixed", NULL, rows);
}

static void test_figure_behind_a_number_it_may_be_inexact_too(void **state)
{
	static const struct reading rows[] = {{"85% trở lên", "bound|ge|85||||0|%|"},
		{"85 hộ trở lên", "bound|ge|85||||0|ho|"}, {"85% trở xuống", "bound|le||85|||0|%|"},
		{"85% (ước)", "bound|about|85||||0|%|"}, {"85% ước tính", "bound|about|85||||0|%|"},
		{"đạt 85% (số tạm tính)", "bound|about|85||||0|%|"}, {"90%+", "bound|ge|90||||0|%|"},
		{"trên dưới 85%", "bound|about|85||||0|%|"}, {"đến 85%", "bound|about|85||||0|%|"},
		{"5 ÷ 6%", "range||5|6|||0|%|"}, {"5~6%", "range||5|6|||0|%|"},
		{"khoảng 29/31 HTTT", "fraction|about|||29|31|0|he-thong|"},
		{"chưa đạt 85%", "text||||||0||"}, {NULL, NULL}};

	(void)state;
	read_all("vi-mixed", NULL, rows);
}

static void test_figure_a_minus_behind_a_word_is_a_minus(void **state)
{
	static const struct reading rows[] = {{"đạt-5%", "exact|eq|-5||||0|%|"},
		{"đạt −5%", "exact|eq|-5||||0|%|"}, {"đạt - 5%", "text||||||0||"}, {NULL, NULL}};

	(void)state;
	read_all("vi-mixed", NULL, rows);
}

static void test_figure_the_fields_unit_is_the_unit_of_a_bare_number(void **state)
{
	(void)state;
	assert_string_equal(read_as("vi-mixed", "hộ", "60,000"), "!number.comma");
	assert_string_equal(read_as("vi-mixed", "hộ", "-3"), "!unit.least");
	assert_string_equal(read_as("vi-mixed", "hộ", "1,5"), "!unit.whole");
	assert_string_equal(read_as("vi-mixed", "đồng", "60,000"), "!number.comma");
	assert_string_equal(read_as("vi-mixed", "đồng", "60,5"), "exact||60.5||||1|dong|");
	assert_string_equal(read_as("vi-mixed", "tỷ đồng", "60,000"), "exact||60000000000||||3|dong|");
	assert_string_equal(read_as("vi-mixed", "%", "29/31 (93,55%)"), "exact||93.55||29|31|2|%|");
	assert_string_equal(read_as("vi-mixed", "hộ", "29/31 (93,55%)"), "!unit.dimension");
	assert_string_equal(read_as("plain", "hộ", "60.000"), "exact||60||||3|ho|");
}

static void test_figure_numbers_over_the_limit_are_refused(void **state)
{
	char text[200];

	(void)state;
	memset(text, '9', sizeof(text));
	text[sizeof(text) - 1] = '\0';
	assert_string_equal(read_as("vi", NULL, text), "!number.too_long");
	assert_string_equal(
		read_as("vi", NULL, "99999999999999999999"), "exact||99999999999999999999||||0||");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_figure_fractions_of_s004_are_read),
		cmocka_unit_test(test_figure_plain_numbers_are_read),
		cmocka_unit_test(test_figure_ranges_are_read),
		cmocka_unit_test(test_figure_years_are_no_ranges),
		cmocka_unit_test(test_figure_comparators_are_read_as_sign_or_word),
		cmocka_unit_test(test_figure_missing_and_words_are_no_numbers),
		cmocka_unit_test(test_figure_what_stays_ambiguous_is_refused),
		cmocka_unit_test(test_figure_a_fraction_of_a_grouped_number_is_no_month),
		cmocka_unit_test(test_figure_the_dialect_decides_not_the_text),
		cmocka_unit_test(test_figure_in_a_remark_counts_in_brackets_only),
		cmocka_unit_test(test_figure_three_targets_in_one_cell_are_a_list),
		cmocka_unit_test(test_figure_units_of_another_dimension_are_refused),
		cmocka_unit_test(test_figure_words_that_are_no_unit_are_refused),
		cmocka_unit_test(test_figure_about_is_not_exact),
		cmocka_unit_test(test_figure_behind_a_number_it_may_be_inexact_too),
		cmocka_unit_test(test_figure_a_minus_behind_a_word_is_a_minus),
		cmocka_unit_test(test_figure_the_fields_unit_is_the_unit_of_a_bare_number),
		cmocka_unit_test(test_figure_numbers_over_the_limit_are_refused),
	};

	return cmocka_run_group_tests(tests, open_catalog, close_catalog);
}
