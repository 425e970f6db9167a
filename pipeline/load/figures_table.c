#include "load/figures_table.h"

#include <stdlib.h>
#include <string.h>
#include "core/csv.h"
#include "load/copy_out.h"
#include "load/sql.h"
#include "stream/indicator_columns.h"
#include "stream/measure.h"

#define FIGURES_VALUES 4 /* that a statement has at most */

#define PLAIN_NAME(name) #name,
#define COUNT_ONE(name) +1

static const struct figures_table tables[] = {
	{"measures", "measure", "feed", MEASURE_COLUMNS, 0, {MEASURE_COLUMN_LIST(PLAIN_NAME)},
		measure_columns, MEASURE_COLUMNS},
	{"indicators", "indicator", "set", 0 INDICATOR_TABLE_LIST(COUNT_ONE), INDICATOR_AT_info,
		{INDICATOR_TABLE_LIST(PLAIN_NAME)}, indicator_columns, INDICATOR_COLUMNS}};

const struct figures_table *figures_table_find(const char *kind)
{
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		if (strcmp(tables[i].kind, kind) == 0)
			return &tables[i];
	return NULL;
}

static bool is_of_measures(const struct figures_table *t)
{
	return strcmp(t->row, "measure") == 0;
}

/* Fills in the columns by the name of a row, and the values; runs what comes of it. */
static int run_filled(const struct figures_table *t, struct db *db, const char *statement,
	const struct sql_value *more, size_t nmore, struct err *e)
{
	struct sql_value values[FIGURES_VALUES] = {{.name = t->row, .list = t->columns, .n = t->ncolumns}};
	struct buf sql = {0};
	int rc;

	for (size_t i = 0; i < nmore && i + 1 < FIGURES_VALUES; i++)
		values[i + 1] = more[i];
	rc = sql_fill(statement, values, nmore + 1, &sql, e) || db_run(db, sql.data, e) ? -1 : 0;
	buf_release(&sql);
	return rc;
}

int figures_make_stage(const struct figures_table *t, struct db *db, struct err *e)
{
	return run_filled(t, db,
		is_of_measures(t) ? sql_get("figures-stage-measures") : sql_get("figures-stage-indicators"),
		NULL, 0, e);
}

/* The names of the columns that differ. */
static int list_what(const struct figures_table *t, struct buf *out, struct err *e)
{
	for (size_t i = FIGURES_KEY; i < t->ncolumns; i++)
		if (buf_addf(out, e, ", CASE WHEN s.\"%s\" IS DISTINCT FROM c.\"%s\" THEN '%s' END",
			    t->columns[i], t->columns[i], t->columns[i]))
			return -1;
	return 0;
}

static int add_literal(struct db *db, const char *text, struct buf *out, struct err *e)
{
	return text ? copy_add_literal(db, text, out, e) : buf_add_str(out, "NULL", e);
}

/* What the stream speaks for, and one value more. CREATE TABLE AS takes no parameters: they are written as
 * literals. */
static int run_scoped(const struct figures_table *t, const struct figures_options *o, const char *statement,
	struct sql_value more, struct err *e)
{
	struct buf period = {0}, set = {0};
	int rc = -1;

	if (!add_literal(o->db, o->period, &period, e) && !add_literal(o->db, o->set, &set, e))
		rc = run_filled(t, o->db, statement,
			(struct sql_value[]){more, {.name = "in_period", .text = period.data},
				{.name = "in_set", .text = set.data}},
			3, e);
	buf_release(&period);
	buf_release(&set);
	return rc;
}

static int make_diff(const struct figures_table *t, const struct figures_options *o, struct err *e)
{
	struct buf what = {0};
	int rc = list_what(t, &what, e) || run_scoped(t, o,
						   is_of_measures(t) ? sql_get("figures-diff-measures")
								     : sql_get("figures-diff-indicators"),
						   (struct sql_value){.name = "what", .text = what.data}, e)
			 ? -1
			 : 0;

	buf_release(&what);
	return rc;
}

static int check_unique(const struct figures_table *t, struct db *db, struct err *e)
{
	struct sql_value key = {.name = "figure_key", .list = t->columns, .n = FIGURES_KEY};
	struct buf sql = {0};
	int64_t twice = 0;
	int rc = sql_fill(sql_get("figures-twice"), &key, 1, &sql, e) ||
				 db_ask_number(db, sql.data, 0, NULL, &twice, e)
			 ? -1
			 : 0;

	buf_release(&sql);
	if (!rc && twice)
		rc = err_set(e, ERR_FILE, "found %lld %s twice, expected one row a key", (long long)twice,
			t->kind);
	return rc;
}

/* Of indicators: what a closed period does not take. */
static int set_aside(const struct figures_table *t, struct db *db, uint64_t *late, struct err *e)
{
	int64_t n = 0;

	if (is_of_measures(t))
		return 0;
	if (db_run(db, sql_get("figures-late-stage"), e) ||
		db_ask_number(db, sql_get("figures-late"), 0, NULL, &n, e))
		return -1;
	*late = (uint64_t)n;
	return 0;
}

int figures_diff(const struct figures_table *t, const struct figures_options *o, struct figures_result *r,
	struct err *e)
{
	PGresult *q = NULL;

	if (check_unique(t, o->db, e) || make_diff(t, o, e) || set_aside(t, o->db, &r->late, e) ||
		db_ask(o->db, sql_get("figures-counts"), 0, NULL, &q, e))
		return -1;
	r->changed = strtoull(PQgetvalue(q, 0, 0), NULL, 10);
	r->closed = strtoull(PQgetvalue(q, 0, 1), NULL, 10);
	r->added = strtoull(PQgetvalue(q, 0, 2), NULL, 10);
	r->same = r->read - r->skipped - r->changed - r->added;
	PQclear(q);
	return 0;
}

int figures_print(struct db *db, FILE *out, struct err *e)
{
	PGresult *r = NULL;
	int rc = -1;

	/* change, the key, old, new, columns */
	if (db_ask(db, "SELECT * FROM pg_temp.chiso_diff ORDER BY 2, 3, 4, 5", 0, NULL, &r, e))
		return -1;
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
	return rc;
}

int figures_apply(
	const struct figures_table *t, const struct figures_options *o, int64_t run_id, struct err *e)
{
	struct db *db = o->db;
	char text[24];
	struct sql_value run = {.name = "run", .text = text};

	snprintf(text, sizeof text, "%lld", (long long)run_id);
	if (run_filled(t, db,
		    is_of_measures(t) ? sql_get("figures-apply-measures")
				      : sql_get("figures-apply-indicators"),
		    &run, 1, e))
		return -1;
	if (!is_of_measures(t) && run_scoped(t, o, sql_get("figures-apply-late"), run, e))
		return -1;
	return t->flags ? run_filled(t, db, sql_get("figures-apply-flags"), &run, 1, e) : 0;
}
