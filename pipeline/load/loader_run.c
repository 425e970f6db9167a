#include "load/loader_run.h"

/* How far the files are. */
struct progress {
	const struct loader_run *r;
	size_t at;     /* the file in hand */
	size_t singly; /* files before this one are taken one a transaction */
};

static size_t first_untold(const struct progress *w)
{
	return w->r->first + *w->r->told;
}

/* The batch is void. Its files come again, each for itself; one that was alone already is bad. */
static int start_over(struct progress *w, struct err *e)
{
	size_t from = first_untold(w), after = w->at < w->r->end ? w->at + 1 : w->r->end;
	struct err why = *e;

	loader_abandon(w->r->loader);
	err_clear(e);
	w->at = from;
	if (after == from + 1 && !w->r->spares) {
		*e = why;
		return -1;
	}
	if (after == from + 1) {
		w->at = after;
		if (loader_name_file(w->r->loader, w->r->name(w->r->arg, from), e) ||
			loader_void(
				w->r->loader, w->r->file(w->r->arg, from), "file.database", why.text, e) ||
			loader_commit(w->r->loader, e))
			return -1;
	} else {
		w->singly = after;
	}
	pool_begin(w->r->pool, w->at, w->r->end);
	return 0;
}

static bool is_for_data(const struct err *e)
{
	return e->kind == ERR_FILE || e->kind == ERR_RECORD;
}

static int lost(struct progress *w, struct err *e)
{
	struct err why = *e;

	if (!w->r->spares)
		return -1;
	err_clear(e);
	if (loader_void(w->r->loader, w->r->file(w->r->arg, w->at), "file.parser", why.text, e))
		return is_for_data(e) ? start_over(w, e) : -1;
	w->at++;
	return 0;
}

static int read_one(struct progress *w, struct err *e)
{
	const char *name = w->r->name(w->r->arg, w->at);
	enum pool_word word;

	loader_take_singly(w->r->loader, w->at < w->singly);
	if (loader_name_file(w->r->loader, name, e))
		return -1;
	if (!pool_read(w->r->pool, name, loader_sink(w->r->loader), &word, e)) {
		w->at++;
		return 0;
	}
	if (word == POOL_LOST)
		return lost(w, e);
	return is_for_data(e) ? start_over(w, e) : -1;
}

int loader_run(const struct loader_run *r, struct err *e)
{
	struct progress w = {r, r->first, r->first};

	pool_begin(r->pool, r->first, r->end);
	for (;;) {
		while (w.at < r->end)
			if (read_one(&w, e))
				return -1;
		loader_take_singly(r->loader, false);
		if (!loader_commit(r->loader, e))
			return 0;
		if (!is_for_data(e) || start_over(&w, e))
			return -1;
	}
}
