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
	const char *scope;	/* "feed" or "set" */
	size_t ncolumns;
	size_t flags; /* of indicators: which column shows the flags; the stream has one a severity there. 0:
			 none */
	const char *columns[FIGURES_COLUMNS];
	const char *const *sent; /* the columns of the stream after _kind */
	size_t nsent;
};

/* NULL when there is no such kind. Owns: borrowed, static. */
const struct figures_table *figures_table_find(const char *kind);

/* Makes pg_temp.chiso_figure, where COPY puts the rows of the stream, and pg_temp.chiso_part. Errors:
 * db_fail's.
 */
int figures_make_stage(const struct figures_table *t, struct db *db, struct err *e);

/* What the staged rows change, into pg_temp.chiso_diff, and how much, into r, of which read and skipped are
 * known. Errors: ERR_FILE for two rows with one key; db_fail's. */
int figures_diff(const struct figures_table *t, const struct figures_options *o, struct figures_result *r,
	struct err *e);

/* After figures_diff: the differences as CSV with a header, in the order of the key. Errors: db_fail's,
 * ERR_WRITE. Memory: O(differences). */
int figures_print(struct db *db, FILE *out, struct err *e);

/* After figures_diff: closes and adds the figures that differ, and flags with their figures; what is late of
 * a closed period goes beside them. Errors: db_fail's. */
int figures_apply(
	const struct figures_table *t, const struct figures_options *o, int64_t run_id, struct err *e);

/* The list of marks into pg_temp.chiso_seen, before the stream is read; without a list nothing. Errors:
 * ERR_NOINPUT when it cannot be read, ERR_FILE for a line that is no mark; db_fail's. Memory: O(one line). */
int figures_read_marks(const struct figures_options *o, struct err *e);

/* What still stands of the list in the period goes; r->cleared counts it. Errors: db_fail's. */
int figures_clear(const struct figures_options *o, struct figures_result *r, struct err *e);

#endif
