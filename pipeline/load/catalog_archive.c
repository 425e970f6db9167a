#include "load/catalog_archive.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include "core/buf.h"
#include "load/sql.h"

static int read_all(FILE *in, struct buf *out, struct err *e)
{
	char block[65536];
	size_t n;

	while ((n = fread(block, 1, sizeof block, in)) > 0)
		if (buf_add(out, block, n, e))
			return -1;
	return ferror(in) ? err_set(e, ERR_NOINPUT, "reading the archive failed: %s", strerror(errno)) : 0;
}

int catalog_archive_store(struct db *db, FILE *in, const char *hash, int64_t now, struct err *e)
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
	r = PQexecParams(db->conn, sql_get("catalog-archive"), 3, NULL, params, lengths, formats, 0);
	rc = PQresultStatus(r) == PGRES_COMMAND_OK ? 0 : db_fail(db, r, e);
out:
	PQclear(r);
	buf_release(&bytes);
	return rc;
}
