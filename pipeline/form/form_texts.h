/* What a form and its refusals say to people: rows of form_texts.csv. */
#ifndef FORM_FORM_TEXTS_H
#define FORM_FORM_TEXTS_H

#include "model/catalog.h"

struct form_texts {
	const struct table *table;
	int name, words;
};

/* Borrows the catalogue. Errors: ERR_CATALOG. */
int form_texts_open(struct form_texts *t, struct catalog *c, struct err *e);

/* The row's words as they stand. Errors: ERR_CATALOG when there is no such row. */
int form_text_get(const struct form_texts *t, const char *name, const char **out, struct err *e);

/* Appends the row's words; {1} is args[1], {2} args[2] … Errors: ERR_CATALOG for a row that is not there or
 * names more than it is given, ERR_NOMEM. */
int form_text_add(const struct form_texts *t, struct buf *out, const char *name, const char *const *args,
	size_t nargs, struct err *e);

/* The same of texts at hand: FORM_SAY(t, out, e, "row.cut", "7", "9", "14"). */
#define FORM_SAY(t, out, e, name, ...)                                                                       \
	form_text_add(t, out, name, (const char *const[]){"", ##__VA_ARGS__},                                \
		sizeof((const char *const[]){"", ##__VA_ARGS__}) / sizeof(const char *), e)

/* A number for a text. Shape: out holds 24 bytes. Returns out. */
const char *form_number_text(char out[24], long number);

/* What is told to a person, a line each; the first 20, the others are counted. A zeroed struct is empty. */
struct form_told {
	struct buf lines;
	size_t n;
};

#define FORM_TOLD 20

/* Ends the line that was begun at the end of line, and adds it; empties line. Errors: ERR_NOMEM. */
int form_told_add(struct form_told *told, struct buf *line, struct err *e);

/* Says how many more there are. Errors: as form_text_add. */
int form_told_end(struct form_told *told, const struct form_texts *t, struct err *e);
void form_told_release(struct form_told *told);

#endif
