#include "load/dump_narrow.h"

#include <inttypes.h>
#include "load/copy_out.h"
#include "load/sql.h"

/* ' AND …': whose records. */
int dump_narrow_add(struct db *db, const struct dump_options *o, struct buf *sql, struct err *e)
{
	const struct dump_narrow *n = o->narrow;
	const char *column = n && n->agencies ? o->feed->columns[n->agency].name : NULL;

	if (!column)
		return 0;
	if (buf_addf(sql, e, " AND (v.\"%s\" IN (''", column))
		return -1;
	for (size_t i = 0; i < n->nagencies; i++)
		if (buf_add_str(sql, ", ", e) || copy_add_literal(db, n->agencies[i], sql, e))
			return -1;
	return buf_add_char(sql, ')', e) ||
			       (n->has_unknown && buf_addf(sql, e, " OR v.\"%s\" IS NULL", column)) ||
			       buf_add_char(sql, ')', e)
		       ? -1
		       : 0;
}

/* Which loads changed something since: without one what holds now held then. */
int dump_narrow_changed(struct db *db, const struct dump_options *o, struct buf *out, struct err *e)
{
	char run[24];
	const char *params[] = {o->feed->name, run};
	PGresult *r = NULL;
	int rc;

	if (!o->narrow)
		return 0;
	snprintf(run, sizeof run, "%" PRId64, o->as_of);
	if (db_ask(db, sql_get("explain-changed"), 2, params, &r, e))
		return -1;
	rc = buf_add_str(out, PQgetvalue(r, 0, 0), e);
	PQclear(r);
	return rc;
}

const char *dump_statement(const struct dump_options *o, const struct buf *changed)
{
	if (o->narrow)
		return o->as_of && changed->len ? "explain-past" : "explain-current";
	return o->as_of ? "dump-past" : "dump-current";
}
