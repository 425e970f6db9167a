/* Checks of the catalogue against schema.csv: what is wrong, one finding a line. */
#ifndef INSPECT_LINT_H
#define INSPECT_LINT_H

#include "model/catalog.h"
#include "model/feed.h"

struct lint;

/* A finding; text has no place in it. A negative return stops the checks. */
typedef int lint_report_fn(void *arg, const char *file, long line, const char *text, struct err *e);

/* Whether a cell of kind `path` can be read; -1 with e set when not. NULL: not checked. */
typedef int lint_cell_fn(const char *text, const char *file, long line, struct err *e);

/* Whether the programs that read the feed could, by the catalogue of the day; -1 with e set at the row that
 * is wrong; further rows by lint_add_read. */
typedef int lint_feed_fn(
	const struct feed *f, struct catalog *c, const char *date, struct lint *l, struct err *e);

struct lint_place {
	char *file;
	long line;
};

struct lint {
	struct catalog *catalog;
	lint_report_fn *report;
	void *arg;
	lint_cell_fn *path;
	size_t found;		   /* findings so far */
	lint_report_fn *note;	   /* what a person should know and is no fault; NULL: not told */
	lint_feed_fn *feed;	   /* NULL: not asked */
	struct lint_place *places; /* of the findings so far; nplaces of them */
	size_t nplaces, cap;
};

void lint_release(struct lint *l);

/* Every table: unknown and missing columns, required cells, kinds (date int decimal list enum words form
 * path), dates that exist and are in order, a row without source, duplicate keys and overlapping validity,
 * references that dangle. Errors: ERR_CATALOG only when schema.csv itself cannot be read. Memory:
 * O(catalogue). */
int lint_run(struct lint *l, struct err *e);

/* Adds a finding of the caller's own. Errors: those of the report; ERR_NOMEM. */
int lint_add(struct lint *l, const char *file, long line, struct err *e, const char *fmt, ...)
	__attribute__((format(printf, 5, 6)));

/* Adds what a reader of the catalogue says, unless its row has a finding already; row: where it has no place
 * of its own, or NULL. Errors: ERR_NOMEM, ERR_WRITE of `bad`; what the report sets. */
int lint_add_read(struct lint *l, const struct err *bad, const struct row *row, struct err *e);

/* Tells a note: it is no finding. Errors: those of the report. */
int lint_note(struct lint *l, const char *file, long line, struct err *e, const char *fmt, ...)
	__attribute__((format(printf, 5, 6)));

#endif
