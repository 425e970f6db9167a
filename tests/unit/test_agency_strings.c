#include "model/agencies.h"
#include "unit.h"

/* Every agency string of the documents S000-S004 (tests/data/agency_strings.csv, from domain/agencies.csv)
 * against the name that a person read in it. */
#define DATE "2024-03-31"

static struct catalog *catalog;
static struct agencies *agencies;
static struct table strings;
static struct err e;

static int open_all(void **state)
{
	const char *dirs[] = {"pipeline/catalog"};

	(void)state;
	return catalog_open(&catalog, dirs, 1, &e) || agencies_open(&agencies, catalog, &e) ||
	       table_read(&strings, "tests/data/agency_strings.csv", "tests", &e);
}

static int close_all(void **state)
{
	(void)state;
	table_release(&strings);
	agencies_free(agencies);
	catalog_free(catalog);
	return 0;
}

/* The names of the ids as the fixture writes them: "A ; B". */
static void names_of(const char *ids, struct buf *out)
{
	char id[200];

	buf_reset(out);
	for (size_t n; *ids; ids += n + (ids[n] == ' ')) {
		const struct agency *agency;

		n = strcspn(ids, " ");
		snprintf(id, sizeof(id), "%.*s", (int)n, ids);
		agency = agencies_find(agencies, id, DATE);
		assert_int_equal(
			buf_addf(out, &e, "%s%s", out->len ? " ; " : "", agency ? agency->name_vi : id), 0);
	}
	assert_int_equal(buf_add_str(out, "", &e), 0);
}

static const char *answer_of(const struct agency_match *m)
{
	if (m->state == AGENCY_UNKNOWN)
		return *m->review ? "review" : "not_an_agency";
	return m->state == AGENCY_LIST ? "list" : "found";
}

/* How many rows of one expected answer get another; how many there are, in *n. */
static size_t wrong_rows(const char *expected, size_t *n)
{
	struct buf names = {0};
	size_t wrong = 0;

	for (size_t i = 0; i < strings.nrows; i++) {
		const char *text = table_get(&strings, i, "text"), *says = table_get(&strings, i, "expected");
		struct agency_match m;
		bool same;

		if (strcmp(says, expected) != 0)
			continue;
		++*n;
		assert_int_equal(agencies_match(agencies, table_get(&strings, i, "territory"), DATE,
					 slice_from(text), &m, &e),
			0);
		names_of(m.state == AGENCY_UNKNOWN ? m.review : m.ids, &names);
		same = strcmp(answer_of(&m), says) == 0 &&
		       (strcmp(says, "not_an_agency") == 0 ||
			       strcmp(names.data, table_get(&strings, i, "names")) == 0);
		if (!same)
			print_message("S%s \"%s\": found %s %s, expected %s %s\n",
				table_get(&strings, i, "document"), text, answer_of(&m), names.data, says,
				table_get(&strings, i, "names"));
		wrong += !same;
	}
	buf_release(&names);
	return wrong;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void test_agency_strings_are_267_in_316_rows(void **state)
{
	const char *texts[400];
	size_t n = 0;

	(void)state;
	assert_int_equal(strings.nrows, 316);
	for (size_t i = 0; i < strings.nrows; i++)
		texts[i] = table_get(&strings, i, "text");
	qsort(texts, strings.nrows, sizeof(*texts), by_text);
	for (size_t i = 0; i < strings.nrows; i++)
		n += i == 0 || strcmp(texts[i - 1], texts[i]) != 0;
	assert_int_equal(n, 267);
}

static void test_agency_strings_of_one_body_are_that_body_in_their_territory(void **state)
{
	size_t n = 0;

	(void)state;
	assert_int_equal(wrong_rows("found", &n), 0);
	assert_int_equal(n, 219);
}

static void test_agency_strings_that_are_lists_have_their_members_in_order(void **state)
{
	size_t n = 0;

	(void)state;
	assert_int_equal(wrong_rows("list", &n), 0);
	assert_int_equal(n, 81);
}

static void test_agency_strings_of_headings_posts_and_systems_are_no_agency(void **state)
{
	size_t n = 0;

	(void)state;
	assert_int_equal(wrong_rows("not_an_agency", &n), 0);
	assert_int_equal(n, 12);
}

static void test_agency_strings_that_are_doubtful_wait_for_a_person(void **state)
{
	size_t n = 0;

	(void)state;
	assert_int_equal(wrong_rows("review", &n), 0);
	assert_int_equal(n, 4);
}

/* What `chiso-catalog show coverage` goes through is what this test goes through. */
static void test_agency_strings_stand_in_the_catalogue_too(void **state)
{
	const struct table *t = catalog_get(catalog, "agency_strings", &e);

	(void)state;
	assert_non_null(t);
	assert_int_equal(t->nrows, strings.nrows);
	for (size_t i = 0; i < strings.nrows; i++) {
		size_t n = 0;

		for (size_t j = 0; j < t->nrows; j++)
			n += strcmp(table_get(t, j, "text"), table_get(&strings, i, "text")) == 0 &&
			     strcmp(table_get(t, j, "territory"), table_get(&strings, i, "territory")) == 0 &&
			     strcmp(table_get(t, j, "document") + 1, table_get(&strings, i, "document")) == 0;
		assert_int_equal(n, 1);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_agency_strings_are_267_in_316_rows),
		cmocka_unit_test(test_agency_strings_of_one_body_are_that_body_in_their_territory),
		cmocka_unit_test(test_agency_strings_that_are_lists_have_their_members_in_order),
		cmocka_unit_test(test_agency_strings_of_headings_posts_and_systems_are_no_agency),
		cmocka_unit_test(test_agency_strings_that_are_doubtful_wait_for_a_person),
		cmocka_unit_test(test_agency_strings_stand_in_the_catalogue_too)};

	return cmocka_run_group_tests(tests, open_all, close_all);
}
