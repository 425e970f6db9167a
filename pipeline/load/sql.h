/* The statements of sql/load, and what is filled in where a statement names tables and columns. */
#ifndef LOAD_SQL_H
#define LOAD_SQL_H

#include <stdbool.h>
#include "core/buf.h"

/* The files of sql/load without their comments, by name; made when the library is built (scripts/embed.awk).
 */
struct sql_statement {
	const char *name, *text;
};
extern const struct sql_statement sql_statements[];
extern const size_t sql_nstatements;

/* The text of sql/load/NAME.sql. Of a name that is none, a text that no server takes: the statement fails
 * where it is asked, as any other wrong one (ERR_FAULT). `make lint` finds it before. Owns: borrowed, static.
 */
const char *sql_get(const char *name);

/* What stands for a psql variable: a text, or a list of identifiers. */
struct sql_value {
	const char *name;
	const char *text;	 /* NULL: list */
	const char *const *list; /* :key is "a", "b", and :key_t is t."a", t."b" */
	size_t n;
	bool is_bare; /* $1, of a statement to be prepared: stands as it is where a literal is wanted */
};

/* Appends the statement with its psql variables filled in, as psql would with \set: :name is the text itself,
 * :"name" a quoted identifier, :'name' a literal. So every file of sql/load runs by hand. The table of a list
 * is one letter. Errors: ERR_FAULT for a variable that is not among the values. */
int sql_fill(const char *statement, const struct sql_value *values, size_t n, struct buf *out, struct err *e);

#endif
