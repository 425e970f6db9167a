/* A form as a spreadsheet opens it: CSV, or XLSX through libxlsxwriter. */
#ifndef FORM_SHEET_WRITE_H
#define FORM_SHEET_WRITE_H

#include <stdbool.h>
#include <stdio.h>
#include "core/err.h"

#define SHEET_WRITE_COLUMNS 14

/* A zeroed struct is closed. */
struct sheet_writer {
	FILE *out;
	struct lxw_workbook *book; /* NULL: CSV */
	struct lxw_worksheet *sheet;
	struct lxw_format *cell, *heading, *asked;
	unsigned row;
	int temp; /* the workbook while it is made, unlinked; -1: none */
	char path[40];
};

/* day: YYYY-MM-DD, what an XLSX says it was made on. Errors: ERR_OUTPUT without room for a temporary file,
 * ERR_WRITE, ERR_NOMEM. Owns: *w is yours, sheet_writer_end, also after an error. */
int sheet_writer_begin(struct sheet_writer *w, FILE *out, bool is_xlsx, const char *day, struct err *e);

/* Writes a row; NULL is an empty cell. The first one is the heading. Errors: ERR_WRITE. */
int sheet_writer_put(struct sheet_writer *w, const char *const cells[SHEET_WRITE_COLUMNS], struct err *e);

/* rc: what became of it so far; then all of an XLSX is written to out. Returns rc, or -1. Errors: ERR_WRITE.
 */
int sheet_writer_end(struct sheet_writer *w, int rc, struct err *e);

#endif
