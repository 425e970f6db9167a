#include "load/copy_out.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static char unescape(char c)
{
	static const char letters[] = "tnrbfv", meant[] = "\t\n\r\b\f\v";
	const char *at = c ? strchr(letters, c) : NULL;

	return at ? meant[at - letters] : c;
}

/* Undoes COPY's escapes in place; *p goes behind the cell. */
static struct cell read_cell(char **p)
{
	char *from = *p, *to = *p, *start = *p;
	struct cell c = {start, 0, CELL_TEXT};
	bool is_last;

	for (; *from && *from != '\t' && *from != '\n'; from++) {
		if (*from != '\\') {
			*to++ = *from;
			continue;
		}
		from++;
		if (*from == 'N' && from == start + 1)
			c.state = CELL_ABSENT;
		*to++ = unescape(*from);
	}
	is_last = *from != '\t';
	*to = '\0';
	*p = is_last ? from : from + 1;
	c.len = (uint32_t)(to - start);
	return c.state == CELL_ABSENT ? (struct cell){NULL, 0, CELL_ABSENT} : c;
}

static int read_rows(struct db *db, size_t n, copy_row_fn *put, void *arg, uint64_t *rows, struct err *e)
{
	struct cell *cells = calloc(n, sizeof *cells);
	char *line = NULL, *p;
	int len, rc = cells ? 0 : err_set(e, ERR_NOMEM, "out of memory for a row");

	while (!rc && (len = PQgetCopyData(db->conn, &line, 0)) > 0) {
		p = line;
		for (size_t i = 0; i < n; i++)
			cells[i] = read_cell(&p);
		rc = put(arg, cells, n, e);
		PQfreemem(line);
		line = NULL;
		*rows += 1;
	}
	free(cells);
	return rc;
}

static int finish(struct db *db, struct err *e)
{
	PGresult *r;
	int rc = 0;

	while ((r = PQgetResult(db->conn))) {
		if (PQresultStatus(r) != PGRES_COMMAND_OK && !rc)
			rc = db_fail(db, r, e);
		PQclear(r);
	}
	return rc;
}

int copy_out(
	struct db *db, const char *sql, size_t n, copy_row_fn *put, void *arg, uint64_t *rows, struct err *e)
{
	PGresult *r = PQexec(db->conn, sql);
	int rc = PQresultStatus(r) == PGRES_COPY_OUT ? 0 : db_fail(db, r, e);

	*rows = 0;
	PQclear(r);
	return rc || read_rows(db, n, put, arg, rows, e) || finish(db, e) ? -1 : 0;
}

int copy_add_literal(struct db *db, const char *text, struct buf *sql, struct err *e)
{
	char *literal = PQescapeLiteral(db->conn, text, strlen(text));
	int rc = literal ? buf_add_str(sql, literal, e) : db_fail(db, NULL, e);

	PQfreemem(literal);
	return rc;
}

int copy_check_run(struct db *db, int64_t run, struct err *e)
{
	char text[24];
	const char *params[] = {text};
	int64_t n;

	snprintf(text, sizeof text, "%" PRId64, run);
	if (!run)
		return 0;
	if (db_ask_number(db, "SELECT count(*) FROM audit.run WHERE run_id = $1::bigint", 1, params, &n, e))
		return -1;
	return n ? 0 : err_set(e, ERR_USAGE, "found run %" PRId64 ", expected one of audit.run", run);
}
