#include <ctype.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "load/figures_table.h"
#include "load/sql.h"

int figures_list_marks(struct db *db, FILE *out, struct err *e)
{
	PGresult *r = NULL;

	if (db_ask(db, "SELECT feed, period, marked_by FROM audit.mark ORDER BY feed, period", 0, NULL, &r,
		    e))
		return -1;
	for (int i = 0; i < PQntuples(r); i++)
		fprintf(out, "%s\t%s\t%s\n", PQgetvalue(r, i, 0), PQgetvalue(r, i, 1), PQgetvalue(r, i, 2));
	PQclear(r);
	return ferror(out) ? err_set(e, ERR_WRITE, "writing the marks failed") : 0;
}

/* FEED TAB PERIOD TAB NUMBER; a mark of no feed is one of what follows from others. */
static bool is_mark(const char *line, size_t len)
{
	const char *period = memchr(line, '\t', len), *load;

	if (!period || memchr(line, '\\', len) || memchr(line, '\0', len) || line[len - 1] != '\n')
		return false;
	load = strchr(++period, '\t');
	if (!load || load == period || !isdigit((unsigned char)*++load))
		return false;
	return strspn(load, "0123456789") == (size_t)(line + len - 1 - load);
}

static int send_lines(struct db *db, FILE *in, const char *name, struct err *e)
{
	char *line = NULL;
	size_t room = 0;
	long number = 0;
	ssize_t len;
	int rc = 0;

	while (!rc && (len = getline(&line, &room, in)) > 0) {
		number++;
		rc = is_mark(line, (size_t)len) ? db_copy_data(db, line, (size_t)len, e)
						: err_at(e, ERR_FILE, name, number,
							  "found no mark, expected FEED, PERIOD and a load's "
							  "number between tabs");
	}
	if (!rc && ferror(in))
		rc = err_at(e, ERR_NOINPUT, name, 0, "reading failed: %s", strerror(errno));
	free(line);
	return rc;
}

int figures_read_marks(const struct figures_options *o, struct err *e)
{
	FILE *in = NULL;
	int rc = -1;

	if (!o->marks)
		return 0;
	in = fopen(o->marks, "re");
	if (!in)
		return err_at(e, ERR_NOINPUT, o->marks, 0, "cannot be opened: %s", strerror(errno));
	if (!db_run(o->db, sql_get("figures-marks-seen"), e) &&
		!db_copy_begin(o->db, "COPY pg_temp.chiso_seen FROM STDIN", e) &&
		!send_lines(o->db, in, o->marks, e))
		rc = db_copy_end(o->db, e);
	fclose(in);
	return rc;
}

int figures_clear(const struct figures_options *o, struct figures_result *r, struct err *e)
{
	const char *params[] = {o->period};
	int64_t n = 0;

	r->cleared = 0;
	if (!o->marks)
		return 0;
	if (db_ask_number(o->db, sql_get("figures-marks-clear"), 1, params, &n, e))
		return -1;
	r->cleared = (uint64_t)n;
	return 0;
}
