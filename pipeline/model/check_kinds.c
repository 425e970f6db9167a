#include "model/check_kinds.h"

#include <stdio.h>
#include <string.h>
#include "core/rational.h"
#include "model/indicator_name.h"

#define OF_FIGURE(kind, params) {#kind, params, false},
#define OF_FEED(kind, params) {#kind, params, true},
#define COUNT_MOST 99999 /* weeks: the calendar of a database goes no further back */
static const struct check_kind kinds[] = {CHECK_KINDS(OF_FIGURE, OF_FEED)};

const struct check_kind *check_kind_find(const char *kind)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (strcmp(kinds[i].kind, kind) == 0)
			return &kinds[i];
	return NULL;
}

/* One row in the making. */
struct check_verifying {
	const struct units *units;
	const struct table *checks, *indicators, *variables, *rows;
	size_t row;
	const char *set, *indicator;
};

static const char *cell(const struct check_verifying *v, const char *column)
{
	return table_get(v->checks, v->row, column);
}

static int fail(const struct check_verifying *v, const char *column, const char *expected, struct err *e)
{
	char quoted[200];
	const char *text = cell(v, column);

	return err_at(e, ERR_CATALOG, v->checks->rows[v->row].file, v->checks->rows[v->row].line,
		"column %s: found %s, expected %s", column,
		*text ? err_quote_cell(quoted, text, strlen(text)) : "nothing", expected);
}

/* Whether a row of the table has the text in the column, and the set in the column set. */
static bool has_row(const struct table *t, const char *column, struct slice text, const char *set)
{
	for (size_t i = 0; i < t->nrows; i++)
		if (slice_same(slice_from(table_get(t, i, column)), text) &&
			(!*set || strcmp(table_get(t, i, "set"), set) == 0))
			return true;
	return false;
}

/* Of the set when the row names one. */
static bool is_indicator(const struct check_verifying *v, struct slice text)
{
	return *v->set ? has_row(v->rows, "indicator", text, v->set)
		       : has_row(v->indicators, "indicator", text, "");
}

static bool is_variable_of(const struct check_verifying *v, struct slice var, const char *indicator)
{
	const struct table *t = v->variables;

	for (size_t i = 0; i < t->nrows; i++)
		if (slice_same(slice_from(table_get(t, i, "var")), var) &&
			strcmp(table_get(t, i, "indicator"), indicator) == 0)
			return true;
	return false;
}

/* A variable of the row's indicator, else of any one that the row is for. */
static bool is_variable(const struct check_verifying *v, struct slice text)
{
	if (*v->indicator)
		return is_variable_of(v, text, v->indicator);
	for (size_t i = 0; *v->set && i < v->rows->nrows; i++)
		if (strcmp(table_get(v->rows, i, "set"), v->set) == 0 &&
			is_variable_of(v, text, table_get(v->rows, i, "indicator")))
			return true;
	return !*v->set && has_row(v->variables, "var", text, "");
}

static bool is_number(struct slice text, bool is_count)
{
	mpq_t n;
	bool is;

	mpq_init(n);
	is = rational_parse(n, text.text, text.len, NULL) == 0 &&
	     (!is_count || (mpq_sgn(n) > 0 && mpz_cmp_ui(mpq_denref(n), 1) == 0 &&
				   mpq_cmp_ui(n, COUNT_MOST, 1) <= 0));
	mpq_clear(n);
	return is;
}

static bool is_unit(const struct check_verifying *v, struct slice text)
{
	const struct unit *u = units_find(v->units, text);

	return u && slice_same(slice_from(u->name), text); /* its name: that is what is compared */
}

static bool is_pair(const struct check_verifying *v, struct slice text)
{
	const char *slash = memchr(text.text, '/', text.len);
	size_t n = slash ? (size_t)(slash - text.text) : 0;

	return slash && is_unit(v, (struct slice){text.text, n}) &&
	       is_unit(v, (struct slice){slash + 1, text.len - n - 1});
}

/* Whether the word is one of those that | separates. */
static bool is_one_of(struct slice words, struct slice text)
{
	for (size_t n; words.len; words.text += n, words.len -= n) {
		const char *bar = memchr(words.text, '|', words.len);

		n = bar ? (size_t)(bar - words.text) : words.len;
		if (slice_same((struct slice){words.text, n}, text))
			return true;
		n += bar != NULL;
	}
	return false;
}

static bool is_type(struct slice type, const char *name)
{
	return slice_same(type, slice_from(name));
}

static bool word_fits(const struct check_verifying *v, struct slice type, struct slice word)
{
	if (is_type(type, "NUMBER") || is_type(type, "COUNT"))
		return is_number(word, is_type(type, "COUNT"));
	if (is_type(type, "UNIT"))
		return is_unit(v, word);
	if (is_type(type, "PAIR"))
		return is_pair(v, word);
	if (is_type(type, "=PAIR"))
		return *word.text == '=' && is_pair(v, (struct slice){word.text + 1, word.len - 1});
	if (is_type(type, "INDICATOR"))
		return is_indicator(v, word);
	return is_type(type, "VAR") ? is_variable(v, word) : is_one_of(type, word);
}

/* The next word; empty at the end. */
static struct slice word_next(struct slice *list)
{
	struct slice word;

	while (list->len && *list->text == ' ')
		list->text++, list->len--;
	word = (struct slice){list->text, 0};
	while (list->len && *list->text != ' ')
		word.len++, list->text++, list->len--;
	return word;
}

static bool words_fit(const struct check_verifying *v, struct slice shape, struct slice params)
{
	struct slice type, word = word_next(&params);

	while ((type = word_next(&shape)).len) {
		bool is_many = type.len > 3 && memcmp(type.text + type.len - 3, "...", 3) == 0;

		type.len -= is_many ? 3 : 0;
		if (!is_many && (!word.len || !word_fits(v, type, word)))
			return false;
		if (!is_many)
			word = word_next(&params);
		while (is_many && word.len && word_fits(v, type, word))
			word = word_next(&params);
	}
	return !word.len;
}

static bool find_name(void *arg, const char *name, struct formula_name *out)
{
	const struct check_verifying *v = arg;

	return indicator_name_find(v->variables, v->indicator, name, out);
}

static int verify_formula(struct check_verifying *v, struct err *e)
{
	struct formula_names names = {.arg = v, .find = find_name};
	const struct row *row = &v->checks->rows[v->row];
	struct formula *f = NULL;
	struct err bad = {0};
	int rc;

	if (!*cell(v, "params"))
		return fail(v, "params", "a formula", e);
	rc = formula_parse(&f, cell(v, "params"), &names, row->file, row->line, &bad);
	if (rc == 0 && formula_type(f) != VALUE_BOOL)
		rc = fail(v, "params", "a claim: something that is true or not", e);
	else if (rc < 0)
		err_at(e, bad.kind, row->file, row->line, "column params: %s", bad.text);
	formula_free(f);
	return rc;
}

static bool params_fit(const struct check_verifying *v, const char *shape)
{
	const char * or = strstr(shape, " or ");
	struct slice params = slice_from(cell(v, "params"));

	if (strcmp(shape, "TEXT") == 0)
		return params.len > 0;
	if (or &&words_fit(v, slice_from(or +4), params))
		return true;
	return words_fit(v, or ? (struct slice){shape, (size_t)(or -shape)} : slice_from(shape), params);
}

/* Of a range that fits its shape, whether its low is no more than its high. */
static bool is_ordered(struct slice params)
{
	struct slice low = word_next(&params), high = word_next(&params);
	bool is;
	mpq_t a, b;

	mpq_inits(a, b, NULL);
	is = rational_parse(a, low.text, low.len, NULL) == 0 &&
	     rational_parse(b, high.text, high.len, NULL) == 0 && mpq_cmp(a, b) <= 0;
	mpq_clears(a, b, NULL);
	return is;
}

static int verify_params(struct check_verifying *v, const char *shape, struct err *e)
{
	char expected[200];

	if (strcmp(shape, "FORMULA") == 0)
		return verify_formula(v, e);
	if (params_fit(v, shape))
		return strcmp(cell(v, "kind"), "range") != 0 || is_ordered(slice_from(cell(v, "params")))
			       ? 0
			       : fail(v, "params", "a low that is no more than the high", e);
	snprintf(expected, sizeof(expected), "%s%s%s", *shape ? shape : "nothing",
		strstr(shape, "INDICATOR") && *v->set ? " of set " : "",
		strstr(shape, "INDICATOR") ? v->set : "");
	return fail(v, "params", expected, e);
}

static int verify_place(const struct check_verifying *v, const struct check_kind *kind, struct err *e)
{
	if (!kind->is_of_feed && *cell(v, "feed"))
		return fail(v, "feed", "nothing: the kind is of a figure", e);
	/* a share of the records may be that of every feed, a number of them in a day is one's own */
	if (kind->is_of_feed && *kind->params && strcmp(kind->kind, "gone") != 0 && !*cell(v, "feed"))
		return fail(v, "feed", "a feed", e);
	if (kind->is_of_feed && (*v->set || *v->indicator))
		return fail(v, *v->set ? "set" : "indicator", "nothing: the kind is of a feed", e);
	return *v->indicator && !is_indicator(v, slice_from(v->indicator))
		       ? fail(v, "indicator", *v->set ? "an indicator of the set" : "a row of indicators.csv",
				 e)
		       : 0;
}

/* It stands before ": " in the flags, where the gates are found by it. */
static int verify_name(const struct check_verifying *v, struct err *e)
{
	const char *name = cell(v, "check");
	size_t n = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_-");

	return n == 0 || name[n] ? fail(v, "check", "[a-z0-9_-]+", e) : 0;
}

int check_verify(struct catalog *c, const struct units *u, size_t row, struct err *e)
{
	struct check_verifying v = {.units = u,
		.checks = catalog_get(c, "checks", e),
		.indicators = catalog_get(c, "indicators", e),
		.variables = catalog_get(c, "variables", e),
		.rows = catalog_get(c, "set_rows", e),
		.row = row};
	const struct check_kind *kind;
	const char *message;

	if (!v.checks || !v.indicators || !v.variables || !v.rows)
		return -1;
	v.set = cell(&v, "set");
	v.indicator = cell(&v, "indicator");
	if (verify_name(&v, e))
		return -1;
	kind = check_kind_find(cell(&v, "kind"));
	if (!kind)
		return fail(&v, "kind", "a kind of check", e);
	if (verify_place(&v, kind, e) < 0 || verify_params(&v, kind->params, e) < 0)
		return -1;
	message = cell(&v, "message_vi");
	message += strspn(message, " ");
	return *message && *message != '(' ? 0 : fail(&v, "message_vi", "words, before any parenthesis", e);
}
