#include "core/text.h"
#include "unit.h"

static const char *folded(const char *text)
{
	static char out[2][300];
	static int turn;
	struct buf b = {0};
	struct err e = {0};

	turn = !turn;
	assert_int_equal(text_fold(text, strlen(text), &b, &e), 0);
	memcpy(out[turn], b.len ? b.data : "", b.len + 1);
	buf_release(&b);
	return out[turn];
}

static const char *cleaned(const char *text, bool fold)
{
	static char out[300];
	struct buf b = {0};
	struct err e = {0};

	assert_int_equal(text_clean(text, strlen(text), fold, &b, &e), 0);
	memcpy(out, b.len ? b.data : "", b.len + 1);
	buf_release(&b);
	return out;
}

static void same_key(const char *a, const char *b)
{
	assert_string_equal(folded(a), folded(b));
}

static void other_key(const char *a, const char *b)
{
	assert_string_not_equal(folded(a), folded(b));
}

static void test_text_names_that_differ_in_form_have_one_key(void **state)
{
	(void)state;
	same_key("Sở Công thương", "SỞ CÔNG THƯƠNG");
	same_key("hoá", "hóa");
	same_key("Hòa Bình", "Hoà Bình");
	same_key("UỶ BAN", "ỦY BAN");
	same_key("thúy", "thuý");
	same_key("lòe", "loè");
	same_key("Lao động - Thương binh", "Lao động- Thương binh");
	same_key("Lao động – Thương binh", "Lao động Thương binh");
	same_key(" Sở\tY  tế ", "sở y tế");
	same_key("Sở Y te\xCC\x82\xCC\x81", "Sở Y tế"); /* decomposed */
	same_key("Sở\xC2\xA0Y tế", "Sở Y tế");
}

static void test_text_different_letters_have_different_keys(void **state)
{
	(void)state;
	other_key("đa", "da");
	other_key("Đắk Hà", "Đăk Hà");
	other_key("múa", "muá");
	other_key("tỷ", "tỉ");
	other_key("HĐND&UBND", "HĐND-UBND");
	assert_string_equal(folded("của"), "của");
	assert_string_equal(folded("hòa"), "hoà");
}

static void test_text_clean_trims_and_folds_blanks(void **state)
{
	(void)state;
	assert_string_equal(cleaned(" \xC2\xA0 a \n b\t", true), "a b");
	assert_string_equal(cleaned(" a \n b\t", false), "a \n b");
	assert_string_equal(cleaned("\xEF\xBB\xBF"
				    "a",
				    true),
		"a");
	assert_string_equal(cleaned(" \t", true), "");
	assert_string_equal(cleaned("e\xCC\x82\xCC\x81  o\xCC\x9B", true), "ế ơ");
}

static void test_text_nfc_of_nfc_is_the_same(void **state)
{
	struct buf b = {0};
	struct err e = {0};

	(void)state;
	assert_int_equal(text_nfc("o\xCC\x9B\xCC\x81", 5, &b, &e), 0);
	assert_string_equal(b.data, "ớ");
	buf_reset(&b);
	assert_int_equal(text_nfc("ớ Đ \xC7\x9C", strlen("ớ Đ \xC7\x9C"), &b, &e), 0);
	assert_string_equal(b.data, "ớ Đ \xC7\x9C");
	buf_release(&b);
}

static void test_text_bytes_that_are_not_utf8_are_refused(void **state)
{
	struct buf b = {0};
	struct err e = {0};

	(void)state;
	assert_false(text_is_utf8("S\xE9", 2));
	assert_false(text_is_utf8("\xC0\x80", 2));
	assert_false(text_is_utf8("\xED\xA0\x80", 3)); /* half a surrogate pair */
	assert_false(text_is_utf8("\xF4\x90\x80\x80", 4));
	assert_true(text_is_utf8("Sở", strlen("Sở")));
	assert_int_equal(text_clean("S\xE9", 2, true, &b, &e), -1);
	assert_int_equal(e.kind, ERR_RECORD);
	buf_release(&b);
}

static void test_text_letters_of_another_script_are_refused(void **state)
{
	struct buf b = {0};
	struct err e = {0};

	(void)state;
	assert_false(text_is_latin("ĐẠI ҺỌС", strlen("ĐẠI ҺỌС")));
	assert_false(text_is_latin("Sở Υ tế", strlen("Sở Υ tế"))); /* a Greek Upsilon */
	assert_true(text_is_latin("Sở Y tế ≥ 15%…", strlen("Sở Y tế ≥ 15%…")));
	assert_int_equal(text_fold("ĐẠI ҺỌС", strlen("ĐẠI ҺỌС"), &b, &e), -1);
	assert_int_equal(e.kind, ERR_RECORD);
	buf_release(&b);
}

static void test_text_trim_takes_blanks_from_both_ends_only(void **state)
{
	struct slice s = text_trim(SLICE("\xE3\x80\x80 a b \xC2\xA0\n"));

	(void)state;
	assert_true(slice_equals(s, "a b"));
	s = text_trim(SLICE(" \n"));
	assert_int_equal(s.len, 0);
}

static void test_text_plain_is_how_numbers_are_read(void **state)
{
	static const char *const rows[][2] = {{"８５％", "85%"},
		{"15\xC2\xA0\xE2\x80\x89"
		 "000",
			"15 000"},
		{"\xE2\x88\x92"
		 "5",
			"-5"},
		{"8\xE2\x80\x8B"
		 "5\xC2\xAD%",
			"85%"},
		{"đạt – 5", "đạt – 5"}, {"ｈồ ｓơ", "hồ sơ"}, {"", ""}};
	struct buf out = {0};
	struct err err = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		buf_reset(&out);
		assert_int_equal(text_plain(slice_from(rows[i][0]), &out, &err), 0);
		assert_string_equal(out.data ? out.data : "", rows[i][1]);
		assert_true(out.len <= strlen(rows[i][0]));
	}
	buf_release(&out);
	assert_true(text_is_latin("ｈ", 3));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text_names_that_differ_in_form_have_one_key),
		cmocka_unit_test(test_text_different_letters_have_different_keys),
		cmocka_unit_test(test_text_clean_trims_and_folds_blanks),
		cmocka_unit_test(test_text_nfc_of_nfc_is_the_same),
		cmocka_unit_test(test_text_bytes_that_are_not_utf8_are_refused),
		cmocka_unit_test(test_text_letters_of_another_script_are_refused),
		cmocka_unit_test(test_text_trim_takes_blanks_from_both_ends_only),
		cmocka_unit_test(test_text_plain_is_how_numbers_are_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
