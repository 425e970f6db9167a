/* The words that names are written with: a row that can read nothing is a mistake. */
#include <string.h>
#include "inspect/lint_who.h"

/* What is wrong with the row, or NULL. */
static const char *fault_of(const char *kind, const char *word, const char *means)
{
	bool stands_for = strcmp(kind, "short") == 0 || strcmp(kind, "spelling") == 0;

	if (stands_for && !*means)
		return "found no meaning, expected what the word stands for";
	if (!stands_for && *means)
		return "found a meaning, which only short and spelling have";
	if ((stands_for || strcmp(kind, "joint") == 0) && strpbrk(word, " .,-"))
		return "found several words, expected one: words compose";
	return NULL;
}

int lint_agency_words(struct lint *l, struct err *e)
{
	const struct table *t = catalog_get(l->catalog, "agency_words", e);

	if (!t)
		return -1;
	for (size_t i = 0; i < t->nrows; i++) {
		const char *word = table_get(t, i, "word");
		const char *fault = fault_of(table_get(t, i, "kind"), word, table_get(t, i, "means"));

		if (fault &&
			lint_add(l, t->rows[i].file, t->rows[i].line, e, "word '%s': %s", word, fault) < 0)
			return -1;
	}
	return 0;
}
