/* chiso-ingest - read a feed's XML into PostgreSQL by parsers and a loader */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "core/cell.h"
#include "core/clock.h"
#include "core/step.h"
#include "core/text.h"
#include "door/options.h"
#include "door/progress.h"
#include "door/version.h"
#include "extract/extract.h"
#include "load/ddl.h"
#include "load/keyprint.h"
#include "load/ledger.h"
#include "load/loader_run.h"
#include "load/lock.h"
#include "load/manifest_feeds.h"
#include "load/manifest_run.h"
#include "load/repairs.h"
#include "load/result.h"
#include "model/mask.h"
#include "normalize/normalize.h"
#include "stream/frames.h"
#include "stream/stream.h"

#define PROGRAM "chiso-ingest " CHISO_VERSION

/* A feed that may come: all of it is the parsers' by fork. */
struct source {
	const char *name;
	struct feed *feed;
	struct normalizer *normalizer;
	char *wrong; /* why it cannot be read, of a manifest's feed */
};

struct door {
	struct options o;
	const char *feed, *file_id, *key, *run, *sent_at, *manifest, *raw, *jobs;
	int64_t run_id;
	size_t cells;
	char sent[26];
	struct catalog *catalog;
	struct source *sources;
	size_t nsources;
	struct arena names;
	struct pseudonym *pseudonym;
	struct mends mends; /* the parsers have them by fork */
	struct db_place place;
	struct db db;
	struct loader *loader;
	struct frame_writer frames; /* the parser's, and what it keeps from file to file: */
	struct extraction *extraction;
	bool has_frames;
	struct meta meta; /* the sidecar of the file at hand, here and there */
	struct buf shown, hidden;
	struct mask *mask; /* of names */
	FILE *in, *out, *rejects;
	size_t told;
	struct load_total total;
	struct manifest_counts counts;
	int64_t started_ms,
		stored_ms; /* of the machine's running time; stored_ms: of the batch at hand, 0: not yet */
	int64_t after_ms;  /* spent on batches whose versions were stored */
};

/* ---- what a parser is told: feed, file's id, name, length of the sidecar, the sidecar ---- */

static int add_part(struct buf *b, const char *text, struct err *e)
{
	return buf_add(b, text, strlen(text) + 1, e);
}

static size_t sidecar_bytes(const struct meta *m)
{
	return m->len < META_BYTES ? m->len : META_BYTES - 1;
}

static int write_request(
	void *arg, const char *feed, const char *file, const char *path, struct buf *out, struct err *e)
{
	struct door *d = arg;
	struct err why = {0};
	char len[24];

	if (meta_read(&d->meta, path, &why) &&
		why.kind != ERR_FILE) { /* what is wrong in it, the parser says */
		*e = why;
		return -1;
	}
	snprintf(len, sizeof len, "%zu", d->meta.len);
	if (add_part(out, feed, e) || add_part(out, file, e) || add_part(out, path, e) ||
		add_part(out, len, e))
		return -1;
	return buf_add(out, d->meta.text, sidecar_bytes(&d->meta), e);
}

static const char *next_part(const char **at)
{
	const char *part = *at;

	*at += strlen(part) + 1;
	return part;
}

/* ---- the parser: it has no connection and no file but the input ---- */

static int parse(
	struct door *d, int fd, const struct source *s, const char *file, const char *name, struct err *e)
{
	struct extract_options o = {.feed = s->feed,
		.catalog = d->catalog,
		.date = d->o.today,
		.file_id = *file ? file : NULL,
		.now = d->o.now,
		.sent_at = d->sent_at ? d->sent : NULL,
		.meta = &d->meta,
		.pseudonym = d->pseudonym,
		.mends = &d->mends,
		.hash_bytes = !*file,
		.kept = &d->extraction};
	struct extract_result r;
	char hash[65];

	if (extract_file(fd, name, &o, normalizer_sink(s->normalizer), &r, e))
		return -1;
	hash_hex(r.sha256, hash);
	return frame_release_file(&d->frames, *file ? file : hash, e) ? -1 : frame_done(&d->frames, e);
}

static const struct source *find_source(const struct door *d, const char *feed)
{
	size_t i = 0;

	while (i + 1 < d->nsources && strcmp(d->sources[i].name, feed) != 0)
		i++;
	return &d->sources[i];
}

static int parser_work(void *arg, int fd, const char *request, size_t len, int out)
{
	struct door *d = arg;
	struct err e = {0}, ignored = {0};
	const char *at = request, *feed = next_part(&at), *file = next_part(&at), *name = next_part(&at);

	d->meta.len = strtoul(next_part(&at), NULL, 10);
	memcpy(d->meta.text, at, len - (size_t)(at - request));
	d->meta.text[sidecar_bytes(&d->meta)] = '\0';
	if (!d->has_frames && frame_writer_init(&d->frames, out, true, &e))
		return -1;
	d->has_frames = true;
	if (!parse(d, fd, find_source(d, feed), file, name, &e))
		return 0;
	frame_write_error(&d->frames, &e, &ignored);
	return -1;
}

/* ---- the loader: it never sees XML ---- */

static int64_t running_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void batch_stored(void *arg)
{
	((struct door *)arg)->stored_ms = running_ms();
}

static void file_counted(void *arg, const struct load_result *r)
{
	struct door *d = arg;

	load_total_add(&d->total, r);
	progress_add(r->read);
	if (d->stored_ms)
		d->after_ms += running_ms() - d->stored_ms;
	d->stored_ms = 0;
}

static void file_done(void *arg, const struct load_result *r)
{
	struct door *d = arg;
	struct buf line = {0};
	struct err ignored = {0};

	d->told++;
	file_counted(d, r);
	if (!load_result_line(r, &line, &ignored))
		fprintf(d->out, "%s\n", line.data);
	fflush(d->out); /* who reads this may act on each file as soon as it is committed */
	buf_release(&line);
}

static struct pool_options pool_of(struct door *d)
{
	return (struct pool_options){
		.cells = d->cells, .work = parser_work, .work_arg = d, .shut = PQsocket(d->db.conn)};
}

/* ---- files of one feed ---- */

static const char *name_of(const struct door *d, size_t i)
{
	return d->o.nargs ? d->o.args[i] : d->o.input ? d->o.input : "-";
}

static int open_file(void *arg, size_t i, int *fd, struct buf *request, struct err *e)
{
	struct door *d = arg;

	*fd = options_input_fd(name_of(d, i), e);
	if (*fd < 0)
		return -1;
	return write_request(d, d->feed, d->file_id ? d->file_id : "", name_of(d, i), request, e);
}

static int quiet(void *arg, struct err *e)
{
	return loader_wait(((struct door *)arg)->loader, e);
}

/* Names are bytes; the ledger's are text. */
static const char *shown_name(void *arg, size_t i)
{
	struct door *d = arg;
	const char *name = basename(name_of(d, i));
	struct err ignored = {0};
	bool is_text = text_is_utf8(name, strlen(name)), is_masked;

	buf_reset(&d->shown);
	for (const char *p = name; *p; p++)
		if ((unsigned char)*p < 128 || is_text
				? buf_add_char(&d->shown, *p, &ignored)
				: buf_addf(&d->shown, &ignored, "\\x%02X", (unsigned char)*p))
			return "?";
	buf_reset(&d->hidden);
	if (!d->shown.len ||
		mask_keep_text(d->mask, MASK_NAME, buf_slice(&d->shown), &d->hidden, &is_masked, &ignored))
		return "?";
	return d->hidden.data;
}

static const char *file_id(void *arg, size_t i)
{
	const struct door *d = arg;

	return d->file_id ? d->file_id : basename(name_of(d, i));
}

static int load_files(struct door *d, struct err *e)
{
	struct pool_options po = pool_of(d);
	struct loader_run run = {.loader = d->loader,
		.end = d->o.nargs ? (size_t)d->o.nargs : 1,
		.told = &d->told,
		.name = shown_name,
		.file = file_id,
		.arg = d};
	bool is_loaded = false;
	int rc = -1;

	po.open = open_file;
	po.quiet = quiet;
	po.arg = d;
	if (options_check_inputs(&d->o, e) ||
		(d->file_id && loader_find(d->loader, d->file_id, &is_loaded, e)))
		return -1;
	if (is_loaded)
		return loader_commit(d->loader, e);
	if (!pool_new(&run.pool, &po, e))
		rc = loader_run(&run, e);
	pool_free(run.pool);
	return rc;
}

static int ingest_feed(struct door *d, struct err *e)
{
	struct loader_options lo = {.db = &d->db,
		.catalog = d->catalog,
		.feed = d->sources[0].feed,
		.program = PROGRAM,
		.run_id = d->run_id,
		.now = d->o.now,
		.mends = &d->mends,
		.rejects = d->rejects,
		.stored = batch_stored,
		.done = file_done,
		.arg = d};

	return loader_new(&d->loader, &lo, e) || load_files(d, e) ? -1 : 0;
}

/* ---- files of a manifest ---- */

static int ingest_manifest(struct door *d, struct err *e)
{
	struct manifest_options mo = {.db = &d->db,
		.catalog = d->catalog,
		.program = PROGRAM,
		.nfeeds = d->nsources,
		.run_id = d->run_id,
		.now = d->o.now,
		.mends = &d->mends,
		.raw = d->raw,
		.pool = pool_of(d),
		.request = write_request,
		.stored = batch_stored,
		.done = file_counted,
		.arg = d};
	struct manifest_feed *feeds = arena_alloc(&d->names, (d->nsources + 1) * sizeof *feeds, e);
	FILE *in = feeds ? fopen(d->manifest, "re") : NULL;
	int rc = -1;

	for (size_t i = 0; feeds && i < d->nsources; i++)
		feeds[i] =
			(struct manifest_feed){d->sources[i].name, d->sources[i].feed, d->sources[i].wrong};
	mo.feeds = feeds;
	if (in)
		rc = manifest_run(&mo, in, d->manifest, d->out, &d->counts, e);
	else if (feeds)
		err_at(e, ERR_NOINPUT, d->manifest, 0, "cannot be opened: %s", strerror(errno));
	if (in)
		fclose(in);
	d->total.has_bad = d->total.has_bad || d->counts.bad;
	return rc;
}

/* ---- the door ---- */

/* stored_s: without what comes after a batch's versions: the current ones, their key, the ledger, COMMIT. */
static void report(const struct door *d)
{
	int64_t total = running_ms() - d->started_ms, stored = total - d->after_ms;
	char files[160] = "", strangers[40] = "";

	if (d->manifest)
		snprintf(files, sizeof files,
			"files=%" PRIu64 " loaded=%" PRIu64 " known=%" PRIu64 " bad=%" PRIu64 " left=%" PRIu64
			" ",
			d->counts.rows, d->counts.loaded, d->counts.duplicate, d->counts.bad, d->counts.left);
	if (d->total.strangers)
		snprintf(strangers, sizeof strangers, " strangers=%" PRIu64, d->total.strangers);
	log_counts(&d->o,
		"%sread=%" PRIu64 " kept=%" PRIu64 " rejected=%" PRIu64 " duplicate=%" PRIu64 "%s"
		" stored_s=%" PRId64 ".%03" PRId64 " total_s=%" PRId64 ".%03" PRId64,
		files, d->total.read, d->total.kept, d->total.rejected, d->total.duplicate, strangers,
		stored / 1000, stored % 1000, total / 1000, total % 1000);
}

static int parse_jobs(struct door *d, struct err *e)
{
	char *end = NULL;
	long online = sysconf(_SC_NPROCESSORS_ONLN), n = d->jobs ? strtol(d->jobs, &end, 10) : online;

	if (d->jobs && (!*d->jobs || *end || n < 1 || n > POOL_MOST))
		return err_set(e, ERR_USAGE, "--jobs: found \"%.40s\", expected 1 to %d", d->jobs, POOL_MOST);
	d->cells = n < 1 ? 1 : n > POOL_MOST ? POOL_MOST : (size_t)n;
	return 0;
}

static int check_ways(const struct door *d, struct err *e)
{
	if (!d->manifest)
		return d->raw	 ? err_set(e, ERR_USAGE, "found --raw without --manifest FILE")
		       : d->feed ? 0
				 : err_set(e, ERR_USAGE, "found no --feed, expected --feed NAME");
	if (d->feed || d->file_id || d->sent_at || d->o.nargs || d->o.rejects)
		return err_set(e, ERR_USAGE,
			"found --manifest with --feed, --file-id, --sent-at, --rejects or files, expected it "
			"alone");
	if (strcmp(d->manifest, "-") == 0)
		return err_set(e, ERR_USAGE, "--manifest: found -, expected a file: it is read twice");
	return d->raw ? 0 : err_set(e, ERR_USAGE, "found --manifest, expected --raw DIR with it");
}

static int check_options(struct door *d, struct err *e)
{
	struct err bad = {0};
	int64_t sent;

	if (check_ways(d, e) || parse_jobs(d, e))
		return -1;
	if (d->file_id && d->o.nargs > 1)
		return err_set(e, ERR_USAGE, "found --file-id with %d files, expected one file", d->o.nargs);
	if (d->sent_at && clock_parse(d->sent_at, strlen(d->sent_at), &sent, &bad))
		return err_set(e, ERR_USAGE, "--sent-at: %s", bad.text);
	if (d->sent_at)
		clock_format(sent, d->sent);
	return ledger_parse_run(d->run, &d->run_id, e);
}

/* The manifest is read twice: for its feeds, before anything is done, and row by row. */
static int name_sources(struct door *d, const char ***names, struct err *e)
{
	FILE *in;
	int rc;

	d->nsources = 1;
	*names = &d->feed;
	if (!d->manifest)
		return 0;
	in = fopen(d->manifest, "re");
	if (!in)
		return err_at(e, ERR_NOINPUT, d->manifest, 0, "cannot be opened: %s", strerror(errno));
	rc = manifest_feeds(in, d->manifest, &d->names, names, &d->nsources, e);
	fclose(in);
	return rc;
}

static int read_source(struct door *d, struct source *s, struct err *e)
{
	return feed_load(&s->feed, d->catalog, s->name, d->o.today, e) ||
			       (d->o.max_rejects && feed_limit_rejects(s->feed, d->o.max_rejects, e)) ||
			       ddl_check(s->feed, e) || extract_verify(s->feed, d->catalog, d->o.today, e) ||
			       normalizer_new(&s->normalizer, s->feed, d->catalog, &d->frames.sink, e)
		       ? -1
		       : 0;
}

/* Of a manifest a feed that is wrong costs itself, and is told: the others are loaded. */
static int open_source(struct door *d, struct source *s, struct err *e)
{
	struct err why = {0};
	char line[ERR_LINE_BYTES];

	if (!read_source(d, s, &why))
		return 0;
	if (!d->manifest || why.kind != ERR_CATALOG)
		return err_at(e, why.kind, why.file, why.line, "%s", why.text);
	log_warn(&d->o, "feed %s is left out: %s", s->name, err_line(line, &why));
	s->wrong = strdup(line);
	return s->wrong ? 0 : err_set(e, ERR_NOMEM, "out of memory");
}

static int open_sources(struct door *d, struct err *e)
{
	const char **names;

	if (name_sources(d, &names, e))
		return -1;
	d->sources = arena_alloc(&d->names, (d->nsources + 1) * sizeof *d->sources, e);
	if (!d->sources)
		return -1;
	for (size_t i = 0; i < d->nsources; i++) {
		struct source *s = &d->sources[i];

		s->name = names[i];
		if (open_source(d, s, e))
			return -1;
	}
	return 0;
}

static void close_sources(struct door *d)
{
	for (size_t i = 0; d->sources && i < d->nsources; i++) {
		normalizer_free(d->sources[i].normalizer);
		feed_free(d->sources[i].feed);
		free(d->sources[i].wrong);
	}
}

/* In the order of the exit codes: options, catalogue, database, input. */
static int open_all(struct door *d, struct err *e)
{
	const char *key = d->key ? d->key : getenv("CHISO_KEY");

	if (check_options(d, e) || (key && *key && pseudonym_open(&d->pseudonym, key, e)) ||
		catalog_open(&d->catalog, d->o.catalog, d->o.ncatalog, e) || extract_prepare(d->catalog, e) ||
		!(d->mask = mask_of(d->catalog, e)) || open_sources(d, e) ||
		db_open(&d->db, &d->place, d->o.program, e) || lock_need(&d->db, e) ||
		(d->pseudonym && keyprint_check(&d->db, d->pseudonym, d->run_id, d->o.now, e)) ||
		repairs_read(&d->db, &d->mends, e) || options_open(&d->o, &d->in, &d->out, &d->rejects, e))
		return -1;
	return d->rejects ? rejects_write_header(d->rejects, e) : 0;
}

static int work(struct door *d, struct err *e)
{
	if (open_all(d, e))
		return -1;
	step("ingest");
	if (!(d->manifest ? ingest_manifest : ingest_feed)(d, e)) {
		step("ingested");
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
		OPTIONS_DATABASE(d.place),
		{"file-id", 0, "ID", "the file's SHA-256, if it is known (default: computed)", &d.file_id},
		{"manifest", 0, "FILE", "files of all feeds, as chiso-take lists them", &d.manifest},
		{"raw", 0, "DIR", "where the manifest's files lie", &d.raw},
		{"jobs", 'j', "N", "parsers side by side (default: processors, at most 8)", &d.jobs},
		{"key", 0, "FILE", "the pseudonym keys (default: $CHISO_KEY)", &d.key},
		{"sent-at", 0, "TIME", "when the message was sent, instead of the feed's sources",
			&d.sent_at},
		{"run", 0, "ID", "the run of audit.run that this belongs to", &d.run}};

	d.o = (struct options){.program = "chiso-ingest",
		.purpose = "read a feed's XML into PostgreSQL by parsers and a loader",
		.synopsis = "[-d DBNAME] [--key FILE] [--run ID] [--jobs N] --feed NAME [--file-id ID] "
			    "[FILE...] | --manifest FILE --raw DIR [-o VERDICTS]",
		.own = own,
		.nown = sizeof own / sizeof *own};
	d.started_ms = running_ms();
	if (options_parse(&d.o, argc, argv, &e) == 0)
		work(&d, &e);
	loader_free(d.loader);
	close_sources(&d);
	pseudonym_free(d.pseudonym);
	catalog_free(d.catalog);
	db_close(&d.db);
	buf_release(&d.shown);
	buf_release(&d.hidden);
	mends_release(&d.mends);
	arena_release(&d.names);
	if (e.kind != ERR_NONE)
		return log_exit(&d.o, &e);
	return d.total.has_bad ? ERR_FILE : 0;
}
