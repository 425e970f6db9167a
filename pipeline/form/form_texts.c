#include "form/form_texts.h"

#include <stdio.h>
#include <string.h>

int form_texts_open(struct form_texts *t, struct catalog *c, struct err *e)
{
	t->table = catalog_get(c, "form_texts", e);
	if (!t->table)
		return -1;
	t->name = table_find_col(t->table, "text");
	t->words = table_find_col(t->table, "message_vi");
	return t->name < 0 || t->words < 0 ? err_at(e, ERR_CATALOG, "form_texts.csv", 0,
						     "found no texts, expected columns text and message_vi")
					   : 0;
}

int form_text_get(const struct form_texts *t, const char *name, const char **out, struct err *e)
{
	for (size_t i = 0; i < t->table->nrows; i++)
		if (strcmp(t->table->rows[i].cells[t->name], name) == 0) {
			*out = t->table->rows[i].cells[t->words];
			return 0;
		}
	return err_at(e, ERR_CATALOG, "form_texts.csv", 0, "found no text '%s', expected a row of it", name);
}

int form_text_add(const struct form_texts *t, struct buf *out, const char *name, const char *const *args,
	size_t nargs, struct err *e)
{
	const char *at, *open;
	size_t n;

	if (form_text_get(t, name, &at, e) < 0)
		return -1;
	while ((open = strchr(at, '{'))) {
		if (buf_add(out, at, (size_t)(open - at), e) < 0)
			return -1;
		n = open[1] >= '1' && open[1] <= '9' ? (size_t)(open[1] - '0') : nargs;
		if (n >= nargs || open[2] != '}')
			return err_at(e, ERR_CATALOG, "form_texts.csv", 0,
				"text '%s': found '%.3s', expected {1} to {%zu}", name, open, nargs - 1);
		if (buf_add_str(out, args[n], e) < 0)
			return -1;
		at = open + 3;
	}
	return buf_add_str(out, at, e);
}

const char *form_number_text(char out[24], long number)
{
	snprintf(out, 24, "%ld", number);
	return out;
}

int form_told_add(struct form_told *told, struct buf *line, struct err *e)
{
	int rc = 0;

	if (told->n++ < FORM_TOLD)
		rc = buf_add(&told->lines, line->data, line->len, e) < 0 ||
				     buf_add_char(&told->lines, '\n', e) < 0
			     ? -1
			     : 0;
	buf_reset(line);
	return rc;
}

int form_told_end(struct form_told *told, const struct form_texts *t, struct err *e)
{
	char more[24];

	if (told->n <= FORM_TOLD)
		return 0;
	return FORM_SAY(t, &told->lines, e, "told.more",
		       form_number_text(more, (long)(told->n - FORM_TOLD))) < 0 ||
			       buf_add_char(&told->lines, '\n', e) < 0
		       ? -1
		       : 0;
}

void form_told_release(struct form_told *told)
{
	buf_release(&told->lines);
}
