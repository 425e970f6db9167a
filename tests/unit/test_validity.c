/* normalize: codes and units are those of the record's own day, whenever it arrives. */
#include "folder.h"
#include "normalize/normalize.h"
#include "unit.h"

static const char feeds_csv[] = "feed,title_vi,record,key,message,sent_at,valid_at,territory,max_rejects,max_"
				"rejects_pct,valid_from,valid_to,source\n"
				"thu,Thử,/r,ma,,arrival,ngay,kon-tum,100,5,,,test\n"
				"khong-ngay,Thử,/s,ma,,arrival,,kon-tum,100,5,,,test\n";
static const char fields_csv[] =
	"feed,field,seq,path,type,codes,codes_at,dialect,required,on_error,max_bytes,policy,source\n"
	"thu,ma,1,a,id,,,,1,record,20,keep,test\n"
	"thu,ngay,2,b,date,,,,,blank,40,keep,test\n"
	"thu,kenh,3,c,code,kenh-cu-moi,,,,record,20,keep,test\n"
	"thu,dung,4,d,bool,dung-cu-moi,,,,blank,20,keep,test\n"
	"thu,trang_thai,5,e,code,kenh-cu-moi,life,,,record,20,keep,test\n"
	"thu,so_lieu,6,f,figure,,,vi-mixed,,blank,60,keep,test\n"
	"khong-ngay,ma,1,a,id,,,,1,record,20,keep,test\n"
	"khong-ngay,kenh,2,b,code,kenh-cu-moi,,,,record,20,keep,test\n";
/* cu ends with 2023, moi begins with 2024, giua held in February 2024 only; 1 changed its meaning */
static const char codes_csv[] = "list,code,title_vi,meaning,valid_from,valid_to,source\n"
				"kenh-cu-moi,cu,Cũ,,,2023-12-31,test\n"
				"kenh-cu-moi,moi,Mới,,2024-01-01,,test\n"
				"kenh-cu-moi,giua,Giữa,,2024-02-01,2024-02-29,test\n"
				"kenh-cu-moi,9,Cũ,,,2023-12-31,test\n"
				"kenh-cu-moi,9,Mới,,2024-01-01,,test\n"
				"dung-cu-moi,1,đúng,t,,2023-12-31,test\n"
				"dung-cu-moi,1,sai,f,2024-01-01,,test\n";
static const char units_csv[] = "unit,dimension,title_vi,factor,valid_from,valid_to,source\n"
				"luong-co-so,tien,lương cơ sở,1800000,2023-07-01,2024-06-30,test\n"
				"luong-co-so,tien,lương cơ sở,2340000,2024-07-01,,test\n";
static const char unit_aliases_csv[] = "alias,unit,valid_from,valid_to,source\n"
				       "LCS,luong-co-so,,,test\n"
				       "lạng,dong,,2023-12-31,test\n";

static struct catalog *catalog;
static struct err e;

struct taker {
	struct sink sink;
	char clean[300];
};

static int take_put(struct sink *self, const struct record *r, struct err *err)
{
	struct taker *t = (struct taker *)self;
	size_t at = 0;

	(void)err;
	for (size_t i = 2; i < r->ncells; i++) /* behind key and date */
		at += (size_t)snprintf(t->clean + at, sizeof(t->clean) - at, "%s%.*s", i > 2 ? "|" : "",
			(int)r->cells[i].len, r->cells[i].text ? r->cells[i].text : "");
	return 0;
}

static int take_reject(struct sink *self, const struct reject *r, struct err *err)
{
	struct taker *t = (struct taker *)self;
	size_t at = strlen(t->clean);

	(void)err;
	snprintf(t->clean + at, sizeof(t->clean) - at, "!%s:%s", r->field, r->code);
	return 0;
}

static int open_catalog(void **state)
{
	const char *dirs[] = {"pipeline/catalog/base", "pipeline/catalog/kon-tum", folder};

	assert_int_equal(folder_make(state), 0);
	folder_put("feeds.csv", feeds_csv);
	folder_put("fields.csv", fields_csv);
	folder_put("codes.csv", codes_csv);
	folder_put("units.csv", units_csv);
	folder_put("unit_aliases.csv", unit_aliases_csv);
	return catalog_open(&catalog, dirs, 3, &e);
}

static int close_catalog(void **state)
{
	catalog_free(catalog);
	return folder_remove(state);
}

/* What becomes of the texts (after the key) of a record that was sent on that day. */
static const char *read_as(const char *name, const char *sent, const char *const *texts)
{
	static struct taker t;
	struct normalizer *n = NULL;
	struct feed *f = NULL;
	struct cell cells[8] = {{"K", 1, CELL_TEXT}};
	struct record r = {.kind = RECORD_RAW, .file = SLICE("f"), .number = 1, .line = 7, .cells = cells};

	t = (struct taker){.sink = {take_put, take_reject}};
	assert_int_equal(feed_load(&f, catalog, name, "2024-04-01", &e), 0);
	assert_int_equal(normalizer_new(&n, f, catalog, &t.sink, &e), 0);
	r.ncells = f->nfields;
	r.sent = slice_from(sent);
	for (size_t i = 1; i < f->nfields; i++)
		if (texts[i - 1])
			cells[i] = (struct cell){texts[i - 1], (uint32_t)strlen(texts[i - 1]), CELL_TEXT};
	assert_int_equal(normalizer_sink(n)->put(normalizer_sink(n), &r, &e), 0);
	normalizer_free(n);
	feed_free(f);
	return t.clean;
}

#define LATE "2024-05-02T08:00:00+07:00"

static const char *channel(const char *date, const char *sent, const char *code)
{
	static char out[300];

	snprintf(
		out, sizeof(out), "%s", read_as("thu", sent, (const char *[]){date, code, NULL, NULL, NULL}));
	out[*out == '!' ? sizeof(out) - 1 : strcspn(out, "|")] = '\0';
	return out;
}

static void test_validity_is_that_of_the_records_day_at_both_edges(void **state)
{
	(void)state;
	assert_string_equal(channel("31/12/2023", LATE, "cu"), "cu");
	assert_string_equal(channel("01/01/2024", LATE, "cu"), "!kenh:code.not_valid");
	assert_string_equal(channel("31/12/2023", LATE, "moi"), "!kenh:code.not_valid");
	assert_string_equal(channel("01/01/2024", LATE, "moi"), "moi");
	assert_string_equal(channel("31/01/2024", LATE, "giua"), "!kenh:code.not_valid");
	assert_string_equal(channel("01/02/2024", LATE, "giua"), "giua");
	assert_string_equal(channel("29/02/2024", LATE, "giua"), "giua");
	assert_string_equal(channel("01/03/2024", LATE, "giua"), "!kenh:code.not_valid");
}

static void test_validity_of_a_late_record_is_not_that_of_its_message(void **state)
{
	(void)state;
	assert_string_equal(channel("15/06/2023", LATE, "cu"), "cu");
	assert_string_equal(channel("15/06/2023", LATE, "9"), "9");
}

static void test_validity_without_a_date_is_that_of_the_message(void **state)
{
	(void)state;
	assert_string_equal(channel(NULL, "2023-12-31T23:59:59+07:00", "cu"), "cu");
	assert_string_equal(channel(NULL, "2024-01-01T00:00:00+07:00", "cu"), "!kenh:code.not_valid");
	assert_string_equal(read_as("khong-ngay", "2023-12-31T23:59:59+07:00", (const char *[]){"cu"}), "");
	assert_string_equal(read_as("khong-ngay", "2024-01-01T00:00:00+07:00", (const char *[]){"cu"}),
		"!kenh:code.not_valid");
}

static void test_validity_of_a_date_that_cannot_be_read_is_the_messages(void **state)
{
	(void)state;
	assert_non_null(strstr(read_as("thu", LATE, (const char *[]){"31/02/2024", "cu", NULL, NULL, NULL}),
		"!ngay:date.not_real!kenh:code.not_valid"));
}

static void test_validity_an_unknown_code_is_not_one_of_another_time(void **state)
{
	(void)state;
	assert_string_equal(channel("01/01/2024", LATE, "khac"), "!kenh:code.unknown");
	assert_string_equal(channel("01/01/2024", LATE, "7"), "!kenh:code.unknown");
}

static void test_validity_a_code_that_changed_its_meaning_means_what_it_meant_then(void **state)
{
	(void)state;
	assert_non_null(
		strstr(read_as("thu", LATE, (const char *[]){"31/12/2023", NULL, "1", NULL, NULL}), "|t|"));
	assert_non_null(
		strstr(read_as("thu", LATE, (const char *[]){"01/01/2024", NULL, "1", NULL, NULL}), "|f|"));
}

static const char *state_of(const char *date, const char *code)
{
	return read_as("thu", LATE, (const char *[]){date, NULL, NULL, code, NULL});
}

static void test_validity_of_a_state_is_any_day_until_the_message(void **state)
{
	(void)state;
	assert_non_null(strstr(state_of("31/12/2023", "cu"), "|cu|"));
	assert_non_null(strstr(state_of("31/12/2023", "moi"), "|moi|"));
	assert_non_null(strstr(state_of("31/12/2023", "giua"), "|giua|"));
	assert_string_equal(state_of("01/01/2024", "cu"), "!trang_thai:code.not_valid");
	assert_string_equal(state_of("01/03/2024", "giua"), "!trang_thai:code.not_valid");
}

static const char *figure(const char *date, const char *text)
{
	return read_as("thu", LATE, (const char *[]){date, NULL, NULL, NULL, text});
}

static void test_validity_a_unit_has_the_factor_of_the_day(void **state)
{
	(void)state;
	assert_non_null(strstr(figure("30/06/2024", "2 lương cơ sở"), "|3600000|"));
	assert_non_null(strstr(figure("01/07/2024", "2 lương cơ sở"), "|4680000|"));
	assert_non_null(strstr(figure("01/07/2024", "2 LCS"), "|4680000|"));
	assert_null(strstr(figure("30/06/2023", "2 LCS"), "2")); /* no unit yet: nothing is kept */
	assert_non_null(strstr(figure("31/12/2023", "2 lạng"), "|dong|"));
	assert_null(strstr(figure("01/01/2024", "2 lạng"), "|dong|"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_validity_is_that_of_the_records_day_at_both_edges),
		cmocka_unit_test(test_validity_of_a_late_record_is_not_that_of_its_message),
		cmocka_unit_test(test_validity_without_a_date_is_that_of_the_message),
		cmocka_unit_test(test_validity_of_a_date_that_cannot_be_read_is_the_messages),
		cmocka_unit_test(test_validity_an_unknown_code_is_not_one_of_another_time),
		cmocka_unit_test(test_validity_a_code_that_changed_its_meaning_means_what_it_meant_then),
		cmocka_unit_test(test_validity_of_a_state_is_any_day_until_the_message),
		cmocka_unit_test(test_validity_a_unit_has_the_factor_of_the_day)};

	return cmocka_run_group_tests(tests, open_catalog, close_catalog);
}
