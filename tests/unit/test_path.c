/* Paths are read or refused; an element goes to the narrowest test that it fits. */
#include "core/table.h"
#include "extract/path.h"
#include "unit.h"

static int parse(const char *text, struct path *out, size_t *n)
{
	struct err e = {0};

	return path_parse(out, n, text, "fields.csv", 7, &e);
}

static void test_path_reads_steps_alternatives_and_attributes(void **state)
{
	struct path p[PATH_CHOICES];
	size_t n;

	(void)state;
	assert_int_equal(parse("/a:B/*:C/@d:e|f | a:B/*:*", p, &n), 0);
	assert_int_equal(n, 3);
	assert_true(p[0].is_absolute && !p[1].is_absolute);
	assert_int_equal(p[0].n, 3);
	assert_true(p[0].steps[2].is_attribute);
	assert_true(slice_equals(p[0].steps[2].prefix, "d") && slice_equals(p[0].steps[2].name, "e"));
	assert_true(slice_equals(p[1].steps[0].prefix, "") && slice_equals(p[1].steps[0].name, "f"));
	assert_true(slice_equals(p[2].steps[1].prefix, "*") && slice_equals(p[2].steps[1].name, "*"));
}

static void test_path_what_is_no_path_is_refused_at_its_row(void **state)
{
	static const char *const bad[] = {"", "/", "a//b", "a/", ":b", "a:", "a:b:c", "@a/b", "a|", "a b",
		"a@b", "ZZ?!", "a:ZZ?!", "1a", "-a", "@a b", "a(b)",
		"a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r/s/t/u/v/w/x/y"};
	struct path p[PATH_CHOICES];
	size_t n;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct err e = {0};

		assert_int_equal(path_parse(p, &n, bad[i], "fields.csv", 7, &e), -1);
		assert_int_equal(e.kind, ERR_CATALOG);
		assert_int_equal(e.line, 7);
	}
	assert_int_equal(parse("a|b|c|d|e|f|g|h|i", p, &n), -1);
}

static void test_path_common_counts_the_steps_shared(void **state)
{
	struct path a[PATH_CHOICES], b[PATH_CHOICES];
	size_t n;

	(void)state;
	assert_int_equal(parse("/x:A/x:B/x:C", a, &n), 0);
	assert_int_equal(parse("/x:A/x:B/y:C", b, &n), 0);
	assert_int_equal(path_common(&a[0], &b[0]), 2);
	assert_int_equal(path_common(&a[0], &a[0]), 3);
}

/* A trie over one namespaces row: prefix x for urn:x. */
struct fixture {
	struct table namespaces;
	struct row row;
	const char *cols[2], *cells[2];
	struct trie trie;
};

static int give(struct trie *t, struct node *parent, struct node *n, struct attribute_node *a, void *arg,
	struct err *e)
{
	const unsigned *slot = arg;

	(void)parent;
	return trie_add_action(t, a != NULL ? &a->takes : &n->takes, *slot, e);
}

static void fixture_init(struct fixture *f)
{
	memset(f, 0, sizeof(*f));
	f->cols[0] = "prefix";
	f->cols[1] = "uri";
	f->cells[0] = "x";
	f->cells[1] = "urn:x";
	f->row = (struct row){.cells = f->cells, .file = "namespaces.csv", .line = 2};
	f->namespaces = (struct table){
		.name = "namespaces", .cols = f->cols, .ncols = 2, .nrows = 1, .rows = &f->row};
	trie_init(&f->trie, xmlDictCreate(), &f->namespaces, "2024-01-01");
}

static void fixture_release(struct fixture *f)
{
	xmlDictFree(f->trie.dict);
	trie_release(&f->trie);
}

static int fixture_add(struct fixture *f, const char *text, unsigned slot, struct err *e)
{
	struct path p[PATH_CHOICES];
	size_t n;

	assert_int_equal(path_parse(p, &n, text, "fields.csv", 7, e), 0);
	for (size_t i = 0; i < n; i++)
		if (trie_add(&f->trie, &f->trie.root, &p[i], give, &slot, e) < 0)
			return -1;
	return 0;
}

/* The child of parent that an element goes to. */
static const struct node *child(
	struct fixture *f, const struct node *parent, const char *name, const char *uri)
{
	const xmlChar *n = xmlDictLookup(f->trie.dict, (const xmlChar *)name, -1);
	const xmlChar *u = uri == NULL ? NULL : xmlDictLookup(f->trie.dict, (const xmlChar *)uri, -1);

	for (const struct node *c = parent->children; c != NULL; c = c->next)
		if (name_test_fits(&c->test, n, u))
			return c;
	return NULL;
}

static bool gives(const struct node *n, unsigned slot)
{
	for (const struct action *a = n == NULL ? NULL : n->takes; a != NULL; a = a->next)
		if (a->slot == slot)
			return true;
	return false;
}

static void test_path_a_wildcard_also_means_the_named_siblings(void **state)
{
	struct fixture f;
	struct err e = {0};
	const struct node *b;

	(void)state;
	fixture_init(&f);
	assert_int_equal(fixture_add(&f, "/x:A/x:B/x:C", 1, &e), 0);
	assert_int_equal(fixture_add(&f, "/x:A/*:*/*:*/*:F|/x:A/*:*/*:F|/x:A/*:F", 2, &e), 0);
	b = child(&f, child(&f, &f.trie.root, "A", "urn:x"), "B", "urn:x");
	assert_true(gives(child(&f, b, "C", "urn:x"), 1));
	assert_true(gives(child(&f, b, "F", "urn:other"), 2));
	assert_true(gives(child(&f, child(&f, b, "C", "urn:x"), "F", NULL), 2));
	assert_true(gives(child(&f, child(&f, &f.trie.root, "A", "urn:x"), "F", NULL), 2));
	fixture_release(&f);
}

static void test_path_an_unknown_prefix_is_a_fault_of_the_catalogue(void **state)
{
	struct fixture f;
	struct err e = {0};

	(void)state;
	fixture_init(&f);
	assert_int_equal(fixture_add(&f, "/y:A", 1, &e), -1);
	assert_int_equal(e.kind, ERR_CATALOG);
	assert_non_null(strstr(e.text, "found prefix 'y' in a path, expected a row of namespaces"));
	fixture_release(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_path_reads_steps_alternatives_and_attributes),
		cmocka_unit_test(test_path_what_is_no_path_is_refused_at_its_row),
		cmocka_unit_test(test_path_common_counts_the_steps_shared),
		cmocka_unit_test(test_path_a_wildcard_also_means_the_named_siblings),
		cmocka_unit_test(test_path_an_unknown_prefix_is_a_fault_of_the_catalogue),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
