/* What lint.c and lint_cells.c share. */
#ifndef CORE_LINT_CELLS_H
#define CORE_LINT_CELLS_H

#include "core/lint.h"

/* One column of one table, as its row of schema.csv says. */
struct lint_column {
	const char *name, *references, *kind;
	bool is_key, is_required;
	int col;		    /* in the table, or -1 */
	const struct table *target; /* of references */
	int target_col;
	struct slice *values; /* of the target's column, sorted */
	size_t nvalues;
};

/* Checks one cell of a column: required, kind, reference. */
int lint_cell(
	struct lint *l, const struct row *row, const struct lint_column *c, const char *text, struct err *e);

/* Checks valid_from, valid_to and source. */
int lint_row(struct lint *l, const struct table *t, size_t row, struct err *e);

#endif
