/* What of a message becomes a record, and what makes a file bad. The feed is a little catalogue of this
 * test's own. */
#include "folder.h"
#include "unit.h"
#include <stdarg.h>
#include "core/limits.h"
#include "extract/extract.h"
#include "extract/probe.h"

#define NOW 1704844800 /* 2024-01-10T07:00:00+07:00 */

static struct catalog *catalog;
static struct feed *feed;
static struct pseudonym *key;
static struct err error;

#define FIELD(name, path, reduce, cut, more) "thu," name ",,," path ",text," reduce ",,,," cut "," more "\n"

static int setup(void **state)
{
	char path[128];

	assert_int_equal(folder_make(state), 0);
	folder_put("feeds.csv", "feed,title_vi,record,key,message,sent_at,territory,source\n"
				"thu,Thử,/soapenv:E/soapenv:B/t:T/t:D/t:R|/t:T/t:D/t:R,ma,/soapenv:E/"
				"soapenv:H/id,path:/soapenv:E/soapenv:H/luc name:_%Y%m%d meta,,t\n"
				"khac,Khác,/soapenv:E/soapenv:B/t:Khac/t:R,ma,,arrival,,t\n");
	folder_put("faults.csv", "fault,code_path,text_path,source\n"
				 "x,/soapenv:E/soapenv:B/soapenv:Fault/code|/soapenv:E/soapenv:B/*:*/"
				 "*:faultCode,/soapenv:E/soapenv:B/soapenv:Fault/text,t\n");
	folder_put("fields.csv",
		"feed,field,seq,title_vi,path,type,reduce,dialect,unit,codes,cut,missing,required,on_error,"
		"max_bytes,policy,source\n" FIELD("ma", "t:Ma", "", "", ",1,record,40,keep,t") FIELD(
			"dau", "t:Ma", "", "before:-", ",,blank,40,keep,t") FIELD("duoi", "t:Ma", "",
			"after:-", ",,blank,40,keep,t") FIELD("ngoai",
			"/soapenv:E/soapenv:B/t:T/t:D/t:Nhom|/t:T/t:D/t:Nhom", "", "",
			",,blank,40,keep,t") FIELD("dem", "t:L/t:I", "count", "", ",,blank,40,keep,t")
			FIELD("tong", "t:L/t:I/t:Gia", "sum", "", ",,blank,40,keep,t") FIELD(
				"co", "t:L/t:I/@co", "any", "", ",,blank,40,keep,t") FIELD("ca",
				"t:L/t:I/@co", "all", "", ",,blank,40,keep,t") FIELD("noi", "t:L/t:I/t:Gia",
				"join", "", ",,blank,40,keep,t") FIELD("cuoi", "t:X", "last", "",
				",,blank,40,keep,t") FIELD("thuoc", "@x:a|@a", "", "", ",,blank,40,keep,t")
				FIELD("so", "t:So", "", "", "000000001 x,,blank,40,pseudonym,t") FIELD(
					"ngan", "t:Ngan", "", "", ",,blank,5,keep,t") FIELD("dai", "t:Dai",
					"", "", ",,record,5,keep,t") FIELD("ten", "t:L/t:I/t:Ten", "", "",
					",,blank,40,keep,t") FIELD("ngay", "meta:as_of", "", "",
					",,blank,40,keep,t") FIELD("rieng", "t:Rieng", "", "",
					",,,,drop,t") "khac,ma,,,t:Ma,text,,,,,,,1,record,40,keep,t\n");
	folder_put("envelopes.csv", "envelope,title_vi,header,body,message,fault_code,fault_text,source\n"
				    "soap,Bao,/soapenv:E/soapenv:H,/soapenv:E/soapenv:B,,,,t\n"
				    "none,,,/,,,,t\n");
	folder_put("namespaces.csv",
		"prefix,uri,source\nsoapenv,urn:e,t\nx,urn:x,t\nt,urn:t,t\nt,urn:t2,t\nt,-,t\n");
	folder_put("key", "k 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n");
	snprintf(path, sizeof(path), "%s/key", folder);
	chmod(path, 0600);
	catalog = folder_catalog();
	if (feed_load(&feed, catalog, "thu", "2024-01-01", &error) || pseudonym_open(&key, path, &error))
		fail_msg("%s", error.text);
	return 0;
}

static int teardown(void **state)
{
	feed_free(feed);
	pseudonym_free(key);
	catalog_free(catalog);
	return folder_remove(state);
}

/* A sink that writes records as "NUMBER@LINE f=v f=v", absent left out, empty as f=, nil as f=~. */
static struct {
	struct sink sink;
	char rows[200000], rejects[2000];
	unsigned records, trailers;
	struct extract_result result;

} seen;

static void add(char *to, size_t size, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
static void add(char *to, size_t size, const char *fmt, ...)
{
	size_t len = strlen(to);
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(to + len, size - len, fmt, ap);
	va_end(ap);
}

static int put(struct sink *self, const struct record *r, struct err *e)
{
	(void)self;
	(void)e;
	if (r->kind == RECORD_FILE) {
		seen.trailers++;
		return 0;
	}
	seen.records++;
	add(seen.rows, sizeof(seen.rows), "%u@%u", (unsigned)r->number, (unsigned)r->line);
	for (size_t i = 0; i < r->ncells; i++)
		if (r->cells[i].state != CELL_ABSENT)
			add(seen.rows, sizeof(seen.rows), " %s=%.*s", feed->fields[i].name,
				r->cells[i].state == CELL_NIL ? 1 : (int)r->cells[i].len,
				r->cells[i].state == CELL_NIL	  ? "~"
				: r->cells[i].state == CELL_EMPTY ? ""
								  : r->cells[i].text);
	add(seen.rows, sizeof(seen.rows), "\n");
	return 0;
}

static int reject(struct sink *self, const struct reject *r, struct err *e)
{
	(void)self;
	(void)e;
	add(seen.rejects, sizeof(seen.rejects), "%d %s %s %s; %.*s\n", (int)r->severity, r->field, r->code,
		r->expected, (int)r->found.len, r->found.text);
	return 0;
}

static const struct meta *given_meta; /* instead of the file beside it */
static struct mends mends;	      /* of the file "f" */

static const char *extract_bytes(const char *bytes, size_t len, const char *meta)
{
	struct extract_options o = {.feed = feed,
		.catalog = catalog,
		.date = "2024-01-01",
		.now = NOW,
		.pseudonym = key,
		.meta = given_meta,
		.mends = &mends,
		.file_id = mends.n ? "f" : NULL,
		.hash_bytes = true};
	char path[128];
	FILE *in;

	memset(&seen, 0, sizeof(seen));
	err_clear(&error);
	seen.sink = (struct sink){put, reject};
	folder_put("in.meta", meta);
	snprintf(path, sizeof(path), "%s/in", folder);
	in = fopen(path, "w+");
	assert_non_null(in);
	assert_int_equal(fwrite(bytes, 1, len, in), len);
	rewind(in);
	if (extract_file(fileno(in), path, &o, &seen.sink, &seen.result, &error) < 0)
		fail_msg("%s", error.text);
	fclose(in);
	assert_int_equal(seen.trailers, 1);
	return seen.rows;
}

static const char *extract(const char *xml)
{
	return extract_bytes(xml, strlen(xml), "");
}

/* The records' XML in the plainest message. */
static const char *records(const char *inside)
{
	static char xml[100000];

	snprintf(xml, sizeof(xml), "<T xmlns='urn:t'><D>%s</D></T>", inside);
	return extract(xml);
}

static void is_bad(const char *code, const char *reason)
{
	assert_false(seen.result.verdict.is_ok);
	if (strstr(seen.rejects, code) == NULL)
		fail_msg("found %s, expected %s", seen.rejects, code);
	if (strstr(seen.result.reason, reason) == NULL)
		fail_msg("found %s, expected %s", seen.result.reason, reason);
}

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

static void test_extract_sent_comes_from_the_first_source_that_knows(void **state)
{
	const char *late =
		"<E xmlns='urn:e'><H><id xmlns=''> m-1 </id><luc xmlns=''>20240102030405</luc></H><B/></E>";

	(void)state;
	extract_bytes(late, strlen(late), "sent_at=2024-01-09T00:00:00Z\n");
	assert_string_equal(seen.result.sent, "2024-01-02T03:04:05+07:00");
	assert_string_equal(seen.result.sent_from, "path");
	extract_bytes("<T><D/></T>", 11, "name=x_20240105.xml\nsent_at=2024-01-09T00:00:00Z\n");
	assert_string_equal(seen.result.sent, "2024-01-05T00:00:00+07:00");
	extract_bytes("<T><D/></T>", 11, "sent_at=2024-01-09T00:00:00Z\n");
	assert_string_equal(seen.result.sent, "2024-01-09T07:00:00+07:00");
	extract("<T><D/></T>");
	assert_string_equal(seen.result.sent, "2024-01-10T07:00:00+07:00");
	assert_string_equal(seen.result.sent_from, "arrival");
	extract_bytes("<T><D><R/></D></T>", 18, "sent_at=2024-02-30\n");
	is_bad("file.sent_at", "found sidecar time '2024-02-30'");
	assert_int_equal(seen.records, 0);
}

static void test_extract_a_time_ahead_is_told_and_rejects_no_record(void **state)
{
	(void)state;
	extract_bytes("<T><D><R/><R/></D></T>", 22, "name=x_20340105.xml\nsent_at=2024-01-09T00:00:00Z\n");
	assert_string_equal(seen.result.sent, "2024-01-09T07:00:00+07:00");
	assert_string_equal(seen.result.sent_from, "meta");
	assert_string_equal(seen.rejects,
		"0 _sent sent_at.future at most one day ahead of now; 2034-01-05T00:00:00+07:00\n");
	assert_true(seen.result.verdict.is_ok);
	assert_int_equal(seen.result.verdict.read, 2);
	assert_int_equal(seen.result.verdict.rejected, 0);
	assert_int_equal(seen.records, 2);
}

static void test_extract_sidecar_gives_fields_and_marks_secrets(void **state)
{
	(void)state;
	assert_string_equal(
		extract_bytes("<T><D><R/></D></T>", 18, "as_of=2024-02-03\r\n"), "1@1 ngay=2024-02-03\n");
	extract_bytes("<T><D><R/></D></T>", 18, "classification=Mật\n");
	is_bad("file.secret", "found a file marked secret");
	assert_int_equal(seen.records, 0);
}

static void test_extract_a_sidecar_that_was_read_before_stands_for_the_one_beside(void **state)
{
	static struct meta m = {11, "as_of=given"}, bad = {8, "a=b\n\nxyz"};

	(void)state;
	given_meta = &m;
	assert_string_equal(extract_bytes("<T><D><R/></D></T>", 18, "as_of=beside\n"), "1@1 ngay=given\n");
	given_meta = &bad;
	extract_bytes("<T><D><R/></D></T>", 18, "");
	given_meta = NULL;
	is_bad("file.sidecar", "in:3: found a line without =");
	assert_int_equal(seen.records, 0);
}

static void test_extract_without_a_key_ends_the_run(void **state)
{
	struct extract_options o = {.feed = feed, .catalog = catalog, .date = "2024-01-01"};
	struct sink sink = {put, reject};
	struct extract_result r;
	FILE *in = tmpfile();

	(void)state;
	err_clear(&error);
	assert_int_equal(extract_file(fileno(in), "-", &o, &sink, &r, &error), -1);
	assert_int_equal(error.kind, ERR_USAGE);
	assert_non_null(strstr(error.text, "field so is a pseudonym"));
	fclose(in);
}

static void mend(uint64_t record, uint64_t line, const char *field, const char *value, int64_t id)
{
	struct mend m = {"f", "thu", record, line, field, value, id};

	assert_int_equal(mends_add(&mends, &m, &error), 0);
	mends_sort(&mends);
}

static void test_extract_a_repaired_value_stands_in_the_place_of_what_was_sent(void **state)
{
	(void)state;
	mend(2, 1, "ma", "H34-24-7", 1);
	assert_string_equal(records("<R><X>a</X></R><R><Ma>2<b/></Ma><X>c</X></R><R><X>b</X></R>"),
		"1@1 cuoi=a\n2@1 ma=H34-24-7 dau=H34 duoi=24-7 cuoi=c\n3@1 cuoi=b\n");
	assert_string_equal(seen.rejects, "");
	mend(2, 1, "duoi", NULL, 2);
	mend(2, 1, "ma", "H06-1", 3);
	assert_string_equal(records("<R/><R><Ma>2</Ma></R>"), "1@1\n2@1 ma=H06-1 dau=H06\n");
	assert_int_equal(seen.result.verdict.read, 2);
	assert_int_equal(seen.result.verdict.rejected, 0);
	mend(2, 1, "ma", "H06", 4);
	assert_string_equal(records("<R/><R><Ma>2</Ma></R>"), "1@1\n2@1 ma=H06\n");
	assert_string_equal(seen.rejects, "0 dau field.no_mark before:-; a repaired value without it\n");
	mends_release(&mends);
}

static void test_extract_a_repair_of_another_line_or_field_is_told_and_does_nothing(void **state)
{
	(void)state;
	mend(1, 9, "ma", "x", 1);
	assert_string_equal(records("<R><X>1</X></R>"), "1@1 cuoi=1\n");
	assert_string_equal(
		seen.rejects, "0 ma repair.stale the record at the line that the repair names; another\n");
	mends_release(&mends);
	mend(1, 1, "so", "012345678", 1);
	mend(1, 1, "rieng", "x", 2);
	records("<R><So>000000001</So></R>");
	assert_string_equal(seen.rejects, "0 rieng repair.stale a field that is kept as it is sent; another\n"
					  "0 so repair.stale a field that is kept as it is sent; another\n");
	mends_release(&mends);
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
		cmocka_unit_test(test_extract_a_message_with_content_and_no_record_is_bad),
		cmocka_unit_test(test_extract_a_second_text_where_one_is_meant_is_told),
		cmocka_unit_test(test_extract_a_fault_is_a_bad_file),
		cmocka_unit_test(test_extract_names_the_feed_of_a_strange_file),
		cmocka_unit_test(test_extract_refuses_what_is_no_plain_xml),
		cmocka_unit_test(test_extract_says_no_word_of_broken_markup),
		cmocka_unit_test(test_extract_limits_are_reached_at_a_line),
		cmocka_unit_test(test_extract_a_million_names_are_refused_early),
		cmocka_unit_test(test_extract_sent_comes_from_the_first_source_that_knows),
		cmocka_unit_test(test_extract_a_time_ahead_is_told_and_rejects_no_record),
		cmocka_unit_test(test_extract_sidecar_gives_fields_and_marks_secrets),
		cmocka_unit_test(test_extract_a_sidecar_that_was_read_before_stands_for_the_one_beside),
		cmocka_unit_test(test_extract_without_a_key_ends_the_run),
		cmocka_unit_test(test_extract_a_repaired_value_stands_in_the_place_of_what_was_sent),
		cmocka_unit_test(test_extract_a_repair_of_another_line_or_field_is_told_and_does_nothing),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
