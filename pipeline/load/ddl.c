#include "load/ddl.h"

#include <ctype.h>
#include <string.h>
#include "load/keyed_sql.h"
#include "load/rekey.h"

const char *ddl_type(enum column_type type)
{
	switch (type) {
	case COLUMN_TEXT:
		return "text COLLATE pg_catalog.\"C\"";
	case COLUMN_TIMESTAMP:
		return "timestamptz";
	case COLUMN_DATE:
		return "date";
	case COLUMN_BOOL:
		return "boolean";
	case COLUMN_INTEGER:
		return "bigint";
	case COLUMN_NUMERIC:
		break;
	}
	return "numeric";
}

/* 40 bytes leave room for _version_2024_q2 in the server's 63. */
static bool is_sql_name(const char *name, size_t max)
{
	size_t i;

	for (i = 0; name[i]; i++)
		if (!islower((unsigned char)name[i]) && !isdigit((unsigned char)name[i]) && name[i] != '_')
			return false;
	return i > 0 && i <= max && !isdigit((unsigned char)name[0]);
}

int ddl_check(const struct feed *f, struct err *e)
{
	if (!is_sql_name(f->sql_name, 40))
		return err_at(e, ERR_CATALOG, f->file, f->line,
			"feed %s: found a name that gives no table name of at most 40 letters", f->name);
	for (size_t i = 0; i < f->nclean; i++)
		if (!is_sql_name(f->columns[i].name, 63))
			return err_at(e, ERR_CATALOG, f->file, f->line,
				"feed %s, field %s: expected a name of a-z, 0-9, _", f->name,
				f->columns[i].name);
	if (f->nkey == 0)
		return err_at(e, ERR_CATALOG, f->file, f->line, "feed %s: found no key", f->name);
	return 0;
}

static int add_version_table(const struct feed *f, struct buf *sql, struct err *e)
{
	if (buf_addf(sql, e,
		    "CREATE TABLE IF NOT EXISTS core.\"%s_version\" (load_id bigint NOT NULL, record int NOT "
		    "NULL, "
		    "line int NOT NULL, message text COLLATE pg_catalog.\"C\" NOT NULL, sent_at timestamptz "
		    "NOT NULL, "
		    "version_hash bytea NOT NULL, periods text COLLATE pg_catalog.\"C\" NOT NULL, "
		    "accepted_quarter text COLLATE pg_catalog.\"C\" NOT NULL",
		    f->sql_name))
		return -1;
	for (size_t i = 0; i < f->nclean; i++)
		if (buf_addf(sql, e, ", \"%s\" %s", f->columns[i].name, ddl_type(f->columns[i].type)))
			return -1;
	/* BRIN: versions are appended in the order of load_id, so it costs nothing and finds a load's rows */
	return buf_addf(sql, e,
		") PARTITION BY LIST (accepted_quarter);"
		"CREATE INDEX IF NOT EXISTS \"%s_version_load\" ON core.\"%s_version\" USING brin (load_id) "
		"WITH (pages_per_range = 16, autosummarize = on);",
		f->sql_name, f->sql_name);
}

static int add_current_table(const struct feed *f, struct buf *sql, struct err *e)
{
	if (buf_addf(sql, e, "CREATE TABLE IF NOT EXISTS core.\"%s_current\" (", f->sql_name))
		return -1;
	for (size_t i = 0; i < f->nkey; i++) {
		const struct column *c = &f->columns[f->key[i]];

		if (buf_addf(sql, e, "\"%s\" %s NOT NULL, ", c->name, ddl_type(c->type)))
			return -1;
	}
	if (buf_add_str(sql,
		    "sent_at timestamptz NOT NULL, message text COLLATE pg_catalog.\"C\" NOT NULL, "
		    "version_hash bytea NOT NULL, "
		    "load_id bigint NOT NULL, record int NOT NULL, periods text COLLATE pg_catalog.\"C\" NOT "
		    "NULL, PRIMARY KEY (",
		    e) ||
		keyed_sql(f, "@k", sql, e))
		return -1;
	return buf_add_str(sql, ")) WITH (fillfactor = 90);", e);
}

static bool has_column(const PGresult *have, const char *name)
{
	for (int i = 0; i < PQntuples(have); i++)
		if (strcmp(PQgetvalue(have, i, 0), name) == 0)
			return true;
	return false;
}

/* The columns of core.FEED_version in their physical order, so that the view only ever grows at its end. */
static int ask_columns(struct db *db, const struct feed *f, PGresult **have, struct err *e)
{
	const char *params[] = {f->sql_name};

	return db_ask(db,
		"SELECT attname FROM pg_attribute WHERE attrelid = to_regclass('core.' || quote_ident($1 || "
		"'_version')) "
		"AND attnum > 0 AND NOT attisdropped ORDER BY attnum",
		1, params, have, e);
}

static int add_columns(
	struct db *db, const struct feed *f, const PGresult *have, bool *is_changed, struct err *e)
{
	for (size_t i = 0; i < f->nclean; i++) {
		const struct column *c = &f->columns[i];

		if (has_column(have, c->name))
			continue;
		*is_changed = true;
		if (db_runf(db, e, "ALTER TABLE core.\"%s_version\" ADD COLUMN \"%s\" %s", f->sql_name,
			    c->name, ddl_type(c->type)))
			return -1;
	}
	return 0;
}

static int make_view(struct db *db, const struct feed *f, struct err *e)
{
	PGresult *have = NULL;
	struct buf sql = {0};
	int rc = -1;

	if (ask_columns(db, f, &have, e) ||
		buf_addf(&sql, e, "CREATE OR REPLACE VIEW core.\"%s\" AS SELECT ", f->sql_name))
		goto out;
	for (int i = 0; i < PQntuples(have); i++)
		if (buf_addf(&sql, e, "%sv.\"%s\"", i ? ", " : "", PQgetvalue(have, i, 0)))
			goto out;
	if (buf_addf(&sql, e,
		    " FROM core.\"%s_current\" c JOIN core.\"%s_version\" v ON v.load_id = c.load_id AND "
		    "v.record = c.record",
		    f->sql_name, f->sql_name))
		goto out;
	rc = db_run(db, sql.data, e);
out:
	PQclear(have);
	buf_release(&sql);
	return rc;
}

static int make_tables(struct db *db, const struct feed *f, struct err *e)
{
	struct buf sql = {0};
	int rc = -1;

	if (!add_version_table(f, &sql, e) && !add_current_table(f, &sql, e))
		rc = db_run(db, sql.data, e);
	buf_release(&sql);
	return rc ? rc : make_view(db, f, e);
}

int ddl_feed(struct db *db, const struct feed *f, struct err *e)
{
	PGresult *have = NULL;
	bool is_changed = false;
	int rc = -1;

	if (ddl_check(f, e) || ask_columns(db, f, &have, e))
		return -1;
	if (PQntuples(have) == 0)
		rc = make_tables(db, f, e);
	else if (!add_columns(db, f, have, &is_changed, e))
		rc = (is_changed && make_view(db, f, e)) || rekey_feed(db, f, e) ? -1 : 0;
	PQclear(have);
	return rc;
}

int ddl_partition_name(const struct feed *f, const char *quarter, struct buf *out, struct err *e)
{
	if (buf_addf(out, e, "core.\"%s_version_", f->sql_name))
		return -1;
	for (const char *p = quarter; *p; p++)
		if (buf_add_char(
			    out, (char)(isalnum((unsigned char)*p) ? tolower((unsigned char)*p) : '_'), e))
			return -1;
	return buf_add_char(out, '"', e);
}

int ddl_partition(struct db *db, const struct feed *f, const char *quarter, bool *is_new, struct err *e)
{
	struct buf name = {0};
	const char *params[1];
	int64_t have;
	int rc = -1;

	*is_new = false;
	if (ddl_partition_name(f, quarter, &name, e))
		goto out;
	params[0] = name.data;
	if (db_ask_number(db, "SELECT count(*) WHERE to_regclass($1) IS NOT NULL", 1, params, &have, e))
		goto out;
	*is_new = have == 0;
	rc = have ? 0
		  : db_runf(db, e, "CREATE TABLE %s PARTITION OF core.\"%s_version\" FOR VALUES IN ('%s')",
			    name.data, f->sql_name, quarter);
out:
	buf_release(&name);
	return rc;
}
