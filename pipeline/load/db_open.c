#include "load/db.h"

#include <stdlib.h>
#include <string.h>
#include "core/buf.h"
#include "load/session.h"

static void ignore_notice(void *arg, const PGresult *r)
{
	(void)arg;
	(void)r;
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
	struct db *db, const struct db_place *place, const char *program, const char *options, struct err *e)
{
	/* what comes later wins: the conninfo over what psql has before it too, client_encoding over both */
	const char *const names[] = {"options", "host", "port", "user", "dbname", "fallback_application_name",
		"client_encoding", NULL};
	const char *const values[] = {
		options, place->host, place->port, place->user, place->conninfo, program, "UTF8", NULL};

	db->conn = PQconnectdbParams(names, values, 1);
	return db->conn ? 0 : err_set(e, ERR_NOMEM, "out of memory for a connection");
}

/* A pooler in between may take none of ours: there the statements of set_session are all. */
static bool is_refused_for_options(const struct db *db)
{
	return PQstatus(db->conn) != CONNECTION_OK && strstr(PQerrorMessage(db->conn), "startup parameter");
}

/* A connection string that cannot be read is libpq's to refuse. */
static int refuse_password(const char *conninfo, struct err *e)
{
	PQconninfoOption *list = conninfo ? PQconninfoParse(conninfo, NULL) : NULL;
	bool has_password = false;

	for (const PQconninfoOption *o = list; o && o->keyword; o++)
		has_password = has_password || (o->val && strcmp(o->keyword, "password") == 0);
	PQconninfoFree(list);
	return has_password
		       ? err_set(e, ERR_USAGE,
				 "--database: found a password, expected it in the file PGPASSFILE names")
		       : 0;
}

static int open_connection(struct db *db, const struct db_place *place, const char *program, struct err *e)
{
	struct buf options = {0};
	int rc = session_pgoptions(getenv("PGOPTIONS"), &options, e);

	if (!rc)
		rc = connect_with(db, place, program, options.data, e);
	if (!rc && is_refused_for_options(db)) {
		db_close(db);
		rc = connect_with(db, place, program, NULL, e);
	}
	buf_release(&options);
	return rc;
}

int db_open(struct db *db, const struct db_place *place, const char *program, struct err *e)
{
	static const struct db_place nowhere;

	if (!place)
		place = &nowhere;
	if (refuse_password(place->conninfo, e) || open_connection(db, place, program, e))
		return -1;
	if (PQstatus(db->conn) != CONNECTION_OK)
		return db_fail(db, NULL, e);
	PQsetNoticeReceiver(db->conn, ignore_notice, NULL);
	return check_server(db, e) || set_session(db, e) ? -1 : 0;
}

void db_close(struct db *db)
{
	PQfinish(db->conn);
	db->conn = NULL;
}
