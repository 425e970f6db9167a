/* chiso-dump - write stored records or measures as a stream */
#include <inttypes.h>
#include <stdlib.h>
#include "core/clock.h"
#include "door/options.h"
#include "load/dump.h"
#include "load/dump_measures.h"
#include "stream/stream.h"

struct door {
	struct options o;
	const char *feed, *conninfo, *period, *as_of, *measures, *load;
	struct catalog *catalog;
	struct feed *description;
	struct db db;
};

static int records(struct door *d, int64_t as_of, FILE *out, struct err *e)
{
	struct dump_options o = {
		.catalog = d->catalog, .feed = d->description, .period = d->period, .as_of = as_of};
	struct stream_writer w;
	uint64_t rows;

	if (stream_writer_init(&w, out, NULL, d->description, true, e) ||
		(d->load ? dump_load(&d->db, &o, d->load, &w.sink, &rows, e)
			 : dump_records(&d->db, &o, &w.sink, &rows, e)))
		return -1;
	log_info(&d->o, "read=%" PRIu64 " kept=%" PRIu64 " rejected=0 duplicate=0", rows, rows);
	return 0;
}

static int measures(struct door *d, int64_t as_of, FILE *out, struct err *e)
{
	struct dump_measures_options o = {.catalog = d->catalog,
		.feeds = (const char *const *)d->o.args,
		.nfeeds = (size_t)d->o.nargs,
		.periods = d->period,
		.as_of = as_of};
	uint64_t rows;

	if (dump_measures(&d->db, &o, out, &rows, e))
		return -1;
	log_info(&d->o, "measures=%" PRIu64, rows);
	return 0;
}

static int run_parse(const char *text, int64_t *run, struct err *e)
{
	char *end = NULL;

	*run = text ? strtoll(text, &end, 10) : 0;
	if (text && (!*text || *end || *run < 1))
		return err_set(e, ERR_USAGE, "--as-of: found \"%s\", expected a number of audit.run", text);
	return 0;
}

static int check_usage(const struct door *d, struct err *e)
{
	if (d->measures && (d->feed || !d->period || !d->o.nargs))
		return err_set(e, ERR_USAGE, "expected --measures --period PERIOD[+PERIOD...] FEED...");
	if (d->load && (d->measures || d->period || d->as_of))
		return err_set(e, ERR_USAGE, "found --load with --measures, --period or --as-of");
	if (!d->measures && (!d->feed || d->o.nargs))
		return err_set(e, ERR_USAGE, "expected --feed NAME and no arguments, or --measures");
	return 0;
}

static int work(struct door *d, struct err *e)
{
	FILE *in, *out, *rejects;
	int64_t as_of;
	char today[26];

	if (check_usage(d, e) || run_parse(d->as_of, &as_of, e))
		return -1;
	clock_format(d->o.now, today);
	today[10] = '\0';
	if (catalog_open(&d->catalog, d->o.catalog, d->o.ncatalog, e) ||
		(d->feed && feed_load(&d->description, d->catalog, d->feed, today, e)) ||
		db_open(&d->db, d->conninfo, d->o.program, e) || options_open(&d->o, &in, &out, &rejects, e))
		return -1;
	if (!(d->measures ? measures : records)(d, as_of, out, e))
		return options_commit(&d->o, in, out, rejects, e);
	options_abandon(&d->o, in, out, rejects);
	return -1;
}

int main(int argc, char **argv)
{
	struct door d = {0};
	struct err e = {0};
	const struct option_spec own[] = {{"feed", 0, "NAME", "the feed to write", &d.feed},
		{"database", 'd', "CONNINFO", "the database, as for psql", &d.conninfo},
		{"measures", 0, NULL, "the measures of the feeds named, instead of records", &d.measures},
		{"load", 0, "HASH", "the whole clean stream of one file, by its SHA-256", &d.load},
		{"period", 0, "Q", "only records with a measured date in it; of measures Q+Q...", &d.period},
		{"as-of", 0, "RUN", "what stood after this run", &d.as_of}};

	d.o = (struct options){.program = "chiso-dump",
		.purpose = "write stored records or measures as a stream",
		.synopsis = "[-d CONNINFO] [--as-of RUN] --feed NAME [--period Q | --load HASH] | --measures "
			    "--period "
			    "Q[+Q...] FEED...",
		.own = own,
		.nown = sizeof own / sizeof *own};
	if (options_parse(&d.o, argc, argv, &e) == 0)
		work(&d, &e);
	feed_free(d.description);
	catalog_free(d.catalog);
	db_close(&d.db);
	return e.kind == ERR_NONE ? 0 : log_exit(&d.o, &e);
}
