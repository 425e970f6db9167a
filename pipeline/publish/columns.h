/* The columns of a page's lists as rows of page_columns.csv, their titles filled. */
#ifndef PUBLISH_COLUMNS_H
#define PUBLISH_COLUMNS_H

#include "publish/publication.h"

#define COLUMNS_MOST 40

struct sheet_column {
	int at;			   /* of the statement's */
	const struct table *words; /* of a status: status_words.csv */
	char title[300];
	unsigned width;
};

/* Of the list in the order of the rows; head: the page's own row, whose texts stand in the {places} of
 * titles. Errors: ERR_CATALOG for a column or place that is none, or too many. */
int columns_read(const struct publication *p, const struct publication_list *l, const PGresult *head,
	struct sheet_column *out, size_t *n, struct err *e);

/* The cell's text: of a status its words. Errors: NULL, ERR_CATALOG for one that is no row. */
const char *column_text(
	const struct sheet_column *c, const PGresult *r, int row, const char *day, struct err *e);

/* The lists that have columns, in order, at most COLUMNS_MOST. Errors: as catalog_get. Owns: borrowed. */
int columns_lists(const struct publication *p, const char **lists, size_t *n, struct err *e);

#endif
