/* settings.csv: the thresholds and choices that stand in formulas as $NAME. */
#ifndef MODEL_SETTING_ROWS_H
#define MODEL_SETTING_ROWS_H

#include "model/rows.h"

struct setting_row {
	struct row_head head;
	const char *setting, *value;
};

struct setting_rows {
	const struct setting_row *list;
	size_t n;
	const struct rows *rows; /* by 0 in the order of the names */
};

/* Errors: as rows_get. Memory: the catalogue's. */
int setting_rows_open(struct setting_rows *t, struct catalog *c, struct err *e);

const struct setting_row *setting_find(const struct setting_rows *t, const char *setting, const char *date);

extern const struct row_shape setting_shape;

#endif
