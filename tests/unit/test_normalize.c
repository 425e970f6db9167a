#include "folder.h"
#include "model/dates.h"
#include "normalize/normalize.h"
#include "stream/stream.h"
#include "unit.h"

/* A feed of this test's own, so that every type and rule is here whatever the real feeds say. */
static const char feeds_csv[] = "feed,title_vi,record,key,message,sent_at,valid_at,territory,max_rejects,max_"
				"rejects_pct,valid_from,valid_to,source\n"
				"thu,Thử,/r,ma,,arrival,ngay,kon-tum,1,5,,,test\n";
static const char fields_csv[] = "feed,field,seq,path,type,reduce,dialect,unit,codes,missing,required,on_"
				 "error,free_text,max_bytes,policy,source\n"
				 "thu,ma,1,a,id,,,,,,1,record,,20,keep,test\n"
				 "thu,ngay,2,b,datetime,,,,,,1,record,,40,keep,test\n"
				 "thu,tien,3,c,decimal,,vi-mixed,tỷ đồng,,,,blank,,60,keep,test\n"
				 "thu,so,4,d,integer,,plain,,,,,blank,,60,keep,test\n"
				 "thu,dung,5,e,bool,,,,,,,blank,,20,keep,test\n"
				 "thu,co_quan,6,f,agency,,,,,,,blank,,200,keep,test\n"
				 "thu,tt,7,g,procedure,,,,,,,blank,,60,keep,test\n"
				 "thu,trang_thai,8,h,code,,,,trang-thai-ho-so,,,record,,20,keep,test\n"
				 "thu,loi,9,i,text,,,,,không 000000001,,blank,1,60,keep,test\n"
				 "thu,so_lieu,10,k,figure,,vi-mixed,,,,,blank,,60,keep,test\n"
				 "thu,bi_danh,11,l,id,,,,,,,blank,,100,pseudonym,test\n"
				 "thu,ngay_sinh,12,m,date,,,,,,,blank,,40,keep,test\n";

enum { MA, NGAY, TIEN, SO, DUNG, CO_QUAN, TT, TRANG_THAI, LOI, SO_LIEU, BI_DANH, NGAY_SINH, NFIELDS };

static struct catalog *catalog;
static struct feed *feed;
static struct err e;

/* Takes what comes out of the normalizer as text: cells joined by |, rejects as field:code:severity:found. */
struct taker {
	struct sink sink;
	char clean[900], rejects[900], key[100];
	unsigned n;
	struct record last;
	char reason[200];
};

static int take_put(struct sink *self, const struct record *r, struct err *err)
{
	struct taker *t = (struct taker *)self;
	size_t at = 0;

	(void)err;
	t->n++;
	t->last = *r;
	snprintf(t->reason, sizeof(t->reason), "%.*s", (int)r->verdict.reason.len, r->verdict.reason.text);
	for (size_t i = 0; i < r->ncells; i++)
		at += (size_t)snprintf(t->clean + at, sizeof(t->clean) - at, "%s%.*s", i ? "|" : "",
			(int)r->cells[i].len, r->cells[i].text ? r->cells[i].text : "");
	return 0;
}

static int take_reject(struct sink *self, const struct reject *r, struct err *err)
{
	struct taker *t = (struct taker *)self;
	size_t at = strlen(t->rejects);

	(void)err;
	snprintf(t->key, sizeof(t->key), "%.*s", (int)r->key.len, r->key.text ? r->key.text : "");
	snprintf(t->rejects + at, sizeof(t->rejects) - at, "%s%s:%s:%s:%.*s", at ? " " : "", r->field,
		r->code, reject_severity_name(r->severity), (int)r->found.len, r->found.text);
	return 0;
}

static int open_catalog(void **state)
{
	const char *dirs[] = {"pipeline/catalog/base", "pipeline/catalog/kon-tum", folder};

	assert_int_equal(folder_make(state), 0);
	folder_put("feeds.csv", feeds_csv);
	folder_put("fields.csv", fields_csv);
	if (catalog_open(&catalog, dirs, 3, &e) || feed_load(&feed, catalog, "thu", "2024-04-01", &e))
		print_message("%s: %s\n", e.file, e.text);
	return feed == NULL;
}

static int close_catalog(void **state)
{
	feed_free(feed);
	catalog_free(catalog);
	return folder_remove(state);
}

static void start(struct normalizer **n, struct taker *t)
{
	*t = (struct taker){.sink = {take_put, take_reject}};
	assert_int_equal(normalizer_new(n, feed, catalog, &t->sink, &e), 0);
}

static void put_cells(struct normalizer *n, const char *const texts[NFIELDS])
{
	struct cell cells[NFIELDS] = {{0}};
	struct record r = {.kind = RECORD_RAW,
		.file = SLICE("f"),
		.number = 1,
		.line = 7,
		.cells = cells,
		.ncells = NFIELDS};

	r.sent = SLICE("2024-01-20T00:00:00+07:00");
	for (size_t i = 0; i < NFIELDS; i++)
		if (texts[i])
			cells[i] = (struct cell){texts[i], (uint32_t)strlen(texts[i]), CELL_TEXT};
	assert_int_equal(normalizer_sink(n)->put(normalizer_sink(n), &r, &e), 0);
}

/* One record with its key and date, and one more field. */
static void put_one(struct taker *t, size_t field, const char *text)
{
	const char *texts[NFIELDS] = {[MA] = "A1", [NGAY] = "20240115083000"};
	struct normalizer *n;

	texts[field] = text;
	start(&n, t);
	put_cells(n, texts);
	normalizer_free(n);
}

/* The clean cell of the field's first column. */
static const char *cleaned(size_t field, const char *text)
{
	static char out[950];
	struct taker t;
	const char *p;

	put_one(&t, field, text);
	if (*t.rejects)
		return snprintf(out, sizeof(out), "!%s", t.rejects), out;
	p = t.clean;
	for (size_t i = feed->fields[field].first_column; i > 0; i--)
		p = strchr(p, '|') + 1;
	snprintf(out, sizeof(out), "%.*s", (int)strcspn(p, "|"), p);
	return out;
}

static void test_normalize_every_type_has_its_clean_form(void **state)
{
	(void)state;
	assert_string_equal(cleaned(MA, " A-1 "), "A-1");
	assert_string_equal(cleaned(NGAY, "20240229235959"), "2024-02-29T23:59:59+07:00");
	assert_string_equal(cleaned(TIEN, "0,5"), "500000000");
	assert_string_equal(cleaned(TIEN, "1.999.999.999 đồng"), "1999999999");
	assert_string_equal(cleaned(SO, "007"), "7");
	assert_string_equal(cleaned(SO, "99999999"), "99999999");
	assert_string_equal(cleaned(DUNG, "True"), "t");
	assert_string_equal(cleaned(DUNG, "Không"), "f");
	assert_string_equal(cleaned(CO_QUAN, "000.00.19.H34"), "H34.19");
	assert_string_equal(cleaned(CO_QUAN, "Sở Tư pháp"), "H34.19");
	assert_string_equal(cleaned(TRANG_THAI, "10"), "10");
	assert_string_equal(cleaned(LOI, "  a \t b  "), "a b");
	assert_string_equal(cleaned(LOI, "e\xCC\x82\xCC\x81"), "ế");
	assert_string_equal(cleaned(SO_LIEU, " 29/31 HTTT "), "29/31 HTTT");
	assert_string_equal(cleaned(BI_DANH, "k1:00ff"), "k1:00ff");
	assert_string_equal(cleaned(NGAY_SINH, "15/01/2024"), "2024-01-15");
}

static void test_normalize_procedures_lose_their_agency_tail(void **state)
{
	(void)state;
	assert_string_equal(cleaned(TT, "1.000105"), "1.000105");
	assert_string_equal(cleaned(TT, "3.000181.000.00.00.H22"), "3.000181");
	assert_string_equal(cleaned(TT, "1.000105.H34.19"), "1.000105");
	assert_string_equal(cleaned(TT, "TS_lop1.000.00.00.H22"), "TS_lop1");
	assert_string_equal(cleaned(TT, "1.0001 05"), "!tt:procedure.syntax:field:1.0001 05");
}

static void test_normalize_what_cannot_be_read_is_refused_with_its_code(void **state)
{
	(void)state;
	assert_string_equal(cleaned(TIEN, "1.125%"), "!tien:number.ambiguous:field:1.125%");
	assert_string_equal(cleaned(TIEN, "5 hộ"), "!tien:unit.dimension:field:5 hộ");
	assert_string_equal(cleaned(SO, "1,5"), "!so:number.dialect:field:1,5");
	assert_string_equal(cleaned(SO, "1.5"), "!so:number.range:field:1.5");
	assert_string_equal(cleaned(SO, "9223372036854775808"), "!so:number.range:field:###################");
	assert_string_equal(
		cleaned(SO, "9223372036854775807"), "!so:number.identity:field:###################");
	assert_string_equal(cleaned(SO, "268506151"), "!so:number.identity:field:#########");
	assert_string_equal(cleaned(DUNG, "2"), "!dung:bool.unknown:field:2");
	assert_string_equal(cleaned(NGAY_SINH, "31/02/2024"), "!ngay_sinh:date.not_real:field:31/02/2024");
	assert_string_equal(cleaned(NGAY_SINH, "2024"), "!ngay_sinh:date.syntax:field:2024");
	assert_string_equal(cleaned(TRANG_THAI, "11"), "!trang_thai:code.unknown:record:11");
	assert_string_equal(cleaned(NGAY, "20230229000000"), "!ngay:date.not_real:record:20230229000000");
	assert_string_equal(cleaned(MA, "A 1"), "!ma:id.blank:record:A 1");
	assert_string_equal(
		cleaned(MA, "123456789012345678901"), "!ma:text.too_long:record:21 chữ số (21 digits)");
	assert_string_equal(cleaned(SO_LIEU, "1/2/3"), "!so_lieu:figure.syntax:field:1/2/3");
	assert_string_equal(cleaned(SO_LIEU, "ҺỌC 5"), "!so_lieu:text.script:field:ҺỌC 5");
	assert_string_equal(
		cleaned(SO_LIEU, "０９７８０６２６０２"), "!so_lieu:number.identity:field:##########");
	assert_string_equal(cleaned(SO_LIEU, "220 200 721"), "!so_lieu:number.identity:field:### ### ###");
}

static void test_normalize_a_required_field_that_is_missing_refuses_the_record(void **state)
{
	struct taker t;

	(void)state;
	put_one(&t, MA, NULL);
	assert_string_equal(t.rejects, "ma:record.key_missing:record:");
	assert_int_equal(t.n, 0);
	put_one(&t, NGAY, " ");
	assert_string_equal(t.rejects, "ngay:field.required:record: ");
}

static void test_normalize_a_blanked_field_leaves_the_record(void **state)
{
	struct taker t;

	(void)state;
	put_one(&t, SO_LIEU, "1.125%");
	assert_string_equal(t.rejects, "so_lieu:number.ambiguous:field:1.125%");
	assert_int_equal(t.n, 1);
	assert_string_equal(t.clean, "A1|2024-01-15T08:30:00+07:00|||||||||||||||||||");
}

static void test_normalize_free_text_and_bad_bytes_are_never_echoed(void **state)
{
	(void)state;
	assert_string_equal(cleaned(LOI, "Nguyễn Văn Thử \xD2\xBA"),
		"!loi:text.script:field:13 chữ, 3 dấu cách (13 letters, 3 blanks)");
	assert_string_equal(cleaned(LOI, "S\xE9"), "!loi:text.utf8:field:2 byte (2 bytes)");
	assert_string_equal(cleaned(MA, "S\xE9"), "!ma:text.utf8:record:2 byte (2 bytes)");
	assert_string_equal(cleaned(LOI, "0123456789012345678901234567890123456789012345678901234567890"),
		"!loi:text.too_long:field:61 chữ số (61 digits)");
}

static void test_normalize_dummies_mean_missing(void **state)
{
	(void)state;
	assert_string_equal(cleaned(LOI, "000000001"), "");
	assert_string_equal(cleaned(LOI, " không "), "");
	assert_string_equal(cleaned(LOI, "00000002"), "00000002");
	assert_string_equal(cleaned(TIEN, "-"), "");
}

static void test_normalize_an_unknown_agency_counts_under_its_territory(void **state)
{
	struct taker t;

	(void)state;
	put_one(&t, CO_QUAN, "Sở Lạ");
	assert_string_equal(t.rejects, "co_quan:agency.unknown:field:Sở ‹2›");
	assert_non_null(strstr(t.clean, "|H34.?|"));
	assert_int_equal(t.n, 1);
}

static void test_normalize_agencies_are_those_of_the_records_date(void **state)
{
	const char *early[NFIELDS] = {
		[MA] = "A", [NGAY] = "20250228000000", [CO_QUAN] = "Sở Thông tin và Truyền thông"};
	const char *late[NFIELDS] = {
		[MA] = "A", [NGAY] = "20250301000000", [CO_QUAN] = "Sở Thông tin và Truyền thông"};
	struct normalizer *n;
	struct taker t;

	(void)state;
	start(&n, &t);
	put_cells(n, early);
	assert_non_null(strstr(t.clean, "|H34.10|"));
	put_cells(n, late);
	assert_non_null(strstr(t.clean, "|H34.?|"));
	put_cells(n, early);
	assert_non_null(strstr(t.clean, "|H34.10|"));
	normalizer_free(n);
}

static void test_normalize_a_refused_record_has_its_key_where_it_can_be_read(void **state)
{
	struct taker t;

	(void)state;
	put_one(&t, TRANG_THAI, "77");
	assert_string_equal(t.key, "A1");
	put_one(&t, NGAY, "20240230083000");
	assert_string_equal(t.key, "A1");
	put_one(&t, SO, "x");
	assert_string_equal(t.key, "A1");
	put_one(&t, MA, "A 1");
	assert_string_equal(t.key, "");
	put_one(&t, MA, NULL);
	assert_string_equal(t.key, "");
	put_one(&t, MA, "0912345678");
	assert_string_equal(t.key, "");
}

static void test_normalize_clean_records_pass_unchanged(void **state)
{
	struct cell cells[40] = {{"x", 1, CELL_TEXT}, {"1.125%", 6, CELL_TEXT}};
	struct record r = {.kind = RECORD_CLEAN, .cells = cells, .ncells = feed->nclean};
	struct normalizer *n;
	struct taker t;
	uint64_t read, kept, rejected;

	(void)state;
	start(&n, &t);
	assert_int_equal(normalizer_sink(n)->put(normalizer_sink(n), &r, &e), 0);
	assert_ptr_equal(t.last.cells, cells);
	assert_int_equal(strncmp(t.clean, "x|1.125%|", 9), 0);
	normalizer_counts(n, &read, &kept, &rejected);
	assert_int_equal(read, 1);
	assert_int_equal(kept, 1);
	assert_int_equal(rejected, 0);
	normalizer_free(n);
}

static void put_file(struct normalizer *n, uint64_t read, uint64_t rejected)
{
	struct record r = {
		.kind = RECORD_FILE, .verdict = {.is_ok = true, .read = read, .rejected = rejected}};

	assert_int_equal(normalizer_sink(n)->put(normalizer_sink(n), &r, &e), 0);
}

static void test_normalize_a_file_with_too_many_rejects_is_bad(void **state)
{
	const char *bad[NFIELDS] = {[MA] = "A", [NGAY] = "20240230000000"};
	struct normalizer *n;
	struct taker t;

	(void)state;
	start(&n, &t);
	put_cells(n, bad);
	put_file(n, 2, 0); /* 50 %, but no more than one */
	assert_true(t.last.verdict.is_ok);
	assert_int_equal(t.last.verdict.rejected, 1);
	put_cells(n, bad);
	put_file(n, 2, 1); /* one refused before this stage */
	assert_false(t.last.verdict.is_ok);
	assert_int_equal(t.last.verdict.rejected, 2);
	assert_string_equal(t.reason, "2 of 2 records refused, expected at most 1 or 5 %");
	normalizer_free(n);
}

static void test_dates_are_read_in_every_form_that_senders_use(void **state)
{
	static const char *const same[] = {"20240115083000", "15/01/2024 08:30:00", "15/1/2024 8:30",
		"2024-01-15 08:30:00", "2024/01/15 08:30:00", "2024-01-15T08:30:00+07:00",
		"2024-01-15T01:30:00Z", "2024-01-15T08:30:00.000", "2024-01-15T02:30:00+01:00",
		"2024-01-15T02:30:00.123+0100", "2024/01/15 08:30:00", "2024-01-15T08:30:00+0700"};
	static const char *const midnight[] = {
		"20240115", "15/01/2024", "2024-01-15", "2024/01/15", "15-01-2024"};
	static const char *const unreal[] = {"20240230000000", "20241301000000", "29/02/2023",
		"2024-01-15 24:00", "20240115236000", "00001301000000", "18990101000000"};
	static const char *const bad[] = {"2024", "2024011508300", "15/01/24", "2024-01-15T08", "abc",
		"2024-01-15 08:30 giờ", "2024-01-1508:30", "20240115083000Z", "15/01/2024/1",
		"2024-01-15T08:30:00+07", "2024-01-15T08:30:00+070", "2024-01-15T08:30:00+07000",
		"2024-01-15T08:30:00 0700"};
	char out[DATE_BYTES];

	(void)state;
	for (size_t i = 0; i < sizeof(same) / sizeof(*same); i++) {
		assert_null(dates_read(feed->dates, slice_from(same[i]), out));
		assert_string_equal(out, "2024-01-15T08:30:00+07:00");
	}
	for (size_t i = 0; i < sizeof(midnight) / sizeof(*midnight); i++) {
		assert_null(dates_read(feed->dates, slice_from(midnight[i]), out));
		assert_string_equal(out, "2024-01-15T00:00:00+07:00");
	}
	for (size_t i = 0; i < sizeof(unreal) / sizeof(*unreal); i++)
		assert_string_equal(dates_read(feed->dates, slice_from(unreal[i]), out), "date.not_real");
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_string_equal(dates_read(feed->dates, slice_from(bad[i]), out), "date.syntax");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_normalize_every_type_has_its_clean_form),
		cmocka_unit_test(test_normalize_procedures_lose_their_agency_tail),
		cmocka_unit_test(test_normalize_what_cannot_be_read_is_refused_with_its_code),
		cmocka_unit_test(test_normalize_a_required_field_that_is_missing_refuses_the_record),
		cmocka_unit_test(test_normalize_a_blanked_field_leaves_the_record),
		cmocka_unit_test(test_normalize_free_text_and_bad_bytes_are_never_echoed),
		cmocka_unit_test(test_normalize_dummies_mean_missing),
		cmocka_unit_test(test_normalize_an_unknown_agency_counts_under_its_territory),
		cmocka_unit_test(test_normalize_agencies_are_those_of_the_records_date),
		cmocka_unit_test(test_normalize_a_refused_record_has_its_key_where_it_can_be_read),
		cmocka_unit_test(test_normalize_clean_records_pass_unchanged),
		cmocka_unit_test(test_normalize_a_file_with_too_many_rejects_is_bad),
		cmocka_unit_test(test_dates_are_read_in_every_form_that_senders_use),
	};

	return cmocka_run_group_tests(tests, open_catalog, close_catalog);
}
