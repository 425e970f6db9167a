/* chiso-aggregate - add clean records up to measures */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "aggregate/aggregate.h"
#include "aggregate/merge.h"
#include "aggregate/rules.h"
#include "core/clock.h"
#include "door/options.h"
#include "stream/stream.h"

#define LISTS RULES_JOINS
#define JOINS 64 /* streams of lists: one a feed of their kinds */

struct door {
	struct options o;
	const char *feed, *from, *part, *merge, *period, *settled, *join;
	const char *joins[JOINS]; /* FEED=FILE, in order */
	size_t njoins;
	struct catalog *catalog;
	struct feed *description;
	struct join lists[LISTS];
	size_t nlists;
	struct settle_counts counts;
	uint64_t rows;
	struct unreached unreached;
};

/* --join may come several times; the options keep the last of each name. */
static int joins_collect(struct door *d, int argc, char **argv, struct err *e)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		const char *value = strncmp(argv[i], "--join=", 7) == 0 ? argv[i] + 7 : NULL;

		if (strcmp(argv[i], "--join") == 0 && i + 1 < argc)
			value = argv[++i];
		if (!value)
			continue;
		if (d->njoins == JOINS || !strchr(value, '='))
			return err_set(e, ERR_USAGE, "--join: found \"%s\", expected FEED=FILE, %d at most",
				value, JOINS);
		d->joins[d->njoins++] = value;
	}
	return 0;
}

/* One that cannot be read is missed by those alone that look it up. */
static int open_list(struct door *d, const char *feed, struct err *e)
{
	struct err why = {0};
	char line[ERR_LINE_BYTES];

	if (join_init(&d->lists[d->nlists++], d->catalog, feed, d->o.today, &why) == 0)
		return 0;
	join_release(&d->lists[--d->nlists]);
	if (why.kind != ERR_CATALOG && why.kind != ERR_USAGE)
		return err_set(e, why.kind, "%s", why.text);
	log_warn(&d->o, "list %s is left out: %s", feed, err_line(line, &why));
	return 0;
}

/* Every list that settings.csv describes; those given with --join are read. */
static int open_lists(struct door *d, struct err *e)
{
	const struct table *t = catalog_get(d->catalog, "settings", e);

	for (size_t i = 0; t && i < t->nrows; i++) {
		const char *name = table_get(t, i, "setting");

		if (strncmp(name, "lookup.", 7) != 0 || !table_is_valid(t, i, d->o.today))
			continue;
		if (d->nlists == LISTS)
			return err_set(e, ERR_CATALOG, "more than %d lists in settings.csv", LISTS);
		if (open_list(d, name + 7, e))
			return -1;
	}
	return t ? 0 : -1;
}

static int read_list(struct door *d, const char *join, struct err *e)
{
	const char *file = strchr(join, '=') + 1;
	size_t len = (size_t)(file - join) - 1;

	for (size_t i = 0; i < d->nlists; i++) {
		const char *feed = d->lists[i].feed->name;

		if (strlen(feed) != len || memcmp(feed, join, len) != 0)
			continue;
		FILE *f = options_input(file, e);
		int rc = f ? join_read(&d->lists[i], f, file, e) : -1;
		options_close_input(f);
		return rc;
	}
	return err_set(
		e, ERR_USAGE, "--join: found \"%s\", expected a list that settings.csv describes", join);
}

static int parse_part(struct door *d, struct settle_options *s, struct err *e)
{
	char *end = NULL, *end2 = NULL;
	unsigned long k, n;

	if (!d->part)
		return 0;
	k = strtoul(d->part, &end, 10);
	n = *end == '/' ? strtoul(end + 1, &end2, 10) : 0;
	if (!end2 || *end2 || k < 1 || k > n || n > 100000)
		return err_set(e, ERR_USAGE, "--part: found \"%s\", expected K/N with 1 <= K <= N", d->part);
	s->part = (unsigned)k;
	s->parts = (unsigned)n;
	return 0;
}

typedef int input_fn(void *arg, FILE *in, const char *name, struct err *e);

static int read_inputs(struct door *d, FILE *in, input_fn *fn, void *arg, struct err *e)
{
	if (d->o.nargs == 0)
		return fn(arg, in, d->o.input ? d->o.input : "-", e);
	for (int i = 0; i < d->o.nargs; i++) {
		FILE *f = options_input(d->o.args[i], e);
		int rc = f ? fn(arg, f, d->o.args[i], e) : -1;

		options_close_input(f);
		if (rc)
			return -1;
	}
	return 0;
}

struct records_input {
	struct door *d;
	struct aggregator *a;
};

static int read_records(void *arg, FILE *in, const char *name, struct err *e)
{
	struct records_input *r = arg;

	return stream_read(in, name, r->d->description, aggregator_sink(r->a), NULL, e);
}

static int merge_measures(void *arg, FILE *in, const char *name, struct err *e)
{
	return merger_read(arg, in, name, e);
}

/* in: the records; file: their name, or NULL for the files named, or the input. */
static int aggregate(struct door *d, FILE *in, const char *file, FILE *out, struct err *e)
{
	struct aggregate_options o = {.catalog = d->catalog,
		.joins = d->lists,
		.today = d->o.today,
		.period = d->period,
		.settle.is_settled = d->settled != NULL};
	struct records_input input = {d, NULL};
	int rc = parse_part(d, &o.settle, e);

	o.feed = d->description;
	o.njoins = d->nlists;
	if (rc == 0)
		rc = aggregator_new(&input.a, &o, e);
	if (rc == 0)
		rc = file ? read_records(&input, in, file, e) : read_inputs(d, in, read_records, &input, e);
	if (rc == 0)
		rc = aggregator_finish(input.a, out, &d->counts, e);
	if (rc == 0) {
		d->rows = aggregator_rows(input.a);
		d->unreached = *aggregator_unreached(input.a);
	}
	aggregator_free(input.a);
	return rc;
}

static int merge(struct door *d, FILE *in, FILE *out, struct err *e)
{
	struct merger *m = NULL;
	int rc = merger_new(&m, e);

	if (rc == 0)
		rc = read_inputs(d, in, merge_measures, m, e);
	if (rc == 0)
		rc = merger_finish(m, out, &d->rows, e);
	merger_free(m);
	return rc;
}

/* A share of the keys says nothing of the whole feed. */
static int report_unreached(const struct door *d)
{
	struct buf text = {0};
	struct err e = {0};

	if (!unreached_sum(&d->unreached))
		return 0;
	if (unreached_write(&d->unreached, d->feed, &text, &e))
		return log_exit(&d->o, &e);
	if (unreached_is_all(&d->unreached) && !d->part)
		log_warn(&d->o, "%s", text.data);
	else
		log_info(&d->o, "%s", text.data);
	buf_release(&text);
	return unreached_is_all(&d->unreached) && !d->part;
}

static int report(const struct door *d)
{
	const struct settle_counts *c = &d->counts;
	int rc;

	if (d->merge)
		log_counts(&d->o, "merged=%d measures=%llu", d->o.nargs ? d->o.nargs : 1,
			(unsigned long long)d->rows);
	else
		log_counts(&d->o,
			"read=%llu kept=%llu rejected=%llu duplicate=%llu files=%llu bad=%llu "
			"measures=%llu unreached=%llu",
			(unsigned long long)c->read, (unsigned long long)c->kept,
			(unsigned long long)c->rejected, (unsigned long long)c->duplicate,
			(unsigned long long)c->files, (unsigned long long)c->bad_files,
			(unsigned long long)d->rows, (unsigned long long)unreached_sum(&d->unreached));
	rc = report_unreached(d);
	return c->bad_files ? ERR_FILE : rc;
}

/* The measures of one of the feeds named, from the file of its name. */
static int add_feed(struct door *d, const char *file, struct merger *m, struct err *e)
{
	FILE *in = options_input(file, e), *measures = in ? tmpfile() : NULL;
	int rc = -1;

	if (in && !measures)
		err_set(e, ERR_OUTPUT, "no temporary file for measures: %s", strerror(errno));
	if (measures && aggregate(d, in, file, measures, e) == 0) {
		rewind(measures);
		rc = merger_read(m, measures, file, e);
	}
	if (measures)
		fclose(measures); /* gone with it */
	options_close_input(in);
	return rc;
}

static int take_feed(struct door *d, const char *feed, struct merger *m, struct err *e)
{
	char file[PATH_MAX];

	feed_free(d->description);
	d->description = NULL;
	d->feed = feed;
	if (snprintf(file, sizeof(file), "%s/%s", d->from, feed) >= (int)sizeof(file))
		return err_set(e, ERR_USAGE, "--from: found a name of %zu bytes, expected fewer than %d",
			strlen(d->from), PATH_MAX);
	return feed_load(&d->description, d->catalog, feed, d->o.today, e) ? -1 : add_feed(d, file, m, e);
}

/* Their measures put together; of each feed is told what would be told of it alone. status: the worst of
 * them. */
static int aggregate_each(struct door *d, FILE *out, int *status, struct err *e)
{
	struct merger *m = NULL;
	int rc = merger_new(&m, e);

	for (int i = 0; rc == 0 && i < d->o.nargs; i++) {
		rc = take_feed(d, d->o.args[i], m, e);
		const int told = rc == 0 ? report(d) : 0;
		*status = told > *status ? told : *status;
	}
	if (rc == 0)
		rc = merger_finish(m, out, &d->rows, e);
	merger_free(m);
	return rc;
}

static int prepare(struct door *d, struct err *e)
{
	if (!d->merge && !d->feed && !d->from)
		return err_set(e, ERR_USAGE, "found no --feed, expected --feed NAME, --from DIR or --merge");
	if (d->from && (d->merge || d->feed || d->part || !d->o.nargs))
		return err_set(
			e, ERR_USAGE, "expected --from DIR FEED..., without --feed, --part or --merge");
	if (catalog_open(&d->catalog, d->o.catalog, d->o.ncatalog, e))
		return -1;
	if (d->merge)
		return 0;
	if ((d->feed && feed_load(&d->description, d->catalog, d->feed, d->o.today, e)) || open_lists(d, e))
		return -1;
	for (size_t i = 0; i < d->njoins; i++)
		if (read_list(d, d->joins[i], e))
			return -1;
	return 0;
}

static void release_door(struct door *d)
{
	for (size_t i = 0; i < d->nlists; i++)
		join_release(&d->lists[i]);
	feed_free(d->description);
	catalog_free(d->catalog);
}

/* status: what --from has told so far. */
static int run(struct door *d, int *status, struct err *e)
{
	FILE *in = NULL, *out = NULL, *rejects = NULL;
	int rc = prepare(d, e) || options_open(&d->o, &in, &out, &rejects, e) ? -1 : 0;

	if (rc)
		return -1;
	rc = d->merge  ? merge(d, in, out, e)
	     : d->from ? aggregate_each(d, out, status, e)
		       : aggregate(d, in, NULL, out, e);
	if (rc == 0)
		return options_commit(&d->o, in, out, rejects, e);
	options_abandon(&d->o, in, out, rejects);
	return -1;
}

int main(int argc, char **argv)
{
	struct door d = {0};
	struct err e = {0};
	int status = 0;
	const struct option_spec own[] = {{"feed", 0, "NAME", "the feed of the records", &d.feed},
		{"from", 0, "DIR", "the records of each feed named, in a file of its name in DIR", &d.from},
		{"join", 0, "FEED=FILE", "clean records of a list to look up; again for another", &d.join},
		{"period", 0, "PERIOD", "only the measures of this quarter or month", &d.period},
		{"settled", 0, NULL,
			"the records are one version a key in key order, as chiso-dump gives them",
			&d.settled},
		{"part", 0, "K/N", "only the K-th of N shares of the keys", &d.part},
		{"merge", 0, NULL, "put the measures of all shares together", &d.merge}};

	d.o = (struct options){.program = "chiso-aggregate",
		.purpose = "add clean records up to measures",
		.synopsis = "--feed NAME [--join FEED=FILE]... [--part K/N] [FILE...] | --from DIR "
			    "[--join FEED=FILE]... FEED... | --merge [FILE...]",
		.own = own,
		.nown = sizeof(own) / sizeof(*own)};
	int rc = joins_collect(&d, argc, argv, &e);
	if (rc == 0)
		rc = options_parse(&d.o, argc, argv, &e);
	if (rc == 1)
		return 0;
	if (rc == 0)
		rc = run(&d, &status, &e);
	rc = rc ? log_exit(&d.o, &e) : d.from ? status : report(&d);
	release_door(&d);
	return rc;
}
