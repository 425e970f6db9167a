/* codes.csv and code_aliases.csv: the codes of a list, by what senders write for them. */
#ifndef MODEL_CODE_ROWS_H
#define MODEL_CODE_ROWS_H

#include "model/rows.h"

struct code {
	struct row_head head;
	const char *list, *code, *title_vi;
	const char *meaning; /* t, f; of other lists what they say */
};

struct code_alias {
	struct row_head head;
	const char *list, *alias, *code;
};

struct code_lists {
	const struct rows *codes, *aliases;
};

/* Both tables. Errors: as rows_get. Memory: the catalogue's. */
int code_lists_open(struct code_lists *t, struct catalog *c, struct err *e);

/* The code of the list, by itself; NULL: none on date. */
const struct code *code_get(const struct code_lists *t, const char *list, const char *code, const char *date);

/* The code of the list whose code, title or alias the text is, on the folded key (case, place of the tone
 * mark, blanks, hyphens); NULL: none on date. */
const struct code *code_find(
	const struct code_lists *t, const char *list, struct slice text, const char *date);

extern const struct row_shape code_shape, code_alias_shape;

#endif
