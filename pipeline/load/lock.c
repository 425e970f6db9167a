#include "load/lock.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Advisory locks of two numbers, class "CHIS". 1: the run, one at a time. 2: shared by the programs of a run
 * that hold their lock through CHISO_LOCK; whoever takes 1 waits for 2 to be free, so that a program that
 * outlived its run is not beside the next one. Feeds and kinds have the hash of their name (ledger.c). */
#define CLASS "1128813907"
#define RUN CLASS ", 1"
#define WRITERS CLASS ", 2"
#define PING_MS 30000 /* finds a dead connection, and keeps one alive behind a firewall */

/* Only where the session would wait longer: PGOPTIONS may say less. */
static const char wait_sql[] =
	"BEGIN; SELECT set_config('lock_timeout', '%ds', true) FROM pg_settings WHERE name = 'lock_timeout' "
	"AND setting::bigint NOT BETWEEN 1 AND %d";

static const char holder_sql[] =
	"SELECT format('%s (process %s%s)%s', coalesce(nullif(a.application_name, ''), 'a session without a "
	"name'), l.pid, coalesce(' of ' || host(a.client_addr), ''), coalesce(', connected since ' || "
	"to_char(a.backend_start AT TIME ZONE INTERVAL '+07:00', 'YYYY-MM-DD\"T\"HH24:MI:SS\"+07:00\"'), "
	"'')) "
	"FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE l.locktype = 'advisory' AND l.granted AND "
	"l.classid = " CLASS " AND l.objid = $1::oid AND l.objsubid = 2 AND l.database = (SELECT oid FROM "
	"pg_database WHERE datname = current_database()) AND l.pid <> pg_backend_pid() ORDER BY l.pid LIMIT "
	"1";

static const char held_sql[] =
	"SELECT count(*) FROM pg_locks l WHERE l.locktype = 'advisory' AND l.granted AND l.mode = "
	"'ExclusiveLock' AND l.classid = " CLASS " AND l.objid = 1 AND l.objsubid = 2 AND l.database = "
	"(SELECT oid FROM pg_database WHERE datname = current_database()) AND l.pid = $1::integer";

static int name_holder(struct db *db, const char *object, const char *what, struct err *e)
{
	const char *params[] = {object};
	PGresult *r = NULL;

	if (db_ask(db, holder_sql, 1, params, &r, e))
		return -1;
	err_set(e, ERR_RETRY, "%s %s: %s", what, PQdb(db->conn),
		PQntuples(r) ? PQgetvalue(r, 0, 0) : "it has let go just now");
	PQclear(r);
	return -1;
}

/* statement: an advisory lock of the session: it outlives the transaction that bounds the waiting. */
static int wait_for(struct db *db, const char *statement, bool *is_taken, struct err *e)
{
	bool is_late = false;
	int rc;

	if (db_runf(db, e, wait_sql, LOCK_WAIT_S, LOCK_WAIT_S * 1000))
		return -1;
	rc = db_try(db, statement, "55P03", &is_late, e);
	*is_taken = !rc && !is_late;
	/* END: the fault switch after-commit is about the records */
	return rc || db_run(db, *is_taken ? "END" : "ROLLBACK", e) ? -1 : 0;
}

int lock_take(struct db *db, struct err *e)
{
	bool is_taken;

	if (wait_for(db, "SELECT pg_advisory_lock(" RUN ")", &is_taken, e))
		return -1;
	if (!is_taken)
		return name_holder(db, "1", "another run holds the lock of database", e);
	if (wait_for(db, "SELECT pg_advisory_lock(" WRITERS ")", &is_taken, e))
		return -1;
	if (is_taken)
		return db_run(db, "SELECT pg_advisory_unlock(" WRITERS ")", e);
	name_holder(db, "2", "a program of a run that has ended still writes to database", e);
	return db_run(db, "SELECT pg_advisory_unlock(" RUN ")", &(struct err){0}), -1;
}

/* First shared, then asked: who takes the lock in between waits for this session. */
static int run_join(struct db *db, const char *pid, struct err *e)
{
	const char *params[] = {pid};
	bool is_taken;
	int64_t n = 0;

	if (wait_for(db, "SELECT pg_advisory_lock_shared(" WRITERS ")", &is_taken, e) ||
		(is_taken && db_ask_number(db, held_sql, 1, params, &n, e)))
		return -1;
	if (n == 1)
		return 0;
	return err_set(e, ERR_RETRY,
		"the run's lock is gone: " LOCK_VARIABLE " names process %s, which does not hold it in "
		"database %s",
		pid, PQdb(db->conn));
}

static int need_temporary(struct db *db, struct err *e)
{
	int64_t may = 0;

	if (db_ask_number(db, "SELECT has_database_privilege(current_database(), 'TEMPORARY')::integer", 0,
		    NULL, &may, e))
		return -1;
	return may ? 0
		   : err_set(e, ERR_DATABASE,
			     "role %s has no right TEMPORARY on database %s: GRANT TEMPORARY ON DATABASE "
			     "\"%s\" TO \"%s\"",
			     PQuser(db->conn), PQdb(db->conn), PQdb(db->conn), PQuser(db->conn));
}

int lock_need(struct db *db, struct err *e)
{
	const char *pid = getenv(LOCK_VARIABLE);
	char found[200];

	if (need_temporary(db, e))
		return -1;
	if (!pid || !*pid)
		return lock_take(db, e);
	if (strlen(pid) > 9 || pid[strspn(pid, "0123456789")])
		return err_set(e, ERR_USAGE, LOCK_VARIABLE ": found \"%s\", expected a process of the server",
			err_quote(found, pid, strlen(pid)));
	return run_join(db, pid, e);
}

static int still_held(struct db *db, struct err *e)
{
	char pid[16];
	const char *params[] = {pid};
	int64_t n;

	snprintf(pid, sizeof pid, "%d", PQbackendPID(db->conn));
	if (db_ask_number(db, held_sql, 1, params, &n, e))
		return -1;
	return n ? 0 : err_set(e, ERR_DATABASE, "the lock of database %s is gone", PQdb(db->conn));
}

/* 1: the end of the input. */
static int drain(int in)
{
	char block[512];
	ssize_t n = read(in, block, sizeof block);

	return n == 0 || (n < 0 && errno != EINTR && errno != EAGAIN);
}

int lock_hold(struct db *db, int in, struct err *e)
{
	struct pollfd at[] = {{.fd = in, .events = POLLIN}, {.fd = PQsocket(db->conn), .events = POLLIN}};
	int n;

	for (;;) {
		n = poll(at, 2, PING_MS);
		if (n < 0 && errno != EINTR)
			return err_set(e, ERR_FAULT, "poll: %s", strerror(errno));
		if (n > 0 && at[0].revents && drain(in))
			return 0;
		/* what the server sends unasked: a parameter's new value, or its farewell */
		if (n > 0 && at[1].revents && !PQconsumeInput(db->conn))
			return db_fail(db, NULL, e);
		if (n == 0 && still_held(db, e))
			return -1;
	}
}

void lock_close_others(void)
{
	long max = sysconf(_SC_OPEN_MAX);

	if (close_range(3, ~0U, 0) == 0)
		return;
	for (int fd = 3; fd < (max > 0 && max < 65536 ? (int)max : 65536); fd++)
		close(fd);
}
