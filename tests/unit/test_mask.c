#include "core/mask_runs.h"
#include "model/mask.h"
#include "unit.h"

static struct catalog *catalog;
static struct mask *mask;
static struct err e;

static const char *runs(const char *text)
{
	static char out[300];

	snprintf(out, sizeof(out), "%s", text);
	out[mask_runs(out, strlen(out), false)] = '\0';
	return out;
}

static const char *kept(enum mask_kept kind, const char *text)
{
	static struct buf out;
	bool is_masked;

	buf_reset(&out);
	assert_int_equal(mask_keep_text(mask, kind, slice_from(text), &out, &is_masked, &e), 0);
	assert_int_equal(is_masked, strcmp(out.data ? out.data : "", text) != 0);
	return out.data ? out.data : "";
}

static const char *quote(const char *how, const char *text)
{
	static struct buf out;

	buf_reset(&out);
	assert_int_equal(mask_quote(mask, how, slice_from(text), &out, &e), 0);
	return out.data ? out.data : "";
}

static unsigned seed = 1;

static unsigned roll(unsigned n)
{
	seed = seed * 1103515245u + 12345u;
	return (seed >> 16) % n;
}

static size_t append(char *out, const char *text)
{
	memcpy(out, text, strlen(text) + 1);
	return strlen(text);
}

/* A number of n digits in a way that people write them: nothing, or a mark, between some of them. */
static void print_number(char *out, unsigned n)
{
	static const char *const marks[] = {
		" ", ".", "-", "\xC2\xA0", " - ", ") ", "\xE2\x80\x91", "\xE2\x80\x93"};
	static const char *const befores[] = {"", "ĐT: ", "+", "(", "x", "số "}, *const behinds[] = {"", ".",
											 " đ", "a", ", 5"};
	const char *mark = marks[roll(8)];
	unsigned every = 2 + roll(4);

	out += append(out, befores[roll(6)]);
	*out++ = (char)('3' + roll(6)); /* no year, no date */
	for (unsigned i = 1; i < n; i++) {
		if (every < 5 && i % every == 0)
			out += append(out, mark);
		*out++ = (char)('3' + roll(7));
	}
	append(out, behinds[roll(5)]);
}

static bool has_digit(const char *text, unsigned behind)
{
	for (; *text && strncmp(text, ", 5", 3) != 0; text++)
		if (*text >= '0' && *text <= '9' && behind)
			return true;
	return false;
}

static void test_mask_runs_hides_nine_digits_and_more_in_every_writing(void **state)
{
	char text[200], once[300];

	(void)state;
	for (unsigned i = 0; i < 20000; i++) {
		print_number(text, 9 + roll(8));
		snprintf(once, sizeof(once), "%s", runs(text));
		if (has_digit(once, 1))
			fail_msg("%s: %s", text, once);
		assert_true(strlen(once) <= strlen(text));
		assert_string_equal(runs(once), once);
	}
}

static void test_mask_runs_leaves_eight_digits_and_fewer(void **state)
{
	char text[200];

	(void)state;
	for (unsigned i = 0; i < 20000; i++) {
		print_number(text, 1 + roll(8));
		assert_string_equal(runs(text), text);
	}
}

/* One character changed: a letter between the digits makes two numbers of it, a digit more makes nine. */
static void test_mask_runs_one_character_makes_the_difference(void **state)
{
	(void)state;
	assert_string_equal(runs("0912x34567"), "0912x34567");
	assert_string_equal(runs("09123x4567890123"), "09123x##########");
	assert_string_equal(runs("91234567"), "91234567");
	assert_string_equal(runs("912345678"), "#########");
	assert_string_equal(runs("0912.345.67"), "####.###.##");
	assert_string_equal(runs("0912,345,678"), "0912,345,678");
	assert_string_equal(runs("0912.345:678"), "0912.345:678");
	assert_string_equal(runs("０９１２３４５６７８"), "##########");
}

static void test_mask_runs_leaves_what_is_nobodys(void **state)
{
	static const char *const texts[] = {"20240205080000", "hs_20240205080000.xml", "2024-02-30 12:00:00",
		"2024-02-05T08:00:00+07:00", "31/02/2024 08:30", "05.02.2024 - 06.02.2024",
		"00000000-0000-4000-8000-000000000004",
		"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "12.345,6",
		"1.234.567 hồ sơ", "2021-2025", "bao-cao-0001-20240331.xml"};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		assert_string_equal(runs(texts[i]), texts[i]);
	assert_string_equal(
		kept(MASK_FIGURE, "9.885.295.762/ 11.291.115.716"), "9.885.295.762/ 11.291.115.716");
	assert_string_equal(runs("9.885.295.762"), "#.###.###.###");
	assert_string_equal(runs("20241305080000"), "##############");
	assert_string_equal(runs("079099001234a"), "############a");
}

static void test_mask_quote_shows_what_the_field_may_hold(void **state)
{
	(void)state;
	assert_string_equal(quote("id", "H34.5"), "H34.5");
	assert_string_equal(quote("id", "000.00.19.H34-240115-0007"), "000.00.19.H34-240115-0007");
	assert_string_equal(quote("id", "240-0001"), "240-0001");
	assert_string_equal(quote("id", "0912345678"), "10 chữ số (10 digits)");
	assert_string_equal(quote("id", "0912.345.678"), "####.###.###");
	assert_string_equal(quote("id", "Nguyen Van An"), "11 chữ, 2 dấu cách (11 letters, 2 blanks)");
	assert_string_equal(quote("id", "NGUYENVANAN1985"), "11 chữ, 4 chữ số (11 letters, 4 digits)");
	assert_string_equal(quote("id", "C1234567"), "1 chữ, 7 chữ số (1 letter, 7 digits)");
	assert_string_equal(quote("decimal", "12.345,6 tỷ đồng"), "12.345,6 tỷ đồng");
	assert_string_equal(quote("figure", "12 triệu USD"), "12 triệu USD");
	assert_string_equal(quote("figure", "1000 tấn"), "1000 tấn");
	assert_string_equal(quote("figure", "12 nguyễn"), "12 ‹6›");
	assert_string_equal(quote("figure", "12 Tám"), "12 ‹3›");
	assert_string_equal(quote("figure", "12 con gà"), "12 ‹3› ‹2›");
	assert_string_equal(quote("figure", "12 tấn gạo"), "12 ‹3› ‹3›");
	assert_string_equal(quote("decimal", "5 của Lê Văn Tám"), "5 của ‹2› ‹3› ‹3›");
	assert_string_equal(quote("datetime", "2024-02-30 12:00:00"), "2024-02-30 12:00:00");
	assert_string_equal(quote("date", "ngày 30 tháng 02 năm 2024"), "ngày 30 tháng 02 năm 2024");
	assert_string_equal(quote("date", "sinh ngày 30/02"), "‹4› ngày 30/02");
	assert_string_equal(quote("code", "11"), "11");
	assert_string_equal(quote("text", "Sở Tư pháp"), "8 chữ, 2 dấu cách (8 letters, 2 blanks)");
	assert_string_equal(quote("none", ""), "");
}

static void test_mask_quote_shows_an_unknown_body_by_the_words_that_are_known(void **state)
{
	(void)state;
	assert_string_equal(quote("agency", "UBND xã Nguyễn Văn An"), "UBND xã ‹6› ‹3› ‹2›");
	assert_string_equal(
		quote("agency", "Sở Tư pháp của ông Trần Công An"), "Sở Tư pháp của ‹3› ‹4› ‹4› ‹2›");
	assert_string_equal(quote("agency", "nguyễn văn an 0912 345 678"), "‹6› ‹3› ‹2› #### ### ###");
	assert_string_equal(quote("agency", "an.nguyen85@khong-co.example"),
		"22 chữ, 2 chữ số, 4 dấu (22 letters, 2 digits, 4 marks)");
	assert_string_equal(quote("agency", "H34.99"), "H34.99");
	assert_string_equal(quote("agency", "000.00.98.H34"), "000.00.98.H34");
	assert_string_equal(quote("agency", "Ngọc Linh"), "8 chữ, 1 dấu cách (8 letters, 1 blank)");
}

static void test_mask_keep_text_keeps_words_of_the_catalogue_alone(void **state)
{
	static const char *const hidden[][2] = {{"Nguyễn Văn An", "‹6› ‹3› ‹2›"},
		{"không có hồ sơ của lâm hồng thắm", "không có hồ sơ của ‹3› ‹4› ‹4›"},
		{"đào hữu trang 20240321", "‹3› ‹3› ‹5› ‹8›"}, {"nguyễn văn an", "‹6› ‹3› ‹2›"},
		{"Nguyen Van An", "‹6› ‹3› ‹2›"}, {"Lan Anh, chị Huệ", "‹3› ‹3›, ‹3› ‹3›"},
		{"A Thành và Y Nhung", "‹1› ‹5› và ‹1› ‹5›"}, {"Võ Công An", "‹2› ‹4› ‹2›"},
		{"12 đường Lê Lợi", "‹2› đường ‹2› ‹3›"}, {"ngo 12 le loi", "‹3› ‹2› ‹2› ‹3›"},
		{"gọi 0912.345.678", "gọi ####.###.###"}, {"251.583.143", "###.###.###"},
		{"thư an@b.example nhé", "‹3› ‹2›@‹1›.‹7› ‹3›"}, {"Khơ Mú Xyz", "‹3› ‹2› ‹3›"},
		{"Phạm Hoa (3/2/1970)", "‹4› ‹3› (‹1›/‹1›/‹4›)"}};

	(void)state;
	for (size_t i = 0; i < sizeof(hidden) / sizeof(*hidden); i++)
		assert_string_equal(kept(MASK_TEXT, hidden[i][0]), hidden[i][1]);
}

static void test_mask_keep_text_leaves_what_the_catalogue_has(void **state)
{
	static const char *const texts[] = {"Sở Y tế tỉnh Kon Tum", "Phường Nguyễn Trãi",
		"Phường Quang Trung", "hồ sơ", "Đã hoàn thành, tiếp tục duy trì.",
		"Cơ sở dữ liệu quốc gia về dân cư (Bộ Công an)",
		"Lãnh đạo: VP UBND tỉnh, Sở Thông tin và Truyền thông",
		"Tỷ lệ DVCTT toàn trình (tương đương mức độ 4)", "1.", "II", "a/b", "25/2024", ""};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		assert_string_equal(kept(MASK_TEXT, texts[i]), texts[i]);
}

static void test_mask_keep_text_keeps_the_numbers_of_a_figure(void **state)
{
	(void)state;
	assert_string_equal(kept(MASK_FIGURE, "29/31 HTTT"), "29/31 HTTT");
	assert_string_equal(kept(MASK_FIGURE, "1200300 MWh"), "1200300 MWh");
	assert_string_equal(kept(MASK_FIGURE, "còn 71 xã của Lê Văn Tám"), "còn 71 xã của ‹2› ‹3› ‹3›");
	assert_string_equal(kept(MASK_FIGURE, "Lê Văn Tám 3/2/1970"), "‹2› ‹3› ‹3› #/#/####");
	assert_string_equal(kept(MASK_FIGURE, "bé 251.583.143"), "‹2› ###.###.###");
	assert_string_equal(kept(MASK_FIGURE, "CCCD 051.264.533.926"), "CCCD ###.###.###.###");
	assert_string_equal(kept(MASK_TEXT, "anh hang, to quang"), "‹3› ‹4›, ‹2› ‹5›");
}

/* Of one word the name of a file says what it is; of two names and more, whose. */
static void test_mask_keep_text_keeps_short_words_of_a_files_name(void **state)
{
	static const char *const names[] = {"02-nhieu-ho-so_20240120010000.xml", "bad.xml",
		"hong_20240201030000.xml", "bao-cao-2.xml", "bao-cao-quy/strange.xml", "2024-Q1.xml",
		"so-tttt-2024-Q1.xml", "x.json", "guibaohiem_20260203_00005.zip",
		"chingansach_20260202_00001.xml", "dongbohoso-0033.xml.gz", "guitygia_20260203.xml",
		"danhmucphuongxaresponse_20260203.xml", "sucoantoanthongtin_1.xml", "phananhkiennghi_2.xml",
		"vienthongbuuchinh_3.xml", "guitaikhoan_1.xml", "hai_20240210010000.xml",
		"một_20240201010000.xml"};
	static const char *const hidden[][2] = {{"nguyen-van-an.xml", "‹6›-‹3›-‹2›.xml"},
		{"LeVanTam_20240201030000.xml", "‹8›_20240201030000.xml"}, {"Tám Lê.xml", "‹3› ‹2›.xml"},
		{"don 0912345678.xml", "don ##########.xml"}, {"Huệ_1.xml", "‹3›_1.xml"}};

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		assert_string_equal(kept(MASK_NAME, names[i]), names[i]);
	for (size_t i = 0; i < sizeof(hidden) / sizeof(*hidden); i++)
		assert_string_equal(kept(MASK_NAME, hidden[i][0]), hidden[i][1]);
}

static void test_mask_quoted_needs_no_catalogue(void **state)
{
	char out[200];

	(void)state;
	assert_string_equal(mask_quoted(out, "2024-13-45", 10), "'2024-13-45'");
	assert_string_equal(mask_quoted(out, "20241345080000", 14), "'##############'");
	assert_string_equal(mask_quoted(out, "Le An 12", 8),
		"4 chữ, 2 chữ số, 2 dấu cách (4 letters, 2 digits, 2 blanks)");
	assert_string_equal(mask_quoted(out, "chiều qua", 11), "8 chữ, 1 dấu cách (8 letters, 1 blank)");
	assert_string_equal(mask_quoted(out, "\xE9", 1), "1 byte (1 bytes)");
	assert_string_equal(mask_quoted(out, "", 0), "''");
}

static int open_all(void **state)
{
	(void)state;
	return catalog_open(&catalog, NULL, 0, &e) || mask_open(&mask, catalog, &e);
}

static int close_all(void **state)
{
	(void)state;
	mask_free(mask);
	catalog_free(catalog);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_mask_runs_hides_nine_digits_and_more_in_every_writing),
		cmocka_unit_test(test_mask_runs_leaves_eight_digits_and_fewer),
		cmocka_unit_test(test_mask_runs_one_character_makes_the_difference),
		cmocka_unit_test(test_mask_runs_leaves_what_is_nobodys),
		cmocka_unit_test(test_mask_quote_shows_what_the_field_may_hold),
		cmocka_unit_test(test_mask_quote_shows_an_unknown_body_by_the_words_that_are_known),
		cmocka_unit_test(test_mask_keep_text_keeps_words_of_the_catalogue_alone),
		cmocka_unit_test(test_mask_keep_text_leaves_what_the_catalogue_has),
		cmocka_unit_test(test_mask_keep_text_keeps_the_numbers_of_a_figure),
		cmocka_unit_test(test_mask_keep_text_keeps_short_words_of_a_files_name),
		cmocka_unit_test(test_mask_quoted_needs_no_catalogue)};

	return cmocka_run_group_tests(tests, open_all, close_all);
}
