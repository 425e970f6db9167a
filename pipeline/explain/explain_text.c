/* The page as text: sections of labelled lines, wrapped at 80 columns, Vietnamese with English beside it. */
#include <string.h>
#include "core/wrap.h"
#include "explain/explain_text.h"
#include "model/messages.h"

#define WIDTH 80

/* Its words; further lines stand two columns further in. */
static void wrap_line(FILE *out, const char *text, size_t indent)
{
	fprintf(out, "%*s", (int)indent, "");
	wrap_text(out, text, indent, indent + 2, WIDTH);
}

/* "vi / en", once where both are the same. */
static int add_label(struct texting *t, const char *vi, const char *en)
{
	return strcmp(vi, en) == 0 || !*en ? buf_add_str(&t->line, vi, t->e)
					   : buf_addf(&t->line, t->e, "%s / %s", vi, en);
}

int explain_text_message(struct texting *t, const char *id)
{
	const char *vi, *en;

	return message_texts(t->messages, id, &vi, &en, t->e) ? -1 : add_label(t, vi, en);
}

/* A text of the row and its English, as they stand under NAME and NAME_en. */
int explain_text_both(struct texting *t, const struct page *row, const char *name)
{
	char english[80];

	snprintf(english, sizeof english, "%s_en", name);
	return add_label(t, page_get(row, name), page_get(row, english));
}

void explain_text_end(struct texting *t, size_t indent)
{
	if (t->line.len)
		wrap_line(t->out, t->line.data, indent);
	buf_reset(&t->line);
}

int explain_text_head(struct texting *t, const char *id)
{
	putc('\n', t->out);
	if (explain_text_message(t, id))
		return -1;
	explain_text_end(t, 0);
	return 0;
}

/* "label: text" where there is a text. */
int explain_text_fact(struct texting *t, const char *id, const char *text, size_t indent)
{
	if (!*text)
		return 0;
	if (explain_text_message(t, id) || buf_addf(&t->line, t->e, ": %s", text))
		return -1;
	explain_text_end(t, indent);
	return 0;
}

int explain_text_list(struct texting *t, const char *list, const char *head, row_fn *put)
{
	const struct page *row = page_first(t->page, list);

	if (row && explain_text_head(t, head))
		return -1;
	for (; row; row = page_next(row)) {
		if (put(t, row))
			return -1;
		explain_text_end(t, 2);
	}
	return 0;
}
