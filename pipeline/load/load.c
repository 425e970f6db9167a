#include "load/load.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include "core/csv.h"
#include "load/spill.h"

#define REJECT_COLUMNS 9

struct rejects {
	struct db *db;
	const char *name;
	struct buf row;
	uint64_t read;
};

static struct slice text_of(const struct cell *c)
{
	return (struct slice){c->text ? c->text : "", c->len};
}

static int put_reject(void *arg, const struct csv_row *row, struct err *e)
{
	static const char *const columns[REJECT_COLUMNS] = {
		"_file", "_record", "_line", "severity", "field", "code", "expected", "found", "agency"};
	struct rejects *r = arg;

	if (row->n != REJECT_COLUMNS)
		return err_at(e, ERR_FILE, r->name, row->line, "found %zu cells, expected %d", row->n,
			REJECT_COLUMNS);
	if (r->read++ == 0) {
		for (size_t i = 0; i < row->n; i++)
			if (!slice_equals(text_of(&row->cells[i]), columns[i]))
				return err_at(e, ERR_FILE, r->name, row->line,
					"found another header, expected rejects");
		return 0;
	}
	buf_reset(&r->row);
	for (size_t i = 0; i < row->n; i++)
		if (spill_cell(&r->row, text_of(&row->cells[i]), i + 1 < row->n ? '\t' : '\n', e))
			return -1;
	return db_copy_data(r->db, r->row.data, r->row.len, e);
}

static const char stage_sql[] =
	"BEGIN; CREATE TEMP TABLE chiso_reject (file text COLLATE pg_catalog.\"C\", "
	"record text, line text, severity text, "
	"field text, code text, expected text, found text, agency text, id bigint GENERATED "
	"ALWAYS AS IDENTITY) ON COMMIT DROP";

/* A row may lawfully stand twice in one file (two fields of one name): rows are matched with their count. */
static const char add_sql[] =
	"WITH staged AS (SELECT (SELECT l.load_id FROM audit.load l WHERE l.file_hash = r.file AND l.feed = "
	"$1 "
	"ORDER BY l.load_id DESC LIMIT 1) AS load_id, nullif(record, '')::bigint AS record, nullif(line, "
	"'')::bigint AS line, "
	"severity, field, code, expected, found, agency, row_number() OVER (PARTITION BY file, record, line, "
	"severity, field, code, "
	"expected, found, agency) AS n FROM pg_temp.chiso_reject r), "
	"stored AS (SELECT load_id, record, line, severity, field, code, expected, found, agency, "
	"row_number() OVER "
	"(PARTITION BY "
	"load_id, record, line, severity, field, code, expected, found, agency) AS n FROM audit.reject "
	"WHERE load_id IN (SELECT load_id FROM staged)), "
	"fresh AS (SELECT * FROM staged WHERE load_id IS NOT NULL EXCEPT SELECT * FROM stored), "
	"added AS (INSERT INTO audit.reject (load_id, record, line, severity, field, code, expected, found, "
	"agency) SELECT load_id, record, line, severity, field, code, expected, found, agency FROM fresh "
	"ORDER BY load_id, record, line, field, code RETURNING 1) "
	"SELECT (SELECT count(*) FROM added), (SELECT count(*) FROM staged WHERE load_id IS NULL)";

static int add_rejects(struct db *db, const char *feed, uint64_t *added, uint64_t *unknown, struct err *e)
{
	const char *params[] = {feed};
	PGresult *r;

	if (db_ask(db, add_sql, 1, params, &r, e))
		return -1;
	*added = strtoumax(PQgetvalue(r, 0, 0), NULL, 10);
	*unknown = strtoumax(PQgetvalue(r, 0, 1), NULL, 10);
	PQclear(r);
	return db_run(db, "COMMIT", e);
}

int load_rejects(struct db *db, FILE *in, const char *name, const char *feed, uint64_t *read, uint64_t *added,
	uint64_t *unknown, struct err *e)
{
	struct rejects r = {db, name, {0}, 0};
	int rc = -1;

	if (db_run(db, stage_sql, e) || db_copy_begin(db,
						"COPY pg_temp.chiso_reject (file, record, line, severity, "
						"field, code, expected, found, agency) FROM STDIN",
						e))
		return -1;
	if (csv_read(in, name, put_reject, &r, e))
		goto out;
	if (r.read == 0) {
		err_at(e, ERR_FILE, name, 0, "stream cut off: found no header");
		goto out;
	}
	*read = r.read - 1;
	rc = db_copy_end(db, e) || add_rejects(db, feed, added, unknown, e) ? -1 : 0;
out:
	buf_release(&r.row);
	return rc;
}

static int read_all(FILE *in, struct buf *out, struct err *e)
{
	char block[65536];
	size_t n;

	while ((n = fread(block, 1, sizeof block, in)) > 0)
		if (buf_add(out, block, n, e))
			return -1;
	return ferror(in) ? err_set(e, ERR_NOINPUT, "reading the archive failed: %s", strerror(errno)) : 0;
}

int load_catalog(struct db *db, FILE *in, const char *hash, int64_t now, struct err *e)
{
	struct buf bytes = {.max_bytes = 64u << 20};
	char when[24];
	const char *params[] = {hash, NULL, when};
	int lengths[] = {0, 0, 0}, formats[] = {0, 1, 0}, rc = -1;
	PGresult *r = NULL;

	snprintf(when, sizeof when, "%" PRId64, now);
	if (read_all(in, &bytes, e))
		goto out;
	if (bytes.len == 0) {
		err_set(e, ERR_FILE, "found an empty archive of the catalogue");
		goto out;
	}
	params[1] = bytes.data;
	lengths[1] = (int)bytes.len;
	r = PQexecParams(db->conn,
		"INSERT INTO audit.catalog (hash, archive, recorded_at) VALUES ($1, $2::bytea, "
		"to_timestamp($3::bigint)) "
		"ON CONFLICT (hash) DO NOTHING",
		3, NULL, params, lengths, formats, 0);
	rc = PQresultStatus(r) == PGRES_COMMAND_OK ? 0 : db_fail(db, r, e);
out:
	PQclear(r);
	buf_release(&bytes);
	return rc;
}
