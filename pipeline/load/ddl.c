#include "load/ddl.h"

#include <ctype.h>
#include <string.h>
#include "load/feed_sql.h"
#include "load/spill.h"

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

static const char *show_name(const struct feed *f, size_t i)
{
	return f->columns[i].name;
}

static const char *show_type(const struct feed *f, size_t i)
{
	return feed_sql_type(f->columns[i].type);
}

static const char *show_key(const struct feed *f, size_t i)
{
	return f->columns[f->key[i]].name;
}

/* {"element","element",…} */
static int add_array(const struct feed *f, size_t n, const char *(*show)(const struct feed *f, size_t i),
	struct buf *out, struct err *e)
{
	if (buf_add_char(out, '{', e))
		return -1;
	for (size_t i = 0; i < n; i++)
		if (spill_element(out, slice_from(show(f, i)), e))
			return -1;
	return buf_add_char(out, '}', e);
}

int ddl_key(const struct feed *f, struct buf *out, struct err *e)
{
	return add_array(f, f->nkey, show_key, out, e);
}

int ddl_feed(struct db *db, const struct feed *f, struct err *e)
{
	struct buf columns = {0}, types = {0}, key = {0};
	const char *params[] = {f->sql_name, f->kind, NULL, NULL, NULL};
	int rc = -1;

	if (ddl_check(f, e) || add_array(f, f->nclean, show_name, &columns, e) ||
		add_array(f, f->nclean, show_type, &types, e) || ddl_key(f, &key, e))
		goto out;
	params[2] = columns.data;
	params[3] = types.data;
	params[4] = key.data;
	rc = db_tell(db, "SELECT core.make_kind($1, $2, $3::text[], $4::text[], $5::text[])", 5, params, e);
out:
	buf_release(&columns);
	buf_release(&types);
	buf_release(&key);
	return rc;
}

int ddl_partition(struct db *db, const struct feed *f, const char *quarter, bool *is_new, struct err *e)
{
	const char *params[] = {f->sql_name, quarter};
	int64_t made = 0;
	int rc = db_ask_number(db, "SELECT core.make_partition($1, $2)::integer", 2, params, &made, e);

	*is_new = made == 1;
	return rc;
}
