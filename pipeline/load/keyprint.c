#include "load/keyprint.h"

#include <inttypes.h>
#include <string.h>
#include "load/sql.h"

/* Columns of keyprint-known. */
enum { ID, FINGERPRINT, SEEN, RETIRED };

static int row_of(const PGresult *known, const char *id)
{
	for (int i = 0; i < PQntuples(known); i++)
		if (strcmp(PQgetvalue(known, i, ID), id) == 0)
			return i;
	return -1;
}

static int check_key(const PGresult *known, const struct pseudonym_key *k, struct err *e)
{
	int row = row_of(known, k->id);

	if (row < 0)
		return 0;
	if (strcmp(PQgetvalue(known, row, FINGERPRINT), k->fingerprint) != 0)
		return err_set(e, ERR_USAGE,
			"key %s: found another key than the one of %s; restore it, or give the new one an id "
			"of its own",
			k->id, PQgetvalue(known, row, SEEN));
	if (k->is_used && !PQgetisnull(known, row, RETIRED))
		return err_set(e, ERR_USAGE,
			"key %s: found it in use, but it was retired on %s; restore the file with its "
			"successor",
			k->id, PQgetvalue(known, row, RETIRED));
	return 0;
}

static int check_current(const PGresult *known, const struct pseudonym_key *keys, size_t n, struct err *e)
{
	for (int i = 0; i < PQntuples(known); i++) {
		const char *id = PQgetvalue(known, i, ID);
		bool is_there = !PQgetisnull(known, i, RETIRED);

		for (size_t k = 0; k < n && !is_there; k++)
			is_there = strcmp(keys[k].id, id) == 0;
		if (!is_there)
			return err_set(e, ERR_USAGE,
				"key %s of %s is not in the key file; restore it, or, if it is lost for "
				"good, "
				"chiso-load key --retire %s",
				id, PQgetvalue(known, i, SEEN), id);
	}
	return 0;
}

static int add_key(
	struct db *db, const struct pseudonym_key *k, const char *run, const char *now, struct err *e)
{
	const char *params[] = {k->id, k->fingerprint, now, run, k->is_used ? NULL : now};

	return db_tell(db, sql_get("keyprint-add"), 5, params, e);
}

/* The one in use is current, every other one of them retired from now on; two are never current. */
static int record(struct db *db, const PGresult *known, const struct pseudonym_key *keys, size_t n,
	const char *run, const char *now, struct err *e)
{
	const char *params[] = {NULL, now};

	for (size_t i = 0; i < n; i++)
		if (keys[i].is_used)
			params[0] = keys[i].id;
	if (db_tell(db, sql_get("keyprint-retire-others"), 2, params, e))
		return -1;
	for (size_t i = 0; i < n; i++)
		if (row_of(known, keys[i].id) < 0 && add_key(db, &keys[i], run, now, e))
			return -1;
	return 0;
}

static int check(struct db *db, const struct pseudonym *p, const char *run, const char *now, struct err *e)
{
	size_t n;
	const struct pseudonym_key *keys = pseudonym_keys(p, &n);
	PGresult *known = NULL;
	int rc = -1;

	if (db_ask(db, sql_get("keyprint-known"), 0, NULL, &known, e))
		return -1;
	for (size_t i = 0; i < n; i++)
		if (check_key(known, &keys[i], e))
			goto out;
	rc = check_current(known, keys, n, e) || record(db, known, keys, n, run, now, e) ? -1 : 0;
out:
	PQclear(known);
	return rc;
}

int keyprint_check(struct db *db, const struct pseudonym *p, int64_t run_id, int64_t now, struct err *e)
{
	struct err ignored = {0};
	char run[24], when[24];

	snprintf(run, sizeof run, "%" PRId64, run_id);
	snprintf(when, sizeof when, "%" PRId64, now);
	if (!db_run(db, "BEGIN; SELECT pg_advisory_xact_lock(1128813907, 52)", e) &&
		!check(db, p, run, when, e) && !db_run(db, "END", e))
		return 0;
	db_run(db, "ROLLBACK", &ignored);
	return -1;
}

int keyprint_retire(struct db *db, const char *id, int64_t now, struct err *e)
{
	char when[24], found[200];
	const char *params[] = {id, when};
	int64_t n;

	snprintf(when, sizeof when, "%" PRId64, now);
	if (db_ask_number(db, sql_get("keyprint-retire"), 2, params, &n, e))
		return -1;
	return n ? 0
		 : err_set(e, ERR_USAGE,
			   "--retire: found \"%s\", expected the key that the database knows as "
			   "current",
			   err_quote(found, id, strlen(id)));
}
