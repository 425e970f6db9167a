/* What of a message becomes a record. */
#include "extracted.h"

static void test_extract_matches_by_namespace_and_never_by_prefix(void **state)
{
	(void)state;
	assert_string_equal(
		extract("<a:T xmlns:a='urn:t'><a:D><a:R><a:Ma>1</a:Ma></a:R></a:D></a:T>"), "1@1 ma=1\n");
	assert_string_equal(extract("<T xmlns='urn:t2'><D><R><Ma>1</Ma></R></D></T>"), "1@1 ma=1\n");
	assert_string_equal(extract("<T><D><R><Ma>1</Ma></R></D></T>"), "1@1 ma=1\n");
	assert_string_equal(
		extract("<T xmlns='urn:t'><D><R><t:Ma xmlns:t='urn:z'>1</t:Ma></R></D></T>"), "1@1\n");
	extract("<t:T xmlns:t='urn:z'><t:D><t:R/></t:D></t:T>");
	is_bad("file.other_feed", "found a file of no known feed, with element 'T', expected thu");
}

static void test_extract_keeps_absent_empty_and_nil_apart(void **state)
{
	(void)state;
	assert_string_equal(
		records("<R><Ma/></R><R><Ma></Ma></R><R/>"), "1@1 ma= dau= duoi=\n2@1 ma= dau= duoi=\n3@1\n");
	assert_string_equal(
		records("<R xmlns:i='http://www.w3.org/2001/XMLSchema-instance'><X i:nil='true'/></R>"),
		"1@1 cuoi=~\n");
	assert_string_equal(
		records("<R xmlns:i='http://www.w3.org/2001/XMLSchema-instance'><X i:nil='false'/></R>"),
		"1@1 cuoi=\n");
}

static void test_extract_cuts_at_the_first_mark_and_without_it_is_absent(void **state)
{
	(void)state;
	assert_string_equal(records("<R><Ma>H34-24-7</Ma></R>"), "1@1 ma=H34-24-7 dau=H34 duoi=24-7\n");
	assert_string_equal(records("<R><Ma>H34</Ma></R>"), "1@1 ma=H34\n");
}

static void test_extract_reduces_repeated_groups(void **state)
{
	(void)state;
	assert_string_equal(records("<R><L><I co='0'><Gia>100</Gia></I><I co='1'><Gia>0.5</Gia></I></L></R>"),
		"1@1 dem=2 tong=100.5 co=1 ca=0 noi=100;0.5\n");
	assert_string_equal(records("<R><L/></R><R/>"), "1@1 dem=0\n2@1\n");
	assert_string_equal(records("<R><L><I><Gia/></I><I/></L></R>"), "1@1 dem=2 tong= noi=\n");
	assert_string_equal(records("<R><X>1</X><X>2</X><X/></R>"), "1@1 cuoi=2\n");
	/* what is no plain number is shown whole, for normalize to refuse */
	assert_string_equal(records("<R><L><I><Gia>30.000</Gia></I><I><Gia>1</Gia></I></L></R>"),
		"1@1 dem=2 tong=30.000+1 noi=30.000;1\n");
	assert_string_equal(records("<R><L><I co='co'/><I co='False'/><I co='0'/></L></R>"),
		"1@1 dem=3 co=co ca=False\n");
}

static void test_extract_counts_over_texts_kept_inside(void **state)
{
	(void)state;
	assert_string_equal(
		records("<R><X>a</X><L><I co='1'><Ten>b</Ten><La>z</La></I><I/></L><Ma>7</Ma></R>"),
		"1@1 ma=7 dem=2 co=1 ca=1 cuoi=a ten=b\n");
}

static void test_extract_outer_values_last_until_their_group_starts_again(void **state)
{
	(void)state;
	assert_string_equal(extract("<T><D><Nhom>I</Nhom><R/><R/></D><D><R/></D></T>"),
		"1@1 ngoai=I\n2@1 ngoai=I\n3@1\n");
}

static void test_extract_attributes_decode_and_ignore_undeclared_prefixes(void **state)
{
	(void)state;
	assert_string_equal(records("<R a='x &amp; &#x1ea1;'/>"), "1@1 thuoc=x & ạ\n");
	assert_string_equal(records("<R y:a='1'/>"), "1@1\n");
	assert_true(seen.result.verdict.is_ok);
}

static void test_extract_text_is_that_of_the_element_alone(void **state)
{
	(void)state;
	assert_string_equal(records("<R><Ma>a<!-- x --><![CDATA[<b]]>&gt;<?p?>c</Ma></R>"), "1@1 ma=a<b>c\n");
	assert_string_equal(records("<R><La><Ma>no</Ma></La><Ma>1</Ma></R>"), "1@1 ma=1\n");
}

static void test_extract_a_text_with_elements_inside_is_no_value(void **state)
{
	(void)state;
	assert_string_equal(records("<R><Ma>240<b>115</b>-1</Ma></R><R><Ma>2</Ma><X>a<i/></X><Ngan><i>bí "
				    "mật</i></Ngan></R>"),
		"2@1 ma=2\n");
	assert_string_equal(seen.rejects, "1 ma text.element text alone; elements inside the text\n"
					  "0 dau text.element text alone; elements inside the text\n"
					  "0 duoi text.element text alone; elements inside the text\n"
					  "0 dau field.no_mark before:-; 1 bytes without it\n"
					  "0 duoi field.no_mark after:-; 1 bytes without it\n"
					  "0 cuoi text.element text alone; elements inside the text\n"
					  "0 ngan text.element text alone; elements inside the text\n");
	assert_int_equal(seen.result.verdict.rejected, 1);
	assert_string_equal(
		records("<R><Ma>1</Ma><X>a</X><X>b<i/></X><So>1<i/></So></R><R><Ma>2</Ma><X>c</X></R>"),
		"1@1 ma=1\n2@1 ma=2 cuoi=c\n"); /* none of the rest, and the next one is whole */
	assert_string_equal(records("<R><L><I>x<z/>y<Gia>2</Gia></I><I><Gia>3<z/></Gia></I></L></R>"),
		"1@1 dem=2\n"); /* counted all the same; a sum of the rest is no sum */
	assert_string_equal(extract("<T><D><Nhom>a<i/></Nhom><R/><R/></D><D><Nhom>b</Nhom><R/></D></T>"),
		"1@1\n2@1\n3@1 ngoai=b\n");
	assert_string_equal(seen.rejects, "0 ngoai text.element text alone; elements inside the text\n"
					  "0 ngoai text.element text alone; elements inside the text\n");
}

static void test_extract_an_id_or_time_with_elements_inside_makes_the_file_bad(void **state)
{
	(void)state;
	extract("<E xmlns='urn:e'><H><id xmlns=''>m-<i/>1</id></H><B/></E>");
	is_bad("text.element", "found elements inside the message's id or time of sending");
	extract("<E xmlns='urn:e'><H><luc xmlns=''>2024<i/>0102</luc></H><B/></E>");
	is_bad("text.element", "found elements inside the message's id or time of sending");
	extract("<E xmlns='urn:e'><B><Fault><code xmlns=''>S<i/>1</code></Fault></B></E>");
	is_bad("file.fault", "found a fault 'S1'");
}

static void test_extract_pseudonyms_hide_and_dummies_are_missing(void **state)
{
	char first[200];

	(void)state;
	snprintf(first, sizeof(first), "%s",
		records("<R><So> 000000001 </So><So>x</So><So/><So>079</So></R>"));
	assert_memory_equal(first, "1@1 so=k:", 9);
	assert_int_equal(strlen(first), 9 + 64 + 1);
	assert_null(strstr(first, "079"));
	assert_string_equal(records("<R><So>\n079\t</So></R>"), first);
	assert_string_equal(records("<R><So>x</So></R><R><So/></R>"), "1@1\n2@1\n");
}

static void test_extract_a_text_over_its_limit_spoils_the_field_or_the_record(void **state)
{
	(void)state;
	assert_string_equal(
		records("<R><Ngan>123456</Ngan></R><R><Dai>123456</Dai></R><R><Ngan>12345</Ngan></R>"),
		"1@1\n3@1 ngan=12345\n");
	assert_string_equal(seen.rejects, "0 ngan text.too_long at most 5 bytes; 6 bytes\n"
					  "1 dai text.too_long at most 5 bytes; 6 bytes\n");
	assert_int_equal(seen.result.verdict.read, 3);
	assert_int_equal(seen.result.verdict.rejected, 1);
	assert_true(seen.result.verdict.is_ok);
}

static void test_extract_knows_the_line_beyond_65535(void **state)
{
	char *xml = malloc(200000);
	size_t n = (size_t)snprintf(xml, 200000, "<T><D>");

	(void)state;
	memset(xml + n, '\n', 100000);
	snprintf(xml + n + 100000, 90000, "<R\n/></D></T>");
	assert_string_equal(extract(xml), "1@100002\n");
	free(xml);
}

static void test_extract_zero_records_are_no_fault(void **state)
{
	(void)state;
	assert_string_equal(extract("<T><D/></T>"), "");
	assert_true(seen.result.verdict.is_ok);
	extract("<T/>");
	assert_true(seen.result.verdict.is_ok);
	extract("<T><D><r/></D></T>");
	is_bad("file.no_record", "in:1: found element 'r', expected t:R");
}

static void test_extract_counts_what_stands_among_records_and_is_none(void **state)
{
	(void)state;
	assert_string_equal(
		extract("<T xmlns='urn:t'><D><R><Ma>1-2</Ma></R><R xmlns='urn:z'><Ma>2</Ma></R></D></T>"),
		"1@1 ma=1-2 dau=1 duoi=2\n");
	assert_true(seen.result.verdict.is_ok);
	assert_int_equal(seen.result.verdict.strangers, 1);
	assert_string_equal(seen.rejects, "0 _record record.stranger t:D/t:R; 1, the first element 'R'\n");
	extract("<T xmlns='urn:t'><D><R/></D><D2><X><Ma>1</Ma></X><X><Ma>2</Ma></X></D2></T>");
	assert_int_equal(seen.result.verdict.strangers, 2); /* by what is in them, whatever they are called */
	extract("<T xmlns='urn:t'><D><R/></D><A><B c='1'/><B c='2'/><B c='3'/></A></T>");
	assert_int_equal(seen.result.verdict.strangers, 3); /* by repetition */
	extract("<T "
		"xmlns='urn:t'><Dau><Ten>x</Ten><Noi><A>y</A></Noi></Dau><Gui>z</Gui><D><R/><N>1</N></D></"
		"T>");
	assert_int_equal(seen.result.verdict.strangers, 0); /* a header, and a value about the list */
	extract("<T xmlns='urn:t'><D><R><Ma>1</Ma><R><Ma>2</Ma></R></R></D></T>");
	assert_int_equal(seen.result.verdict.strangers, 1); /* a record in a record */
}

static void test_extract_a_second_text_where_one_is_meant_is_told(void **state)
{
	(void)state;
	assert_string_equal(records("<R><Ngan>1</Ngan><Ngan>1</Ngan></R><R><Ngan>1</Ngan><Ngan>2</Ngan></R>"),
		"1@1 ngan=1\n2@1\n");
	assert_string_equal(seen.rejects, "0 ngan field.repeated one; 2, of the same text\n"
					  "0 ngan field.repeated one; 2, of different texts\n");
	assert_string_equal(
		records("<R><Dai>1</Dai><Dai>2</Dai></R><R><Dai/><Dai>2</Dai></R>"), "2@1 dai=2\n");
	assert_int_equal(seen.result.verdict.rejected, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_extract_matches_by_namespace_and_never_by_prefix),
		cmocka_unit_test(test_extract_keeps_absent_empty_and_nil_apart),
		cmocka_unit_test(test_extract_cuts_at_the_first_mark_and_without_it_is_absent),
		cmocka_unit_test(test_extract_reduces_repeated_groups),
		cmocka_unit_test(test_extract_counts_over_texts_kept_inside),
		cmocka_unit_test(test_extract_outer_values_last_until_their_group_starts_again),
		cmocka_unit_test(test_extract_attributes_decode_and_ignore_undeclared_prefixes),
		cmocka_unit_test(test_extract_text_is_that_of_the_element_alone),
		cmocka_unit_test(test_extract_a_text_with_elements_inside_is_no_value),
		cmocka_unit_test(test_extract_an_id_or_time_with_elements_inside_makes_the_file_bad),
		cmocka_unit_test(test_extract_pseudonyms_hide_and_dummies_are_missing),
		cmocka_unit_test(test_extract_a_text_over_its_limit_spoils_the_field_or_the_record),
		cmocka_unit_test(test_extract_knows_the_line_beyond_65535),
		cmocka_unit_test(test_extract_zero_records_are_no_fault),
		cmocka_unit_test(test_extract_counts_what_stands_among_records_and_is_none),
		cmocka_unit_test(test_extract_a_second_text_where_one_is_meant_is_told),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
