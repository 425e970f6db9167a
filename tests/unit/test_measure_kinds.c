/* Kinds of measures: every row of the list is a whole kind, known by name, with functions that keep what they
 * are given. */
#include "aggregate/groups.h"
#include "model/catalog.h"
#include "model/measure_kinds.h"
#include "unit.h"

#define ALL_KINDS                                                                                            \
	enum measure_kind k = 0;                                                                             \
	k < MEASURE_KINDS;                                                                                   \
	k++

static void test_measure_kinds_are_found_by_their_names(void **state)
{
	enum measure_kind found;
	char words[MEASURE_KIND_WORDS];

	(void)state;
	for (ALL_KINDS) {
		assert_int_equal(measure_kind_parse(measure_kind_name(k), &found), 0);
		assert_int_equal(found, k);
		assert_int_equal(measure_kind_parse_cell(measure_kind_name(k), &found), 0);
		assert_int_equal(found, k);
		assert_non_null(strstr(measure_kind_words(words), measure_kind_name(k)));
	}
	assert_string_equal(measure_kind_words(words), "sum, distinct, last or stated");
	assert_int_equal(measure_kind_parse("median", &found), -1);
	assert_int_equal(measure_kind_parse("", &found), -1);
	assert_int_equal(measure_kind_parse("dataset", &found), -1);
	assert_int_equal(measure_kind_parse_cell("dataset", &found), 0);
	assert_int_equal(found, MEASURE_DATASET);
}

/* The words of an enum in schema.csv, after "enum:". */
static const char *schema_words(struct catalog *c, const char *column)
{
	struct err e = {0};
	const struct table *t = catalog_get(c, "schema", &e);

	for (size_t i = 0; t && i < t->nrows; i++)
		if (strcmp(table_get(t, i, "table"), "measures") == 0 &&
			strcmp(table_get(t, i, "column"), column) == 0)
			return table_get(t, i, "kind") + strlen("enum:");
	fail_msg("no column %s of measures in schema.csv", column);
	return "";
}

static size_t count_words(const char *words)
{
	size_t n = *words != '\0';

	for (; *words; words++)
		n += *words == ' ';
	return n;
}

static void check_words(const char *words, const char *allowed)
{
	for (const char *at = words; *at; at += strcspn(at, " "), at += *at == ' ') {
		char word[40];

		snprintf(word, sizeof word, "%.*s", (int)strcspn(at, " "), at);
		if (!measure_kind_may(allowed, word))
			fail_msg("%s is not in schema.csv", word);
	}
}

static void test_measure_kinds_are_the_words_of_the_schema(void **state)
{
	const char *dirs[] = {"pipeline/catalog/base"};
	struct catalog *c = NULL;
	struct err e = {0};

	(void)state;
	assert_int_equal(catalog_open(&c, dirs, 1, &e), 0);
	assert_int_equal(count_words(schema_words(c, "kind")), MEASURE_KINDS + 1);
	assert_true(measure_kind_may(schema_words(c, "kind"), "dataset"));
	for (ALL_KINDS) {
		const struct measure_kind_rule *rule = measure_kind_rule(k);

		assert_true(measure_kind_may(schema_words(c, "kind"), rule->name));
		assert_true(*rule->over_agencies && *rule->over_time);
		check_words(rule->over_agencies, schema_words(c, "over_agencies"));
		check_words(rule->over_time, schema_words(c, "over_time"));
	}
	catalog_free(c);
}

static void test_measure_kinds_may_say_words_of_theirs_or_nothing(void **state)
{
	(void)state;
	assert_true(measure_kind_may("sum mean none", "mean"));
	assert_true(measure_kind_may("sum mean none", ""));
	assert_false(measure_kind_may("sum mean none", "me"));
	assert_false(measure_kind_may("sum mean none", "sum mean"));
	assert_false(measure_kind_may("union", "sum"));
}

static void test_measure_kinds_are_put_together_as_their_row_says(void **state)
{
	(void)state;
	assert_int_equal(measure_kind_adding(MEASURE_SUM, "none"), MEASURE_ADDS);
	assert_int_equal(measure_kind_adding(MEASURE_DISTINCT, "union"), MEASURE_UNITES);
	assert_int_equal(measure_kind_adding(MEASURE_LAST, "none"), MEASURE_NEWEST);
	assert_int_equal(measure_kind_adding(MEASURE_LAST, "sum"), MEASURE_ADDS);
	assert_int_equal(measure_kind_adding(MEASURE_STATED, "none"), MEASURE_ALONE);
}

static char *written(struct groups *g)
{
	struct err e = {0};
	char *text = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);

	assert_int_equal(groups_write(g, out, &e), 0);
	fclose(out);
	return text;
}

/* A row that is right for any kind: a number, as many keys, an order. */
static struct measure sample(enum measure_kind kind, const char *value, const char *keys, const char *order)
{
	return (struct measure){.measure = "m",
		.item = "",
		.agency = "A",
		.period = "2024-Q1",
		.kind = kind,
		.unit = "u",
		.value = value,
		.keys = measure_kind_rule(kind)->source == MEASURE_OF_NUMBER ? "" : keys,
		.flags = "",
		.order = measure_is_counted(kind) ? "" : order};
}

static char *merged(const struct measure *rows, size_t n)
{
	struct groups *g = NULL;
	struct err e = {0};
	char *text;

	assert_int_equal(groups_new(&g, &e), 0);
	for (size_t i = 0; i < n; i++)
		if (groups_merge(g, &rows[i], &e))
			fail_msg("%s", e.text);
	text = written(g);
	groups_free(g);
	return text;
}

static void test_measure_kinds_write_the_row_that_they_took(void **state)
{
	(void)state;
	for (ALL_KINDS) {
		struct measure one = sample(k, "2", "a b", "2024-03-31|x");
		char *text = merged(&one, 1), want[100];

		snprintf(want, sizeof want, "measure,m,,A,2024-Q1,%s,u,2,%s,,,,,,,%s\n", measure_kind_name(k),
			one.keys, one.order);
		assert_string_equal(text, want);
		free(text);
	}
}

static void test_measure_kinds_take_rows_in_any_order(void **state)
{
	(void)state;
	for (ALL_KINDS) {
		struct measure rows[] = {sample(k, "2", "a b", "2024-03-30|x"),
			sample(k, "3", "b c d", "2024-03-31|y"), sample(k, "2", "a b", "2024-03-30|x")};
		char *first = merged(rows, 2), *second = merged(rows + 1, 2);

		assert_string_equal(first, second);
		free(first);
		free(second);
	}
}

static void test_measure_kinds_do_not_mix(void **state)
{
	(void)state;
	for (ALL_KINDS) {
		struct measure one = sample(k, "2", "a b", "x"),
			       other = sample((k + 1) % MEASURE_KINDS, "2", "a b", "x");
		struct groups *g = NULL;
		struct err e = {0};

		assert_int_equal(groups_new(&g, &e), 0);
		assert_int_equal(groups_merge(g, &one, &e), 0);
		assert_int_equal(groups_merge(g, &other, &e), -1);
		assert_int_equal(e.kind, ERR_FILE);
		groups_free(g);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_measure_kinds_are_found_by_their_names),
		cmocka_unit_test(test_measure_kinds_are_the_words_of_the_schema),
		cmocka_unit_test(test_measure_kinds_may_say_words_of_theirs_or_nothing),
		cmocka_unit_test(test_measure_kinds_are_put_together_as_their_row_says),
		cmocka_unit_test(test_measure_kinds_write_the_row_that_they_took),
		cmocka_unit_test(test_measure_kinds_take_rows_in_any_order),
		cmocka_unit_test(test_measure_kinds_do_not_mix),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
