#include "load/feed_sql.h"
#include "load/marks.h"
#include "stream/record_hash.h"
#include "unit.h"

static void hash_of(const struct cell *cells, size_t n, unsigned char out[32])
{
	struct record r = {.kind = RECORD_CLEAN, .cells = cells, .ncells = n};
	struct buf scratch = {0};
	struct err e = {0};
	struct sha256 *h = sha256_new(&e);

	assert_int_equal(record_hash(h, &r, &scratch, out, &e), 0);
	sha256_free(h);
	buf_release(&scratch);
}

static void test_versions_of_other_cells_have_other_hashes(void **state)
{
	const struct cell ab_c[] = {{"ab", 2, CELL_TEXT}, {"c", 1, CELL_TEXT}},
			  a_bc[] = {{"a", 1, CELL_TEXT}, {"bc", 2, CELL_TEXT}};
	const struct cell none[] = {{"ab", 2, CELL_TEXT}, {NULL, 0, CELL_ABSENT}},
			  nil[] = {{"ab", 2, CELL_TEXT}, {NULL, 0, CELL_NIL}};
	unsigned char one[32], other[32];

	(void)state;
	hash_of(ab_c, 2, one);
	hash_of(a_bc, 2, other);
	assert_memory_not_equal(one, other, 32);
	hash_of(none, 2, one);
	hash_of(nil, 2, other);
	assert_memory_equal(one, other, 32); /* on the clean side all missing are one */
}

static void test_versions_statements_follow_the_key(void **state)
{
	struct column columns[] = {{.name = "x"}, {.name = "b"}, {.name = "a"}};
	size_t key[] = {2, 1};
	struct feed f = {
		.name = "ho-so", .sql_name = "hoso", .columns = columns, .nclean = 3, .key = key, .nkey = 2};
	struct buf sql = {0};
	struct err e = {0};

	(void)state;
	assert_int_equal(
		feed_sql_fill(
			&(struct feed_statement){.feed = &f,
				.text = "core.:\"current\" (:key) :key_s ON (:key_s) = (:key_c), :clean"},
			&sql, &e),
		0);
	assert_string_equal(sql.data,
		"core.\"hoso_current\" (\"feed\", \"a\", \"b\") s.\"feed\", s.\"a\", s.\"b\" ON "
		"(s.\"feed\", s.\"a\", s.\"b\") = (c.\"feed\", c.\"a\", c.\"b\"), \"x\", "
		"\"b\", \"a\"");
	buf_reset(&sql);
	assert_int_equal(feed_sql_fill(
				 &(struct feed_statement){
					 .feed = &f, .text = "core.:\"partition\"", .quarter = "2024-Q2"},
				 &sql, &e),
		0);
	assert_string_equal(sql.data, "core.\"hoso_version_2024_q2\"");
	assert_int_equal(
		feed_sql_fill(&(struct feed_statement){.feed = &f, .text = ":\"partition\""}, &sql, &e), -1);
	buf_release(&sql);
}

static void test_versions_mark_each_period_once_in_order(void **state)
{
	struct marks m = {0};
	struct buf list = {0};
	struct err e = {0};

	(void)state;
	assert_int_equal(marks_add(&m, "2024-Q2 2023-Q4", &e), 0);
	assert_int_equal(marks_add(&m, "", &e), 0);
	assert_int_equal(marks_add(&m, "2024-Q1 2024-Q2", &e), 0);
	assert_int_equal(marks_list(&m, ',', &list, &e), 0);
	assert_string_equal(list.data, "2023-Q4,2024-Q1,2024-Q2");
	marks_release(&m);
	buf_release(&list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_versions_of_other_cells_have_other_hashes),
		cmocka_unit_test(test_versions_statements_follow_the_key),
		cmocka_unit_test(test_versions_mark_each_period_once_in_order)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
