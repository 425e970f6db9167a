/* CSV (RFC 4180) over libcsv: rows of cells with their line, and a writer that keeps absent and empty apart.
 */
#ifndef CORE_CSV_H
#define CORE_CSV_H

#include <stdbool.h>
#include <stdio.h>
#include "core/record.h"

struct csv_row {
	const struct cell *cells; /* unquoted empty: CELL_ABSENT; "": CELL_EMPTY; else CELL_TEXT */
	size_t n;
	long line; /* physical line where the row ends */
};

/* Called for each row, the header included; a negative return stops the reading. */
typedef int csv_row_fn(void *arg, const struct csv_row *row, struct err *e);

/* Reads the whole of in. name is for messages. Nothing is lost: no stripping of blanks, an unterminated quote
 * is an error; a blank line is refused. Errors: ERR_FILE with the line; what fn sets. Memory: O(one row). */
int csv_read(FILE *in, const char *name, csv_row_fn *fn, void *arg, struct err *e);

/* A table that is no stream of ours: what a spreadsheet saved. */
struct csv_style {
	char mark;	   /* between cells */
	size_t cell_bytes; /* of one cell, at most */
	bool is_loose; /* a blank line is a row without cells; a quote out of place stands for itself, as does
			  a backslash; the end of the file ends a cell */
};

/* The same of such a table. Errors: as csv_read, with the line. */
int csv_read_as(
	FILE *in, const char *name, const struct csv_style *style, csv_row_fn *fn, void *arg, struct err *e);

/* Writes one cell without separator: absent = nothing, empty = "", nil = \N, text quoted when it needs to be.
 * A text that begins with a backslash gets one more (libcsv cannot tell a quoted \N from a bare one); reading
 * takes it off. Errors: ERR_WRITE. */
int csv_write_cell(FILE *out, const struct cell *c, struct err *e);
int csv_write_text(FILE *out, const char *text, struct err *e);			 /* NULL or "" = absent */
int csv_write_row(FILE *out, const struct cell *cells, size_t n, struct err *e); /* with commas and LF */

/* A text as spreadsheets write it: quoted only where the mark, a quote or a line's end is in it. Errors:
 * ERR_WRITE. */
int csv_write_loose(FILE *out, char mark, struct slice text, struct err *e);

#endif
