#include "load/ddl.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include "load/feed_sql.h"
#include "load/rekey.h"

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
		if (!is_sql_name(f->columns[i].name, 63) || strcmp(f->columns[i].name, FEED_COLUMN) == 0)
			return err_at(e, ERR_CATALOG, f->file, f->line,
				"feed %s, field %s: expected a name of a-z, 0-9, _, other than " FEED_COLUMN,
				f->name, f->columns[i].name);
	if (f->nkey == 0)
		return err_at(e, ERR_CATALOG, f->file, f->line, "feed %s: found no key", f->name);
	return 0;
}

/* One column's name and type; which columns, and what each is, only the catalogue says. */
static int add_definition(
	const struct column *c, const char *before, const char *after, struct buf *out, struct err *e)
{
	return buf_addf(out, e, "%s\"%s\" %s%s", before, c->name, feed_sql_type(c->type), after);
}

static int make_with(struct db *db, const struct feed *f, const char *statement,
	const struct buf *definitions, struct err *e)
{
	struct sql_value value = {.name = "definitions", .text = definitions->data};
	struct feed_statement s = {.feed = f, .name = statement, .more = &value, .nmore = 1};

	return feed_sql_run(db, &s, e);
}

static int make_version_table(struct db *db, const struct feed *f, struct err *e)
{
	struct buf definitions = {0};
	int rc = 0;

	for (size_t i = 0; i < f->nclean && !rc; i++)
		rc = add_definition(&f->columns[i], ", ", "", &definitions, e);
	if (!rc)
		rc = make_with(db, f, "ddl-version", &definitions, e);
	buf_release(&definitions);
	return rc;
}

static int make_current_table(struct db *db, const struct feed *f, struct err *e)
{
	struct buf definitions = {0};
	int rc = 0;

	for (size_t i = 0; i < f->nkey && !rc; i++)
		rc = add_definition(&f->columns[f->key[i]], "", " NOT NULL, ", &definitions, e);
	if (!rc)
		rc = make_with(db, f, "ddl-current", &definitions, e);
	buf_release(&definitions);
	return rc;
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

	return db_ask(db, sql_get("ddl-columns"), 1, params, have, e);
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
			    c->name, feed_sql_type(c->type)))
			return -1;
	}
	return 0;
}

static int make_view(struct db *db, const struct feed *f, struct err *e)
{
	struct sql_value columns = {.name = "have"};
	struct feed_statement s = {.feed = f, .name = "ddl-view", .more = &columns, .nmore = 1};
	PGresult *have = NULL;
	const char **list = NULL;
	int rc = -1;

	if (ask_columns(db, f, &have, e))
		return -1;
	columns.n = (size_t)PQntuples(have);
	list = calloc(columns.n + 1, sizeof *list);
	if (!list) {
		err_set(e, ERR_NOMEM, "out of memory for the columns of a view");
		goto out;
	}
	for (size_t i = 0; i < columns.n; i++)
		list[i] = PQgetvalue(have, (int)i, 0);
	columns.list = list;
	rc = feed_sql_run(db, &s, e);
out:
	PQclear(have);
	free(list);
	return rc;
}

static int make_tables(struct db *db, const struct feed *f, struct err *e)
{
	struct feed_statement grants = {.feed = f, .name = "ddl-grant"};

	return make_version_table(db, f, e) || make_current_table(db, f, e) || make_view(db, f, e) ||
			       feed_sql_run(db, &grants, e)
		       ? -1
		       : 0;
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

int ddl_partition(struct db *db, const struct feed *f, const char *quarter, bool *is_new, struct err *e)
{
	struct sql_value value = {.name = "quarter", .text = quarter};
	struct feed_statement s = {
		.feed = f, .name = "ddl-partition", .quarter = quarter, .more = &value, .nmore = 1};
	struct buf name = {0};
	const char *params[1];
	int64_t have;
	int rc = -1;

	*is_new = false;
	if (feed_sql_partition(f, quarter, &name, e))
		goto out;
	params[0] = name.data;
	if (db_ask_number(db, "SELECT count(*) WHERE to_regclass('core.' || quote_ident($1)) IS NOT NULL", 1,
		    params, &have, e))
		goto out;
	*is_new = have == 0;
	rc = have ? 0 : feed_sql_run(db, &s, e);
out:
	buf_release(&name);
	return rc;
}
