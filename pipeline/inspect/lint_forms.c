#include "inspect/lint_forms.h"

#include <stdlib.h>
#include <string.h>
#include "core/pattern.h"

struct form_use {
	const char *name, *expected;
	regex_t pattern;
	bool is_pattern;
};

struct lint_forms {
	struct form_use *list;
	size_t n;
};

static int read_form(struct form_use *form, const struct table *t, size_t i, struct lint *l, struct err *e)
{
	const char *pattern = table_get(t, i, "pattern");
	size_t n = strlen(pattern);
	int rc = 1;

	form->name = table_get(t, i, "form");
	form->expected = table_get(t, i, "expected");
	if (n > 1 && pattern[0] == '^' && pattern[n - 1] == '$')
		rc = pattern_compile(&form->pattern, pattern, e);
	form->is_pattern = rc == 0;
	if (rc <= 0)
		return rc;
	return lint_add(l, t->rows[i].file, t->rows[i].line, e,
		"column pattern: found '%.100s', expected an extended regular expression from ^ to $",
		pattern);
}

int lint_forms_open(struct lint_forms **out, struct lint *l, struct err *e)
{
	const struct table *t = catalog_get(l->catalog, "forms", e);
	struct lint_forms *f = calloc(1, sizeof(*f));
	int rc = 0;

	*out = f;
	if (!t || !f)
		return t ? err_set(e, ERR_NOMEM, "out of memory for the forms") : -1;
	f->list = calloc(t->nrows + 1, sizeof(*f->list));
	if (!f->list)
		return err_set(e, ERR_NOMEM, "out of memory for the forms");
	for (; rc == 0 && f->n < t->nrows; f->n++)
		rc = read_form(&f->list[f->n], t, f->n, l, e);
	return rc;
}

void lint_forms_free(struct lint_forms *f)
{
	if (!f)
		return;
	for (size_t i = 0; i < f->n; i++)
		if (f->list[i].is_pattern)
			regfree(&f->list[i].pattern);
	free(f->list);
	free(f);
}

enum form_answer lint_forms_ask(
	const struct lint_forms *f, const char *form, const char *text, const char **expected)
{
	for (size_t i = 0; i < f->n; i++) {
		const struct form_use *x = &f->list[i];

		if (strcmp(x->name, form) != 0)
			continue;
		*expected = x->expected;
		return !x->is_pattern || regexec(&x->pattern, text, 0, NULL, 0) == 0 ? FORM_FITS
										     : FORM_DIFFERS;
	}
	*expected = "";
	return FORM_UNKNOWN;
}
