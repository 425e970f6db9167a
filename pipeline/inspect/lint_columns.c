#include "inspect/lint_columns.h"

#include <ctype.h>
#include <string.h>
#include "core/text.h"

/* The words of a cell without case and hyphens; NULL on error. */
static const char *folded(struct buf *b, const char *text, struct err *e)
{
	buf_reset(b);
	return text_fold(text, strlen(text), b, e) || buf_add(b, "", 0, e) ? NULL : b->data;
}

/* How many bytes a word for "every year" takes at the start of folded text; 0: there is none. */
static size_t every_year(const struct table *words, const char *text, struct buf *b, struct err *e)
{
	for (size_t i = 0; i < words->nrows; i++) {
		const char *word;

		if (strcmp(table_get(words, i, "kind"), "every_year") != 0)
			continue;
		word = folded(b, table_get(words, i, "word"), e);
		if (word && strncmp(text, word, strlen(word)) == 0)
			return strlen(word);
	}
	return 0;
}

static bool has_letter(const char *text)
{
	for (; *text; text++)
		if (isalpha((unsigned char)*text) || (unsigned char)*text >= 0x80)
			return true;
	return false;
}

static const char *target_of(const struct table *targets, const char *set, const char *indicator)
{
	for (size_t i = 0; i < targets->nrows; i++)
		if (strcmp(table_get(targets, i, "set"), set) == 0 && !*table_get(targets, i, "part") &&
			strcmp(table_get(targets, i, "indicator"), indicator) == 0)
			return table_get(targets, i, "text");
	return "";
}

/* Whether what stands in the deadline's cell was read as a part of the line. */
static bool has_part(const struct table *targets, const char *set, const char *indicator)
{
	for (size_t i = 0; i < targets->nrows; i++)
		if (strcmp(table_get(targets, i, "set"), set) == 0 && *table_get(targets, i, "part") &&
			strcmp(table_get(targets, i, "indicator"), indicator) == 0)
			return true;
	return false;
}

/* What slipped, or NULL. */
static const char *slip(
	const struct table *words, const char *target, const char *deadline, bool is_read, struct err *e)
{
	struct buf cell = {0}, word = {0};
	const char *found = NULL, *text = folded(&cell, target, e);
	size_t time;

	if (text && every_year(words, text, &word, e) && !strpbrk(text, "0123456789"))
		found = "a deadline in the target's cell";
	else if (strchr(deadline, '%'))
		found = "a target in the deadline's cell";
	else if (text && !*target && (text = folded(&cell, deadline, e))) {
		time = every_year(words, text, &word, e);
		if (time && has_letter(text + time))
			found = is_read ? "a target in the deadline's cell"
					: "a remark in the deadline's cell, and no target";
	}
	buf_release(&cell);
	buf_release(&word);
	return found;
}

int lint_columns(struct lint *l, struct err *e)
{
	const struct table *rows = catalog_get(l->catalog, "set_rows", e),
			   *targets = catalog_get(l->catalog, "targets", e),
			   *words = catalog_get(l->catalog, "number_words", e);

	if (!rows || !targets || !words)
		return -1;
	for (size_t i = 0; i < rows->nrows; i++) {
		const char *indicator = table_get(rows, i, "indicator"),
			   *deadline = table_get(rows, i, "deadline");
		const char *target = target_of(targets, table_get(rows, i, "set"), indicator), *found;

		found = slip(
			words, target, deadline, has_part(targets, table_get(rows, i, "set"), indicator), e);
		if (e->kind != ERR_NONE)
			return -1;
		if (found &&
			lint_note(l, rows->rows[i].file, rows->rows[i].line, e, "shifted column %s: %s: %s",
				indicator, found, *deadline ? deadline : target) < 0)
			return -1;
	}
	return 0;
}
