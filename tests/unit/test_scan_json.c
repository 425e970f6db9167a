#include "core/scan_json.h"
#include <string.h>
#include "core/limits.h"
#include "unit.h"

/* In one piece, and byte by byte. */
static struct scan_json scan(const char *text)
{
	struct scan_json whole = {0}, bytes = {0};

	(void)scan_json_add(&whole, text, strlen(text));
	for (const char *at = text; *at != '\0'; at++)
		(void)scan_json_add(&bytes, at, 1);
	assert_int_equal(whole.fault, bytes.fault);
	assert_int_equal(whole.offset, bytes.offset);
	return whole;
}

static void half_a_character_is_found_at_its_byte(void **state)
{
	static const struct {
		const char *text;
		uint64_t at;
	} halves[] = {{"\"\\ud83d\"", 8}, {"\"\\ud83dx\"", 8}, {"\"\\ude00\"", 7}, {"\"\\ud83d\\n\"", 9},
		{"\"\\ud83d\\u0041\"", 13}, {"\"\\ud83d\\ud83d\"", 13}, {"\"\\\\\\uDE00\"", 9}};

	(void)state;
	for (size_t i = 0; i < sizeof(halves) / sizeof(halves[0]); i++) {
		struct scan_json s = scan(halves[i].text);

		assert_int_equal(s.fault, SCAN_JSON_HALF);
		assert_int_equal(s.offset, halves[i].at);
	}
}

static void two_halves_that_fit_are_a_character(void **state)
{
	static const char *const good[] = {"\"\\ud83d\\ude00\"", "{\"\\uD83D\\uDE00\":\"\\\\ud83d\"}",
		"\"\\\\\\ud83d\\ude00\"", "[\"a\\\"\",\"\\u1ebf\"]"};

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		assert_int_equal(scan(good[i]).fault, SCAN_JSON_GOOD);
}

static void a_control_character_is_named(void **state)
{
	(void)state;
	assert_int_equal(scan("\"\\u0000\"").control, 0);
	assert_int_equal(scan("\"\\u001F\"").control, 31);
	assert_int_equal(scan("\"\\b\"").control, 8);
	assert_int_equal(scan("\"\\f\"").fault, SCAN_JSON_CONTROL);
	assert_int_equal(scan("\"\\ufffe\"").fault, SCAN_JSON_CONTROL);
	assert_int_equal(scan("\"\\u0009\\n\\r\\t\"").fault, SCAN_JSON_GOOD);
}

static void a_text_ends_before_its_limit_or_is_refused(void **state)
{
	struct scan_json s = {0};
	static char piece[1 << 20];

	(void)state;
	memset(piece, 'x', sizeof(piece));
	assert_true(scan_json_add(&s, "[\"", 2));
	for (size_t i = 0; i < LIMIT_JSON_TEXT_BYTES / sizeof(piece); i++)
		assert_true(scan_json_add(&s, piece, sizeof(piece)));
	assert_false(scan_json_add(&s, "x", 1));
	assert_int_equal(s.fault, SCAN_JSON_LONG);
	assert_int_equal(s.offset, LIMIT_JSON_TEXT_BYTES + 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(half_a_character_is_found_at_its_byte),
		cmocka_unit_test(two_halves_that_fit_are_a_character),
		cmocka_unit_test(a_control_character_is_named),
		cmocka_unit_test(a_text_ends_before_its_limit_or_is_refused)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
