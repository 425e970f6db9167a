/* chiso-load - store records, rejects or figures in PostgreSQL */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <limits.h>
#include <unistd.h>
#include "core/datadir.h"
#include "core/hash.h"
#include "door/options.h"
#include "door/version.h"
#include "load/catalog_archive.h"
#include "load/figures.h"
#include "load/keyprint.h"
#include "load/ledger.h"
#include "load/loader.h"
#include "load/lock.h"
#include "load/migrate.h"
#include "load/reject_rows.h"
#include "load/repairs.h"
#include "load/repairs_store.h"
#include "load/result.h"
#include "load/session.h"
#include "stream/stream.h"

struct door {
	struct options o;
	const char *feed, *run, *period, *set, *marks, *dry, *sql, *key, *retire, *repaired, *by;
	int64_t run_id;
	struct catalog *catalog;
	struct feed *description;
	struct db_place place;
	struct db db;
	struct mends mends;
	FILE *in, *out, *rejects;
	struct load_total total;
};

static void file_done(void *arg, const struct load_result *r)
{
	struct door *d = arg;
	struct buf line = {0};
	struct err ignored = {0};

	load_total_add(&d->total, r);
	if (!load_result_line(r, &line, &ignored))
		log_info(&d->o, "%s", line.data);
	buf_release(&line);
}

static int records(struct door *d, struct err *e)
{
	struct loader_options lo = {.db = &d->db,
		.catalog = d->catalog,
		.feed = d->description,
		.program = "chiso-load " CHISO_VERSION,
		.run_id = d->run_id,
		.now = d->o.now,
		.is_whole_stream = true,
		.mends = &d->mends,
		.is_mended = d->repaired != NULL,
		.rejects = d->rejects,
		.done = file_done,
		.arg = d};
	struct loader *l = NULL;
	char strangers[40] = "";
	int rc = repairs_read(&d->db, &d->mends, e) || loader_new(&l, &lo, e) ? -1 : 0;

	if (!rc)
		rc = stream_read(
			d->in, d->o.input ? d->o.input : "-", d->description, loader_sink(l), NULL, e);
	loader_free(l);
	if (d->total.strangers)
		snprintf(strangers, sizeof strangers, " strangers=%" PRIu64, d->total.strangers);
	if (!rc)
		log_counts(&d->o,
			"read=%" PRIu64 " kept=%" PRIu64 " rejected=%" PRIu64 " duplicate=%" PRIu64 "%s",
			d->total.read, d->total.kept, d->total.rejected, d->total.duplicate, strangers);
	return rc;
}

static int rejects(struct door *d, struct err *e)
{
	uint64_t read, added, unknown;

	if (reject_rows_load(
		    &d->db, d->in, d->o.input ? d->o.input : "-", d->feed, &read, &added, &unknown, e))
		return -1;
	log_counts(&d->o, "read=%" PRIu64 " kept=%" PRIu64 " rejected=%" PRIu64 " duplicate=%" PRIu64, read,
		added, unknown, read - added - unknown);
	if (unknown)
		log_warn(&d->o, "rejects of files without a load: %" PRIu64, unknown);
	return 0;
}

static int repairs(struct door *d, struct err *e)
{
	const char *by = d->by ? d->by : getenv("CHISO_BY");
	struct repairs_options ro = {&d->db, d->catalog, d->o.today, by, d->run_id, d->o.now};
	uint64_t read, refused;

	if (!by || !*by || !d->run_id)
		return err_set(
			e, ERR_USAGE, "found no --by or no --run, expected who decided, and the run of it");
	if (repairs_store(&ro, d->in, d->o.input ? d->o.input : "-", d->out, &read, &refused, e))
		return -1;
	log_counts(&d->o, "read=%" PRIu64 " rejected=%" PRIu64, read, refused);
	return 0;
}

static int figures(struct door *d, struct err *e)
{
	struct figures_options fo = {&d->db, d->catalog, d->o.args[0], d->run_id, d->o.now, d->period, d->set,
		d->marks, d->dry ? d->out : NULL};
	struct figures_result r;

	if (figures_load(&fo, d->in, d->o.input ? d->o.input : "-", &r, e))
		return -1;
	if (!d->dry)
		fprintf(d->out, "changed=%" PRIu64 " same=%" PRIu64 " closed=%" PRIu64 "\n",
			r.changed + r.added, r.same, r.closed);
	log_counts(&d->o,
		"read=%" PRIu64 " new=%" PRIu64 " changed=%" PRIu64 " same=%" PRIu64 " closed=%" PRIu64
		" skipped=%" PRIu64 " late=%" PRIu64 " marks_cleared=%" PRIu64,
		r.read, r.added, r.changed, r.same, r.closed, r.skipped, r.late, r.cleared);
	return 0;
}

static int archive(struct door *d, struct err *e)
{
	char hash[65];

	if (catalog_hash(d->catalog, hash, e) || catalog_archive_store(&d->db, d->in, hash, d->o.now, e))
		return -1;
	fprintf(d->out, "%s\n", hash);
	return 0;
}

static int migration(struct door *d, struct err *e)
{
	char dir[PATH_MAX];
	unsigned applied;

	datadir_find("sql", "10-schemas.sql", dir);
	if (migrate(&d->db, d->catalog, d->sql ? d->sql : dir, d->o.today, &applied, e))
		return -1;
	log_counts(&d->o, "applied=%u", applied);
	return 0;
}

/* What a script exports as PGOPTIONS, so that psql has the sessions of the programs. */
static int session(struct door *d, struct err *e)
{
	struct buf text = {0};
	int rc = session_pgoptions(getenv("PGOPTIONS"), &text, e);

	if (!rc)
		fprintf(d->out, "%s\n", text.data);
	buf_release(&text);
	return rc;
}

/* What its psql runs first: parameters that an older server does not know, which PGOPTIONS cannot ask for. */
static int statements(struct door *d, struct err *e)
{
	struct buf text = {0};
	int rc = session_sql(&text, e);

	if (!rc)
		fprintf(d->out, "%s\n", text.data);
	buf_release(&text);
	return rc;
}

static int lock(struct door *d, struct err *e)
{
	if (lock_take(&d->db, e))
		return -1;
	if (printf("%d\n", PQbackendPID(d->db.conn)) < 0 || fflush(stdout))
		return err_set(e, ERR_WRITE, "writing the number of the process failed");
	return lock_hold(&d->db, STDIN_FILENO, e);
}

static int marks(struct door *d, struct err *e)
{
	return figures_list_marks(&d->db, d->out, e);
}

static int key(struct door *d, struct err *e)
{
	const char *path = d->key ? d->key : getenv("CHISO_KEY");
	struct pseudonym *p = NULL;
	int rc;

	if (d->retire)
		return keyprint_retire(&d->db, d->retire, d->o.now, e);
	if (!path || !*path)
		return err_set(e, ERR_USAGE, "found no --key and no CHISO_KEY, expected the key file");
	rc = pseudonym_open(&p, path, e) || keyprint_check(&d->db, p, d->run_id, d->o.now, e) ? -1 : 0;
	pseudonym_free(p);
	return rc;
}

enum { CATALOG = 1, FEED = 2, DATABASE = 4, LOCK = 8, STREAM = 16 }; /* what a kind needs */

static const struct kind {
	const char *name;
	int (*run)(struct door *d, struct err *e);
	unsigned needs;
} kinds[] = {{"records", records, CATALOG | FEED | DATABASE | LOCK | STREAM},
	{"rejects", rejects, CATALOG | FEED | DATABASE | LOCK | STREAM},
	{"repairs", repairs, CATALOG | DATABASE | LOCK | STREAM},
	{"measures", figures, CATALOG | DATABASE | LOCK | STREAM},
	{"indicators", figures, CATALOG | DATABASE | LOCK | STREAM},
	{"catalog", archive, CATALOG | DATABASE | LOCK | STREAM},
	{"migrate", migration, CATALOG | DATABASE | LOCK}, {"key", key, DATABASE | LOCK},
	{"marks", marks, DATABASE | STREAM}, {"lock", lock, DATABASE}, {"session", session, STREAM},
	{"session-sql", statements, STREAM}};

static const struct kind *find_kind(struct door *d, struct err *e)
{
	const char *name = d->o.nargs == 1 ? d->o.args[0] : "";

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (strcmp(kinds[i].name, name) != 0)
			continue;
		if (!(kinds[i].needs & FEED) || d->feed)
			return &kinds[i];
		err_set(e, ERR_USAGE, "found no --feed, expected one for records and rejects");
		return NULL;
	}
	err_set(e, ERR_USAGE,
		"expected one KIND: records, rejects, repairs, measures, indicators, catalog, migrate, key, "
		"marks, "
		"lock, session or session-sql");
	return NULL;
}

/* In the order of the exit codes: options, catalogue, database. A dry run writes nothing. */
static int reach(struct door *d, unsigned needs, struct err *e)
{
	if ((needs & CATALOG) && catalog_open(&d->catalog, d->o.catalog, d->o.ncatalog, e))
		return -1;
	if (d->feed && d->catalog && feed_load(&d->description, d->catalog, d->feed, d->o.today, e))
		return -1;
	if ((needs & DATABASE) && db_open(&d->db, &d->place, d->o.program, e))
		return -1;
	return (needs & LOCK) && !d->dry ? lock_need(&d->db, e) : 0;
}

static int work(struct door *d, struct err *e)
{
	const struct kind *k = find_kind(d, e);
	int rc;

	if (!k || ledger_parse_run(d->run, &d->run_id, e))
		return -1;
	if (k->run == lock)
		lock_close_others();
	if (reach(d, k->needs, e))
		return -1;
	if (!(k->needs & STREAM))
		return k->run(d, e);
	if (options_open(&d->o, &d->in, &d->out, &d->rejects, e))
		return -1;
	rc = d->rejects && rejects_write_header(d->rejects, e) ? -1 : k->run(d, e);
	if (!rc)
		return options_commit(&d->o, d->in, d->out, d->rejects, e);
	options_abandon(&d->o, d->in, d->out, d->rejects);
	return rc;
}

int main(int argc, char **argv)
{
	struct door d = {0};
	struct err e = {0};
	const struct option_spec own[] = {{"feed", 0, "NAME", "the feed of the records", &d.feed},
		OPTIONS_DATABASE(d.place),
		{"run", 0, "ID", "the run of audit.run that this belongs to", &d.run},
		{"period", 0, "Q", "figures: all of this period are in the stream", &d.period},
		{"set", 0, "NAME", "indicators: only this set is", &d.set},
		{"marks", 0, "FILE", "indicators: clear the marks of --period that this list of marks has",
			&d.marks},
		{"dry-run", 'n', NULL, "figures: print the differences and store nothing", &d.dry},
		{"sql", 0, "DIR", "migrate: the folder of the migrations", &d.sql},
		{"repaired", 0, NULL, "records: chiso-dump wrote them, with what was repaired in them",
			&d.repaired},
		{"by", 0, "NAME", "repairs: the person who decided (default: $CHISO_BY)", &d.by},
		{"key", 0, "FILE", "key: the pseudonym keys (default: $CHISO_KEY)", &d.key},
		{"retire", 0, "ID", "key: the lost one is used no more", &d.retire}};
	int rc;

	d.o = (struct options){.program = "chiso-load",
		.purpose = "store records, rejects or figures in PostgreSQL",
		.synopsis = "records|rejects --feed NAME [-d DBNAME] | "
			    "repairs|measures|indicators|catalog [-d DBNAME] | "
			    "migrate|key|marks|lock [-d DBNAME] | "
			    "session|session-sql",
		.own = own,
		.nown = sizeof own / sizeof *own};
	rc = options_parse(&d.o, argc, argv, &e);
	if (rc == 0)
		work(&d, &e);
	feed_free(d.description);
	catalog_free(d.catalog);
	db_close(&d.db);
	mends_release(&d.mends);
	if (e.kind != ERR_NONE)
		return log_exit(&d.o, &e);
	return d.total.has_bad ? ERR_FILE : 0;
}
