#include "load/migrate.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "core/hash.h"
#include "load/ddl.h"
#include "load/sql.h"
#include "load/words.h"
#include "model/feed.h"

#define OWNER_BYTES 64 /* a name of the server, with its end */

struct migration {
	struct db *db;
	const char *dir;
	char owner[OWNER_BYTES]; /* of the warehouse; "": whoever migrates */
	unsigned applied;
};

static const char begin_sql[] = "BEGIN; SELECT pg_advisory_xact_lock(1128813907, 0)";

static bool is_true(const PGresult *r, int row, int column)
{
	return PQgetvalue(r, row, column)[0] == 't';
}

static int need_schema(struct db *db, const PGresult *r, int i, struct err *e)
{
	const char *name = PQgetvalue(r, i, 0), *lacks = PQgetvalue(r, i, 2), *role = PQuser(db->conn);

	if (!is_true(r, i, 1) && !is_true(r, i, 3))
		return err_set(e, ERR_DATABASE,
			"role %s has no right CREATE on database %s, and schema %s is not there: "
			"GRANT CREATE ON DATABASE \"%s\" TO \"%s\", "
			"or make the schemas staging, core, audit and share for it",
			role, PQdb(db->conn), name, PQdb(db->conn), role);
	if (!is_true(r, i, 1))
		return db_runf(db, e, "CREATE SCHEMA %s", name);
	if (*lacks)
		return err_set(e, ERR_DATABASE,
			"role %s has no right %s on schema %s: GRANT %s ON SCHEMA %s TO \"%s\"", role, lacks,
			name, lacks, name, role);
	return 0;
}

static int make_schemas(struct db *db, struct err *e)
{
	PGresult *r = NULL;
	int rc;

	if (db_ask(db, sql_get("migrate-schemas"), 0, NULL, &r, e))
		return -1;
	rc = 0;
	for (int i = 0; i < PQntuples(r) && !rc; i++)
		rc = need_schema(db, r, i, e);
	PQclear(r);
	return rc ? rc : db_run(db, sql_get("migrate-ledger"), e);
}

/* A warehouse that is another role's is looked at and not changed. */
static int ask_owner(struct migration *m, struct err *e)
{
	PGresult *r = NULL;

	if (db_ask(m->db, sql_get("migrate-owner"), 0, NULL, &r, e))
		return -1;
	snprintf(m->owner, sizeof m->owner, "%s", PQntuples(r) ? PQgetvalue(r, 0, 0) : "");
	PQclear(r);
	return *m->owner ? 0 : make_schemas(m->db, e);
}

static int read_file(const char *path, struct buf *out, struct err *e)
{
	FILE *f = fopen(path, "re");
	char block[8192];
	size_t n;
	int rc = 0;

	if (!f)
		return err_at(e, ERR_NOINPUT, path, 0, "cannot be opened: %s", strerror(errno));
	while (!rc && (n = fread(block, 1, sizeof block, f)) > 0)
		rc = buf_add(out, block, n, e);
	if (!rc && ferror(f))
		rc = err_at(e, ERR_NOINPUT, path, 0, "reading failed: %s", strerror(errno));
	fclose(f);
	return rc;
}

static int is_older(const struct migration *m, const char *name, struct err *e)
{
	return err_set(e, ERR_DATABASE,
		"database %s: found a warehouse without %s of this version, expected one with it: run "
		"chiso-load migrate as its owner, role %s",
		PQdb(m->db->conn), name, m->owner);
}

/* Once by name, or (views) whenever the bytes changed. */
static int is_due(struct db *db, const char *name, const char *sha, bool is_view, bool *due, struct err *e)
{
	const char *params[] = {name, sha, is_view ? "t" : "f"};
	int64_t n;

	if (db_ask_number(db, sql_get("migrate-known"), 3, params, &n, e))
		return -1;
	*due = n == 0;
	return 0;
}

static int record(struct db *db, const char *name, const char *sha, struct err *e)
{
	const char *params[] = {name, sha};

	return db_tell(db, sql_get("migrate-record"), 2, params, e);
}

static int run_file(struct migration *m, const char *path, const char *name, bool is_view, struct err *e)
{
	struct db *db = m->db;
	struct buf text = {0};
	struct err inner = {0};
	unsigned char sum[32];
	char sha[65];
	bool due = false;
	int rc = -1;

	if (read_file(path, &text, e) || buf_add(&text, "\n", 1, e) || sha256_of(text.data, text.len, sum, e))
		goto out;
	hash_hex(sum, sha);
	if (is_due(db, name, sha, is_view, &due, e))
		goto out;
	rc = due && *m->owner ? is_older(m, name, e) : 0;
	if (!rc && due && (db_run(db, text.data, &inner) || record(db, name, sha, &inner)))
		rc = err_at(e, inner.kind, path, 0, "%s", inner.text);
	m->applied += due;
out:
	buf_release(&text);
	return rc;
}

static int is_numbered_sql(const struct dirent *d)
{
	size_t n = strlen(d->d_name);

	return isdigit((unsigned char)d->d_name[0]) && n > 4 && strcmp(d->d_name + n - 4, ".sql") == 0;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

/* sub: "" for the migrations, "views/" and "share/" for views. */
static int run_dir(struct migration *m, const char *sub, struct err *e)
{
	char path[PATH_MAX], name[NAME_MAX + 16];
	struct dirent **list = NULL;
	int n, rc = 0;

	snprintf(path, sizeof path, "%s/%s", m->dir, sub);
	n = scandir(path, &list, is_numbered_sql, by_name);
	if (n <= 0 && !*sub)
		rc = err_at(e, ERR_NOINPUT, path, 0, "found no migrations");
	for (int i = 0; i < n && !rc; i++) {
		snprintf(path, sizeof path, "%s/%s%s", m->dir, sub, list[i]->d_name);
		snprintf(name, sizeof name, "%s%s", sub, list[i]->d_name);
		rc = run_file(m, path, name, *sub != '\0', e);
	}
	for (int i = 0; i < n; i++)
		free(list[i]);
	free(list);
	return rc;
}

/* A feed that cannot be read keeps the tables that it has: what it costs is its own. */
static int make_feed(struct db *db, struct catalog *c, const char *name, const char *date, struct err *e)
{
	struct feed *f = NULL;
	struct err why = {0};
	int rc = feed_load(&f, c, name, date, &why) || ddl_check(f, &why) ? -1 : 0;

	if (rc == 0)
		rc = ddl_feed(db, f, e);
	else if (why.kind == ERR_CATALOG)
		rc = 0;
	else
		err_at(e, why.kind, why.file, why.line, "%s", why.text);
	feed_free(f);
	return rc;
}

static int make_feeds(struct db *db, struct catalog *c, const char *date, struct err *e)
{
	const struct table *t = catalog_get(c, "feeds", e);
	int rc = t ? 0 : -1;

	for (size_t i = 0; !rc && i < t->nrows; i++)
		if (table_is_valid(t, i, date))
			rc = make_feed(db, c, table_get(t, i, "feed"), date, e);
	return rc;
}

/* Roles that were made since get their rights. */
static int give_rights(struct migration *m, struct err *e)
{
	const char *params[] = {m->applied ? "t" : "f"};

	return *m->owner ? 0 : db_tell(m->db, "SELECT core.give_rights($1)", 1, params, e);
}

int migrate(
	struct db *db, struct catalog *c, const char *dir, const char *date, unsigned *applied, struct err *e)
{
	struct migration m = {.db = db, .dir = dir};
	struct err ignored = {0};
	int rc = db_run(db, begin_sql, e) || ask_owner(&m, e) || run_dir(&m, "", e) ||
				 make_feeds(db, c, date, e) || run_dir(&m, "views/", e) ||
				 run_dir(&m, "share/", e) || words_set(db, c, date, e) ||
				 give_rights(&m, e) || db_run(db, "COMMIT", e)
			 ? -1
			 : 0;

	*applied = m.applied;
	if (rc)
		db_run(db, "ROLLBACK", &ignored);
	return rc;
}
