/* Names as they are shown: nothing of the bytes is lost, and nothing is cut inside a character. */
#include "core/shown.h"
#include "unit.h"

#define ROUND(bytes, expected) check_round(bytes, sizeof(bytes) - 1, expected)

static void check_round(const char *bytes, size_t len, const char *expected)
{
	struct buf shown = {0}, back = {0};
	struct err e = {0};

	assert_int_equal(shown_add(&shown, bytes, len, &e), 0);
	assert_string_equal(shown.data, expected);
	assert_int_equal(shown_undo(&back, shown.data, shown.len, &e), 0);
	assert_int_equal(back.len, len);
	assert_memory_equal(back.data, bytes, len);
	buf_release(&shown);
	buf_release(&back);
}

static void test_shown_vietnamese_stays_as_it_is(void **state)
{
	(void)state;
	ROUND("hồ sơ Sở Y tế.xml", "hồ sơ Sở Y tế.xml");
}

static void test_shown_bytes_that_are_no_text_are_escaped_and_found_again(void **state)
{
	(void)state;
	ROUND("a\xff\xfe.xml", "a\\xFF\\xFE.xml");
	ROUND("h\xe1\xbb.xml", "h\\xE1\\xBB.xml");
	ROUND("\xed\xa0\x80", "\\xED\\xA0\\x80");
}

static void test_shown_controls_and_marks_of_direction_are_escaped(void **state)
{
	(void)state;
	ROUND("a\nb\x1b[2J\x7f", "a\\x0Ab\\x1B[2J\\x7F");
	ROUND("\xc2\x85x", "\\xC2\\x85x");
	ROUND("lmx\xe2\x80\xaegz", "lmx\\xE2\\x80\\xAEgz");
}

static void test_shown_backslash_is_no_escape_of_its_own(void **state)
{
	(void)state;
	ROUND("a\\x41", "a\\x5Cx41");
	ROUND("\\", "\\x5C");
}

static void test_shown_undo_refuses_what_was_never_shown(void **state)
{
	static const char *const bad[] = {"a\\", "a\\x4", "a\\xZZ", "\\x00", "\\n", "\\xfe"};
	struct buf out = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct err e = {0};

		assert_int_equal(shown_undo(&out, bad[i], strlen(bad[i]), &e), -1);
		assert_int_equal(e.kind, ERR_FILE);
	}
	buf_release(&out);
}

static void check_cut(const char *text, size_t most, const char *expected)
{
	struct buf out = {0};
	struct err e = {0};

	assert_int_equal(shown_add_cut(&out, text, strlen(text), most, &e), 0);
	assert_string_equal(out.data ? out.data : "", expected);
	assert_true(out.len <= most);
	buf_release(&out);
}

static void test_shown_cut_is_between_characters(void **state)
{
	(void)state;
	check_cut("ngắn.xml", 10, "ngắn.xml");
	check_cut("hồ sơ", 7, "hồ…");
	check_cut("ếếếế", 8, "ế…");
	check_cut("ếếếế", 9, "ếế…");
	check_cut("ếếếế", 5, "…");
	check_cut("ếế", 2, "");
}

/* e, circumflex and acute as three code points: what a Mac sends. */
static void test_shown_cut_keeps_a_letter_with_its_marks(void **state)
{
	(void)state;
	check_cut("ae\xcc\x82\xcc\x81 to", 7, "a…");
	check_cut("ae\xcc\x82\xcc\x81 ton", 9, "ae\xcc\x82\xcc\x81…");
}

static void test_shown_cut_keeps_an_escape_whole(void **state)
{
	(void)state;
	check_cut("ab\\xFF\\xFEcd", 8, "ab…");
	check_cut("ab\\xFF\\xFEcd", 9, "ab\\xFF…");
}

static void test_shown_has_control_tells_them_from_other_bytes(void **state)
{
	(void)state;
	assert_true(shown_has_control("a\tb", 3));
	assert_true(shown_has_control("a\x7f", 2));
	assert_true(shown_has_control("\xc2\x9b", 2));
	assert_true(shown_has_control("\xe2\x80\xa8", 3));
	assert_true(shown_has_control("\xff\n", 2));
	assert_false(shown_has_control("\xff\x80", 2));
	assert_false(shown_has_control("Sở Tư pháp\\", strlen("Sở Tư pháp\\")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_shown_vietnamese_stays_as_it_is),
		cmocka_unit_test(test_shown_bytes_that_are_no_text_are_escaped_and_found_again),
		cmocka_unit_test(test_shown_controls_and_marks_of_direction_are_escaped),
		cmocka_unit_test(test_shown_backslash_is_no_escape_of_its_own),
		cmocka_unit_test(test_shown_undo_refuses_what_was_never_shown),
		cmocka_unit_test(test_shown_cut_is_between_characters),
		cmocka_unit_test(test_shown_cut_keeps_a_letter_with_its_marks),
		cmocka_unit_test(test_shown_cut_keeps_an_escape_whole),
		cmocka_unit_test(test_shown_has_control_tells_them_from_other_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
