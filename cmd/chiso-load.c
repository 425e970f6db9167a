/* chiso-load - store records, rejects or figures in PostgreSQL */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <limits.h>
#include "core/datadir.h"
#include "core/options.h"
#include "core/stream.h"
#include "core/version.h"
#include "load/figures.h"
#include "load/ledger.h"
#include "load/load.h"
#include "load/loader.h"
#include "load/migrate.h"
#include "load/result.h"

struct door {
	struct options o;
	const char *feed, *conninfo, *run, *period, *set, *clear, *dry, *sql;
	const char *clears[FIGURES_MARKS];
	size_t nclears;
	int64_t run_id;
	struct catalog *catalog;
	struct feed *description;
	struct db db;
	FILE *in, *out, *rejects;
	struct load_total total;
};

/* --clear-mark may come several times; the options keep the last of each name. */
static int clears_collect(struct door *d, int argc, char **argv, struct err *e)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		const char *value = strncmp(argv[i], "--clear-mark=", 13) == 0 ? argv[i] + 13 : NULL;

		if (strcmp(argv[i], "--clear-mark") == 0 && i + 1 < argc)
			value = argv[++i];
		if (!value)
			continue;
		if (d->nclears == FIGURES_MARKS || !strchr(value, ':') || strchr(value, ' '))
			return err_set(e, ERR_USAGE,
				"--clear-mark: found \"%s\", expected FEED:PERIOD, %d at most", value,
				FIGURES_MARKS);
		d->clears[d->nclears++] = value;
	}
	return 0;
}

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
		.rejects = d->rejects,
		.done = file_done,
		.arg = d};
	struct loader *l = NULL;
	int rc = loader_new(&l, &lo, e);

	if (!rc)
		rc = stream_read(
			d->in, d->o.input ? d->o.input : "-", d->description, loader_sink(l), NULL, e);
	loader_free(l);
	if (!rc)
		log_info(&d->o, "read=%" PRIu64 " kept=%" PRIu64 " rejected=%" PRIu64 " duplicate=%" PRIu64,
			d->total.read, d->total.kept, d->total.rejected, d->total.duplicate);
	return rc;
}

static int rejects(struct door *d, struct err *e)
{
	uint64_t read, added, unknown;

	if (load_rejects(&d->db, d->in, d->o.input ? d->o.input : "-", d->feed, &read, &added, &unknown, e))
		return -1;
	log_info(&d->o, "read=%" PRIu64 " kept=%" PRIu64 " rejected=%" PRIu64 " duplicate=%" PRIu64, read,
		added, unknown, read - added - unknown);
	if (unknown)
		log_warn(&d->o, "rejects of files without a load: %" PRIu64, unknown);
	return 0;
}

static int figures(struct door *d, struct err *e)
{
	struct figures_options fo = {&d->db, d->catalog, d->o.args[0], d->run_id, d->o.now, d->period, d->set,
		d->clears, d->nclears, d->dry ? d->out : NULL};
	struct figures_result r;

	if (figures_load(&fo, d->in, d->o.input ? d->o.input : "-", &r, e))
		return -1;
	if (!d->dry)
		fprintf(d->out, "changed=%" PRIu64 " same=%" PRIu64 " closed=%" PRIu64 "\n",
			r.changed + r.added, r.same, r.closed);
	log_info(&d->o,
		"read=%" PRIu64 " new=%" PRIu64 " changed=%" PRIu64 " same=%" PRIu64 " closed=%" PRIu64
		" skipped=%" PRIu64 " marks_cleared=%" PRIu64,
		r.read, r.added, r.changed, r.same, r.closed, r.skipped, r.cleared);
	return 0;
}

static int archive(struct door *d, struct err *e)
{
	char hash[65];

	if (catalog_hash(d->catalog, hash, e) || load_catalog(&d->db, d->in, hash, d->o.now, e))
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
	log_info(&d->o, "applied=%u", applied);
	return 0;
}

static const struct kind {
	const char *name;
	int (*run)(struct door *d, struct err *e);
	bool needs_feed;
} kinds[] = {{"records", records, true}, {"rejects", rejects, true}, {"measures", figures, false},
	{"indicators", figures, false}, {"catalog", archive, false}, {"migrate", migration, false}};

static const struct kind *kind_find(struct door *d, struct err *e)
{
	const char *name = d->o.nargs == 1 ? d->o.args[0] : "";

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(kinds[i].name, name) == 0) {
			if (kinds[i].needs_feed && !d->feed)
				break;
			return &kinds[i];
		}
	err_set(e, ERR_USAGE, "%s",
		d->o.nargs == 1 && d->feed == NULL && strncmp(name, "re", 2) == 0
			? "found no --feed, expected one for records and rejects"
			: "expected one KIND: records, rejects, measures, indicators, catalog or migrate");
	return NULL;
}

/* In the order of the exit codes: options, catalogue, database, input. */
static int work(struct door *d, struct err *e)
{
	const struct kind *k = kind_find(d, e);
	bool reads;
	int rc;

	if (!k || ledger_parse_run(d->run, &d->run_id, e))
		return -1;
	if (catalog_open(&d->catalog, d->o.catalog, d->o.ncatalog, e) ||
		(d->feed && feed_load(&d->description, d->catalog, d->feed, d->o.today, e)) ||
		db_open(&d->db, d->conninfo, d->o.program, e))
		return -1;
	reads = k->run != migration;
	if (reads && options_open(&d->o, &d->in, &d->out, &d->rejects, e))
		return -1;
	if (d->rejects && rejects_write_header(d->rejects, e))
		return -1;
	rc = k->run(d, e);
	if (reads && !rc)
		return options_commit(&d->o, d->in, d->out, d->rejects, e);
	if (reads)
		options_abandon(&d->o, d->in, d->out, d->rejects);
	return rc;
}

int main(int argc, char **argv)
{
	struct door d = {0};
	struct err e = {0};
	const struct option_spec own[] = {{"feed", 0, "NAME", "the feed of the records", &d.feed},
		{"database", 'd', "CONNINFO", "the database, as for psql", &d.conninfo},
		{"run", 0, "ID", "the run of audit.run that this belongs to", &d.run},
		{"period", 0, "Q", "figures: all of this period are in the stream", &d.period},
		{"set", 0, "NAME", "indicators: only this set is", &d.set},
		{"clear-mark", 0, "FEED:PERIOD", "figures: clear this mark with them; again for more",
			&d.clear},
		{"dry-run", 'n', NULL, "figures: print the differences and store nothing", &d.dry},
		{"sql", 0, "DIR", "migrate: the folder of the migrations", &d.sql}};
	int rc;

	d.o = (struct options){.program = "chiso-load",
		.purpose = "store records, rejects or figures in PostgreSQL",
		.synopsis = "records|rejects|measures|indicators|catalog|migrate [--feed NAME] [-d CONNINFO]",
		.own = own,
		.nown = sizeof own / sizeof *own};
	rc = options_parse(&d.o, argc, argv, &e);
	if (rc == 0 && !clears_collect(&d, argc, argv, &e))
		work(&d, &e);
	feed_free(d.description);
	catalog_free(d.catalog);
	db_close(&d.db);
	if (e.kind != ERR_NONE)
		return log_exit(&d.o, &e);
	return d.total.has_bad ? ERR_FILE : 0;
}
