/* The rows of a table as structs: read once, kept by the catalogue, every closed word an enum. */
#ifndef MODEL_ROWS_H
#define MODEL_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include "model/catalog.h"

/* What every such struct begins with. */
struct row_head {
	const struct row *row; /* its file and line, for messages */
	const char *valid_from, *valid_to;
};

/* A closed word and its value; a list ends with a word that is NULL. */
struct row_word {
	const char *word;
	unsigned value;
};

enum row_cell {
	ROW_TEXT,   /* const char *, never NULL */
	ROW_NUMBER, /* long: the whole number that the cell begins with, else 0 */
	ROW_WORD,   /* an enum: one of the words */
	ROW_WORDS   /* unsigned: the values of several words, joined by or */
};

struct row_column {
	const char *name;
	enum row_cell cell;
	size_t at; /* offset of the member */
	const struct row_word *words;
};

#define ROWS_INDEXES 2

/* What a table's rows are read into. Shape: list is an array of structs of so many bytes. */
struct row_shape {
	const char *table;
	size_t size_bytes;
	const struct row_column *columns;
	size_t ncolumns;
	size_t keys[ROWS_INDEXES]; /* offsets of texts that rows are found by; 0: none */
};

struct rows {
	void *list;
	size_t n;
	const struct row_shape *shape;
	const void **by[ROWS_INDEXES]; /* the rows in the order of that text, equal ones as in the table */
};

/* The rows of the shape's table. Owns: the catalogue's, and its texts.
 * Errors: ERR_CATALOG with file and line for a word that is none of the column's; ERR_NOMEM. Memory: O(rows).
 */
const struct rows *rows_get(struct catalog *c, const struct row_shape *shape, struct err *e);

bool row_is_valid(const void *row, const char *date); /* as table_is_valid */

/* The rows whose text of that index is key, in the order of the table; how many. */
size_t rows_find(const struct rows *t, size_t index, const char *key, const void *const **first);

/* The first of them that is valid on date (NULL: any), or NULL. */
const void *rows_first(const struct rows *t, size_t index, const char *key, const char *date);

/* The word of a value, "" when it is none. */
const char *row_word_of(const struct row_word *words, unsigned value);

/* Whether the text is one of the words, and which. */
bool row_word_find(const struct row_word *words, const char *text, unsigned *value);

#endif
