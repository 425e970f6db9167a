#include "inspect/lint_cells.h"
#include "model/mask.h"

#include <stdlib.h>
#include <string.h>
#include "core/clock.h"
#include "core/rational.h"

static bool is_int(const char *text)
{
	size_t n = strspn(text, "0123456789");

	return n && n < 19 && !text[n];
}

/* YYYY-MM-DD that exists. */
static bool is_date(const char *text)
{
	int64_t seconds;

	return strlen(text) == 10 && clock_parse(text, 10, &seconds, NULL) == 0;
}

static bool has_word_of(const char *words, const char *word, size_t n)
{

	for (const char *p = words; *p;) {
		size_t len = strcspn(p, " ");

		if (len == n && memcmp(p, word, n) == 0)
			return true;
		p += len + (p[len] == ' ');
	}
	return false;
}

static bool has_word(const char *words, const char *word)
{
	return has_word_of(words, word, strlen(word));
}

static bool has_words(const char *words, const char *text)
{
	for (size_t n; *text; text += n + (text[n] == ' ')) {
		n = strcspn(text, " ");
		if (!n || !has_word_of(words, text, n))
			return false;
	}
	return true;
}

bool lint_kind_is_known(const char *kind)
{
	static const char *const prefixes[] = {"enum:", "words:", "form:", "form_of:"};

	for (size_t i = 0; i < sizeof(prefixes) / sizeof(*prefixes); i++)
		if (strncmp(kind, prefixes[i], strlen(prefixes[i])) == 0 && kind[strlen(prefixes[i])])
			return true;
	return has_word("text int decimal date path formula list read pattern", kind);
}

static int wrong(struct lint *l, const struct row *row, const char *column, const char *text,
	const char *expected, struct err *e)
{
	char quoted[200];

	return lint_add(l, row->file, row->line, e, "column %s: found %s, expected %s", column,
		err_quote_cell(quoted, text, strlen(text)), expected);
}

static int read_cell(struct lint *l, const struct row *row, const char *column, lint_cell_fn *fn,
	const char *text, struct err *e)
{
	struct err bad = {0};

	if (!fn || fn(text, row->file, row->line, &bad) == 0)
		return 0;
	if (bad.kind == ERR_NOMEM)
		return err_set(e, ERR_NOMEM, "%s", bad.text);
	return lint_add(l, row->file, row->line, e, "column %s: %s", column, bad.text);
}

static int check_form(
	struct lint *l, const struct row *row, const struct lint_column *c, const char *text, struct err *e)
{
	const char *expected;

	switch (lint_forms_ask(c->forms, c->form, text, &expected)) {
	case FORM_DIFFERS:
		return wrong(l, row, c->name, text, expected, e);
	case FORM_UNKNOWN:
		return lint_add(l, row->file, row->line, e,
			"column %s: found no row %s of forms.csv, expected the form of what is read here",
			c->name, c->form);
	default:
		return 0;
	}
}

static int check_kind(
	struct lint *l, const struct row *row, const struct lint_column *c, const char *text, struct err *e)
{
	if (strcmp(c->kind, "int") == 0 && !is_int(text))
		return wrong(l, row, c->name, text, "a whole number", e);
	if (strcmp(c->kind, "decimal") == 0 && !rational_is(text))
		return wrong(l, row, c->name, text, "a decimal or a quotient", e);
	if (strcmp(c->kind, "date") == 0 && !is_date(text))
		return wrong(l, row, c->name, text, "a date YYYY-MM-DD that exists", e);
	if (strncmp(c->kind, "enum:", 5) == 0 && !has_word(c->kind + 5, text))
		return wrong(l, row, c->name, text, c->kind + 5, e);
	if (strcmp(c->kind, "pattern") == 0 && !mask_is_pattern(text))
		return wrong(l, row, c->name, text, "an extended regular expression, or words", e);
	if (strncmp(c->kind, "words:", 6) == 0 && !has_words(c->kind + 6, text))
		return wrong(l, row, c->name, text, c->kind + 6, e);
	if (c->form)
		return check_form(l, row, c, text, e);
	if (strcmp(c->kind, "path") == 0)
		return read_cell(l, row, c->name, l->path, text, e);
	return 0;
}

static int by_slice(const void *a, const void *b)
{
	return slice_compare(*(const struct slice *)a, *(const struct slice *)b);
}

static int check_reference(
	struct lint *l, const struct row *row, const struct lint_column *c, struct slice text, struct err *e)
{
	char quoted[200];

	if (!c->values || bsearch(&text, c->values, c->nvalues, sizeof(text), by_slice))
		return 0;
	return lint_add(l, row->file, row->line, e, "column %s: found %s, expected a value of %s", c->name,
		err_quote_cell(quoted, text.text, text.len), c->references);
}

int lint_cell(
	struct lint *l, const struct row *row, const struct lint_column *c, const char *text, struct err *e)
{
	bool is_list = strcmp(c->kind, "list") == 0;

	if (!*text)
		return c->is_required
			       ? lint_add(l, row->file, row->line, e, "column %s: found nothing", c->name)
			       : 0;
	if (check_kind(l, row, c, text, e) < 0)
		return -1;
	for (size_t n; *text; text += n + (text[n] == ' ')) {
		n = is_list ? strcspn(text, " ") : strlen(text);
		if (n && check_reference(l, row, c, (struct slice){text, n}, e) < 0)
			return -1;
	}
	return 0;
}

int lint_row(struct lint *l, const struct table *t, size_t i, struct err *e)
{
	const struct row *row = &t->rows[i];
	const char *from = table_get(t, i, "valid_from"), *to = table_get(t, i, "valid_to");

	if (*from && !is_date(from) &&
		wrong(l, row, "valid_from", from, "a date YYYY-MM-DD that exists", e) < 0)
		return -1;
	if (*to && !is_date(to) && wrong(l, row, "valid_to", to, "a date YYYY-MM-DD that exists", e) < 0)
		return -1;
	if (*from && *to && strcmp(from, to) > 0 &&
		lint_add(l, row->file, row->line, e, "found valid_from %s after valid_to %s", from, to) < 0)
		return -1;
	if (!*table_get(t, i, "source") && strcmp(t->name, "schema") != 0)
		return lint_add(l, row->file, row->line, e, "found a row without source");
	return 0;
}
