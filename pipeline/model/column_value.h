/* Clean cells as values of formulas: what every formula over a feed's records reads, checked or computed. */
#ifndef MODEL_COLUMN_VALUE_H
#define MODEL_COLUMN_VALUE_H

#include "formula/formula.h"
#include "model/feed.h"

/* What a formula takes a column for: truth, a number, or text (dates and times are text). */
enum value_type column_value_type(enum column_type type);

/* Shape: out has its type already, by which the cell is read: a number, t / f, or text. Fills in everything
 * else; a cell that is none is missing with the reason "not a number". Owns: the text is the cell's. */
void cell_value(const struct cell *c, struct value *out);

#endif
