#include "load/kind_check.h"

int kind_check(struct db *db, const struct feed *f, struct err *e)
{
	const char *params[] = {f->name, f->kind};
	PGresult *r = NULL;
	int rc = 0;

	if (db_ask(db, "SELECT kind FROM audit.load WHERE feed = $1 AND kind <> $2 AND state = 'ok' LIMIT 1",
		    2, params, &r, e))
		return -1;
	if (PQntuples(r) > 0)
		rc = err_at(e, ERR_CATALOG, f->file, f->line,
			"feed %s: found kind %s, expected %.80s, in whose tables its records stand: a feed "
			"of another "
			"kind has another name",
			f->name, f->kind, PQgetvalue(r, 0, 0));
	PQclear(r);
	return rc;
}
