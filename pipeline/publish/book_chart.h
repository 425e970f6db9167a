/* What page_lists.csv says of a sheet: its name and its chart. */
#ifndef PUBLISH_BOOK_CHART_H
#define PUBLISH_BOOK_CHART_H

#include "publish/columns.h"

struct lxw_workbook;

/* The list's own name without one. Errors: as catalog_get. */
int book_sheet_name(const struct publication *p, const char *list, char out[32], struct err *e);

/* A bar chart on a sheet of its own, where the list has a `chart`: the column of the labels, then those of
 * numbers. Errors: ERR_CATALOG for a column that the sheet does not have; ERR_NOMEM. */
int book_chart(struct lxw_workbook *book, const struct publication *p, const struct publication_list *l,
	const struct sheet_column *c, size_t n, const char *sheet, struct err *e);

#endif
