/* One connection to PostgreSQL, reached the way psql reaches it, and its errors as exit kinds. */
#ifndef LOAD_DB_H
#define LOAD_DB_H

#include <libpq-fe.h>
#include <stdbool.h>
#include <stdint.h>
#include "core/err.h"

struct db {
	PGconn *conn;
};

/* What -d, -h, -p and -U said, as psql has them: each wins over the environment, what a connection string
 * says over all of them. */
struct db_place {
	const char *conninfo; /* a database's name, key=value pairs or a URI; NULL as the others: not said */
	const char *host, *port, *user;
};

/* place: NULL is one of nothing. The session has the parameters of load/session.h. Errors: ERR_DATABASE in
 * one line; ERR_USAGE for a password in the connection string, which every user of the machine could read. */
int db_open(struct db *db, const struct db_place *place, const char *program, struct err *e);
void db_close(struct db *db);

/* Sets e from a result (or, when it is NULL, from the connection) and returns -1.
 * The kind follows the SQLSTATE: connection, resources, shutdown, rights, what others did to the database:
 * ERR_DATABASE; serialization, deadlock, lock: ERR_RETRY; data: ERR_FILE; the rest: ERR_FAULT. The server's
 * detail is left out: it quotes rows. Errors: always. */
int db_fail(struct db *db, const PGresult *r, struct err *e);

/* Runs one or more statements; their rows are discarded. Errors: db_fail's. */
int db_run(struct db *db, const char *sql, struct err *e);
/* The same; a failure with this SQLSTATE is told by *has_failed and is no error. Errors: db_fail's. */
int db_try(struct db *db, const char *sql, const char *state, bool *has_failed, struct err *e);
int db_runf(struct db *db, struct err *e, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* One statement with text parameters. Owns: *out is yours, PQclear; it is NULL on error. Errors: db_fail's.
 */
int db_ask(struct db *db, const char *sql, int nparams, const char *const *params, PGresult **out,
	struct err *e);
int db_tell(struct db *db, const char *sql, int nparams, const char *const *params, struct err *e);

/* The first cell of the first row as a number; 0 when there is none. Errors: db_fail's. */
int db_ask_number(
	struct db *db, const char *sql, int nparams, const char *const *params, int64_t *out, struct err *e);

/* COPY … FROM STDIN. After a failed copy_data the statement's own error is the message. Errors: db_fail's. */
int db_copy_begin(struct db *db, const char *sql, struct err *e);
int db_copy_data(struct db *db, const char *data, size_t len, struct err *e);
int db_copy_end(struct db *db, struct err *e);

#endif
