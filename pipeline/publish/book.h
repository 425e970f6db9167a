/* An XLSX of lists, through libxlsxwriter: real numbers and dates, frozen heads, set up for A4. */
#ifndef PUBLISH_BOOK_H
#define PUBLISH_BOOK_H

#include <stdio.h>
#include "publish/columns.h"

struct book;

/* Owns: *out is yours, book_end. Errors: ERR_OUTPUT without room, ERR_NOMEM. */
int book_begin(struct book **out, const struct publication *p, struct err *e);

/* A sheet with the list's rows, and the chart of page_charts.csv where it has one. Errors: ERR_WRITE,
 * ERR_CATALOG. */
int book_add(struct book *b, const struct publication_list *l, const struct sheet_column *c, size_t n,
	struct err *e);

/* rc: what became of it so far; then all of it is written to out. b may be NULL. Returns rc, or -1. Errors:
 * ERR_WRITE. */
int book_end(struct book *b, int rc, FILE *out, struct err *e);

#endif
