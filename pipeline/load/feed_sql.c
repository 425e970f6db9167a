#include "load/feed_sql.h"

#include <ctype.h>
#include <string.h>

#define MOST_VALUES 24

const char *feed_sql_type(enum column_type type)
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

int feed_sql_partition(const struct feed *f, const char *quarter, struct buf *out, struct err *e)
{
	if (buf_addf(out, e, "%s_version_", f->sql_name))
		return -1;
	for (const char *p = quarter; *p; p++)
		if (buf_add_char(
			    out, (char)(isalnum((unsigned char)*p) ? tolower((unsigned char)*p) : '_'), e))
			return -1;
	return 0;
}

/* What is filled in, in the making. */
struct filling {
	struct arena texts;
	struct sql_value values[MOST_VALUES];
	size_t n;
};

static int add_name(struct filling *g, const char *name, const char *text, size_t len, struct err *e)
{
	const char *copy = arena_copy(&g->texts, text, len, e);

	g->values[g->n++] = (struct sql_value){.name = name, .text = copy};
	return copy ? 0 : -1;
}

static int add_tables(struct filling *g, const struct feed *f, struct err *e)
{
	static const struct {
		const char *name, *suffix;
	} tables[] = {{"records", ""}, {"version", "_version"}, {"current", "_current"}, {"stage", "_stage"},
		{"late", "_late"}, {"gone", "_gone"}, {"late_sent", "_late_sent"}};
	struct buf text = {0};
	int rc = 0;

	for (size_t i = 0; i < sizeof tables / sizeof *tables && !rc; i++) {
		buf_reset(&text);
		rc = buf_addf(&text, e, "%s%s", f->sql_name, tables[i].suffix) ||
				     add_name(g, tables[i].name, text.data, text.len, e)
			     ? -1
			     : 0;
	}
	buf_release(&text);
	return rc;
}

static int add_partition(struct filling *g, const struct feed_statement *s, struct err *e)
{
	struct buf text = {0};
	int rc = 0;

	if (s->quarter)
		rc = feed_sql_partition(s->feed, s->quarter, &text, e) ||
				     add_name(g, "partition", text.data, text.len, e)
			     ? -1
			     : 0;
	buf_release(&text);
	return rc;
}

/* The key with the feed before it, which keeps the feeds of a kind apart. */
static int add_key(struct filling *g, const struct feed *f, struct err *e)
{
	const char **list = arena_alloc(&g->texts, (f->nkey + 1) * sizeof *list, e);

	if (!list)
		return -1;
	list[0] = FEED_COLUMN;
	for (size_t i = 0; i < f->nkey; i++)
		list[i + 1] = f->columns[f->key[i]].name;
	g->values[g->n++] = (struct sql_value){.name = "key", .list = list, .n = f->nkey + 1};
	return 0;
}

static int add_clean(struct filling *g, const struct feed *f, struct err *e)
{
	const char **list = arena_alloc(&g->texts, (f->nclean + 1) * sizeof *list, e);

	if (!list)
		return -1;
	for (size_t i = 0; i < f->nclean; i++)
		list[i] = f->columns[i].name;
	g->values[g->n++] = (struct sql_value){.name = "clean", .list = list, .n = f->nclean};
	return 0;
}

int feed_sql_fill(const struct feed_statement *s, struct buf *out, struct err *e)
{
	struct filling g = {0};
	const struct feed *f = s->feed;
	int rc = -1;

	if (add_tables(&g, f, e) || add_partition(&g, s, e) || add_key(&g, f, e) || add_clean(&g, f, e) ||
		add_name(&g, "feed_name", f->name, strlen(f->name), e))
		goto out;
	for (size_t i = 0; i < s->nmore && g.n < MOST_VALUES; i++)
		g.values[g.n++] = s->more[i];
	rc = sql_fill(s->text ? s->text : sql_get(s->name), g.values, g.n, out, e);
out:
	arena_release(&g.texts);
	return rc;
}

int feed_sql_run(struct db *db, const struct feed_statement *s, struct err *e)
{
	struct buf sql = {0};
	int rc = feed_sql_fill(s, &sql, e) || db_run(db, sql.data, e) ? -1 : 0;

	buf_release(&sql);
	return rc;
}

int feed_sql_ask(struct db *db, const struct feed_statement *s, int nparams, const char *const *params,
	PGresult **out, struct err *e)
{
	struct buf sql = {0};
	int rc;

	*out = NULL;
	rc = feed_sql_fill(s, &sql, e) || db_ask(db, sql.data, nparams, params, out, e) ? -1 : 0;
	buf_release(&sql);
	return rc;
}
