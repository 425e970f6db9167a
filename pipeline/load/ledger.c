#include "load/ledger.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LOCK_CLASS                                                                                           \
	"1128813907" /* "CHIS" as a number: advisory locks are shared with whoever uses this database */

int ledger_lock(struct db *db, const char *feed, struct err *e)
{
	const char *params[] = {feed};

	return db_tell(db, "SELECT pg_advisory_xact_lock(" LOCK_CLASS ", hashtext($1))", 1, params, e);
}

int ledger_find(
	struct db *db, const struct identity *id, enum load_state *state, int64_t *load_id, struct err *e)
{
	char format[16];
	const char *params[] = {id->file, id->feed, id->catalog, format};
	PGresult *r;

	*state = LOAD_NONE;
	*load_id = 0;
	snprintf(format, sizeof format, "%d", id->format);
	if (db_ask(db,
		    "SELECT state, load_id FROM audit.load WHERE file_hash = $1 AND feed = $2 AND "
		    "catalog_hash = $3 "
		    "AND format = $4::int AND state <> 'superseded'",
		    4, params, &r, e))
		return -1;
	if (PQntuples(r) > 0) {
		*state = strcmp(PQgetvalue(r, 0, 0), "ok") == 0 ? LOAD_OK : LOAD_BAD;
		*load_id = strtoll(PQgetvalue(r, 0, 1), NULL, 10);
	}
	PQclear(r);
	return 0;
}

int ledger_next_id(struct db *db, int64_t *load_id, struct err *e)
{
	return db_ask_number(db, "SELECT nextval('audit.load_id_seq')", 0, NULL, load_id, e);
}

int ledger_open_run(struct db *db, int64_t now, int64_t *run_id, struct err *e)
{
	char text[24];
	const char *params[] = {text};

	snprintf(text, sizeof text, "%lld", (long long)now);
	return db_ask_number(db,
		"INSERT INTO audit.run (kind, now, ended, status) VALUES ('manual', "
		"to_timestamp($1::bigint), now(), 0) "
		"RETURNING run_id",
		1, params, run_id, e);
}

int ledger_parse_run(const char *text, int64_t *run_id, struct err *e)
{
	char *end = NULL;

	*run_id = 0;
	if (!text)
		return 0;
	*run_id = strtoll(text, &end, 10);
	if (*text && !*end && *run_id > 0)
		return 0;
	return err_set(e, ERR_USAGE, "--run: found \"%s\", expected a number of audit.run", text);
}

int ledger_supersede(struct db *db, const struct identity *id, int64_t run_id, struct buf *out, struct err *e)
{
	char run[24];
	const char *params[] = {id->file, id->feed, run};
	PGresult *r;
	int rc;

	snprintf(run, sizeof run, "%lld", (long long)run_id);
	if (db_ask(db,
		    "WITH old AS (UPDATE audit.load SET state = 'superseded', superseded_by_run = $3::bigint "
		    "WHERE file_hash = $1 AND feed = $2 AND state = 'ok' RETURNING load_id) "
		    "SELECT coalesce(array_agg(load_id ORDER BY load_id), '{}') FROM old",
		    3, params, &r, e))
		return -1;
	rc = buf_add_str(out, PQgetvalue(r, 0, 0), e);
	PQclear(r);
	return rc;
}

static int drop_bad(struct db *db, const struct identity *id, struct err *e)
{
	char format[16];
	const char *params[] = {id->file, id->feed, id->catalog, format};

	snprintf(format, sizeof format, "%d", id->format);
	return db_tell(db,
		"WITH old AS (DELETE FROM audit.load WHERE file_hash = $1 AND feed = $2 AND catalog_hash = "
		"$3 "
		"AND format = $4::int AND state = 'bad' RETURNING load_id) "
		"DELETE FROM audit.reject r USING old WHERE r.load_id = old.load_id",
		4, params, e);
}

static const char insert_sql[] = "INSERT INTO audit.load (load_id, run_id, file_hash, feed, catalog_hash, "
				 "format, file_name, message, sent_at, "
				 "sent_from, accepted_quarter, program, reason, state, accepted_at, "
				 "sent_min, sent_max, n_read, n_kept, n_rejected, "
				 "n_duplicate) VALUES ($1::bigint, $2::bigint, $3, $4, $5, $6::int, $7, $8, "
				 "$9::timestamptz, $10, $11, $12, $13, $14, "
				 "to_timestamp($15::bigint), to_timestamp($16::bigint), "
				 "to_timestamp($17::bigint), $18::bigint, $19::bigint, "
				 "$20::bigint, $21::bigint)";

static const char *number(char text[24], int64_t v, bool is_known)
{
	snprintf(text, 24, "%lld", (long long)v);
	return is_known ? text : NULL;
}

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

int ledger_write(struct db *db, const struct ledger_row *w, struct err *e)
{
	char n[11][24];
	bool has_sent = w->sent_min != INT64_MIN && w->sent_max >= w->sent_min;
	const char *params[] = {number(n[0], w->load_id, true), number(n[1], w->run_id, true), w->id.file,
		w->id.feed, w->id.catalog, number(n[2], w->id.format, true), w->name, or_empty(w->message),
		w->sent && *w->sent ? w->sent : NULL, or_empty(w->sent_from), w->quarter, w->program,
		or_empty(w->reason), w->state == LOAD_OK ? "ok" : "bad", number(n[3], w->accepted_at, true),
		number(n[4], w->sent_min, has_sent), number(n[5], w->sent_max, has_sent),
		number(n[6], (int64_t)w->read, true), number(n[7], (int64_t)w->kept, true),
		number(n[8], (int64_t)w->rejected, true), number(n[9], (int64_t)w->duplicate, true)};

	if (drop_bad(db, &w->id, e))
		return -1;
	return db_tell(db, insert_sql, (int)(sizeof params / sizeof *params), params, e);
}
