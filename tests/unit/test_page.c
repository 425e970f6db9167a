/* A page: what it says is filled into a template and escaped by construction, and is a JSON object of the
 * same. */
#include "page/page.h"
#include "folder.h"
#include "page/page_find.h"
#include "page/page_html.h"
#include "page/page_json.h"

#define HOSTILE "<script>alert(\"1\")</script> & 'x' ố"

static struct page *make_page(void)
{
	struct err e = {0};
	struct page *p = page_new(&e);

	assert_int_equal(page_set(p, "title", HOSTILE, &e), 0);
	assert_int_equal(page_set(p, "value", "7/9", &e), 0);
	assert_int_equal(page_set(p, "empty", "", &e), 0);
	for (int i = 1; i <= 2; i++) {
		struct page *row = page_add(p, "rows", &e);

		assert_int_equal(page_setf(row, "name", &e, "row %d", i), 0);
		if (i == 1)
			assert_int_equal(page_set(page_add(row, "inner", &e), "name", "inside", &e), 0);
	}
	return p;
}

/* The page by this template; "" when it is refused, with the kind of the error. Owns: free. */
static char *fill(const char *template, enum err_kind *kind)
{
	struct err e = {0};
	struct page *p = make_page();
	char path[200], *text = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);

	folder_put("pages/t.html", template);
	snprintf(path, sizeof(path), "%s/pages/t.html", folder);
	page_write_html(p, path, out, &e);
	fclose(out);
	page_free(p);
	*kind = e.kind;
	return text;
}

static void assert_filled(const char *template, const char *expected)
{
	enum err_kind kind;
	char *text = fill(template, &kind);

	assert_int_equal(kind, ERR_NONE);
	assert_string_equal(text, expected);
	free(text);
}

static void what_is_said_last_stands(void **state)
{
	struct err e = {0};
	struct page *p = page_new(&e);
	const char *text;

	(void)state;
	assert_int_equal(page_set(p, "a", "1", &e), 0);
	assert_int_equal(page_set(p, "a", "2", &e), 0);
	assert_string_equal(page_get(p, "a"), "2");
	assert_string_equal(page_get(p, "b"), "");
	assert_string_equal(page_text_at(p, 0, &text), "a");
	assert_null(page_text_at(p, 1, &text));
	assert_null(page_first(p, "rows"));
	page_free(p);
}

static void a_cell_is_escaped(void **state)
{
	(void)state;
	assert_filled("<html><p data-cell=\"title\">as <b>designed</b></p></html>",
		"<!DOCTYPE html>\n<html><p>&lt;script&gt;alert(\"1\")&lt;/script&gt; &amp; 'x' "
		"ố</p></html>\n");
}

static void an_attribute_is_escaped(void **state)
{
	enum err_kind kind;
	char *text = fill("<html><a data-attr=\"title title; id value; class none\">x</a></html>", &kind);

	(void)state;
	assert_int_equal(kind, ERR_NONE);
	assert_null(strstr(text, "<script"));
	assert_non_null(strstr(text, "id=\"7/9\""));
	assert_null(strstr(text, "class"));
	free(text);
}

static void an_element_is_repeated_once_a_row(void **state)
{
	(void)state;
	assert_filled("<html><ul><li data-each=\"rows\"><b data-cell=\"name\">x</b><i data-each=\"inner\" "
		      "data-cell=\"name\">y</i></li><li data-each=\"nothing\">z</li></ul></html>",
		"<!DOCTYPE html>\n<html><ul><li><b>row 1</b><i>inside</i></li><li><b>row "
		"2</b></li></ul></html>\n");
}

/* What a row does not say is not said for it by what stands around it. */
static void a_row_says_only_its_own(void **state)
{
	(void)state;
	assert_filled("<html><p data-each=\"rows\" data-cell=\"value\">x</p></html>",
		"<!DOCTYPE html>\n<html><p></p><p></p></html>\n");
}

static void what_says_nothing_is_left_out(void **state)
{
	(void)state;
	assert_filled(
		"<html><!-- note --><p data-if=\"value\">a</p><p data-if=\"empty\">b</p><p "
		"data-if=\"rows\">c</p><p data-unless=\"value\">d</p><p data-unless=\"empty\">e</p></html>",
		"<!DOCTYPE html>\n<html><p>a</p><p>c</p><p>e</p></html>\n");
}

static void a_template_that_is_none_is_refused(void **state)
{
	static const char *const wrong[] = {"", "<html><p></html>", "text",
		"<html><a data-attr=\"title\">x</a></html>",
		"<!DOCTYPE html [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><html>&y;</html>"};

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		enum err_kind kind;
		char *text = fill(wrong[i], &kind);

		assert_int_equal(kind, ERR_CATALOG);
		free(text);
	}
}

static void json_has_the_same(void **state)
{
	struct err e = {0};
	struct page *p = make_page();
	char *text = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);

	(void)state;
	assert_int_equal(page_write_json(p, out, &e), 0);
	fclose(out);
	assert_non_null(strstr(text, "\"title\": \"<script>alert(\\\"1\\\")</script> & 'x' ố\""));
	assert_non_null(strstr(text, "\"name\": \"row 2\""));
	assert_non_null(strstr(text, "\"inner\": ["));
	free(text);
	page_free(p);
}

static void a_province_may_have_its_own_template(void **state)
{
	struct err e = {0};
	struct catalog *c = NULL;
	char base[200], own[200], path[PATH_MAX];
	const char *dirs[] = {base, own};

	(void)state;
	snprintf(base, sizeof(base), "%s/base", folder);
	snprintf(own, sizeof(own), "%s/own", folder);
	mkdir(base, 0700);
	mkdir(own, 0700);
	assert_int_equal(catalog_open(&c, dirs, 2, &e), 0);
	page_find_template(c, "t", path);
	assert_non_null(strstr(path, "/base/pages/t.html"));
	snprintf(own, sizeof(own), "%s/own/pages", folder);
	mkdir(own, 0700);
	snprintf(own, sizeof(own), "%s/own/pages/t.html", folder);
	fclose(fopen(own, "w"));
	page_find_template(c, "t", path);
	assert_non_null(strstr(path, "/own/pages/t.html"));
	catalog_free(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_said_last_stands),
		cmocka_unit_test(a_cell_is_escaped), cmocka_unit_test(an_attribute_is_escaped),
		cmocka_unit_test(an_element_is_repeated_once_a_row),
		cmocka_unit_test(a_row_says_only_its_own), cmocka_unit_test(what_says_nothing_is_left_out),
		cmocka_unit_test(a_template_that_is_none_is_refused), cmocka_unit_test(json_has_the_same),
		cmocka_unit_test(a_province_may_have_its_own_template)};

	return cmocka_run_group_tests(tests, folder_make, folder_remove);
}
