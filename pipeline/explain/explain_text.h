/* The page as text while it is written: for the explain_text*.c files only. */
#ifndef EXPLAIN_EXPLAIN_TEXT_H
#define EXPLAIN_EXPLAIN_TEXT_H

#include <stdio.h>
#include "core/table.h"
#include "page/page.h"

struct texting {
	const struct page *page;
	const struct table *messages;
	FILE *out;
	struct err *e;
	struct buf line;
};

/* Onto the line in hand. Errors: ERR_CATALOG for a message that is none, ERR_NOMEM; e is t's. */
int explain_text_message(struct texting *t, const char *id);
int explain_text_both(struct texting *t, const struct page *row, const char *name); /* NAME / NAME_en */

/* The line in hand, wrapped at 80 columns, further lines two columns further in. */
void explain_text_end(struct texting *t, size_t indent);

int explain_text_head(struct texting *t, const char *id);
int explain_text_fact(
	struct texting *t, const char *id, const char *text, size_t indent); /* where there is one */

typedef int row_fn(struct texting *t, const struct page *row);
int explain_text_list(struct texting *t, const char *list, const char *head, row_fn *put);

/* A row of each list. */
row_fn explain_row_definition, explain_row_variable, explain_row_step, explain_row_denominator,
	explain_row_setting, explain_row_measure, explain_row_file, explain_row_record, explain_row_flag,
	explain_row_change, explain_row_lacking, explain_row_waiting, explain_row_past, explain_row_source;

#endif
