/* The catalogue: overlays replace by key, validity by date, feeds as described. */
#include "folder.h"
#include "model/catalog.h"
#include "model/feed.h"
#include "unit.h"

static int setup(void **state)
{
	assert_int_equal(folder_make(state), 0);
	folder_put("base/schema.csv",
		"table,column,key,reads\nunits,unit,1,1\nfeeds,feed,1,1\nfields,feed,1,1\n"
		"fields,field,1,\nsettings,setting,1,\nsettings,valid_from,1,\n");
	folder_put("base/units.csv", "unit,factor\nm,1\nkm,1000\n");
	folder_put("tinh-x/units.csv", "unit,factor,note\nkm,999,own\nmile,1609,\n");
	folder_put("base/settings.csv",
		"setting,value,valid_from,valid_to\na,old,,2023-12-31\na,new,2024-01-01,\n");
	folder_put("base/feeds.csv", "feed,key,max_rejects,max_rejects_pct,record\nf,b,2,10,/r\n");
	folder_put("base/fields.csv", "feed,field,seq,path,type,policy,on_error\nf,c,2,c,figure,keep,blank\n"
				      "f,b,1,b,id,keep,record\nf,name,3,n,text,drop,\n");
	return 0;
}

static void test_catalog_an_overlays_row_replaces_the_row_with_its_key(void **state)
{
	struct catalog *c = folder_catalog();
	const struct table *t = catalog_get(c, "units", NULL);

	(void)state;
	assert_int_equal(t->nrows, 3);
	assert_string_equal(table_get(t, 1, "factor"), "999");
	assert_string_equal(t->rows[1].overlay, "tinh-x");
	assert_string_equal(table_get(t, 0, "note"), "");
	assert_int_equal(t->rows[2].line, 3);
	catalog_free(c);
}

static void test_catalog_a_setting_is_that_of_its_date(void **state)
{
	struct catalog *c = folder_catalog();

	(void)state;
	assert_string_equal(catalog_setting(c, "a", "2023-12-31", NULL), "old");
	assert_string_equal(catalog_setting(c, "a", "2024-01-01", NULL), "new");
	assert_null(catalog_setting(c, "b", "2024-01-01", NULL));
	catalog_free(c);
}

static void test_catalog_a_feeds_hash_changes_with_the_rows_it_reads_only(void **state)
{
	struct catalog *c = folder_catalog();
	char before[65], after[65];

	(void)state;
	assert_int_equal(catalog_feed_hash(c, "f", before, NULL), 0);
	catalog_free(c);
	folder_put("base/settings.csv", "setting,value,valid_from,valid_to\na,other,,\n");
	c = folder_catalog();
	assert_int_equal(catalog_feed_hash(c, "f", after, NULL), 0);
	assert_string_equal(before, after);
	catalog_free(c);
	folder_put("base/units.csv", "unit,factor\nm,1\nkm,1001\n");
	folder_put("tinh-x/units.csv", "unit,factor,note\nmile,1609,\n");
	c = folder_catalog();
	assert_int_equal(catalog_feed_hash(c, "f", after, NULL), 0);
	assert_string_not_equal(before, after);
	catalog_free(c);
}

static void test_catalog_whose_feeds_they_are_changes_their_hash(void **state)
{
	struct catalog *c = folder_catalog();
	char before[65], after[65];

	(void)state;
	assert_int_equal(catalog_feed_hash(c, "f", before, NULL), 0);
	catalog_free(c);
	folder_put("tinh-x/settings.csv", "setting,value,valid_from,valid_to\nterritory,tinh-x,,\n");
	c = folder_catalog();
	assert_int_equal(catalog_feed_hash(c, "f", after, NULL), 0);
	assert_string_not_equal(before, after);
	catalog_free(c);
}

static void test_catalog_a_feed_has_its_kept_fields_in_order(void **state)
{
	struct catalog *c = folder_catalog();
	struct feed *f;
	struct err e = {0};

	(void)state;
	assert_int_equal(feed_load(&f, c, "f", "2024-01-01", &e), 0);
	assert_int_equal(f->nfields, 2);
	assert_string_equal(f->fields[0].name, "b");
	assert_true(f->fields[0].is_required);
	assert_int_equal(f->nclean, 11);
	assert_string_equal(f->columns[2].name, "c_kind");
	assert_int_equal(feed_find_column(f, "name"), -1);
	assert_false(feed_too_many_rejects(f, 10, 2));
	assert_false(feed_too_many_rejects(f, 30, 3));
	assert_true(feed_too_many_rejects(f, 29, 3));
	feed_free(f);
	assert_int_equal(feed_load(&f, c, "g", "2024-01-01", &e), -1);
	assert_int_equal(e.kind, ERR_USAGE);
	assert_non_null(strstr(e.text, "expected one of: f"));
	catalog_free(c);
}

static void test_catalog_a_bad_row_is_named_by_file_and_line(void **state)
{
	struct catalog *c = folder_catalog();
	struct err e = {0};

	(void)state;
	folder_put("base/codes.csv", "list,code\na,1\na\n");
	assert_null(catalog_get(c, "codes", &e));
	assert_int_equal(e.kind, ERR_CATALOG);
	assert_int_equal(e.line, 3);
	assert_non_null(strstr(e.text, "found 1 cells, expected 2"));
	catalog_free(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_catalog_an_overlays_row_replaces_the_row_with_its_key),
		cmocka_unit_test(test_catalog_a_setting_is_that_of_its_date),
		cmocka_unit_test(test_catalog_a_feed_has_its_kept_fields_in_order),
		cmocka_unit_test(test_catalog_a_bad_row_is_named_by_file_and_line),
		cmocka_unit_test(test_catalog_a_feeds_hash_changes_with_the_rows_it_reads_only),
		cmocka_unit_test(test_catalog_whose_feeds_they_are_changes_their_hash)};

	return cmocka_run_group_tests(tests, setup, folder_remove);
}
