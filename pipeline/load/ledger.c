#include "load/ledger.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "core/clock.h"
#include "load/spill.h"
#include "load/sql.h"

#define LEDGER_BYTES                                                                                         \
	(64u << 20) /* rows of one batch: its files' names and reasons, each some kilobytes at most */

#define LOCK_CLASS                                                                                           \
	"1128813907" /* "CHIS" as a number: advisory locks are shared with whoever uses this database */

int ledger_lock(struct db *db, const char *kind, struct err *e)
{
	const char *params[] = {kind};

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
	if (db_ask(db, sql_get("ledger-find"), 4, params, &r, e))
		return -1;
	if (PQntuples(r) > 0) {
		*state = strcmp(PQgetvalue(r, 0, 0), "ok") == 0 ? LOAD_OK : LOAD_BAD;
		*load_id = strtoll(PQgetvalue(r, 0, 1), NULL, 10);
	}
	PQclear(r);
	return 0;
}

static int fetch_ids(struct db *db, struct load_ids *ids, struct err *e)
{
	char n[16];
	const char *params[] = {n};
	PGresult *r;

	ids->block = ids->block == 0 ? 1 : ids->block < LEDGER_IDS ? ids->block * 2 : LEDGER_IDS;
	snprintf(n, sizeof n, "%d", ids->block);
	if (db_ask(db, "SELECT nextval('audit.load_id_seq') FROM generate_series(1, $1::int) ORDER BY 1", 1,
		    params, &r, e))
		return -1;
	for (ids->n = 0; ids->n < PQntuples(r); ids->n++)
		ids->list[ids->n] = strtoll(PQgetvalue(r, ids->n, 0), NULL, 10);
	ids->at = 0;
	PQclear(r);
	return 0;
}

int ledger_next_id(struct db *db, struct load_ids *ids, int64_t *load_id, struct err *e)
{
	if (ids->at == ids->n && fetch_ids(db, ids, e))
		return -1;
	*load_id = ids->list[ids->at++];
	return 0;
}

int ledger_open_run(struct db *db, int64_t now, int64_t *run_id, struct err *e)
{
	char text[24];
	const char *params[] = {text};

	snprintf(text, sizeof text, "%lld", (long long)now);
	return db_ask_number(db, sql_get("ledger-open-run"), 1, params, run_id, e);
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

int ledger_supersede(
	struct db *db, const char *files, const char *feed, int64_t run_id, PGresult **out, struct err *e)
{
	char run[24];
	const char *params[] = {files, feed, run};

	snprintf(run, sizeof run, "%lld", (long long)run_id);
	return db_ask(db, sql_get("ledger-supersede"), 3, params, out, e);
}

static int drop_bad(struct db *db, const char *files, const struct identity *of, struct err *e)
{
	char format[16];
	const char *params[] = {files, of->feed, of->catalog, format};

	snprintf(format, sizeof format, "%d", of->format);
	return db_tell(db, sql_get("ledger-drop-bad"), 4, params, e);
}

static int add_text(struct buf *b, const char *text, char end, struct err *e)
{
	return spill_cell(b, slice_from(text), end, e);
}

/* A missing text or time is NULL. */
static int add_maybe(struct buf *b, const char *text, struct err *e)
{
	return text && *text ? add_text(b, text, '\t', e) : buf_add_str(b, "\\N\t", e);
}

static int add_time(struct buf *b, int64_t seconds, bool is_known, struct err *e)
{
	char text[26];

	if (is_known)
		clock_format(seconds, text);
	return add_maybe(b, is_known ? text : NULL, e);
}

static int add_texts(struct buf *b, const struct ledger_row *w, struct err *e)
{
	return add_text(b, w->id.file, '\t', e) || add_text(b, w->id.feed, '\t', e) ||
			       add_text(b, w->id.catalog, '\t', e) || add_maybe(b, w->name, e) ||
			       add_text(b, w->message, '\t', e) || add_maybe(b, w->sent_at, e) ||
			       add_text(b, w->sent_from, '\t', e) || add_text(b, w->quarter, '\t', e) ||
			       add_text(b, w->program, '\t', e) || add_text(b, w->reason, '\t', e)
		       ? -1
		       : 0;
}

int ledger_add(struct buf *b, const struct ledger_row *w, struct err *e)
{
	char dropped[24];
	bool has_sent = w->sent_min != INT64_MIN && w->sent_max >= w->sent_min;

	snprintf(dropped, sizeof dropped, "%lld", (long long)w->dropped);
	b->max_bytes = LEDGER_BYTES;
	if (add_texts(b, w, e) || add_time(b, w->accepted_at, true, e) ||
		add_time(b, w->sent_min, has_sent, e) || add_time(b, w->sent_max, has_sent, e))
		return -1;
	return buf_addf(b, e, "%lld\t%lld\t%d\t%s\t%llu\t%llu\t%llu\t%llu\t%llu\t%llu\t%s\t%lld\t%s\t%s\n",
		(long long)w->load_id, (long long)w->run_id, w->id.format, w->state == LOAD_OK ? "ok" : "bad",
		(unsigned long long)w->read, (unsigned long long)w->kept, (unsigned long long)w->rejected,
		(unsigned long long)w->duplicate, (unsigned long long)w->repeated,
		(unsigned long long)w->strangers, w->id.kind, (long long)w->last_repair,
		w->repairs ? w->repairs : "\\N", w->dropped < 0 ? "\\N" : dropped);
}

static int copy_in(struct db *db, const char *sql, const struct buf *rows, struct err *e)
{
	if (db_copy_begin(db, sql, e) || db_copy_data(db, rows->data, rows->len, e))
		return -1;
	return db_copy_end(db, e);
}

int ledger_write(
	struct db *db, const struct buf *rows, const char *files, const struct identity *of, struct err *e)
{
	if (rows->len == 0)
		return 0;
	if (drop_bad(db, files, of, e))
		return -1;
	return copy_in(db, sql_get("ledger-copy"), rows, e);
}

int ledger_quarantine_add(struct buf *rows, const char *file, const char *name, const char *feed,
	const char *reason, struct err *e)
{
	if (!rows->len && buf_add_char(rows, '{', e))
		return -1;
	rows->max_bytes = LEDGER_BYTES;
	return spill_element(rows, slice_from(file), e) || spill_element(rows, slice_from(name), e) ||
			       spill_element(rows, slice_from(feed), e) ||
			       spill_element(rows, slice_from(reason), e)
		       ? -1
		       : 0;
}

/* One flat array of four texts a row: PostgreSQL has no arrays of records in a parameter. */
int ledger_quarantine_write(struct db *db, const struct buf *rows, int64_t now, int64_t run_id, struct err *e)
{
	char run[24], when[24];
	struct buf list = {.max_bytes = LEDGER_BYTES};
	const char *params[] = {NULL, when, run};
	int rc = -1;

	if (rows->len == 0)
		return 0;
	snprintf(run, sizeof run, "%lld", (long long)run_id);
	snprintf(when, sizeof when, "%lld", (long long)now);
	if (buf_add(&list, rows->data, rows->len, e) || buf_add_char(&list, '}', e))
		goto out;
	params[0] = list.data;
	rc = db_tell(db, sql_get("ledger-quarantine"), 3, params, e);
out:
	buf_release(&list);
	return rc;
}
