#include "load/rekey.h"

#include <string.h>
#include "load/feed_sql.h"

/* The columns of the key as it is, in their order. */
static int ask_key(struct db *db, const struct feed *f, PGresult **have, struct err *e)
{
	const char *params[] = {f->sql_name};

	return db_ask(db, sql_get("rekey-key"), 1, params, have, e);
}

static bool is_same(const struct feed *f, const PGresult *have)
{
	if ((size_t)PQntuples(have) != f->nkey + 1 || strcmp(PQgetvalue(have, 0, 0), FEED_COLUMN) != 0)
		return false;
	for (size_t i = 0; i < f->nkey; i++)
		if (strcmp(PQgetvalue(have, (int)i + 1, 0), f->columns[f->key[i]].name) != 0)
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

/* Which columns go and which come, only the two keys say. */
static int list_changes(const struct feed *f, const PGresult *have, struct buf *sql, struct err *e)
{
	for (int i = 0; i < PQntuples(have); i++)
		if (!is_in_key(f, PQgetvalue(have, i, 0)) &&
			strcmp(PQgetvalue(have, i, 0), FEED_COLUMN) != 0 &&
			buf_addf(sql, e, "ALTER TABLE core.\"%s_current\" DROP COLUMN \"%s\";", f->sql_name,
				PQgetvalue(have, i, 0)))
			return -1;
	for (size_t i = 0; i < f->nkey; i++) {
		const struct column *c = &f->columns[f->key[i]];

		if (buf_addf(sql, e,
			    "ALTER TABLE core.\"%s_current\" ADD COLUMN IF NOT EXISTS \"%s\" %s NOT NULL;",
			    f->sql_name, c->name, feed_sql_type(c->type)))
			return -1;
	}
	return 0;
}

int rekey_feed(struct db *db, const struct feed *f, struct err *e)
{
	struct sql_value values[] = {{.name = "columns"}, {.name = "kind", .text = f->kind}};
	struct feed_statement s = {.feed = f, .name = "rekey", .more = values, .nmore = 2};
	PGresult *have = NULL;
	struct buf changes = {0};
	int rc = -1;

	if (ask_key(db, f, &have, e))
		return -1;
	if (PQntuples(have) == 0 || is_same(f, have)) {
		rc = 0;
		goto out;
	}
	if (list_changes(f, have, &changes, e))
		goto out;
	values[0].text = changes.data;
	rc = feed_sql_run(db, &s, e);
out:
	PQclear(have);
	buf_release(&changes);
	return rc;
}
