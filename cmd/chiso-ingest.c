/* chiso-ingest - read a feed's XML into PostgreSQL: parser and loader in two processes */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "core/clock.h"
#include "core/options.h"
#include "core/stream.h"
#include "core/version.h"
#include "extract/extract.h"
#include "load/frames.h"
#include "load/result.h"
#include "normalize/normalize.h"

#define PIPE_BYTES (1 << 20) /* the most an ordinary user may have */
#define PARSER_BYTES                                                                                         \
	(512ull << 20)	/* address space: libraries and one record; far below what a bomb wants              \
			 */
#define PARSER_FILES 32 /* the input, its sidecar, the pipe */

struct door {
	struct options o;
	const char *feed, *conninfo, *file_id, *key, *run, *sent_at;
	int64_t run_id;
	char date[26], sent[26];
	struct catalog *catalog;
	struct feed *description;
	struct pseudonym *pseudonym;
	struct db db;
	struct loader *loader;
	struct normalizer *normalizer; /* made once: its dictionaries go to each parser by fork */
	struct frame_writer frames;    /* the parser's */
	FILE *in, *out, *rejects;
	uint64_t read, kept, rejected, duplicate;
	int64_t started_ms,
		stored_ms; /* of the machine's running time; stored_ms: of the file at hand, 0: not yet */
	int64_t after_ms;  /* spent on files whose versions were stored */
	bool has_bad;
};

/* ---- the parser: it has no connection and no file but the input ---- */

static void limit(int what, rlim_t n)
{
	struct rlimit l = {n, n};

	setrlimit((__rlimit_resource_t)what, &l);
}

static void enter_cell(const struct door *d, pid_t parent)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(ERR_FAULT);
	close(PQsocket(d->db.conn));
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_FSIZE, 0);
	limit(RLIMIT_NOFILE, PARSER_FILES);
#ifndef __SANITIZE_ADDRESS__ /* whose shadow is terabytes of address space */
	limit(RLIMIT_AS, PARSER_BYTES);
#endif
}

static int parse(struct door *d, int in, const char *name, struct err *e)
{
	struct extract_options o = {.feed = d->description,
		.catalog = d->catalog,
		.date = d->date,
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

static void parser_main(struct door *d, int in, const char *name, int out)
{
	struct err e = {0}, ignored = {0};

	if (!frame_writer_init(&d->frames, out, true, &e))
		parse(d, in, name, &e);
	if (e.kind != ERR_NONE)
		frame_write_error(&d->frames, &e, &ignored);
	_exit(err_exit(&e));
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

	d->read += r->read;
	d->kept += r->kept;
	d->rejected += r->rejected;
	d->duplicate += r->duplicate;
	d->has_bad = d->has_bad || r->outcome == OUTCOME_BAD;
	if (d->stored_ms)
		d->after_ms += running_ms() - d->stored_ms;
	d->stored_ms = 0;
	if (!load_result_line(r, &line, &ignored))
		fprintf(d->out, "%s\n", line.data);
	fflush(d->out); /* who reads this may act on each file as soon as it is committed */
	buf_release(&line);
}

static int parser_end(pid_t child, const char *name, int rc, bool ended, struct err *e)
{
	int status = 0;

	if (rc)
		kill(child, SIGKILL);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	if (rc || (ended && WIFEXITED(status) && WEXITSTATUS(status) == 0))
		return rc;
	if (WIFSIGNALED(status))
		return err_at(e, ERR_FAULT, name, 0,
			"the parser was killed by signal %d (%s), nothing of this file is stored",
			WTERMSIG(status), strsignal(WTERMSIG(status)));
	return err_at(e, ERR_FAULT, name, 0,
		"the parser ended with status %d before its last word, nothing of this file is stored",
		WEXITSTATUS(status));
}

/* The child takes over the input and the writing end. */
static pid_t parser_start(struct door *d, int in, const char *name, int *from, struct err *e)
{
	pid_t parent = getpid(), child;
	int ends[2];

	if (pipe2(ends, O_CLOEXEC)) {
		err_set(e, ERR_FAULT, "no pipe: %s", strerror(errno));
		return -1;
	}
	fcntl(ends[1], F_SETPIPE_SZ, PIPE_BYTES); /* a smaller one works too */
	fflush(NULL);
	child = fork();
	if (child == 0) {
		close(ends[0]);
		enter_cell(d, parent);
		parser_main(d, in, name, ends[1]);
	}
	close(ends[1]);
	*from = ends[0];
	if (child < 0) {
		err_set(e, ERR_RETRY, "no process for the parser: %s", strerror(errno));
		close(ends[0]);
	}
	return child;
}

static int ingest(struct door *d, int in, const char *name, struct err *e)
{
	const char *slash = strrchr(name, '/');
	struct load_result known;
	bool ended = false, is_loaded = false;
	pid_t child;
	int from, rc;

	if (d->file_id && loader_find(d->loader, d->file_id, &known, &is_loaded, e))
		return -1;
	if (is_loaded) {
		file_done(d, &known);
		return 0;
	}
	loader_name_file(d->loader, slash ? slash + 1 : name);
	child = parser_start(d, in, name, &from, e);
	if (child < 0)
		return -1;
	rc = frames_read(from, loader_sink(d->loader), &ended, e);
	close(from);
	return parser_end(child, name, rc, ended, e);
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
		d->read, d->kept, d->rejected, d->duplicate, stored / 1000, stored % 1000, total / 1000,
		total % 1000);
}

static int set_max_rejects(struct door *d, struct err *e)
{
	char *end = NULL;
	unsigned long n = strtoul(d->o.max_rejects, &end, 10);
	bool is_share = *end == '%';

	if (end == d->o.max_rejects || end[is_share] || n > 1000000000)
		return err_set(
			e, ERR_USAGE, "--max-rejects: found \"%s\", expected N or N%%", d->o.max_rejects);
	d->description->max_rejects = is_share ? 0 : (unsigned)n;
	d->description->max_rejects_pct = is_share ? (unsigned)n : 0;
	return 0;
}

static int check_options(struct door *d, struct err *e)
{
	struct err bad = {0};
	char *end = NULL;
	int64_t sent;

	if (!d->feed)
		return err_set(e, ERR_USAGE, "found no --feed, expected --feed NAME");
	if (d->file_id && d->o.nargs > 1)
		return err_set(e, ERR_USAGE, "found --file-id with %d files, expected one file", d->o.nargs);
	if (d->sent_at && clock_parse(d->sent_at, strlen(d->sent_at), &sent, &bad))
		return err_set(e, ERR_USAGE, "--sent-at: %s", bad.text);
	if (d->sent_at)
		clock_format(sent, d->sent);
	if (d->run && ((d->run_id = strtoll(d->run, &end, 10)) < 1 || *end))
		return err_set(e, ERR_USAGE, "--run: found \"%s\", expected a number of audit.run", d->run);
	clock_format(d->o.now, d->date);
	d->date[10] = '\0';
	return 0;
}

/* In the order of the exit codes: options, catalogue, database, input. */
static int open_all(struct door *d, struct err *e)
{
	const char *key = d->key ? d->key : getenv("CHISO_KEY");

	if (check_options(d, e) || (key && *key && pseudonym_open(&d->pseudonym, key, e)) ||
		catalog_open(&d->catalog, d->o.catalog, d->o.ncatalog, e) ||
		feed_load(&d->description, d->catalog, d->feed, d->date, e) ||
		(d->o.max_rejects && set_max_rejects(d, e)) ||
		normalizer_new(&d->normalizer, d->description, d->catalog, &d->frames.sink, e) ||
		db_open(&d->db, d->conninfo, d->o.program, e) ||
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
	if (!loader_new(&d->loader, &lo, e) && !each_file(d, e)) {
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
	return d.has_bad ? ERR_FILE : 0;
}
