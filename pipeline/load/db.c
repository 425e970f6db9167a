#include "load/db.h"

#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include "core/buf.h"

/* What the loader relies on, whatever the server's settings are. No search_path: every name is written with
 * its schema. */
static const char session[] =
	"SET client_encoding = 'UTF8'; SET timezone = 'UTC'; SET datestyle = 'ISO, YMD';"
	"SET search_path = pg_catalog; SET jit = off;"
	"SELECT set_config('lock_timeout', '60s', false) WHERE current_setting('lock_timeout') = '0';"
	"SET client_min_messages = warning; SET standard_conforming_strings = on;"
	"SET default_transaction_isolation = 'read committed'; SET bytea_output = 'hex';"
	"SET extra_float_digits = 1; SET idle_in_transaction_session_timeout = 0";

static void ignore_notice(void *arg, const PGresult *r)
{
	(void)arg;
	(void)r;
}

static int first_line(struct err *e, enum err_kind kind, const char *text)
{
	const char *end = strpbrk(text, "\r\n");
	int n = (int)(end ? (size_t)(end - text) : strlen(text));

	return err_set(e, kind, "no database: %.*s", n, text);
}

int db_open(struct db *db, const char *conninfo, const char *program, struct err *e)
{
	const char *const names[] = {"dbname", "fallback_application_name", NULL};
	const char *const values[] = {conninfo, program, NULL};

	db->conn = PQconnectdbParams(names, values, 1);
	if (!db->conn)
		return err_set(e, ERR_NOMEM, "out of memory for a connection");
	if (PQstatus(db->conn) != CONNECTION_OK)
		return first_line(e, ERR_DATABASE, PQerrorMessage(db->conn));
	if (PQserverVersion(db->conn) < 130000)
		return err_set(e, ERR_DATABASE, "found PostgreSQL %d, expected 13 or later",
			PQserverVersion(db->conn) / 10000);
	PQsetNoticeReceiver(db->conn, ignore_notice, NULL);
	return db_run(db, session, e);
}

void db_close(struct db *db)
{
	PQfinish(db->conn);
	db->conn = NULL;
}

static bool is_one_of(const char *state, const char *const *list)
{
	for (; *list; list++)
		if (strncmp(state, *list, strlen(*list)) == 0)
			return true;
	return false;
}

static enum err_kind kind_of(const char *state)
{
	static const char *const away[] = {"08", "28", "3D", "53", "57P", "58", "42501", "25006", NULL};
	static const char *const retry[] = {"40", "55P03", "55006", "57014", NULL};
	static const char *const data[] = {"22", "23", NULL};

	if (is_one_of(state, away))
		return ERR_DATABASE;
	if (is_one_of(state, retry))
		return ERR_RETRY;
	return is_one_of(state, data) ? ERR_FILE : ERR_FAULT;
}

/* 42P01, 3F000, 42703: somebody has not migrated. */
static bool is_unmigrated(const char *state)
{
	static const char *const list[] = {"42P01", "3F000", NULL};

	return is_one_of(state, list);
}

int db_fail(struct db *db, const PGresult *r, struct err *e)
{
	const char *state = r ? PQresultErrorField(r, PG_DIAG_SQLSTATE) : NULL;
	const char *text = r ? PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY) : NULL;

	if (!state || PQstatus(db->conn) == CONNECTION_BAD)
		return first_line(e, ERR_DATABASE, text ? text : PQerrorMessage(db->conn));
	if (is_unmigrated(state))
		return err_set(
			e, ERR_DATABASE, "%s: the warehouse is not set up, run chiso-load migrate", text);
	return err_set(e, kind_of(state), "PostgreSQL says: %s (SQLSTATE %s)", text ? text : "", state);
}

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

	if (fault != NULL && strcmp(fault, "after-commit") == 0 && strcmp(sql, "COMMIT") == 0)
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
