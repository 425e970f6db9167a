/* A list of a publication as spreadsheets open it: its columns are rows of page_columns.csv. */
#ifndef PUBLISH_SHEET_H
#define PUBLISH_SHEET_H

#include <stdio.h>
#include "publish/publication.h"

enum sheet_form {
	SHEET_CSV, /* BOM, `;`, decimal comma, dd/mm/yyyy: opened by a spreadsheet set to Vietnamese as it is
		    */
	SHEET_CSV_COMMA, /* BOM, `,`, decimal point, YYYY-MM-DD */
	SHEET_XLSX	 /* a sheet a list, real numbers and dates */
};

/* A CSV has the first list of page_columns.csv, an XLSX all of them. No cell of a CSV begins a formula.
 * Errors: ERR_OUTPUT without room for a temporary file, ERR_WRITE, ERR_CATALOG for a column that its
 * statement does not give, publication_each's. */
int publication_sheet(const struct publication *p, enum sheet_form form, FILE *out, struct err *e);

#endif
