/* What differs between measures and indicators: columns, types, table. Only the figures files include this.
 */
#ifndef LOAD_FIGURES_TABLE_H
#define LOAD_FIGURES_TABLE_H

#include "core/buf.h"
#include "load/figures.h"

#define FIGURES_COLUMNS 24
#define FIGURES_KEY 4 /* the first four columns after _kind */

struct figures_table {
	const char *kind, *row; /* "measures", "measure" */
	const char *table;	/* core.measure */
	const char *scope;	/* "feed" or "set" */
	size_t ncolumns;
	size_t flags; /* of indicators: which column shows the flags; the stream has one a severity there. 0:
			 none */
	const char *columns[FIGURES_COLUMNS];
	const char *types[FIGURES_COLUMNS]; /* NULL: text */
	const char *const *sent;	    /* the columns of the stream after _kind */
	size_t nsent;
};

const struct figures_table *figures_table_find(const char *kind);

/* The whole of one load in SQL, after the rows stand in pg_temp.chiso_figure: differences, then their
 * application. */
int figures_diff(const struct figures_table *t, const struct figures_options *o, struct figures_result *r,
	struct err *e);
int figures_print(const struct figures_table *t, struct db *db, FILE *out, struct err *e);
int figures_apply(const struct figures_table *t, struct db *db, int64_t run_id, struct err *e);

/* The list of marks into pg_temp.chiso_seen, before the stream is read; then what of it still stands goes. */
int figures_read_marks(const struct figures_options *o, struct err *e);
int figures_clear(const struct figures_options *o, struct figures_result *r, struct err *e);

#endif
