#include "inspect/lint_words.h"

#include <string.h>
#include "core/rational.h"
#include "core/text.h"

static int add(struct lint *l, const struct table *t, size_t i, struct err *e, const char *what,
	const char *found, const char *expected)
{
	return lint_add(
		l, t->rows[i].file, t->rows[i].line, e, "%s: found '%s', expected %s", what, found, expected);
}

static int check_word(struct lint *l, const struct table *t, size_t i, struct err *e)
{
	const char *kind = table_get(t, i, "kind"), *factor = table_get(t, i, "factor"),
		   *value = table_get(t, i, "value");
	bool is_scale = strcmp(kind, "scale") == 0;
	bool compares = strcmp(kind, "comparator") == 0 || strcmp(kind, "after") == 0;

	if (is_scale ? !rational_is_positive(factor) : *factor != '\0')
		return add(l, t, i, e, "column factor", factor,
			is_scale ? "a number above 0 of a scale" : "none but of a scale");
	if (compares != (*value != '\0'))
		return add(l, t, i, e, "column value", value,
			compares ? "what it says of the number" : "none but of a comparator or after");
	return 0;
}

static bool is_rule(const char *word, size_t len)
{
	static const char *const words[] = {"mixed", "remark", "blank"};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strlen(words[i]) == len && memcmp(words[i], word, len) == 0)
			return true;
	return false;
}

static int check_dialect(struct lint *l, const struct table *t, size_t i, struct err *e)
{
	const char *rule = table_get(t, i, "rule"), *decimal = table_get(t, i, "decimal"),
		   *group = table_get(t, i, "group");

	for (size_t n; *rule; rule += n + (rule[n] == ' '))
		if (!is_rule(rule, n = strcspn(rule, " ")))
			return add(l, t, i, e, "column rule", rule, "mixed, remark or blank");
	if (strlen(decimal) > 1 || strlen(group) > 1 || (*decimal && strcmp(decimal, group) == 0))
		return add(l, t, i, e, "columns decimal and group", group, "two signs that differ");
	return 0;
}

static int each_row(struct lint *l, const char *table,
	int (*check)(struct lint *, const struct table *, size_t, struct err *), struct err *e)
{
	const struct table *t = catalog_get(l->catalog, table, e);

	for (size_t i = 0; t && i < t->nrows; i++)
		if (check(l, t, i, e) < 0)
			return -1;
	return t ? 0 : -1;
}

static bool same_key(const char *a, const char *b)
{
	struct buf x = {0}, y = {0};
	bool is = text_fold(a, strlen(a), &x, NULL) == 0 && text_fold(b, strlen(b), &y, NULL) == 0 &&
		  slice_same(buf_slice(&x), buf_slice(&y));

	buf_release(&x);
	buf_release(&y);
	return is;
}

/* The row of another code of the list that has the name, in the column; -1: none. */
static long find_other(
	const struct table *t, const char *column, const char *list, const char *name, const char *code)
{
	for (size_t i = 0; i < t->nrows; i++)
		if (strcmp(table_get(t, i, "list"), list) == 0 &&
			strcmp(table_get(t, i, "code"), code) != 0 && same_key(table_get(t, i, column), name))
			return (long)i;
	return -1;
}

static int check_alias(struct lint *l, const struct table *t, size_t i, struct err *e)
{
	const struct table *codes = catalog_get(l->catalog, "codes", e);
	const char *list = table_get(t, i, "list"), *alias = table_get(t, i, "alias"),
		   *code = table_get(t, i, "code");

	if (!codes)
		return -1;
	if (find_other(codes, "title_vi", list, alias, code) >= 0 ||
		find_other(codes, "code", list, alias, code) >= 0 ||
		find_other(t, "alias", list, alias, code) >= 0)
		return add(l, t, i, e, "column alias", alias, "a name of one code of the list");
	return 0;
}

int lint_words(struct lint *l, struct err *e)
{
	return each_row(l, "number_words", check_word, e) < 0 ||
			       each_row(l, "dialects", check_dialect, e) < 0 ||
			       each_row(l, "code_aliases", check_alias, e) < 0
		       ? -1
		       : 0;
}
