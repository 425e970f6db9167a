#include "load/reject_rows.h"

#include <inttypes.h>
#include <string.h>
#include "core/csv.h"
#include "load/spill.h"
#include "load/sql.h"

#define REJECT_COLUMNS 9

struct reject_rows {
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
	struct reject_rows *r = arg;

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

static int add_rejects(struct db *db, const char *feed, uint64_t *added, uint64_t *unknown, struct err *e)
{
	const char *params[] = {feed};
	PGresult *r;

	if (db_ask(db, sql_get("reject-rows-add"), 1, params, &r, e))
		return -1;
	*added = strtoumax(PQgetvalue(r, 0, 0), NULL, 10);
	*unknown = strtoumax(PQgetvalue(r, 0, 1), NULL, 10);
	PQclear(r);
	return db_run(db, "COMMIT", e);
}

int reject_rows_load(struct db *db, FILE *in, const char *name, const char *feed, uint64_t *read,
	uint64_t *added, uint64_t *unknown, struct err *e)
{
	struct reject_rows r = {db, name, {0}, 0};
	int rc = -1;

	if (db_run(db, sql_get("reject-rows-stage"), e) || db_copy_begin(db, sql_get("reject-rows-copy"), e))
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
