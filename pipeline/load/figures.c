#include "load/figures.h"

#include <stdlib.h>
#include <string.h>
#include "load/figures_flags.h"
#include "load/figures_table.h"
#include "load/ledger.h"
#include "load/spill.h"
#include "load/sql.h"
#include "model/kinds.h"
#include "model/severity.h"
#include "stream/grammar.h"

struct figures_reading {
	const struct figures_table *t;
	const struct figures_options *o;
	struct figures_result *r;
	const char *name;
	struct buf row;
	struct buf parts, kinds; /* feeds of the part rows: {"a","b"}, and their kinds */
};

static bool fits(void *arg, const struct csv_row *header)
{
	const struct figures_reading *g = arg;

	return grammar_header_is(header, g->t->sent, g->t->nsent);
}

static int add_name(struct buf *list, struct slice name, struct err *e)
{
	return buf_addf(list, e, "%s\"%.*s\"", list->len > 1 ? "," : "", (int)name.len, name.text);
}

/* A feed and its kind, which measures are of. */
static int add_kind(struct figures_reading *g, struct slice feed, struct err *e)
{
	const struct table *feeds = catalog_get(g->o->catalog, "feeds", e);
	const char *kind = NULL;

	for (size_t i = 0; feeds && i < feeds->nrows && !kind; i++)
		if (slice_equals(feed, table_get(feeds, i, "feed")))
			kind = kind_of(feeds, i);
	return !feeds || add_name(&g->parts, feed, e) ||
			       add_name(&g->kinds, kind ? slice_from(kind) : feed, e)
		       ? -1
		       : 0;
}

/* The whole of a feed is part 1/1: a part of it would close what the other parts hold. */
static int read_part(void *arg, const struct csv_row *row, struct err *e)
{
	struct figures_reading *g = arg;
	struct slice feed = grammar_cell(row, 2);

	if (!slice_equals(grammar_cell(row, 1), "1/1"))
		return err_at(e, ERR_FILE, g->name, row->line,
			"found a part of the measures, expected the whole: chiso-aggregate --merge first");
	return add_kind(g, feed, e);
}

/* measures.csv: which kind a measure is of; the scope of a load is (feed, period). */
static const char *feed_of(const struct figures_reading *g, const struct csv_row *row, struct err *e)
{
	const struct table *t = catalog_get(g->o->catalog, "measures", e);
	struct slice name = grammar_cell(row, 1);

	for (size_t i = 0; t && i < t->nrows; i++)
		if (slice_equals(name, table_get(t, i, "measure")))
			return table_get(t, i, "feed");
	if (t)
		err_at(e, ERR_CATALOG, g->name, row->line, "measure %.*s is not in measures.csv",
			(int)name.len, name.text);
	return NULL;
}

static int add_cell(struct figures_reading *g, const struct csv_row *row, size_t i, struct err *e)
{
	struct slice s = grammar_cell(row, i);

	if (s.len == 0 && i > FIGURES_KEY)
		return buf_add_str(&g->row, "\\N\t", e);
	return spill_cell(&g->row, s, '\t', e);
}

/* The cells of a row in the order of the table; then of its flags what the table has no column for. */
static int add_cells(struct figures_reading *g, const struct csv_row *row, struct err *e)
{
	size_t flags = g->t->flags ? g->t->flags + 1 : 0;

	buf_reset(&g->row);
	for (size_t i = 1; i < row->n; i++) {
		if (flags && i > flags && i < flags + SEVERITIES)
			continue;
		if (flags && i == flags ? figures_add_shown(&g->row, &row->cells[i], e)
					: add_cell(g, row, i, e))
			return -1;
	}
	return flags ? figures_add_flags(&g->row, &row->cells[flags], e) : 0;
}

static int read_figure(void *arg, const struct csv_row *row, struct err *e)
{
	struct figures_reading *g = arg;
	const char *scope = "";
	struct err inner = {0};
	bool is_measure = strcmp(g->t->scope, "feed") == 0;

	if (is_measure && g->o->period && !slice_equals(grammar_cell(row, FIGURES_KEY), g->o->period)) {
		g->r->skipped++;
		return 0;
	}
	if (is_measure && !(scope = feed_of(g, row, e)))
		return -1;
	if (add_cells(g, row, &inner))
		return err_at(e, inner.kind == ERR_RECORD ? ERR_FILE : inner.kind, g->name, row->line, "%s",
			inner.text);
	if (spill_cell(&g->row, slice_from(scope), '\n', e))
		return -1;
	return db_copy_data(g->o->db, g->row.data, g->row.len, e);
}

/* The first cell that is not empty after _kind is the number of rows. */
static int refuse_count(
	const struct figures_reading *g, const struct csv_row *row, uint64_t rows, struct err *e)
{
	struct slice text = SLICE("nothing");

	for (size_t i = row->n - 1; i > 0; i--)
		if (grammar_cell(row, i).len)
			text = grammar_cell(row, i);
	return err_at(e, ERR_FILE, g->name, row->line,
		"stream cut off: found %llu rows, the end row says %.*s", (unsigned long long)rows,
		(int)(text.len < 24 ? text.len : 23), text.text);
}

static int refuse(
	void *arg, enum grammar_fault fault, const struct csv_row *row, uint64_t rows, struct err *e)
{
	const struct figures_reading *g = arg;
	struct slice kind = row ? grammar_cell(row, 0) : SLICE("");
	char quoted[200];

	switch (fault) {
	case GRAMMAR_HEADER:
		return err_at(e, ERR_FILE, g->name, row->line,
			"found another header, expected the columns of %s", g->t->kind);
	case GRAMMAR_AFTER_END:
		return err_at(e, ERR_FILE, g->name, row->line, "found a row after the end row");
	case GRAMMAR_WIDTH:
		return err_at(e, ERR_FILE, g->name, row->line, "found %zu cells, expected %zu", row->n,
			g->t->nsent + 1);
	case GRAMMAR_KIND:
		return err_at(e, ERR_FILE, g->name, row->line,
			"column _kind: found %s, expected %s, part or end",
			err_quote(quoted, kind.text, kind.len), g->t->row);
	case GRAMMAR_COUNT:
		return refuse_count(g, row, rows, e);
	case GRAMMAR_NO_END:
		break;
	}
	return err_at(e, ERR_FILE, g->name, 0, "stream cut off: found no end row");
}

/* One feed of a kind would close what the others have. */
static int check_whole(struct figures_reading *g, struct err *e)
{
	const char *params[] = {g->kinds.data, g->parts.data};
	PGresult *r = NULL;
	int rc = 0;

	if (db_ask(g->o->db, sql_get("figures-lacking"), 2, params, &r, e))
		return -1;
	if (PQntuples(r) > 0)
		rc = err_at(e, ERR_FILE, g->name, 0,
			"found measures of kind %.80s without those of feed %.80s, expected all feeds of a "
			"kind together",
			PQgetvalue(r, 0, 0), PQgetvalue(r, 0, 1));
	PQclear(r);
	return rc;
}

static int send_parts(struct figures_reading *g, struct err *e)
{
	const char *params[] = {NULL};

	if (buf_add_char(&g->parts, '}', e) || buf_add_char(&g->kinds, '}', e) || check_whole(g, e))
		return -1;
	params[0] = g->kinds.data;
	return db_tell(
		g->o->db, "INSERT INTO pg_temp.chiso_part SELECT DISTINCT unnest($1::text[])", 1, params, e);
}

static int read_stream(struct figures_reading *g, FILE *in, struct err *e)
{
	struct stream_grammar grammar = {
		{{g->t->row, true, read_figure}, {"part", false, read_part}}, 0, fits, NULL, refuse};

	if (buf_add_char(&g->parts, '{', e) || buf_add_char(&g->kinds, '{', e) ||
		figures_make_stage(g->t, g->o->db, e) || figures_read_marks(g->o, e) ||
		db_copy_begin(g->o->db, "COPY pg_temp.chiso_figure FROM STDIN", e) ||
		grammar_read(in, g->name, &grammar, g, &g->r->read, e))
		return -1;
	if (db_copy_end(g->o->db, e))
		return -1;
	return send_parts(g, e);
}

static int store(struct figures_reading *g, struct err *e)
{
	const struct figures_options *o = g->o;
	int64_t run_id = o->run_id;

	if (!run_id && ledger_open_run(o->db, o->now, &run_id, e))
		return -1;
	if (figures_apply(g->t, o, run_id, e) || figures_clear(o, g->r, e))
		return -1;
	return db_run(o->db, "COMMIT", e);
}

int figures_load(
	const struct figures_options *o, FILE *in, const char *name, struct figures_result *r, struct err *e)
{
	struct figures_reading g = {.t = figures_table_find(o->kind), .o = o, .r = r, .name = name};
	struct err ignored = {0};
	int rc = -1;

	*r = (struct figures_result){0};
	if (!g.t)
		return err_set(e, ERR_USAGE, "found kind %s, expected measures or indicators", o->kind);
	if (o->marks && (!o->period || strcmp(g.t->scope, "set") != 0))
		return err_set(e, ERR_USAGE, "found --marks without indicators --period, expected both");
	if (db_run(o->db, "BEGIN", e) || ledger_lock(o->db, g.t->kind, e) || read_stream(&g, in, e) ||
		figures_diff(g.t, o, r, e))
		goto out;
	if (o->differences)
		rc = figures_print(o->db, o->differences, e) || db_run(o->db, "ROLLBACK", e) ? -1 : 0;
	else
		rc = store(&g, e);
out:
	/* a COPY under way ends with the error it is given, the transaction with it */
	if (rc && PQtransactionStatus(o->db->conn) == PQTRANS_ACTIVE)
		PQputCopyEnd(o->db->conn, "stopped");
	if (rc)
		db_run(o->db, "ROLLBACK", &ignored);
	buf_release(&g.row);
	buf_release(&g.parts);
	buf_release(&g.kinds);
	return rc;
}
