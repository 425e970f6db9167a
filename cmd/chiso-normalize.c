/* chiso-normalize - read raw records and write clean ones */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include "core/clock.h"
#include "door/options.h"
#include "door/progress.h"
#include "model/feed.h"
#include "normalize/normalize.h"
#include "stream/stream.h"

struct door {
	const char *feed_name;
	struct options options;
	FILE *in, *out, *rejects;
	struct catalog *catalog;
	struct feed *feed;
	struct normalizer *normalizer;
	struct stream_writer writer;
	struct sink watch; /* between normalizer and writer: counts the bad files */
	unsigned bad;
};

static struct door door;

static int put_watch(struct sink *self, const struct record *r, struct err *e)
{
	(void)self;
	progress_add(r->kind != RECORD_FILE);
	if (r->kind == RECORD_FILE && !r->verdict.is_ok) {
		door.bad++;
		log_warn(&door.options, "bad file %.*s: %.*s", (int)r->file.len, r->file.text,
			(int)r->verdict.reason.len, r->verdict.reason.text);
	}
	return door.writer.sink.put(&door.writer.sink, r, e);
}

static int reject_watch(struct sink *self, const struct reject *r, struct err *e)
{
	(void)self;
	return door.writer.sink.reject(&door.writer.sink, r, e);
}

static int open_door(struct door *d, struct err *e)
{
	if (d->options.nargs > 0)
		return err_set(e, ERR_USAGE,
			"found '%s', expected no FILE: records come from standard input or -i",
			d->options.args[0]);
	if (!d->feed_name)
		return err_set(e, ERR_USAGE, "found no --feed, expected --feed NAME");
	if (catalog_open(&d->catalog, d->options.catalog, d->options.ncatalog, e) < 0 ||
		feed_load(&d->feed, d->catalog, d->feed_name, d->options.today, e) < 0)
		return -1;
	if (d->options.max_rejects && feed_limit_rejects(d->feed, d->options.max_rejects, e) < 0)
		return -1;
	d->watch = (struct sink){put_watch, reject_watch};
	if (normalizer_new(&d->normalizer, d->feed, d->catalog, &d->watch, e) < 0)
		return -1;
	return options_open(&d->options, &d->in, &d->out, &d->rejects, e);
}

static int run_door(struct door *d, struct err *e)
{
	if (stream_writer_init(&d->writer, d->out, d->rejects, d->feed, true, e) < 0)
		return -1;
	return stream_read(d->in, d->options.input ? d->options.input : "-", d->feed,
		normalizer_sink(d->normalizer), NULL, e);
}

static void close_door(struct door *d)
{
	normalizer_free(d->normalizer);
	feed_free(d->feed);
	catalog_free(d->catalog);
}

int main(int argc, char **argv)
{
	struct door *d = &door;
	const struct option_spec own[] = {
		{"feed", 'f', "NAME", "the feed that the records belong to", &d->feed_name}};
	struct err e = {0};
	uint64_t read, kept, rejected;
	int rc;

	d->options = (struct options){.program = "chiso-normalize",
		.purpose = "read raw records and write clean ones",
		.synopsis = "--feed NAME",
		.own = own,
		.nown = sizeof(own) / sizeof(own[0])};
	rc = options_parse(&d->options, argc, argv, &e);
	if (rc > 0)
		return 0;
	if (rc < 0 || open_door(d, &e) < 0 || run_door(d, &e) < 0) {
		options_abandon(&d->options, d->in, d->out, d->rejects);
		close_door(d);
		return log_exit(&d->options, &e);
	}
	normalizer_counts(d->normalizer, &read, &kept, &rejected);
	rc = options_commit(&d->options, d->in, d->out, d->rejects, &e);
	if (rc == 0)
		log_counts(&d->options,
			"bad=%u read=%" PRIu64 " kept=%" PRIu64 " rejected=%" PRIu64 " duplicate=0", d->bad,
			read, kept, rejected);
	close_door(d);
	return rc != 0 ? log_exit(&d->options, &e) : d->bad > 0 ? 65 : 0;
}
