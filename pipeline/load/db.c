#include "load/db.h"

#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_fine(const PGresult *r)
{
	ExecStatusType s = PQresultStatus(r);

	return s == PGRES_COMMAND_OK || s == PGRES_TUPLES_OK || s == PGRES_EMPTY_QUERY;
}

/* The answer to a COMMIT gets lost: only in builds for tests, with CHISO_FAULT=after-commit. */
static void lose_answer(const char *sql)
{
#ifdef CHISO_FAULTS
	const char *fault = getenv("CHISO_FAULT");

	if (fault && strcmp(fault, "after-commit") == 0 && strcmp(sql, "COMMIT") == 0)
		raise(SIGKILL);
#else
	(void)sql;
#endif
}

int db_run(struct db *db, const char *sql, struct err *e)
{
	PGresult *r = PQexec(db->conn, sql);
	int rc;

	lose_answer(sql);
	rc = is_fine(r) ? 0 : db_fail(db, r, e);
	PQclear(r);
	return rc;
}

int db_try(struct db *db, const char *sql, const char *state, bool *has_failed, struct err *e)
{
	PGresult *r = PQexec(db->conn, sql);
	const char *found = PQresultErrorField(r, PG_DIAG_SQLSTATE);
	int rc;

	*has_failed = found && strcmp(found, state) == 0;
	rc = is_fine(r) || *has_failed ? 0 : db_fail(db, r, e);
	PQclear(r);
	return rc;
}

int db_runf(struct db *db, struct err *e, const char *fmt, ...)
{
	char *sql = NULL;
	va_list ap;
	int n, rc = -1;

	va_start(ap, fmt);
	n = vasprintf(&sql, fmt, ap);
	va_end(ap);
	if (n < 0)
		return err_set(e, ERR_NOMEM, "out of memory for a statement");
	rc = db_run(db, sql, e);
	free(sql);
	return rc;
}

int db_ask(
	struct db *db, const char *sql, int nparams, const char *const *params, PGresult **out, struct err *e)
{
	PGresult *r = PQexecParams(db->conn, sql, nparams, NULL, params, NULL, NULL, 0);

	*out = NULL;
	if (!is_fine(r)) {
		db_fail(db, r, e);
		PQclear(r);
		return -1;
	}
	*out = r;
	return 0;
}

int db_tell(struct db *db, const char *sql, int nparams, const char *const *params, struct err *e)
{
	PGresult *r;
	int rc = db_ask(db, sql, nparams, params, &r, e);

	PQclear(r);
	return rc;
}

int db_ask_number(
	struct db *db, const char *sql, int nparams, const char *const *params, int64_t *out, struct err *e)
{
	PGresult *r;

	*out = 0;
	if (db_ask(db, sql, nparams, params, &r, e))
		return -1;
	if (PQntuples(r) > 0 && !PQgetisnull(r, 0, 0))
		*out = strtoll(PQgetvalue(r, 0, 0), NULL, 10);
	PQclear(r);
	return 0;
}

int db_copy_begin(struct db *db, const char *sql, struct err *e)
{
	PGresult *r = PQexec(db->conn, sql);
	int rc = PQresultStatus(r) == PGRES_COPY_IN ? 0 : db_fail(db, r, e);

	PQclear(r);
	return rc;
}

/* In pieces: libpq would copy a whole chunk into its own buffer first. */
int db_copy_data(struct db *db, const char *data, size_t len, struct err *e)
{
	size_t n;

	for (; len; data += n, len -= n) {
		n = len < 65536 ? len : 65536;
		if (PQputCopyData(db->conn, data, (int)n) != 1)
			return db_copy_end(db, e) ? -1 : db_fail(db, NULL, e);
	}
	return 0;
}

int db_copy_end(struct db *db, struct err *e)
{
	PGresult *r;
	int rc = 0;

	if (PQputCopyEnd(db->conn, NULL) != 1)
		rc = PQstatus(db->conn) == CONNECTION_BAD ? db_fail(db, NULL, e) : 0;
	while ((r = PQgetResult(db->conn))) {
		if (!is_fine(r) && !rc)
			rc = db_fail(db, r, e);
		PQclear(r);
		if (PQstatus(db->conn) == CONNECTION_BAD)
			break;
	}
	return rc;
}
