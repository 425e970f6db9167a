#include "load/manifest_run.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "load/loader_run.h"
#include "load/manifest_verdict.h"
#include "load/manifest_window.h"

struct run {
	const struct manifest_options *o;
	struct manifest_writer writer;
	struct manifest_counts *counts;
	struct loader **loaders; /* of each feed; made when its first file comes */
	const char **catalogs;
	const char **wrong; /* of each feed: why its files are left; NULL: they are not */
	struct arena texts;
	struct pool *pool;
	struct loader *at;  /* of the feed in hand */
	size_t first, told; /* of the feed in hand: its first file in todo, and how many have their verdict */
	struct err failed;  /* of a callback that cannot say so */
	struct window *window;
};

static void run_done(void *arg, const struct load_result *result)
{
	struct run *r = arg;

	verdict_take(r->window, r->window->todo[r->first + r->told++], result, &r->failed);
	r->o->done(r->o->arg, result);
}

static void run_stored(void *arg)
{
	const struct run *r = arg;

	r->o->stored(r->o->arg);
}

/* What is wrong with a feed's rows is the feed's own matter. */
static int note_wrong(struct run *r, size_t feed, const char *why, struct err *e)
{
	struct buf text = {0};

	if (buf_addf(&text, e, "found rows of feed %s that cannot be read, expected them mended: %.500s",
		    r->o->feeds[feed].name, why) == 0)
		r->wrong[feed] = arena_copy(&r->texts, text.data, text.len, e);
	buf_release(&text);
	return r->wrong[feed] ? 0 : -1;
}

static int make_loader(struct run *r, size_t feed, struct err *e)
{
	const struct manifest_options *o = r->o;
	struct loader_options lo = {.db = o->db,
		.catalog = o->catalog,
		.feed = o->feeds[feed].feed,
		.program = o->program,
		.run_id = o->run_id,
		.now = o->now,
		.mends = o->mends,
		.is_known_checked = true,
		.quarantines = true,
		.stored = run_stored,
		.done = run_done,
		.arg = r};
	struct err why = {0};
	char line[ERR_LINE_BYTES];

	if (r->loaders[feed] || r->wrong[feed])
		return 0;
	if (o->feeds[feed].wrong)
		return note_wrong(r, feed, o->feeds[feed].wrong, e);
	if (loader_new(&r->loaders[feed], &lo, &why))
		return why.kind == ERR_CATALOG ? note_wrong(r, feed, err_line(line, &why), e)
					       : err_at(e, why.kind, why.file, why.line, "%s", why.text);
	r->catalogs[feed] = loader_catalog(r->loaders[feed]);
	return 0;
}

static int raw_path(const struct run *r, const struct window_row *x, char path[PATH_MAX], struct err *e)
{
	int n = snprintf(path, PATH_MAX, "%s/%s", r->o->raw, x->cells[MANIFEST_RAW]);

	return n < PATH_MAX ? 0 : err_set(e, ERR_USAGE, "--raw: found a path over %d bytes", PATH_MAX - 1);
}

static int open_raw(void *arg, size_t i, int *fd, struct buf *request, struct err *e)
{
	struct run *r = arg;
	const struct window_row *x = r->window->todo[i];
	char path[PATH_MAX];

	if (raw_path(r, x, path, e))
		return -1;
	*fd = open(path, O_RDONLY | O_CLOEXEC); /* a dry run links to the raw zone */
	if (*fd < 0)
		return err_at(
			e, ERR_NOINPUT, x->cells[MANIFEST_RAW], 0, "cannot be opened: %s", strerror(errno));
	return r->o->request(r->o->arg, x->cells[MANIFEST_FEED], x->cells[MANIFEST_FILE], path, request, e);
}

static int quiet(void *arg, struct err *e)
{
	const struct run *r = arg;

	return r->at ? loader_wait(r->at, e) : 0;
}

static const char *shown_name(void *arg, size_t i)
{
	const struct run *r = arg;

	return r->window->todo[i]->cells[MANIFEST_NAME];
}

static const char *file_id(void *arg, size_t i)
{
	const struct run *r = arg;

	return r->window->todo[i]->cells[MANIFEST_FILE];
}

static int run_feed(struct run *r, size_t first, size_t end, struct err *e)
{
	struct loader_run lr = {.loader = r->loaders[r->window->todo[first]->feed],
		.pool = r->pool,
		.first = first,
		.end = end,
		.told = &r->told,
		.spares = true,
		.name = shown_name,
		.file = file_id,
		.arg = r};

	r->at = lr.loader;
	r->first = first;
	r->told = 0;
	if (loader_run(&lr, e))
		return -1;
	if (r->failed.kind == ERR_NONE)
		return 0;
	*e = r->failed;
	return -1;
}

/* Bytes that are gone from the raw folder, or cannot be read there, are one file's matter, wrong rows one
 * feed's: it is left, and told; the others go on. */
static int leave_gone(struct run *r, struct err *e)
{
	struct window *w = r->window;
	char path[PATH_MAX];
	size_t n = 0;

	for (size_t i = 0; i < w->ntodo; i++) {
		const char *wrong = r->wrong[w->todo[i]->feed];

		if (raw_path(r, w->todo[i], path, e))
			return -1;
		if (wrong)
			verdict_leave(w->todo[i], "left.feed", wrong);
		else if (access(path, R_OK) == 0)
			w->todo[n++] = w->todo[i];
		else if (errno == ENOENT)
			verdict_leave(w->todo[i], "left.gone",
				"found no bytes in the raw folder, expected those that were taken");
		else
			verdict_leave(w->todo[i], "left.unreadable",
				"found bytes in the raw folder that cannot be read, expected those that were "
				"taken");
	}
	w->ntodo = n;
	return 0;
}

static int run_window(struct run *r, struct err *e)
{
	struct window *w = r->window;

	for (size_t i = 0; i < w->ntaken; i++)
		if (make_loader(r, w->by_hash[i]->feed, e))
			return -1;
	if (window_sort_out(w, r->o, r->catalogs, e) || leave_gone(r, e))
		return -1;
	for (size_t first = 0, end; first < w->ntodo; first = end) {
		for (end = first + 1; end < w->ntodo && w->todo[end]->feed == w->todo[first]->feed; end++)
			;
		if (run_feed(r, first, end, e))
			return -1;
	}
	if (verdict_finish(w, r->o, &r->writer, r->counts, e))
		return -1;
	window_reset(w);
	return 0;
}

static int take_row(void *arg, const struct manifest_row *row, struct err *e)
{
	struct run *r = arg;

	if (window_add(r->window, r->o, row, e))
		return -1;
	return r->window->n == MANIFEST_WINDOW ? run_window(r, e) : 0;
}

static int run_open(struct run *r, struct err *e)
{
	struct pool_options po = r->o->pool;

	po.open = open_raw;
	po.quiet = quiet;
	po.arg = r;
	r->window = calloc(1, sizeof *r->window);
	r->loaders = calloc(r->o->nfeeds + 1, sizeof(struct loader *));
	r->catalogs = calloc(r->o->nfeeds + 1, sizeof(const char *));
	r->wrong = calloc(r->o->nfeeds + 1, sizeof(const char *));
	if (!r->window || !r->loaders || !r->catalogs || !r->wrong)
		return err_set(e, ERR_NOMEM, "out of memory for the manifest");
	return pool_new(&r->pool, &po, e);
}

static void run_close(struct run *r)
{
	pool_free(r->pool);
	for (size_t i = 0; r->loaders && i < r->o->nfeeds; i++)
		loader_free(r->loaders[i]);
	if (r->window)
		window_reset(r->window);
	free(r->window);
	free(r->loaders);
	free(r->catalogs);
	free(r->wrong);
	arena_release(&r->texts);
}

int manifest_run(const struct manifest_options *o, FILE *in, const char *name, FILE *out,
	struct manifest_counts *counts, struct err *e)
{
	struct run r = {.o = o, .counts = counts};
	int rc = -1;

	*counts = (struct manifest_counts){0};
	if (!run_open(&r, e) && !manifest_begin(&r.writer, out, e) &&
		!manifest_read(in, name, take_row, &r, e) && (r.window->n == 0 || !run_window(&r, e)))
		rc = manifest_end(&r.writer, e);
	run_close(&r);
	return rc;
}
