/* chiso-dump - write stored records or measures as a stream */
#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "core/clock.h"
#include "core/leftover.h"
#include "door/options.h"
#include "door/progress.h"
#include "load/dump.h"
#include "load/dump_measures.h"
#include "stream/stream.h"

struct door {
	struct options o;
	const char *feed, *period, *as_of, *measures, *load, *into;
	struct catalog *catalog;
	struct feed *description;
	struct db_place place;
	struct db db;
};

/* Between the warehouse and the writer: counts. */
struct counted {
	struct sink sink; /* first */
	struct stream_writer writer;
};

static int put_counted(struct sink *self, const struct record *r, struct err *e)
{
	struct counted *c = (struct counted *)self;

	progress_add(r->kind != RECORD_FILE);
	return c->writer.sink.put(&c->writer.sink, r, e);
}

static int reject_counted(struct sink *self, const struct reject *r, struct err *e)
{
	struct counted *c = (struct counted *)self;

	return c->writer.sink.reject(&c->writer.sink, r, e);
}

static int records(struct door *d, int64_t as_of, FILE *out, struct err *e)
{
	struct dump_options o = {
		.catalog = d->catalog, .feed = d->description, .period = d->period, .as_of = as_of};
	struct counted c = {.sink = {put_counted, reject_counted}};
	uint64_t rows;

	if (stream_writer_init(&c.writer, out, NULL, d->description, true, e) ||
		(d->load ? dump_load(&d->db, &o, d->load, &c.sink, &rows, e)
			 : dump_records(&d->db, &o, &c.sink, &rows, e)))
		return -1;
	log_counts(&d->o, "read=%" PRIu64 " kept=%" PRIu64 " rejected=0 duplicate=0", rows, rows);
	return 0;
}

/* The records of each feed named, into a file of its own: it appears whole or not at all. */
static int put_records(struct door *d, const char *path, int64_t as_of, struct err *e)
{
	char temp[PATH_MAX + 8];
	FILE *out;
	int rc;

	snprintf(temp, sizeof(temp), "%s.part", path);
	if (leftover_add(LEFTOVER_FILE, temp, e))
		return -1;
	out = fopen(temp, "we");
	if (!out)
		return err_at(e, ERR_OUTPUT, temp, 0, "cannot be created: %s", strerror(errno));
	rc = records(d, as_of, out, e);
	if (fclose(out) != 0 && rc == 0)
		rc = err_at(e, ERR_WRITE, temp, 0, "writing failed: %s", strerror(errno));
	if (rc == 0 && rename(temp, path) != 0)
		rc = err_at(e, ERR_WRITE, path, 0, "cannot be put in its place: %s", strerror(errno));
	if (rc)
		remove(temp);
	leftover_drop(temp);
	return rc;
}

static int each_feed(struct door *d, const char *today, int64_t as_of, struct err *e)
{
	char path[PATH_MAX];

	for (int i = 0; i < d->o.nargs; i++) {
		feed_free(d->description);
		d->description = NULL;
		if (feed_load(&d->description, d->catalog, d->o.args[i], today, e))
			return -1;
		if (snprintf(path, sizeof(path), "%s/%s", d->into, d->o.args[i]) >= (int)sizeof(path))
			return err_set(e, ERR_USAGE,
				"--into: found a name of %zu bytes, expected fewer than %d", strlen(d->into),
				PATH_MAX);
		if (put_records(d, path, as_of, e))
			return -1;
	}
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
	log_counts(&d->o, "measures=%" PRIu64, rows);
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
	if (d->into && (d->measures || d->load || d->feed || d->o.output || !d->o.nargs))
		return err_set(
			e, ERR_USAGE, "expected --into DIR [--period PERIOD] FEED..., and no --output");
	if (!d->into && !d->measures && (!d->feed || d->o.nargs))
		return err_set(
			e, ERR_USAGE, "expected --feed NAME and no arguments, --into DIR or --measures");
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
		db_open(&d->db, &d->place, d->o.program, e))
		return -1;
	if (d->into) {
		if (!d->o.is_quiet)
			progress_start(d->o.program, NULL, 0, true);
		return each_feed(d, today, as_of, e);
	}
	if (options_open(&d->o, &in, &out, &rejects, e))
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
		OPTIONS_DATABASE(d.place),
		{"measures", 0, NULL, "the measures of the feeds named, instead of records", &d.measures},
		{"into", 0, "DIR", "the records of each feed named, into a file of its name in DIR", &d.into},
		{"load", 0, "HASH", "the whole clean stream of one file, by its SHA-256", &d.load},
		{"period", 0, "Q", "only records with a measured date in it; of measures Q+Q...", &d.period},
		{"as-of", 0, "RUN", "what stood after this run", &d.as_of}};

	d.o = (struct options){.program = "chiso-dump",
		.purpose = "write stored records or measures as a stream",
		.synopsis = "[-d DBNAME] [--as-of RUN] --feed NAME [--period Q] | "
			    "[-d DBNAME] --feed NAME --load HASH | "
			    "[-d DBNAME] [--as-of RUN] --into DIR [--period Q] FEED... | "
			    "[-d DBNAME] [--as-of RUN] --measures --period Q[+Q...] FEED...",
		.own = own,
		.nown = sizeof own / sizeof *own};
	if (options_parse(&d.o, argc, argv, &e) == 0)
		work(&d, &e);
	feed_free(d.description);
	catalog_free(d.catalog);
	db_close(&d.db);
	return e.kind == ERR_NONE ? 0 : log_exit(&d.o, &e);
}
