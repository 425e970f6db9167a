/* A sidecar is read by one rule, whoever reads it. */
#include "folder.h"
#include "stream/meta.h"
#include "unit.h"

static struct meta meta;
static struct err error;

/* What reading `bytes` beside the file says; "" when it is good. */
static const char *read_bytes(const char *bytes, size_t len)
{
	char path[128];
	FILE *out;

	snprintf(path, sizeof(path), "%s/in.meta", folder);
	out = fopen(path, "w");
	assert_non_null(out);
	assert_int_equal(fwrite(bytes, 1, len, out), len);
	fclose(out);
	snprintf(path, sizeof(path), "%s/in.xml", folder);
	err_clear(&error);
	if (meta_read(&meta, path, &error) == 0)
		return "";
	assert_int_equal(error.kind, ERR_FILE);
	return error.text;
}

static const char *read_text(const char *text)
{
	return read_bytes(text, strlen(text));
}

static void is_value(const char *key, const char *value)
{
	if (!slice_equals(meta_find(&meta, key), value))
		fail_msg("%s is %.*s, expected %s", key, (int)meta_find(&meta, key).len,
			meta_find(&meta, key).text, value);
}

static void test_meta_line_ends_and_a_byte_order_mark_are_no_part_of_a_value(void **state)
{
	(void)state;
	assert_string_equal(
		read_text("\xEF\xBB\xBFsent_at=2024-01-02\r\n\r\n# a note\r\nas_of=x=y \r\nlast="), "");
	is_value("sent_at", "2024-01-02");
	is_value("as_of", "x=y ");
	is_value("last", "");
	is_value("none", "");
}

static void test_meta_a_name_is_bytes_and_all_else_is_utf8(void **state)
{
	(void)state;
	assert_string_equal(read_text("name=a\xFF_20240102.xml\n"), "");
	is_value("name", "a\xFF_20240102.xml");
	assert_non_null(strstr(read_text("a=b\nas_of=\xE1\xBB\n"), "bytes that are not UTF-8"));
	assert_int_equal(error.line, 2);
	assert_non_null(strstr(read_bytes("\xFF\xFE"
					  "a\0=\0b\0",
				       8),
		"a NUL byte"));
	assert_non_null(strstr(read_bytes("a=b\0\nc=d\n", 9), "a NUL byte"));
}

static void test_meta_a_line_of_no_form_is_refused_at_its_place(void **state)
{
	(void)state;
	assert_non_null(strstr(read_text("a=b\n#\nc\n"), "a line without ="));
	assert_int_equal(error.line, 3);
	assert_non_null(strstr(read_text("a=b\rc=d\n"), "a CR inside a line"));
	assert_non_null(
		strstr(read_text("sent_at=1\na=b\nsent_at=2\n"), "a key of the sidecar that is said again"));
	assert_int_equal(error.line, 1);
	assert_string_equal(read_text("sent_at=1\nsent=2\n#sent_at=3\n"), "");
}

static void test_meta_that_was_read_badly_is_found_bad_again(void **state)
{
	static char large[META_BYTES + 10];

	(void)state;
	memset(large, '#', sizeof(large));
	assert_non_null(strstr(read_bytes(large, sizeof(large)), "a sidecar over 16383 bytes"));
	err_clear(&error);
	assert_int_equal(meta_check(&meta, "in", &error), -1);
	assert_int_equal(error.kind, ERR_FILE);
	assert_string_equal(read_bytes(large, META_BYTES - 1), "");
	assert_non_null(strstr(read_text("x"), "a line without ="));
	err_clear(&error);
	assert_int_equal(meta_check(&meta, "in", &error), -1);
	assert_int_equal(error.line, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_meta_line_ends_and_a_byte_order_mark_are_no_part_of_a_value),
		cmocka_unit_test(test_meta_a_name_is_bytes_and_all_else_is_utf8),
		cmocka_unit_test(test_meta_a_line_of_no_form_is_refused_at_its_place),
		cmocka_unit_test(test_meta_that_was_read_badly_is_found_bad_again),
	};

	return cmocka_run_group_tests(tests, folder_make, folder_remove);
}
