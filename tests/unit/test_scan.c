/* What the scanner says does not depend on how the bytes are cut, and it says it of start tags alone. */
#include "core/limits.h"
#include "core/scan.h"
#include "unit.h"

#define MANY (LIMIT_XML_ATTRIBUTES + LIMIT_XML_NAMESPACES)

static char text[200000], wide[400000];
static size_t len;

static void begin(void)
{
	len = 0;
}

static void add(const char *s)
{
	size_t n = strlen(s);

	assert_true(len + n < sizeof(text));
	memcpy(text + len, s, n);
	len += n;
}

static void add_times(const char *s, unsigned n)
{
	while (n-- > 0)
		add(s);
}

/* The bytes in pieces of `size`, the first of four at least: the fault and its line. */
static void is_cut(const char *bytes, size_t n, size_t size, enum scan_fault fault, long line)
{
	struct scan s = {0};
	bool is_good = true;

	for (size_t at = 0; at < n && is_good;) {
		size_t some = at == 0 && size < 4 ? 4 : size;

		some = some < n - at ? some : n - at;
		is_good = scan_add(&s, bytes + at, some);
		at += some;
	}
	is_good = is_good && scan_end(&s);
	if (is_good != (fault == SCAN_GOOD) || s.fault != fault || (fault != SCAN_GOOD && s.line != line))
		fail_msg("cut at %zu: fault %d at %ld, expected %d at %ld; %.60s", size, (int)s.fault, s.line,
			(int)fault, line, text);
}

static void is_bytes(enum scan_fault fault, long line)
{
	static const size_t sizes[] = {1, 2, 3, 5, 7, 15, 16, 17, 64, 255, 4000, sizeof(text)};

	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++)
		is_cut(text, len, sizes[i], fault, line);
}

/* As they are, and as UTF-16 of both orders. */
static void is(enum scan_fault fault, long line)
{
	is_bytes(fault, line);
	for (int big = 0; big <= 1; big++) {
		memcpy(wide, big ? "\xFE\xFF" : "\xFF\xFE", 2);
		for (size_t i = 0; i < len; i++) {
			wide[2 + 2 * i + (size_t)big] = text[i];
			wide[3 + 2 * i - (size_t)big] = '\0';
		}
		for (size_t size = 1; size < 9000; size = size * 3 + 1)
			is_cut(wide, 2 + 2 * len, size, fault, line);
	}
}

static void test_scan_a_start_tag_has_so_many_attributes_and_no_more(void **state)
{
	(void)state;
	for (unsigned more = 0; more <= 1; more++) {
		begin();
		add("<r>\n<x a='>'\n");
		add_times(" xmlns:p=\"a=b>c='\"", 100);
		add("\n");
		add_times(" a = '=\"'", MANY - 101 + more);
		add("/>\n</r>\n");
		is(more ? SCAN_ATTRIBUTES : SCAN_GOOD, 4);
	}
}

static void test_scan_attributes_of_neighbours_are_not_added_up(void **state)
{
	(void)state;
	begin();
	add("<r>");
	add_times("<x a='1' b=\"2\">=</x>==<y c='3'/>", 1000);
	is(SCAN_GOOD, 0);
	add("<z ");
	add_times("a='1' ", MANY + 1);
	is(SCAN_ATTRIBUTES, 1);
}

static void test_scan_text_comments_cdata_and_instructions_are_no_tags(void **state)
{
	static const char *const around[][2] = {{"<a>", "</a>"}, {"<!--", "-->"}, {"<![CDATA[", "]]>"},
		{"<?p ", "?>"}, {"<!---->", "<!-- - -- > -->"}, {"<![CDATA[]]>", "<![CDATA[]]]]>"},
		{"<?p?>", "<?p ?\?>"}, {"<!-- <b c='-- > ", "-->"}, {"<![CDATA[<b ]] > ", "]]]]>"},
		{"<?p <b ? > ", "?\?>"}};

	(void)state;
	for (size_t i = 0; i < sizeof(around) / sizeof(around[0]); i++) {
		begin();
		add("<r>!?");
		add(around[i][0]);
		add("\n");
		add_times(i == 0 || (i >= 4 && i <= 6) ? "= ! ? ' " : "<x = ! ? ' ", MANY + 5);
		add(around[i][1]);
		is(SCAN_GOOD, 0);
		add("\n<x");
		add_times(" a=''", MANY + 1);
		is(SCAN_ATTRIBUTES, 3);
	}
}

static void test_scan_a_nul_is_found_wherever_it_stands(void **state)
{
	static const char *const before[] = {
		"<a>\n", "<a/>\n", "<a><!--\n", "<a b='\n", "<a><![CDATA[\n", "<?p\n"};

	(void)state;
	for (size_t i = 0; i < sizeof(before) / sizeof(before[0]); i++) {
		begin();
		add(before[i]);
		add_times("\n ", 5000);
		text[len++] = '\0';
		add_times("x\n", 10);
		is(SCAN_NUL, 5002);
	}
}

static void test_scan_forms_that_hide_what_is_looked_for_are_refused(void **state)
{
	static const struct {
		const char *bytes;
		size_t n;
		enum scan_fault fault;
	} forms[] = {{"\0\0\0<", 4, SCAN_ENCODING}, {"<\0\0\0", 4, SCAN_ENCODING},
		{"\0\0<\0", 4, SCAN_ENCODING}, {"\0<\0\0", 4, SCAN_ENCODING},
		{"\xFF\xFE\0\0", 4, SCAN_ENCODING}, {"\0\0\xFE\xFF", 4, SCAN_ENCODING},
		{"\x4C\x6F\xA7\x94", 4, SCAN_ENCODING}, {"\0\0\0\0", 4, SCAN_NUL}, {"<\0a\0", 4, SCAN_NUL},
		{"\xFF\xFE<\0/", 5, SCAN_HALF}, {"\xFF\xFE<\0\x3D\xD8", 6, SCAN_HALF},
		{"\xFF\xFE<\0\x3D\xD8\0\xDC", 8, SCAN_GOOD}, {"", 0, SCAN_GOOD}, {"<", 1, SCAN_GOOD}};

	(void)state;
	begin();
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
		is_cut(forms[i].bytes, forms[i].n, 1, forms[i].fault, 1);
}

static void test_scan_a_document_may_not_change_its_form(void **state)
{
	struct scan bytes = {0}, little = {0}, big = {0};

	(void)state;
	assert_true(
		scan_add(&bytes, "<?xm", 4) && scan_add(&little, "<\0?\0", 4) && scan_add(&big, "\0<\0?", 4));
	assert_true(scan_may_be(&bytes, "UTF-8") && scan_may_be(&bytes, "us-ascii"));
	assert_false(scan_may_be(&bytes, "UTF-16LE") || scan_may_be(&bytes, "UTF-16") ||
		     scan_may_be(&bytes, "windows-1258"));
	assert_true(scan_may_be(&little, "utf-16le") && scan_may_be(&little, "UTF-16"));
	assert_false(scan_may_be(&little, "UTF-16BE") || scan_may_be(&little, "US-ASCII"));
	assert_true(scan_may_be(&big, "utf-16be"));
	assert_false(scan_may_be(&big, "utf-16le"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_scan_a_start_tag_has_so_many_attributes_and_no_more),
		cmocka_unit_test(test_scan_attributes_of_neighbours_are_not_added_up),
		cmocka_unit_test(test_scan_text_comments_cdata_and_instructions_are_no_tags),
		cmocka_unit_test(test_scan_a_nul_is_found_wherever_it_stands),
		cmocka_unit_test(test_scan_forms_that_hide_what_is_looked_for_are_refused),
		cmocka_unit_test(test_scan_a_document_may_not_change_its_form),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
