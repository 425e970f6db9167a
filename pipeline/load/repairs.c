#include "load/repairs.h"

#include <stdlib.h>
#include "load/sql.h"

enum { REPAIR_FILE, REPAIR_FEED, REPAIR_RECORD, REPAIR_LINE, REPAIR_FIELD, REPAIR_VALUE, REPAIR_ID };

int repairs_read(struct db *db, struct mends *out, struct err *e)
{
	PGresult *r = NULL;
	int rc = db_ask(db, sql_get("repairs"), 0, NULL, &r, e);

	for (int i = 0; !rc && i < PQntuples(r); i++) {
		struct mend m = {.file = PQgetvalue(r, i, REPAIR_FILE),
			.feed = PQgetvalue(r, i, REPAIR_FEED),
			.record = strtoull(PQgetvalue(r, i, REPAIR_RECORD), NULL, 10),
			.line = strtoull(PQgetvalue(r, i, REPAIR_LINE), NULL, 10),
			.field = PQgetvalue(r, i, REPAIR_FIELD),
			.value = PQgetisnull(r, i, REPAIR_VALUE) ? NULL : PQgetvalue(r, i, REPAIR_VALUE),
			.id = strtoll(PQgetvalue(r, i, REPAIR_ID), NULL, 10)};

		rc = mends_add(out, &m, e);
	}
	PQclear(r);
	if (!rc)
		mends_sort(out);
	return rc;
}
