/* What definitions.c asks of definition_parts.csv: which rows a row of the catalogue brings with it. */
#ifndef INSPECT_DEFINITION_PARTS_H
#define INSPECT_DEFINITION_PARTS_H

#include "inspect/lint.h"
#include "model/catalog.h"
#include "model/period.h"

#define PART_COLUMNS 2

/* A table that rows are reached in. */
struct part_table {
	const struct table *t;
	unsigned *seen;		      /* by row: the walk that reached it last */
	unsigned char (*digests)[32]; /* by row, once is_hashed */
	bool *is_hashed;
};

/* A row of definition_parts.csv: a row of `from` brings those rows of `to` whose columns are its columns. */
struct part {
	size_t from, to;		      /* numbers in the tables */
	const char *columns[PART_COLUMNS];    /* of from; their number is n; 0: every row of to */
	const char *to_columns[PART_COLUMNS]; /* of to */
	bool is_any[PART_COLUMNS];	      /* an empty cell of to is any value */
	size_t n;
	bool is_formula;	 /* the settings that the cells name: $name, lookup('name' */
	const char *when, *only; /* conditions on the row of from, and of to */
	size_t *order;		 /* rows of to by the first column, when that is exact */
};

struct parts {
	struct part_table *tables;
	size_t ntables;
	struct part *list;
	size_t n;
	struct arena arena;
};

/* Reads the table. Errors: ERR_CATALOG for a column that its table does not have or a condition that cannot
 * be read. Memory: O(catalogue). Owns: parts_release. */
int parts_load(struct parts *p, struct catalog *c, struct err *e);
void parts_release(struct parts *p);

/* A table of parts that cannot be read is a finding. Errors: as lint_add. */
int lint_parts(struct lint *l, struct err *e);

/* The number of the table, or -1. */
long parts_table(const struct parts *p, const char *name);

/* Called with each row of `to` that the row brings, whatever its validity. Errors: those of fn. */
typedef int part_fn(void *arg, size_t table, size_t row, struct err *e);
int part_each(const struct parts *p, const struct part *part, size_t row, const struct period *period,
	part_fn *fn, void *arg, struct err *e);

#endif
