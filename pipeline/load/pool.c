#include "load/pool.h"

#include <stdlib.h>
#include <unistd.h>
#include "core/cell.h"
#include "stream/frames.h"

struct worker {
	struct cell_process cell;
	struct frames *frames; /* NULL: no process */
	size_t next;	       /* the file it is given next */
	size_t given;	       /* files given and not yet read */
};

struct pool {
	struct pool_options o;
	struct worker workers[POOL_MOST];
	size_t at, end; /* the file read next */
	struct buf request;
};

/* What the next stage says to a file is told apart from what the cell says. */
struct watch {
	struct sink sink; /* first */
	struct sink *next;
	bool has_failed, has_row; /* has_row: the file's row came, the next stage has all of it */
};

static int went_on(struct err *e)
{
	return err_set(e, ERR_FAULT, "the parser went on behind the row of its file");
}

static int put_watch(struct sink *self, const struct record *r, struct err *e)
{
	struct watch *w = (struct watch *)self;
	int rc;

	if (w->has_row)
		return went_on(e);
	rc = w->next->put(w->next, r, e);
	w->has_failed = rc != 0;
	w->has_row = r->kind == RECORD_FILE;
	return rc;
}

static int reject_watch(struct sink *self, const struct reject *r, struct err *e)
{
	struct watch *w = (struct watch *)self;
	int rc;

	if (w->has_row)
		return went_on(e);
	rc = w->next->reject(w->next, r, e);
	w->has_failed = rc != 0;
	return rc;
}

static int start(struct pool *p, struct worker *w, struct err *e)
{
	if (w->frames)
		return 0;
	if (p->o.quiet && p->o.quiet(p->o.arg, e))
		return -1;
	if (cell_start(&w->cell, p->o.work, p->o.work_arg, &p->o.shut, p->o.shut >= 0, e))
		return -1;
	w->given = 0;
	if (!frames_new(&w->frames, w->cell.from, e))
		return 0;
	cell_end(&w->cell, "", -1, false, e);
	return -1;
}

/* rc, has_ended: as cell_end. */
static int stop(struct worker *w, const char *name, int rc, bool has_ended, struct err *e)
{
	if (!w->frames)
		return rc;
	frames_free(w->frames);
	w->frames = NULL;
	w->given = 0;
	return cell_end(&w->cell, name, rc, has_ended, e);
}

enum answer { TAKEN, FULL, GONE, FAILED };

static enum answer give(struct pool *p, struct worker *w, struct err *e)
{
	struct err ignored = {0};
	int fd = -1, rc;

	buf_reset(&p->request);
	if (p->o.open(p->o.arg, w->next, &fd, &p->request, e))
		return FAILED;
	rc = cell_give(&w->cell, fd, p->request.data, p->request.len, &ignored);
	close(fd);
	if (rc == 0) {
		w->given++;
		w->next += p->o.cells;
	}
	return rc < 0 ? GONE : rc ? FULL : TAKEN;
}

/* Gives one cell what it can take. One that is gone is noticed when the turn of its file comes; one that went
 * without a file is replaced. What cannot be opened is told when its turn comes, too. */
static int feed_one(struct pool *p, struct worker *w, struct err *e)
{
	enum answer answer = TAKEN;
	struct err why = {0}, ignored = {0};
	bool is_second = false;

	while (answer == TAKEN && w->next < p->end && w->given < POOL_AHEAD) {
		if (start(p, w, e))
			return -1;
		answer = give(p, w, &why);
		if (answer == GONE && w->given == 0 && !is_second) {
			stop(w, "", -1, false, &ignored);
			is_second = true;
			answer = TAKEN;
		}
	}
	if (w->given || answer == TAKEN)
		return 0;
	if (answer == FAILED)
		*e = why;
	return err_set(e, ERR_FAULT, "a parser takes no file");
}

static int feed(struct pool *p, struct worker *turn, struct err *e)
{
	struct err ignored = {0}; /* told when its turn comes */

	if (feed_one(p, turn, e))
		return -1;
	for (size_t i = 0; i < p->o.cells; i++)
		if (&p->workers[i] != turn && feed_one(p, &p->workers[i], &ignored))
			err_clear(&ignored);
	return 0;
}

static bool ends_run(enum err_kind kind)
{
	return kind == ERR_USAGE || kind == ERR_CATALOG || kind == ERR_NOINPUT;
}

/* A cell that fails behind the row of its file costs nothing: the next stage has all of that file, and would
 * have it twice if it were called lost. */
static enum pool_word end_badly(
	struct pool *p, struct worker *w, const char *name, int rc, bool has_row, struct err *e)
{
	stop(w, name, rc, false, e);
	w->next = p->at - 1 + p->o.cells;
	if (!has_row)
		return ends_run(e->kind) ? POOL_REFUSED : POOL_LOST;
	err_clear(e);
	return POOL_DONE;
}

int pool_read(struct pool *p, const char *name, struct sink *next, enum pool_word *word, struct err *e)
{
	struct watch watch = {{put_watch, reject_watch}, next, false, false};
	struct worker *w = &p->workers[p->at % p->o.cells];
	bool is_done = false;
	int rc;

	*word = POOL_REFUSED;
	if (feed(p, w, e))
		return -1;
	rc = frames_next(w->frames, &watch.sink, &is_done, e);
	if (watch.has_failed)
		return -1;
	p->at++;
	if (!rc && is_done && !watch.has_row)
		rc = err_set(e, ERR_FAULT, "the parser ended a file without its row");
	if (!rc && is_done) {
		w->given--;
		*word = POOL_DONE;
	} else {
		*word = end_badly(p, w, name, rc, watch.has_row, e);
	}
	return *word == POOL_DONE ? 0 : -1;
}

void pool_begin(struct pool *p, size_t first, size_t end)
{
	struct err ignored = {0};

	for (size_t i = 0; i < p->o.cells; i++) {
		struct worker *w = &p->workers[i];

		if (w->given)
			stop(w, "", -1, false, &ignored);
		w->next = first + (i + p->o.cells - first % p->o.cells) % p->o.cells;
	}
	p->at = first;
	p->end = end;
}

int pool_new(struct pool **out, const struct pool_options *o, struct err *e)
{
	struct pool *p = calloc(1, sizeof *p);

	*out = p;
	if (!p)
		return err_set(e, ERR_NOMEM, "out of memory for the parsers");
	p->o = *o;
	p->o.cells = o->cells < 1 ? 1 : o->cells > POOL_MOST ? POOL_MOST : o->cells;
	p->request.max_bytes = CELL_REQUEST_BYTES;
	return 0;
}

void pool_free(struct pool *p)
{
	struct err ignored = {0};

	if (!p)
		return;
	for (size_t i = 0; i < p->o.cells; i++) /* all first: one cell may hold the end of another's way */
		if (p->workers[i].frames)
			cell_finish(&p->workers[i].cell);
	for (size_t i = 0; i < p->o.cells; i++)
		stop(&p->workers[i], "", p->workers[i].given ? -1 : 0, true, &ignored);
	buf_release(&p->request);
	free(p);
}
