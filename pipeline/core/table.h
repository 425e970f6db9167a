/* A CSV table of the catalogue in memory, every row knowing its file and line. */
#ifndef CORE_TABLE_H
#define CORE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include "core/buf.h"
#include "core/err.h"

struct row {
	const char **cells; /* ncols of them, NUL-terminated, never NULL */
	const char *file;   /* path as given on the command line */
	long line;
	const char *overlay; /* "base", or the overlay folder's name */
};

struct table {
	const char *name; /* "fields" for fields.csv */
	const char **cols;
	size_t ncols, nrows;
	size_t from, to; /* columns valid_from and valid_to, plus one; 0: it has none */
	struct row *rows;
	struct arena arena;
};

/* Column number, or -1. */
int table_find_col(const struct table *t, const char *col);

/* The cell; "" when the table has no such column. Never NULL. */
const char *table_get(const struct table *t, size_t row, const char *col);

/* Whether the row is valid on date (YYYY-MM-DD): valid_from <= date <= valid_to, empty = unbounded. */
bool table_is_valid(const struct table *t, size_t row, const char *date);

/* First row whose column equals value and is valid on date (NULL: any), or -1. */
long table_find(const struct table *t, const char *col, const char *value, const char *date);

/* Reads one CSV file into t, appending rows. Columns missing in the file read as "".
 * Errors: ERR_CATALOG with file and line. Memory: O(rows). */
int table_read(struct table *t, const char *path, const char *overlay, struct err *e);

/* A column that the table does not have yet; its rows have "". name: as long as the table. Errors: ERR_NOMEM.
 */
int table_add_col(struct table *t, const char *name, struct err *e);

/* Appends a copy of the row, with its place. Errors: ERR_NOMEM. */
int table_add_copy(struct table *t, size_t row, struct err *e);

/* A cell of the last row, of a column that there is; value: as long as the table. */
void table_set_last(struct table *t, const char *col, const char *value);

void table_release(struct table *t);

#endif
