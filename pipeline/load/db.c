#include "load/db.h"

#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "core/buf.h"
#include "core/masked.h"
#include "load/session.h"

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

/* Alone and at once: a limit of 1 ms that a role was given ends longer statements. */
static int lift_limit(struct db *db, struct err *e)
{
	bool is_late = true;

	for (int i = 0; i < 10 && is_late; i++)
		if (db_try(db, "SET statement_timeout = 0", "57014", &is_late, e))
			return -1;
	return is_late ? err_set(e, ERR_RETRY, "statement_timeout ends every statement") : 0;
}

static int set_session(struct db *db, struct err *e)
{
	struct buf sql = {0};
	int rc = -1;

	if (!lift_limit(db, e) && !session_sql(&sql, e))
		rc = db_run(db, sql.data, e);
	buf_release(&sql);
	return rc;
}

/* Without the bytes of UTF-8 a database cannot keep our texts, or (SQL_ASCII) does not know letters. */
static int check_server(struct db *db, struct err *e)
{
	const char *encoding = PQparameterStatus(db->conn, "server_encoding");

	if (PQserverVersion(db->conn) < 130000)
		return err_set(e, ERR_DATABASE, "found PostgreSQL %d, expected 13 or later",
			PQserverVersion(db->conn) / 10000);
	if (!encoding || strcmp(encoding, "UTF8") != 0)
		return err_set(e, ERR_DATABASE, "found database %.64s in %.20s, expected UTF8",
			PQdb(db->conn), encoding ? encoding : "an unknown encoding");
	return 0;
}

/* The parameters come with the connection: what a role was given (1 ms a statement, an error that ends the
 * session) would end the first statement that changes it. A conninfo's own options stand behind ours. */
static int connect_with(
	struct db *db, const char *conninfo, const char *program, const char *options, struct err *e)
{
	/* client_encoding after the conninfo, so that it wins over the environment */
	const char *const names[] = {
		"options", "dbname", "fallback_application_name", "client_encoding", NULL};
	const char *const values[] = {options, conninfo, program, "UTF8", NULL};

	db->conn = PQconnectdbParams(names, values, 1);
	return db->conn ? 0 : err_set(e, ERR_NOMEM, "out of memory for a connection");
}

/* A pooler in between may take none of ours: there the statements of set_session are all. */
static bool is_refused_for_options(const struct db *db)
{
	return PQstatus(db->conn) != CONNECTION_OK && strstr(PQerrorMessage(db->conn), "startup parameter");
}

static int open_connection(struct db *db, const char *conninfo, const char *program, struct err *e)
{
	struct buf options = {0};
	int rc = session_pgoptions(getenv("PGOPTIONS"), &options, e);

	if (!rc)
		rc = connect_with(db, conninfo, program, options.data, e);
	if (!rc && is_refused_for_options(db)) {
		db_close(db);
		rc = connect_with(db, conninfo, program, NULL, e);
	}
	buf_release(&options);
	return rc;
}

int db_open(struct db *db, const char *conninfo, const char *program, struct err *e)
{
	if (open_connection(db, conninfo, program, e))
		return -1;
	if (PQstatus(db->conn) != CONNECTION_OK)
		return first_line(e, ERR_DATABASE, PQerrorMessage(db->conn));
	PQsetNoticeReceiver(db->conn, ignore_notice, NULL);
	return check_server(db, e) || set_session(db, e) ? -1 : 0;
}

void db_close(struct db *db)
{
	PQfinish(db->conn);
	db->conn = NULL;
}

/* The first row that a SQLSTATE begins with. What is not here is a statement of ours that is wrong. */
static const struct {
	const char *state;
	enum err_kind kind;
} kinds[] = {{"08", ERR_DATABASE},				 /* the connection */
	{"22", ERR_FILE}, {"23", ERR_FILE}, {"54000", ERR_FILE}, /* data; a key too long for an index */
	{"25006", ERR_DATABASE}, {"25P03", ERR_DATABASE}, {"25P04", ERR_DATABASE}, /* a standby; limits */
	{"28", ERR_DATABASE}, {"3D", ERR_DATABASE}, /* who may connect, and to what */
	{"2BP01", ERR_DATABASE}, {"42P06", ERR_DATABASE}, {"42P07", ERR_DATABASE}, {"42701", ERR_DATABASE},
	{"42710", ERR_DATABASE}, {"42809", ERR_DATABASE}, {"42704", ERR_DATABASE}, /* what others have made,
		hold on to or dropped */
	{"40", ERR_RETRY}, {"55P03", ERR_RETRY}, {"55006", ERR_RETRY}, {"57014", ERR_RETRY},
	{"72", ERR_RETRY},	 /* serialization, deadlock, lock, in use, cancelled, snapshot too old */
	{"42501", ERR_DATABASE}, /* a right */
	{"53", ERR_DATABASE}, {"55", ERR_DATABASE}, {"57P", ERR_DATABASE}, {"58", ERR_DATABASE},
	{"F0", ERR_DATABASE}, {"P0", ERR_DATABASE}, {"XX", ERR_DATABASE}}; /* no room, its state, shutdown,
		its files, a trigger of somebody's, a fault of its own */

static enum err_kind kind_of(const char *state)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strncmp(state, kinds[i].state, strlen(kinds[i].state)) == 0)
			return kinds[i].kind;
	return ERR_FAULT;
}

/* No such table, schema, column: somebody has not migrated. */
static bool is_unmigrated(const char *state)
{
	return strcmp(state, "42P01") == 0 || strcmp(state, "3F000") == 0 || strcmp(state, "42703") == 0;
}

/* What is wrong with data PostgreSQL says with the data, in quotation marks: names of ours are of small
 * letters. */
static void hide_values(const char *state, char *text)
{
	char *at = text, *end;

	mask_line(text);
	if (strncmp(state, "22", 2) != 0 && strncmp(state, "23", 2) != 0)
		return;
	while ((at = strchr(at, '"')) && (end = strchr(at + 1, '"'))) {
		size_t n = strspn(at + 1, "abcdefghijklmnopqrstuvwxyz0123456789_.@");

		if (at + 1 + n != end) {
			at[1] = '?';
			memmove(at + 2, end, strlen(end) + 1);
			end = at + 2;
		}
		at = end + 1;
	}
}

int db_fail(struct db *db, const PGresult *r, struct err *e)
{
	const char *state = r ? PQresultErrorField(r, PG_DIAG_SQLSTATE) : NULL;
	const char *said = r ? PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY) : NULL;
	char hidden[600] = "", *text = said ? hidden : NULL;

	snprintf(hidden, sizeof hidden, "%s", said ? said : "");
	hide_values(state ? state : "", hidden);
	if (!state || PQstatus(db->conn) == CONNECTION_BAD)
		return first_line(e, ERR_DATABASE, text ? text : PQerrorMessage(db->conn));
	if (is_unmigrated(state))
		return err_set(
			e, ERR_DATABASE, "%s: the warehouse is not set up, run chiso-load migrate", text);
	if (strcmp(state, "42501") == 0)
		return err_set(e, ERR_DATABASE, "role %s lacks a right: %s (SQLSTATE 42501)",
			PQuser(db->conn), text ? text : "");
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
