/* What makes a file bad, and how it is said. */
#include "extracted.h"
#include "core/limits.h"

static void test_extract_a_message_with_content_and_no_record_is_bad(void **state)
{
	(void)state;
	extract("<T xmlns='urn:t'><R><Ma>1</Ma></R></T>");
	is_bad("file.no_record", "found element 'R' in 'T', expected t:D/t:R");
	extract("<T xmlns='urn:t'><Gui>z</Gui></T>");
	is_bad("file.no_record", "found element 'Gui' and no list of records, expected t:D/t:R");
	extract("<T xmlns='urn:t'><D>x</D></T>");
	is_bad("file.no_record", "found text, expected t:D/t:R");
	extract("<T xmlns='urn:t'><Gui>z</Gui><D> <!-- none --> </D></T>");
	assert_true(seen.result.verdict.is_ok);
}

static void test_extract_a_fault_is_a_bad_file(void **state)
{
	(void)state;
	extract("<E xmlns='urn:e'><B><Fault><code xmlns=''>S.1</code><text xmlns=''>quá "
		"tải</text></Fault></B></E>");
	is_bad("file.fault", "found a fault 'S.1': '‹3› ‹3›', expected an answer");
	extract("<E xmlns='urn:e'><B><T xmlns='urn:t'><z:faultCode "
		"xmlns:z='urn:z'>-3</z:faultCode></T></B></E>");
	is_bad("file.fault", "found a fault '-3'");
}

static void test_extract_names_the_feed_of_a_strange_file(void **state)
{
	(void)state;
	extract("<E xmlns='urn:e'><B><Khac xmlns='urn:t'/></B></E>");
	is_bad("file.other_feed", "found a file of feed khac, expected thu");
}

static void test_extract_refuses_what_is_no_plain_xml(void **state)
{
	(void)state;
	extract("");
	is_bad("file.empty", "found an empty file");
	extract("<!DOCTYPE T [<!ENTITY a 'b'>]><T/>");
	is_bad("xml.doctype", "found a DOCTYPE");
	extract("<T><D>&a;</D></T>");
	is_bad("xml.malformed", "found entity '?' not defined");
	extract("<T><D><R></D></T>");
	is_bad("xml.malformed", "opening and ending tag mismatch: ? line 1 and ?");
	extract("<T><D/></T>x");
	is_bad("xml.malformed", "extra content");
	extract("<T><D>\xf4</D></T>");
	is_bad("xml.encoding", "bytes that are not UTF-8");
	extract("<?xml version='1.0' encoding='ISO-8859-1'?><T><D/></T>");
	is_bad("xml.encoding", "found encoding 'ISO-8859-1', expected UTF-8");
	extract("<q:T><D/></q:T>");
	is_bad("xml.namespace", "an element whose prefix is not declared");
}

static void test_extract_says_no_word_of_broken_markup(void **state)
{
	(void)state;
	records("<R><Rieng>1 <NGUYEN VAN A></Rieng></R>");
	assert_false(seen.result.verdict.is_ok);
	assert_null(strstr(seen.result.reason, "NGUYEN"));
	assert_null(strstr(seen.rejects, "VAN"));
}

/* prefix, then `what` n times, then suffix. */
static void extract_repeated(const char *prefix, const char *what, size_t n, const char *suffix)
{
	size_t len = strlen(what), size = strlen(prefix) + strlen(suffix) + n * len + 1, at;
	char *xml = malloc(size);

	assert_non_null(xml);
	at = (size_t)snprintf(xml, size, "%s", prefix);
	for (size_t i = 0; i < n; i++)
		memcpy(xml + at + i * len, what, len);
	at += n * len;
	snprintf(xml + at, size - at, "%s", suffix);
	extract(xml);
	free(xml);
}

static void extract_attributes(unsigned n)
{
	char xml[4000] = "<T><D><R";

	for (unsigned i = 0; i < n; i++)
		add(xml, sizeof(xml), " b%u=''", i);
	add(xml, sizeof(xml), "/></D></T>");
	extract(xml);
}

static void test_extract_limits_are_reached_at_a_line(void **state)
{
	(void)state;
	extract_repeated("<T><D>", "<a>", 1000000, "");
	is_bad("xml.depth", "in:1: found elements nested more than 64 deep, expected at most 64");
	extract_repeated("<T><D><R><Ma>", "x", LIMIT_XML_TEXT_BYTES + 1, "</Ma></R></D></T>");
	is_bad("xml.text", "more than 1 MiB of text in one element");
	extract_repeated("<T><D><R a='", "x", LIMIT_XML_TEXT_BYTES + 1, "'/></D></T>");
	is_bad("xml.text", "more than 1 MiB in one attribute");
	extract_attributes(64);
	assert_true(seen.result.verdict.is_ok);
	extract_attributes(65);
	is_bad("xml.attributes", "more than 64 attributes in one element");
	extract_repeated("<T><D><R z='", "x", 11000000, "'/></D></T>");
	is_bad("xml.malformed", "found");
	extract_repeated(
		"<T><D><R>", "<X>0123456789012345678901234567890123456789</X>", 200000, "</R></D></T>");
	is_bad("xml.record", "more than 4 MiB of text in one record");
	extract_repeated("<T><D><R><Rieng>", "x", 5000000, "</Rieng><Ma>1</Ma></R></D></T>");
	assert_string_equal(seen.rows, "1@1 ma=1\n"); /* what is dropped costs nothing */
}

static void test_extract_a_million_names_are_refused_early(void **state)
{
	size_t size = 14000000, at = 6;
	char *xml = malloc(size);

	(void)state;
	assert_non_null(xml);
	snprintf(xml, size, "<T><D>");
	for (unsigned i = 0; i < 1000000; i++)
		at += (size_t)snprintf(xml + at, size - at, "<n%u/>", i);
	snprintf(xml + at, size - at, "</D></T>");
	extract(xml);
	is_bad("xml.names", "more than 20000 distinct names");
	assert_true(seen.result.bytes_xml >= at); /* hash_bytes: the whole file is hashed all the same */
	free(xml);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_extract_a_message_with_content_and_no_record_is_bad),
		cmocka_unit_test(test_extract_a_fault_is_a_bad_file),
		cmocka_unit_test(test_extract_names_the_feed_of_a_strange_file),
		cmocka_unit_test(test_extract_refuses_what_is_no_plain_xml),
		cmocka_unit_test(test_extract_says_no_word_of_broken_markup),
		cmocka_unit_test(test_extract_limits_are_reached_at_a_line),
		cmocka_unit_test(test_extract_a_million_names_are_refused_early),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
