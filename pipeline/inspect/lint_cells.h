/* What lint.c and lint_cells.c share. */
#ifndef INSPECT_LINT_CELLS_H
#define INSPECT_LINT_CELLS_H

#include "inspect/lint.h"
#include "inspect/lint_forms.h"

/* One column of one table, as its row of schema.csv says. */
struct lint_column {
	const char *name, *references, *kind;
	bool is_key, is_required;
	int col;	      /* in the table, or -1 */
	struct slice *values; /* of the columns that it refers to, sorted */
	size_t nvalues;
	const struct lint_forms *forms;
	const char *form; /* of this row: kind form_of:COLUMN names it by that column's cell */
};

/* Whether the text is a kind of cell that lint knows. */
bool lint_kind_is_known(const char *kind);

/* Checks one cell of a column: required, kind, reference. Errors: as lint_add. */
int lint_cell(
	struct lint *l, const struct row *row, const struct lint_column *c, const char *text, struct err *e);

/* Checks valid_from, valid_to and source. Errors: as lint_add. */
int lint_row(struct lint *l, const struct table *t, size_t row, struct err *e);

#endif
