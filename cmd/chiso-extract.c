/* chiso-extract - read a feed's XML and write its raw records */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "core/clock.h"
#include "door/options.h"
#include "door/progress.h"
#include "extract/identify.h"
#include "extract/parser.h"
#include "model/feed.h"
#include "stream/stream.h"

struct door {
	struct sink sink; /* first: what the parser's process says goes into it */
	const char *feed_name, *file_id, *key, *sent_at, *probe, *identify;
	char now[26], sent[26], date[11];
	struct options options;
	FILE *in, *out, *rejects;
	struct catalog *catalog;
	struct feed *feed;
	struct pseudonym *pseudonym;
	struct extract_options extract;
	struct parser *parser;
	struct stream_writer writer;
	uint64_t read, rejected, strangers;
	unsigned files, bad;
};

/* ---- what comes out of the cell ---- */

static void file_done(struct door *d, const struct file_verdict *v)
{
	d->files++;
	d->read += v->read;
	d->rejected += v->rejected;
	d->strangers += v->strangers;
	if (v->is_ok)
		return;
	d->bad++;
	log_warn(&d->options, "bad file: %.*s", (int)v->reason.len, v->reason.text);
}

static int put_extract(struct sink *self, const struct record *r, struct err *e)
{
	struct door *d = (struct door *)self;

	if (r->kind == RECORD_FILE)
		file_done(d, &r->verdict);
	else
		progress_add(1);
	return d->writer.sink.put(&d->writer.sink, r, e);
}

static int reject_extract(struct sink *self, const struct reject *r, struct err *e)
{
	struct door *d = (struct door *)self;

	if (strcmp(r->code, "sent_at.future") == 0)
		log_warn(&d->options, "%.*s: found time of sending %.*s, expected %s", (int)r->file.len,
			r->file.text, (int)r->found.len, r->found.text, r->expected);
	if (strcmp(r->code, "field.stranger") == 0 || strcmp(r->code, "record.count") == 0)
		log_warn(&d->options, "%.*s:%" PRIu64 ": found %.*s, expected %s", (int)r->file.len,
			r->file.text, r->line, (int)r->found.len, r->found.text, r->expected);
	if (strcmp(r->code, "record.stranger") == 0)
		log_warn(&d->options,
			"%.*s:%" PRIu64 ": found strangers among the records: %.*s, expected %s",
			(int)r->file.len, r->file.text, r->line, (int)r->found.len, r->found.text,
			r->expected);
	return d->writer.sink.reject(&d->writer.sink, r, e);
}

/* No feed and a reason: the parser died of it. */
static int put_probe(struct sink *self, const struct record *r, struct err *e)
{
	struct door *d = (struct door *)self;
	bool is_lost = !r->verdict.is_ok && r->verdict.reason.len > 0;
	struct slice feed = r->verdict.is_ok ? r->verdict.reason : SLICE("?");

	(void)e;
	fprintf(d->out, "%.*s\t%.*s\n", (int)r->file.len, r->file.text, (int)feed.len, feed.text);
	d->bad += is_lost;
	if (is_lost)
		log_warn(&d->options, "bad file: %.*s: found %.*s", (int)r->file.len, r->file.text,
			(int)r->verdict.reason.len, r->verdict.reason.text);
	return 0;
}

/* ---- what goes in ---- */

static int each_file(struct door *d, struct err *e)
{
	const char *input = d->options.input != NULL ? d->options.input : "-";

	if (options_check_inputs(&d->options, e) < 0)
		return -1;
	for (int i = 0; i < d->options.nargs; i++) {
		int fd = options_input_fd(d->options.args[i], e), rc;

		if (fd < 0)
			return -1;
		rc = parser_read(d->parser, fd, d->options.args[i], &d->sink, e);
		close(fd);
		if (rc < 0)
			return -1;
	}
	return d->options.nargs > 0 ? 0 : parser_read(d->parser, fileno(d->in), input, &d->sink, e);
}

static int check_options(struct door *d, struct err *e)
{
	struct err bad = {0};
	int64_t sent;

	if (!d->probe && !d->identify && !d->feed_name)
		return err_set(e, ERR_USAGE, "found no --feed, expected --feed NAME, --probe or --identify");
	if (d->identify && d->options.nargs)
		return err_set(e, ERR_USAGE,
			"found an argument with --identify, expected the number on standard input");
	if (d->file_id && d->options.nargs > 1)
		return err_set(
			e, ERR_USAGE, "found --file-id with %d files, expected one file", d->options.nargs);
	if (d->sent_at && clock_parse(d->sent_at, strlen(d->sent_at), &sent, &bad) < 0)
		return err_set(e, ERR_USAGE, "--sent-at: %s", bad.text);
	if (d->sent_at)
		clock_format(sent, d->sent);
	clock_format(d->options.now, d->now);
	snprintf(d->date, sizeof(d->date), "%.10s", d->now);
	return 0;
}

static int open_door(struct door *d, struct err *e)
{
	const char *key = d->key != NULL ? d->key : getenv("CHISO_KEY");

	if (check_options(d, e) < 0)
		return -1;
	if (catalog_open(&d->catalog, d->options.catalog, d->options.ncatalog, e) < 0)
		return -1;
	if (d->feed_name && !d->probe && feed_load(&d->feed, d->catalog, d->feed_name, d->date, e) < 0)
		return -1;
	if (key && *key != '\0' && pseudonym_open(&d->pseudonym, key, e) < 0)
		return -1;
	return options_open(&d->options, &d->in, &d->out, &d->rejects, e);
}

/* The number comes by standard input: arguments and the environment can be read by others. */
static int identify(struct door *d, struct err *e)
{
	char line[IDENTIFY_BYTES + 2] = "";

	if (!d->pseudonym)
		return err_set(e, ERR_USAGE, "found no --key and no CHISO_KEY, expected the key file");
	if (!fgets(line, sizeof(line), d->in) && ferror(d->in))
		return err_set(e, ERR_NOINPUT, "standard input cannot be read: %s", strerror(errno));
	line[strcspn(line, "\r\n")] = '\0';
	return identify_write(d->catalog, d->date, d->pseudonym, slice_from(line), d->out, e);
}

static int run_door(struct door *d, struct err *e)
{
	struct record end = {.kind = RECORD_END};

	if (d->identify)
		return identify(d, e);

	d->extract = (struct extract_options){.feed = d->feed,
		.catalog = d->catalog,
		.date = d->date,
		.file_id = d->file_id,
		.now = d->options.now,
		.sent_at = d->sent_at != NULL ? d->sent : NULL,
		.pseudonym = d->pseudonym};
	d->sink = (struct sink){d->probe != NULL ? put_probe : put_extract, reject_extract};
	if (parser_new(&d->parser, &d->extract, d->probe != NULL, e) < 0)
		return -1;
	if (d->probe)
		return each_file(d, e);
	if (stream_writer_init(&d->writer, d->out, d->rejects, d->feed, false, e) < 0 || each_file(d, e) < 0)
		return -1;
	return d->writer.sink.put(&d->writer.sink, &end, e);
}

static void close_door(struct door *d)
{
	parser_free(d->parser);
	feed_free(d->feed);
	pseudonym_free(d->pseudonym);
	catalog_free(d->catalog);
}

static void report(const struct door *d)
{
	char strangers[40] = "";

	if (d->strangers > 0)
		snprintf(strangers, sizeof(strangers), " strangers=%" PRIu64, d->strangers);
	log_counts(&d->options,
		"files=%u bad=%u read=%" PRIu64 " kept=%" PRIu64 " rejected=%" PRIu64 " duplicate=0%s",
		d->files, d->bad, d->read, d->read - d->rejected, d->rejected, strangers);
}

int main(int argc, char **argv)
{
	static struct door d;
	const struct option_spec own[] = {
		{"feed", 'f', "NAME", "the feed that the files belong to", &d.feed_name},
		{"file-id", 0, "ID", "what the rows call the file (default: its base name)", &d.file_id},
		{"key", 0, "FILE", "the pseudonym keys (default: $CHISO_KEY)", &d.key},
		{"sent-at", 0, "TIME", "when the message was sent, instead of the feed's sources",
			&d.sent_at},
		{"probe", 0, NULL, "only print each file's name and feed, ? when none fits", &d.probe},
		{"identify", 0, NULL,
			"only print what a number on standard input is called in the records of each feed",
			&d.identify}};
	struct err e = {0};
	int rc;

	d.options = (struct options){.program = "chiso-extract",
		.purpose = "read a feed's XML and write its raw records",
		.synopsis = "--feed NAME [--file-id ID] [--key FILE] [--sent-at TIME] [--probe] [--identify] "
			    "[FILE...]",
		.own = own,
		.nown = sizeof(own) / sizeof(own[0])};
	rc = options_parse(&d.options, argc, argv, &e);
	if (rc > 0)
		return 0;
	if (rc < 0 || open_door(&d, &e) < 0 || run_door(&d, &e) < 0) {
		options_abandon(&d.options, d.in, d.out, d.rejects);
		close_door(&d);
		return log_exit(&d.options, &e);
	}
	rc = options_commit(&d.options, d.in, d.out, d.rejects, &e);
	if (rc == 0 && !d.probe && !d.identify)
		report(&d);
	close_door(&d);
	return rc != 0 ? log_exit(&d.options, &e) : d.bad > 0 ? 65 : 0;
}
