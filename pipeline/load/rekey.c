#include "load/rekey.h"

#include <string.h>
#include "load/ddl.h"
#include "load/keyed_sql.h"

/* The columns of the key as it is, in their order. */
static int ask_key(struct db *db, const struct feed *f, PGresult **have, struct err *e)
{
	const char *params[] = {f->sql_name};

	return db_ask(db,
		"SELECT a.attname FROM pg_constraint c CROSS JOIN LATERAL unnest(c.conkey) WITH ORDINALITY k "
		"(n, at) "
		"JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.n "
		"WHERE c.conrelid = to_regclass('core.' || quote_ident($1 || '_current')) AND c.contype = "
		"'p' "
		"ORDER BY k.at",
		1, params, have, e);
}

static bool is_same(const struct feed *f, const PGresult *have)
{
	if ((size_t)PQntuples(have) != f->nkey)
		return false;
	for (size_t i = 0; i < f->nkey; i++)
		if (strcmp(PQgetvalue(have, (int)i, 0), f->columns[f->key[i]].name) != 0)
			return false;
	return true;
}

static bool is_in_key(const struct feed *f, const char *name)
{
	for (size_t i = 0; i < f->nkey; i++)
		if (strcmp(f->columns[f->key[i]].name, name) == 0)
			return true;
	return false;
}

static int add_columns(const struct feed *f, const PGresult *have, struct buf *sql, struct err *e)
{
	for (int i = 0; i < PQntuples(have); i++)
		if (!is_in_key(f, PQgetvalue(have, i, 0)) &&
			buf_addf(sql, e, "ALTER TABLE core.\"%s_current\" DROP COLUMN \"%s\";", f->sql_name,
				PQgetvalue(have, i, 0)))
			return -1;
	for (size_t i = 0; i < f->nkey; i++) {
		const struct column *c = &f->columns[f->key[i]];

		if (buf_addf(sql, e,
			    "ALTER TABLE core.\"%s_current\" ADD COLUMN IF NOT EXISTS \"%s\" %s NOT NULL;",
			    f->sql_name, c->name, ddl_type(c->type)))
			return -1;
	}
	return 0;
}

static int add_choice(const struct feed *f, struct buf *sql, struct err *e)
{
	if (keyed_sql(f,
		    "INSERT INTO core.\"@f_current\" (@k, sent_at, message, version_hash, load_id, record, "
		    "periods) "
		    "SELECT DISTINCT ON (@k:v) @k:v, v.sent_at, v.message, v.version_hash, v.load_id, "
		    "v.record, "
		    "v.periods FROM core.\"@f_version\" v JOIN audit.load l USING (load_id) WHERE l.state = "
		    "'ok'",
		    sql, e))
		return -1;
	for (size_t i = 0; i < f->nkey; i++)
		if (buf_addf(sql, e, " AND v.\"%s\" IS NOT NULL", f->columns[f->key[i]].name))
			return -1;
	return keyed_sql(f,
		" ORDER BY @k:v, v.sent_at DESC, v.message DESC, v.record DESC, v.version_hash DESC, "
		"v.load_id;"
		"ALTER TABLE core.\"@f_current\" ADD CONSTRAINT \"@f_current_pkey\" PRIMARY KEY (@k);",
		sql, e);
}

static int add_marks(const struct feed *f, struct buf *sql, struct err *e)
{
	return buf_addf(sql, e,
		"INSERT INTO audit.mark (feed, period, marked_by) SELECT DISTINCT '%s', p, 0 FROM "
		"core.\"%s_version\", "
		"unnest(string_to_array(periods, ' ')) p WHERE p <> '' ON CONFLICT DO NOTHING;",
		f->name, f->sql_name);
}

int rekey_feed(struct db *db, const struct feed *f, struct err *e)
{
	PGresult *have = NULL;
	struct buf sql = {0};
	int rc = -1;

	if (ask_key(db, f, &have, e))
		return -1;
	if (PQntuples(have) == 0 || is_same(f, have)) {
		rc = 0;
		goto out;
	}
	if (keyed_sql(f,
		    "ALTER TABLE core.\"@f_current\" DROP CONSTRAINT \"@f_current_pkey\";"
		    "TRUNCATE core.\"@f_current\";",
		    &sql, e) ||
		add_columns(f, have, &sql, e) || add_choice(f, &sql, e) || add_marks(f, &sql, e))
		goto out;
	rc = db_run(db, sql.data, e);
out:
	PQclear(have);
	buf_release(&sql);
	return rc;
}
