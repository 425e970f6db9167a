/* The measures of a run: what the night reads for a period, asked by the night's own statement. */
#include <stdlib.h>
#include <string.h>
#include "explain/world.h"
#include "load/dump_measures.h"
#include "load/sql.h"

/* A table of the catalogue as a temporary one of the session, as the night has it. */
static int add_calendars(struct world *w, struct err *e)
{
	struct buf sql = {0};
	char *text = NULL;
	size_t len = 0, head;
	FILE *out = open_memstream(&text, &len);
	int rc = out ? periods_write(w->catalog, out, e)
		     : err_set(e, ERR_NOMEM, "out of memory for the calendar");

	if (out)
		fclose(out);
	if (rc)
		goto out;
	rc = -1;
	head = strcspn(text, "\n");
	if (buf_add_str(&sql, "DROP TABLE IF EXISTS pg_temp.calendars; CREATE TEMP TABLE calendars (\"", e))
		goto out;
	for (size_t i = 0; i < head; i++)
		if (text[i] == ',' ? buf_add_str(&sql, "\" text COLLATE \"C\", \"", e)
				   : buf_add_char(&sql, text[i], e))
			goto out;
	if (buf_add_str(&sql, "\" text COLLATE \"C\")", e) || db_run(w->db, sql.data, e) ||
		db_copy_begin(w->db, "COPY pg_temp.calendars FROM STDIN CSV HEADER", e) ||
		db_copy_data(w->db, text, len, e))
		goto out;
	rc = db_copy_end(w->db, e);
out:
	buf_release(&sql);
	free(text);
	return rc;
}

static int add_tables(struct world *w, struct err *e)
{
	const char *calendar[] = {w->span.calendar};

	return add_calendars(w, e) || db_run(w->db, sql_get("explain-tables"), e) ||
			       db_tell(w->db, "INSERT INTO pg_temp.settings VALUES ('report_calendar', $1)",
				       1, calendar, e)
		       ? -1
		       : 0;
}

/* The periods whose measures the period is computed by, joined by '+', its own among them. */
static int find_periods(struct world *w, struct buf *out, struct err *e)
{
	const struct sql_value values[] = {
		{.name = "only", .text = ""}, {.name = "named", .text = w->period}};
	struct buf sql = {0};
	PGresult *r = NULL;
	int rc = -1;

	if (add_tables(w, e) || sql_fill(sql_get("periods"), values, 2, &sql, e) ||
		db_ask(w->db, sql.data, 0, NULL, &r, e))
		goto out;
	if (PQntuples(r) != 1)
		err_set(e, ERR_USAGE, "--period: found \"%.40s\", expected a period of the calendar",
			w->period);
	else
		rc = buf_add_str(out, PQgetvalue(r, 0, 2), e);
	if (rc == 0 && strcmp(PQgetvalue(r, 0, 1), "records") == 0)
		rc = buf_addf(out, e, "%s%s", out->len ? "+" : "", w->period);
out:
	buf_release(&sql);
	PQclear(r);
	return rc;
}

/* Kinds that have measures, of which a feed had brought a file. Owns: the texts are r's. */
static int list_kinds(struct world *w, const PGresult *r, const char **kinds, size_t *n, struct err *e)
{
	const struct table *measures = catalog_get(w->catalog, "measures", e);

	*n = 0;
	for (int i = 0; measures && i < PQntuples(r); i++) {
		const char *kind = PQgetvalue(r, i, 0);

		if (*n && strcmp(kinds[*n - 1], kind) == 0)
			continue;
		if (table_find(measures, "feed", kind, w->today) >= 0)
			kinds[(*n)++] = kind;
	}
	return measures ? 0 : -1;
}

static int dump(struct world *w, const PGresult *members, const char *periods, struct err *e)
{
	const char **kinds = calloc((size_t)PQntuples(members) + 1, sizeof *kinds);
	struct dump_measures_options o = {
		.catalog = w->catalog, .feeds = kinds, .periods = periods, .as_of = w->run};
	char *text = NULL;
	size_t len = 0;
	FILE *io = kinds ? open_memstream(&text, &len) : NULL;
	uint64_t rows;
	int rc = io ? list_kinds(w, members, kinds, &o.nfeeds, e)
		    : err_set(e, ERR_NOMEM, "out of memory for measures");

	if (rc == 0 && o.nfeeds)
		rc = dump_measures(w->db, &o, io, &rows, e);
	if (io)
		fclose(io);
	io = rc == 0 && o.nfeeds ? fmemopen(text, len, "r") : NULL;
	if (io) {
		rc = store_read(&w->store, io, "core.measure", e) || store_settle(&w->store, e) ? -1 : 0;
		fclose(io);
	}
	free(text);
	free(kinds);
	return rc;
}

int world_measures(struct world *w, struct err *e)
{
	struct buf periods = {0};
	char run[24];
	const char *params[] = {run};
	PGresult *r = NULL;
	int rc = -1;

	snprintf(run, sizeof run, "%lld", (long long)w->run);
	w->store.feed_rows = catalog_get(w->catalog, "feeds", e);
	if (!w->store.feed_rows || find_periods(w, &periods, e) ||
		db_ask(w->db, sql_get("explain-members"), 1, params, &r, e))
		goto out;
	rc = *periods.data ? dump(w, r, periods.data, e) : 0;
out:
	buf_release(&periods);
	PQclear(r);
	return rc;
}
