/* What the tests of the extractor share: a feed of a little catalogue, a sink that writes what it is given as
 * text, and a message that is extracted into it. */
#ifndef TESTS_UNIT_EXTRACTED_H
#define TESTS_UNIT_EXTRACTED_H

#include "folder.h"
#include "unit.h"
#include <stdarg.h>
#include "extract/extract.h"

#define NOW 1704844800 /* 2024-01-10T07:00:00+07:00 */

static struct catalog *catalog;
static struct feed *feed;
static struct pseudonym *key;
static struct err error;

#define FIELD(name, path, reduce, cut, more) "thu," name ",,," path ",text," reduce ",,,," cut "," more "\n"

static inline int setup(void **state)
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

static inline int teardown(void **state)
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

static inline void add(char *to, size_t size, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
static inline void add(char *to, size_t size, const char *fmt, ...)
{
	size_t len = strlen(to);
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(to + len, size - len, fmt, ap);
	va_end(ap);
}

static inline int put(struct sink *self, const struct record *r, struct err *e)
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

static inline int reject(struct sink *self, const struct reject *r, struct err *e)
{
	(void)self;
	(void)e;
	add(seen.rejects, sizeof(seen.rejects), "%d %s %s %s; %.*s\n", (int)r->severity, r->field, r->code,
		r->expected, (int)r->found.len, r->found.text);
	return 0;
}

static const struct meta *given_meta; /* instead of the file beside it */
static struct mends mends;	      /* of the file "f" */

static inline const char *extract_bytes(const char *bytes, size_t len, const char *meta)
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

static inline const char *extract(const char *xml)
{
	return extract_bytes(xml, strlen(xml), "");
}

/* The records' XML in the plainest message. */
static inline const char *records(const char *inside)
{
	static char xml[100000];

	snprintf(xml, sizeof(xml), "<T xmlns='urn:t'><D>%s</D></T>", inside);
	return extract(xml);
}

static inline void is_bad(const char *code, const char *reason)
{
	assert_false(seen.result.verdict.is_ok);
	if (strstr(seen.rejects, code) == NULL)
		fail_msg("found %s, expected %s", seen.rejects, code);
	if (strstr(seen.result.reason, reason) == NULL)
		fail_msg("found %s, expected %s", seen.result.reason, reason);
}

#endif
