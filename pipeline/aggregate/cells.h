/* Clean cells as values of formulas. */
#ifndef AGGREGATE_CELLS_H
#define AGGREGATE_CELLS_H

#include "formula/formula.h"
#include "model/feed.h"

enum value_type column_value_type(enum column_type type);

/* Fills in everything but the type, by which the cell is read: a number, t / f, or text. A cell that is none
 * is missing with the reason "not a number". */
void cell_value(const struct cell *c, struct value *out);

#endif
