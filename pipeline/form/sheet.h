/* A table as a spreadsheet saved it, CSV or XLSX: rows of cells, each row with the number that a person sees.
 */
#ifndef FORM_SHEET_H
#define FORM_SHEET_H

#include <stdbool.h>
#include "core/buf.h"
#include "core/err.h"

struct sheet_row {
	long number;	     /* in the spreadsheet, from 1 */
	struct slice *cells; /* without blanks at their ends; none behind the last that is filled */
	size_t n;
	size_t width; /* of a CSV: its cells with the blank ones at the end; 0: nobody knows */
};

/* A zeroed struct is empty. */
struct sheet {
	struct sheet_row *rows; /* in order; a blank row of an XLSX may be left out */
	size_t nrows, cap, ncells;
	char merged[40];       /* the first cells that were merged into one (A1:B2), or "" */
	struct slice *scratch; /* the row at hand: LIMIT_SHEET_COLUMNS */
	struct arena arena;
	bool is_xlsx;
};

/* Reads bytes that are XLSX by their first letters ("PK"), else CSV. name is for messages.
 *
 * CSV: UTF-8 with or without a BOM, or UTF-16 with one; the mark between cells is the one that a first line
 * `sep=;` names, else that of ; , and tab which the first row has most of. A file that is cut inside its last
 * letter is read without it.
 *
 * XLSX: the first sheet. A cell is its text, without phonetic guides; of a formula the value that was saved
 * with it; TRUE or FALSE; a number with a point, to the fifteen digits that a spreadsheet has, in per cent
 * where it is shown so, a day (dd/mm/yyyy) where it is shown as one. What the spreadsheet could not compute
 * begins with #.
 *
 * Errors: ERR_FILE (the line of a CSV), ERR_NOMEM. Memory: O(bytes); an XLSX unpacks to 32 MiB a part at
 * most. Owns: *s is yours, sheet_release, also after an error. */
int sheet_read(struct sheet *s, struct slice bytes, const char *name, struct err *e);
void sheet_release(struct sheet *s);

/* The cell; empty behind the last one. */
struct slice sheet_cell(const struct sheet_row *row, size_t column);

/* For the readers: begins the row of that number, which is above the last one's. Errors: ERR_FILE, ERR_NOMEM.
 */
int sheet_row_begin(struct sheet *s, long number, const char *name, struct err *e);

/* Sets a cell of that row. The text is borrowed until sheet_release. Errors: ERR_FILE for a filled one behind
 * LIMIT_SHEET_COLUMNS. */
int sheet_row_put(struct sheet *s, size_t column, struct slice text, const char *name, struct err *e);
int sheet_row_end(struct sheet *s, const char *name, struct err *e);

/* The readers. Errors: ERR_FILE for what is no such table or over its limits (LIMIT_SHEET_*), ERR_NOMEM. */
int sheet_csv_read(struct sheet *s, struct slice bytes, const char *name, struct err *e);
int sheet_xlsx_read(struct sheet *s, struct slice bytes, const char *name, struct err *e);

#endif
