/* chiso-ingest - read a feed's XML into PostgreSQL: parser and loader in two processes */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "core/child.h"
#include "core/clock.h"
#include "core/options.h"
#include "core/stream.h"
#include "core/version.h"
#include "extract/extract.h"
#include "core/frames.h"
#include "load/keyprint.h"
#include "load/lock.h"
#include "load/ledger.h"
#include "load/result.h"
#include "normalize/normalize.h"

struct door {
	struct options o;
	const char *feed, *conninfo, *file_id, *key, *run, *sent_at;
	int64_t run_id;
	char sent[26];
	struct catalog *catalog;
	struct feed *description;
	struct pseudonym *pseudonym;
	struct db db;
	struct loader *loader;
	struct normalizer *normalizer; /* made once: its dictionaries go to each parser by fork */
	struct frame_writer frames;    /* the parser's */
	FILE *in, *out, *rejects;
	struct load_total total;
	int64_t started_ms,
		stored_ms; /* of the machine's running time; stored_ms: of the file at hand, 0: not yet */
	int64_t after_ms;  /* spent on files whose versions were stored */
};

/* ---- the parser: it has no connection and no file but the input ---- */

static int parse(struct door *d, int in, const char *name, struct err *e)
{
	struct extract_options o = {.feed = d->description,
		.catalog = d->catalog,
		.date = d->o.today,
		.file_id = d->file_id,
		.now = d->o.now,
		.sent_at = d->sent_at ? d->sent : NULL,
		.pseudonym = d->pseudonym,
		.hash_bytes = !d->file_id};
	struct record end = {.kind = RECORD_END};
	struct extract_result r;
	struct sink *first = normalizer_sink(d->normalizer);
	char hash[65];

	if (extract_file(in, name, &o, first, &r, e))
		return -1;
	hash_hex(r.sha256, hash);
	if (frame_release_file(&d->frames, d->file_id ? d->file_id : hash, e))
		return -1;
	return first->put(first, &end, e);
}

struct parser {
	struct door *door;
	const char *name;
	int in;
};

static int parser_main(void *arg, int out)
{
	const struct parser *p = arg;
	struct err e = {0}, ignored = {0};

	if (!frame_writer_init(&p->door->frames, out, true, &e))
		parse(p->door, p->in, p->name, &e);
	if (e.kind != ERR_NONE)
		frame_write_error(&p->door->frames, &e, &ignored);
	return err_exit(&e);
}

/* ---- the loader: it never sees XML ---- */

static int64_t running_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void file_stored(void *arg)
{
	((struct door *)arg)->stored_ms = running_ms();
}

static void file_done(void *arg, const struct load_result *r)
{
	struct door *d = arg;
	struct buf line = {0};
	struct err ignored = {0};

	load_total_add(&d->total, r);
	if (d->stored_ms)
		d->after_ms += running_ms() - d->stored_ms;
	d->stored_ms = 0;
	if (!load_result_line(r, &line, &ignored))
		fprintf(d->out, "%s\n", line.data);
	fflush(d->out); /* who reads this may act on each file as soon as it is committed */
	buf_release(&line);
}

static int ingest(struct door *d, int in, const char *name, struct err *e)
{
	struct parser parser = {d, name, in};
	struct child child;
	bool has_ended = false, is_loaded = false;
	int rc;

	if (d->file_id && loader_find(d->loader, d->file_id, &is_loaded, e))
		return -1;
	if (is_loaded)
		return 0;
	if (loader_name_file(d->loader, basename(name), e))
		return -1;
	if (child_start(&child, parser_main, &parser, PQsocket(d->db.conn), e))
		return -1;
	rc = frames_read(child.from, loader_sink(d->loader), &has_ended, e);
	return child_end(&child, name, rc, has_ended, e);
}

static int each_file(struct door *d, struct err *e)
{
	int rc = 0;

	if (d->o.nargs == 0)
		return ingest(d, fileno(d->in), d->o.input ? d->o.input : "-", e);
	for (int i = 0; i < d->o.nargs; i++)
		if (access(d->o.args[i], R_OK))
			return err_at(
				e, ERR_NOINPUT, d->o.args[i], 0, "cannot be opened: %s", strerror(errno));
	for (int i = 0; i < d->o.nargs && !rc; i++) {
		int fd = open(d->o.args[i], O_RDONLY | O_CLOEXEC);

		if (fd < 0)
			return err_at(
				e, ERR_NOINPUT, d->o.args[i], 0, "cannot be opened: %s", strerror(errno));
		rc = ingest(d, fd, d->o.args[i], e);
		close(fd);
	}
	return rc;
}

/* ---- the door ---- */

/* stored_s: without what comes after a file's versions: the current ones, their key, the ledger, COMMIT. */
static void report(const struct door *d)
{
	int64_t total = running_ms() - d->started_ms, stored = total - d->after_ms;

	log_info(&d->o,
		"read=%" PRIu64 " kept=%" PRIu64 " rejected=%" PRIu64 " duplicate=%" PRIu64
		" stored_s=%" PRId64 ".%03" PRId64 " total_s=%" PRId64 ".%03" PRId64,
		d->total.read, d->total.kept, d->total.rejected, d->total.duplicate, stored / 1000,
		stored % 1000, total / 1000, total % 1000);
}

static int check_options(struct door *d, struct err *e)
{
	struct err bad = {0};
	int64_t sent;

	if (!d->feed)
		return err_set(e, ERR_USAGE, "found no --feed, expected --feed NAME");
	if (d->file_id && d->o.nargs > 1)
		return err_set(e, ERR_USAGE, "found --file-id with %d files, expected one file", d->o.nargs);
	if (d->sent_at && clock_parse(d->sent_at, strlen(d->sent_at), &sent, &bad))
		return err_set(e, ERR_USAGE, "--sent-at: %s", bad.text);
	if (d->sent_at)
		clock_format(sent, d->sent);
	return ledger_parse_run(d->run, &d->run_id, e);
}

/* In the order of the exit codes: options, catalogue, database, input. */
static int open_all(struct door *d, struct err *e)
{
	const char *key = d->key ? d->key : getenv("CHISO_KEY");

	if (check_options(d, e) || (key && *key && pseudonym_open(&d->pseudonym, key, e)) ||
		catalog_open(&d->catalog, d->o.catalog, d->o.ncatalog, e) ||
		feed_load(&d->description, d->catalog, d->feed, d->o.today, e) ||
		(d->o.max_rejects && feed_limit_rejects(d->description, d->o.max_rejects, e)) ||
		normalizer_new(&d->normalizer, d->description, d->catalog, &d->frames.sink, e) ||
		db_open(&d->db, d->conninfo, d->o.program, e) || lock_need(&d->db, e) ||
		(d->pseudonym && keyprint_check(&d->db, d->pseudonym, d->run_id, d->o.now, e)) ||
		options_open(&d->o, &d->in, &d->out, &d->rejects, e))
		return -1;
	return d->rejects ? rejects_write_header(d->rejects, e) : 0;
}

static int work(struct door *d, struct err *e)
{
	struct loader_options lo = {.db = &d->db,
		.program = "chiso-ingest " CHISO_VERSION,
		.now = d->o.now,
		.stored = file_stored,
		.done = file_done,
		.arg = d};

	if (open_all(d, e))
		return -1;
	lo.catalog = d->catalog;
	lo.feed = d->description;
	lo.run_id = d->run_id;
	lo.rejects = d->rejects;
	if (!loader_new(&d->loader, &lo, e) && !each_file(d, e) && !loader_commit(d->loader, e)) {
		report(d);
		return options_commit(&d->o, d->in, d->out, d->rejects, e);
	}
	options_abandon(&d->o, d->in, d->out, d->rejects);
	return -1;
}

int main(int argc, char **argv)
{
	static struct door d;
	struct err e = {0};
	const struct option_spec own[] = {{"feed", 'f', "NAME", "the feed that the files belong to", &d.feed},
		{"database", 'd', "CONNINFO", "the database, as for psql", &d.conninfo},
		{"file-id", 0, "ID", "the file's SHA-256, if it is known (default: computed)", &d.file_id},
		{"key", 0, "FILE", "the pseudonym keys (default: $CHISO_KEY)", &d.key},
		{"sent-at", 0, "TIME", "when the message was sent, instead of the feed's sources",
			&d.sent_at},
		{"run", 0, "ID", "the run of audit.run that this belongs to", &d.run}};

	d.o = (struct options){.program = "chiso-ingest",
		.purpose = "read a feed's XML into PostgreSQL: parser and loader in two processes",
		.synopsis = "--feed NAME [-d CONNINFO] [--file-id ID] [--key FILE] [--run ID] [FILE...]",
		.own = own,
		.nown = sizeof own / sizeof *own};
	d.started_ms = running_ms();
	if (options_parse(&d.o, argc, argv, &e) == 0)
		work(&d, &e);
	loader_free(d.loader);
	normalizer_free(d.normalizer);
	pseudonym_free(d.pseudonym);
	feed_free(d.description);
	catalog_free(d.catalog);
	db_close(&d.db);
	if (e.kind != ERR_NONE)
		return log_exit(&d.o, &e);
	return d.total.has_bad ? ERR_FILE : 0;
}
