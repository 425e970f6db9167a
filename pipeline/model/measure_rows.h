/* measures.csv: what is added up of a feed's records, and how its parts come together. */
#ifndef MODEL_MEASURE_ROWS_H
#define MODEL_MEASURE_ROWS_H

#include "model/measure_kinds.h"
#include "model/rows.h"

/* How the parts of several agencies or quarters come together. */
enum over { OVER_UNSAID, OVER_NONE, OVER_SUM, OVER_UNION, OVER_MEAN, OVER_LAST, OVER_YTD };

struct measure_definition {
	struct row_head head;
	const char *measure, *feed;
	enum measure_kind kind;
	const char *value, *where, *date, *agency,
		*item; /* formulas; of kind dataset see compute/datasets.h */
	const char *answers, *unit;
	enum over over_agencies, over_time;
	const char *calendar;
};

struct measure_rows {
	const struct measure_definition *list;
	size_t n;
	const struct rows *rows;
};

/* Errors: as rows_get. Memory: the catalogue's. */
int measure_rows_open(struct measure_rows *t, struct catalog *c, struct err *e);

/* The row of the measure on date (NULL: any), or NULL. */
const struct measure_definition *measure_definition_find(
	const struct measure_rows *t, const char *measure, const char *date);

/* Its feed, "" without a row. */
const char *measure_feed(const struct measure_rows *t, const char *measure, const char *date);

extern const struct row_shape measure_shape;

#endif
