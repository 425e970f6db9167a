/* The parameters of every session with the database: one table, for the programs and for the scripts' psql.
 */
#ifndef LOAD_SESSION_H
#define LOAD_SESSION_H

#include <stdbool.h>
#include <stddef.h>
#include "core/buf.h"

enum session_scope {
	SESSION_ALL,	 /* programs and psql, whatever server, database, role or environment say */
	SESSION_DEFAULT, /* the same, but only where nobody has set it: the value of unset is replaced */
	SESSION_PROGRAM	 /* programs only: an older server does not know the name, or a conditional one */
};

struct session_setting {
	const char *name, *value;
	enum session_scope scope;
	const char *unset; /* the value that is replaced; NULL: any */
};

/* Shape: *n rows, in the order in which they are set. */
const struct session_setting *session_settings(size_t *n);

/* Appends the statements that set them in a session. Nothing in them is looked up by a search_path. Errors:
 * as buf_add. */
int session_sql(struct buf *out, struct err *e);

/* Appends the text for PGOPTIONS: "-c name=value …" with libpq's backslashes. own is what PGOPTIONS says now
 * (NULL: nothing): it is kept; ours win, but for SESSION_DEFAULT, where its own stays. Text that holds ours
 * already is given back as it is. Errors: as buf_add. */
int session_pgoptions(const char *own, struct buf *out, struct err *e);

#endif
