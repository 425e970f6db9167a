/* agencies.csv as a tree's rows: who stands under whom, and for how long. */
#ifndef MODEL_AGENCY_ROWS_H
#define MODEL_AGENCY_ROWS_H

#include "model/rows.h"

struct agency_row {
	struct row_head head;
	const char *agency, *parent;
};

struct agency_rows {
	const struct agency_row *list;
	size_t n;
	const struct rows *rows;
};

/* Errors: as rows_get. Memory: the catalogue's. */
int agency_rows_open(struct agency_rows *t, struct catalog *c, struct err *e);

extern const struct row_shape agency_shape;

#endif
