#include "load/figures_table.h"

#include <stdlib.h>
#include <string.h>
#include "core/csv.h"
#include "load/figures_flags.h"
#include "stream/indicator_columns.h"
#include "stream/measure.h"

#define TYPED_NAME(name, type) #name,
#define TYPED_TYPE(name, type) type,
#define PLAIN_NAME(name) #name,
#define COUNT_ONE(name) +1

static const struct figures_table tables[] = {
	{"measures", "measure", "core.measure", "feed", MEASURE_COLUMNS, 0, {MEASURE_COLUMN_LIST(TYPED_NAME)},
		{MEASURE_COLUMN_LIST(TYPED_TYPE)}, measure_columns, MEASURE_COLUMNS},
	{"indicators", "indicator", "core.indicator", "set", 0 INDICATOR_TABLE_LIST(COUNT_ONE),
		INDICATOR_AT_info, {INDICATOR_TABLE_LIST(PLAIN_NAME)}, {NULL}, indicator_columns,
		INDICATOR_COLUMNS}};

const struct figures_table *figures_table_find(const char *kind)
{
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		if (strcmp(tables[i].kind, kind) == 0)
			return &tables[i];
	return NULL;
}

/* Appends the columns [from, to) as prefix"name", separated by commas. */
static int add_columns(const struct figures_table *t, const char *prefix, size_t from, size_t to,
	struct buf *sql, struct err *e)
{
	for (size_t i = from; i < to; i++)
		if (buf_addf(sql, e, "%s%s\"%s\"", i > from ? ", " : "", prefix, t->columns[i]))
			return -1;
	return 0;
}

static int add_key_join(
	const struct figures_table *t, const char *a, const char *b, struct buf *sql, struct err *e)
{
	for (size_t i = 0; i < FIGURES_KEY; i++)
		if (buf_addf(sql, e, "%s%s.\"%s\" = %s.\"%s\"", i ? " AND " : "", a, t->columns[i], b,
			    t->columns[i]))
			return -1;
	return 0;
}

/* Which current rows the stream speaks for. $1 period or NULL, $2 set or NULL. */
static const char *scope_of(const struct figures_table *t)
{
	if (strcmp(t->scope, "feed") == 0)
		return "((feed, period) IN (SELECT scope_feed, period FROM pg_temp.chiso_figure) OR "
		       "($1::text = period AND feed IN (SELECT feed FROM pg_temp.chiso_part)))";
	return "((set, period) IN (SELECT set, period FROM pg_temp.chiso_figure) OR "
	       "($1::text = period AND ($2::text IS NULL OR set = $2::text)))";
}

/* The names of the columns that differ. */
static int add_what(const struct figures_table *t, struct buf *sql, struct err *e)
{
	if (buf_add_str(sql, "concat_ws(' '", e))
		return -1;
	for (size_t i = FIGURES_KEY; i < t->ncolumns; i++)
		if (buf_addf(sql, e, ", CASE WHEN s.\"%s\" IS DISTINCT FROM c.\"%s\" THEN '%s' END",
			    t->columns[i], t->columns[i], t->columns[i]))
			return -1;
	if (t->flags && buf_add_str(sql,
				", CASE WHEN s.flags IS NOT DISTINCT FROM c.flags AND s.severities <> "
				"c.severities THEN 'flags' END",
				e))
		return -1;
	return buf_add_str(sql, ")", e);
}

/* The rows that stand. Two flags of other severities may read the same: they are compared too. */
static int add_current(const struct figures_table *t, struct buf *sql, struct err *e)
{
	static const char severities[] =
		", coalesce((SELECT string_agg(f.severity, ' ' ORDER BY f.ordinal) FROM core.indicator_flag "
		"f "
		"WHERE f.set = i.set AND f.indicator = i.indicator AND f.agency = i.agency AND "
		"f.period = i.period AND f.run_to IS NULL), '') AS severities";

	return buf_addf(sql, e, "(SELECT i.*%s FROM %s i WHERE run_to IS NULL AND %s) c",
		t->flags ? severities : "", t->table, scope_of(t));
}

/* How a figure is shown in the list of differences. */
static const char *shown_of(const struct figures_table *t)
{
	return strcmp(t->scope, "feed") == 0 ? "coalesce(%1$s.value::text, %1$s.text)"
					     : "coalesce(%1$s.shown, %1$s.value, %1$s.reason)";
}

static int add_shown(const struct figures_table *t, char table, struct buf *sql, struct err *e)
{
	for (const char *p = shown_of(t); *p; p++) {
		if (strncmp(p, "%1$s", 4) == 0) {
			if (buf_add_char(sql, table, e))
				return -1;
			p += 3;
		} else if (buf_add_char(sql, *p, e)) {
			return -1;
		}
	}
	return 0;
}

static int diff_statement(const struct figures_table *t, struct buf *sql, struct err *e)
{
	if (buf_add_str(sql,
		    "CREATE TEMP TABLE chiso_diff ON COMMIT DROP AS SELECT CASE WHEN c.run_from IS NULL THEN "
		    "'new' "
		    "WHEN s.is_there IS NULL THEN 'closed' ELSE 'changed' END AS change, ",
		    e))
		return -1;
	for (size_t i = 0; i < FIGURES_KEY; i++)
		if (buf_addf(sql, e, "coalesce(s.\"%s\", c.\"%s\") AS \"%s\", ", t->columns[i], t->columns[i],
			    t->columns[i]))
			return -1;
	if (add_shown(t, 'c', sql, e) || buf_add_str(sql, " AS old, ", e) || add_shown(t, 's', sql, e) ||
		buf_add_str(sql, " AS new, ", e) || add_what(t, sql, e) ||
		buf_add_str(sql,
			" AS columns FROM (SELECT *, true AS is_there FROM pg_temp.chiso_figure) s FULL "
			"JOIN ",
			e) ||
		add_current(t, sql, e) || buf_add_str(sql, " ON ", e) || add_key_join(t, "s", "c", sql, e) ||
		buf_add_str(sql, " WHERE c.run_from IS NULL OR s.is_there IS NULL OR (", e) ||
		add_columns(t, "s.", FIGURES_KEY, t->ncolumns, sql, e) ||
		buf_add_str(sql, ") IS DISTINCT FROM (", e) ||
		add_columns(t, "c.", FIGURES_KEY, t->ncolumns, sql, e))
		return -1;
	return buf_add_str(sql, t->flags ? ") OR s.severities <> c.severities" : ")", e);
}

/* CREATE TABLE AS takes no parameters: they are written as literals. */
static int bind(
	struct db *db, const struct buf *sql, const char *const *params, struct buf *out, struct err *e)
{
	for (const char *p = sql->data; *p; p++) {
		const char *value;
		char *literal;
		int rc;

		if (p[0] != '$' || (p[1] != '1' && p[1] != '2')) {
			if (buf_add_char(out, *p, e))
				return -1;
			continue;
		}
		value = params[*++p - '1'];
		literal = value ? PQescapeLiteral(db->conn, value, strlen(value)) : NULL;
		rc = value && !literal ? db_fail(db, NULL, e) : buf_add_str(out, value ? literal : "NULL", e);
		PQfreemem(literal);
		if (rc)
			return -1;
	}
	return 0;
}

static int make_diff(const struct figures_table *t, const struct figures_options *o, struct err *e)
{
	struct buf template = {0}, sql = {0};
	const char *params[2] = {o->period, o->set};
	int rc = -1;

	if (!diff_statement(t, &template, e) && !bind(o->db, &template, params, &sql, e))
		rc = db_run(o->db, sql.data, e);
	buf_release(&template);
	buf_release(&sql);
	return rc;
}

/* FULL JOIN would pair two rows of one key with one stored row and say nothing. */
static int check_unique(const struct figures_table *t, struct db *db, struct err *e)
{
	struct buf sql = {0};
	int64_t twice = 0;
	int rc = -1;

	if (!buf_add_str(&sql, "SELECT count(*) FROM (SELECT 1 FROM pg_temp.chiso_figure GROUP BY ", e) &&
		!add_columns(t, "", 0, FIGURES_KEY, &sql, e) &&
		!buf_add_str(&sql, " HAVING count(*) > 1) d", e))
		rc = db_ask_number(db, sql.data, 0, NULL, &twice, e);
	buf_release(&sql);
	if (!rc && twice)
		rc = err_set(e, ERR_FILE, "found %lld %s twice, expected one row a key", (long long)twice,
			t->kind);
	return rc;
}

int figures_diff(const struct figures_table *t, const struct figures_options *o, struct figures_result *r,
	struct err *e)
{
	PGresult *q = NULL;

	if (check_unique(t, o->db, e) || make_diff(t, o, e) ||
		db_ask(o->db,
			"SELECT count(*) FILTER (WHERE change = 'changed'), count(*) FILTER (WHERE change = "
			"'closed'), "
			"count(*) FILTER (WHERE change = 'new') FROM pg_temp.chiso_diff",
			0, NULL, &q, e))
		return -1;
	r->changed = strtoull(PQgetvalue(q, 0, 0), NULL, 10);
	r->closed = strtoull(PQgetvalue(q, 0, 1), NULL, 10);
	r->added = strtoull(PQgetvalue(q, 0, 2), NULL, 10);
	r->same = r->read - r->skipped - r->changed - r->added;
	PQclear(q);
	return 0;
}

int figures_print(const struct figures_table *t, struct db *db, FILE *out, struct err *e)
{
	struct buf sql = {0};
	PGresult *r = NULL;
	int rc = -1;

	if (buf_add_str(&sql, "SELECT change, ", e) || add_columns(t, "", 0, FIGURES_KEY, &sql, e) ||
		buf_add_str(&sql, ", old, new, columns FROM pg_temp.chiso_diff ORDER BY ", e) ||
		add_columns(t, "", 0, FIGURES_KEY, &sql, e) || db_ask(db, sql.data, 0, NULL, &r, e))
		goto out;
	for (int k = 0; k < PQnfields(r); k++)
		fprintf(out, "%s%s", k ? "," : "", PQfname(r, k));
	putc('\n', out);
	for (int i = 0; i < PQntuples(r); i++) {
		for (int k = 0; k < PQnfields(r); k++)
			if ((k && putc(',', out) == EOF) || csv_write_text(out, PQgetvalue(r, i, k), e))
				goto out;
		putc('\n', out);
	}
	rc = ferror(out) ? err_set(e, ERR_WRITE, "writing the differences failed") : 0;
out:
	PQclear(r);
	buf_release(&sql);
	return rc;
}

int figures_apply(const struct figures_table *t, struct db *db, int64_t run_id, struct err *e)
{
	bool is_measure = strcmp(t->scope, "feed") == 0;
	struct buf sql = {0};
	int rc = -1;

	if (buf_addf(&sql, e, "UPDATE %s c SET run_to = %lld FROM pg_temp.chiso_diff d WHERE ", t->table,
		    (long long)run_id) ||
		add_key_join(t, "c", "d", &sql, e) ||
		buf_addf(
			&sql, e, " AND c.run_to IS NULL AND d.change <> 'new'; INSERT INTO %s (", t->table) ||
		add_columns(t, "", 0, t->ncolumns, &sql, e) ||
		buf_addf(&sql, e, "%s, run_from) SELECT ", is_measure ? ", feed" : "") ||
		add_columns(t, "s.", 0, t->ncolumns, &sql, e) ||
		buf_addf(&sql, e, "%s, %lld FROM pg_temp.chiso_figure s JOIN pg_temp.chiso_diff d ON ",
			is_measure ? ", s.scope_feed" : "", (long long)run_id) ||
		add_key_join(t, "s", "d", &sql, e) || buf_add_str(&sql, " WHERE d.change <> 'closed'", e))
		goto out;
	rc = db_run(db, sql.data, e) || (t->flags && figures_apply_flags(db, run_id, e)) ? -1 : 0;
out:
	buf_release(&sql);
	return rc;
}
