/* sets.csv and set_rows.csv: the documents and indexes whose rows are computed. */
#ifndef MODEL_SET_ROWS_H
#define MODEL_SET_ROWS_H

#include "model/indicator_rows.h"

struct indicator_set {
	struct row_head head;
	const char *set, *territory;
	const char *period_kind; /* kinds of period_kinds.csv, separated by blanks */
	const char *needs;	 /* feeds, separated by blanks; "": those of its measures */
};

struct indicator_sets {
	const struct indicator_set *list;
	size_t n;
	const struct rows *rows;
};

/* Errors: as rows_get. Memory: the catalogue's. */
int indicator_sets_open(struct indicator_sets *t, struct catalog *c, struct err *e);

struct set_row {
	struct row_head head;
	const char *set, *indicator;
	long seq;
};

struct set_rows {
	const struct set_row *list;
	size_t n;
	const struct rows *rows;
};

/* Errors: as rows_get. Memory: the catalogue's. */
int set_rows_open(struct set_rows *t, struct catalog *c, struct err *e);

/* The rows of a set, on any day, in the table's order; how many. */
size_t set_rows_of(const struct set_rows *t, const char *set, const struct set_row *const **first);

extern const struct row_shape set_shape, set_row_shape;

#endif
