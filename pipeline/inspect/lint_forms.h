/* The shapes of cells that are more than words and less than a language: rows of forms.csv, each a pattern.
 */
#ifndef INSPECT_LINT_FORMS_H
#define INSPECT_LINT_FORMS_H

#include "inspect/lint.h"

struct lint_forms;

/* Reads forms.csv; a pattern that is none is a finding of its own row. Owns: *out is yours, lint_forms_free.
 * Errors: ERR_CATALOG, ERR_NOMEM, what the report sets. */
int lint_forms_open(struct lint_forms **out, struct lint *l, struct err *e);
void lint_forms_free(struct lint_forms *f);

enum form_answer { FORM_FITS, FORM_DIFFERS, FORM_UNKNOWN };

/* Whether the whole text is of the form; *expected: its words, borrowed. */
enum form_answer lint_forms_ask(
	const struct lint_forms *f, const char *form, const char *text, const char **expected);

#endif
