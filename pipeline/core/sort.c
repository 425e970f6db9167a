#include "core/sort.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "core/limits.h"

#define RUNS 32 /* merged at once; more are merged into one on the way */

/* Stands before each item, in memory and in a run: lengths, not separators, since keys hold any byte. */
struct head {
	uint32_t key, body; /* lengths */
};

struct sort_run {
	FILE *file;
	struct head head; /* of the item in hand */
	struct buf item;  /* key and body */
	bool is_done;
};

struct sorter {
	char *data;
	size_t len, cap, max;
	size_t *at; /* where the items begin in data */
	size_t n, nat;
	struct sort_run runs[RUNS];
	unsigned nruns, written;
};

static int compare_bytes(const char *a, size_t alen, const char *b, size_t blen)
{
	size_t n = alen < blen ? alen : blen;
	int d = n ? memcmp(a, b, n) : 0;

	return d ? d : (alen > blen) - (alen < blen);
}

static int compare_item(const struct head *a, const char *at, const struct head *b, const char *bt)
{
	int d = compare_bytes(at, a->key, bt, b->key);

	return d ? d : compare_bytes(at + a->key, a->body, bt + b->key, b->body);
}

static int by_item(const void *a, const void *b, void *data)
{
	const char *x = (const char *)data + *(const size_t *)a, *y = (const char *)data + *(const size_t *)b;
	struct head hx, hy;

	memcpy(&hx, x, sizeof(hx));
	memcpy(&hy, y, sizeof(hy));
	return compare_item(&hx, x + sizeof(hx), &hy, y + sizeof(hy));
}

int sorter_new(struct sorter **out, size_t max_bytes, struct err *e)
{
	*out = calloc(1, sizeof(**out));
	if (!*out)
		return err_set(e, ERR_NOMEM, "out of memory for sorting");
	(*out)->max = max_bytes ? max_bytes : LIMIT_SORT_BYTES;
	return 0;
}

static void run_release(struct sort_run *r)
{
	if (r->file)
		fclose(r->file); /* nothing written is lost: the file is unlinked and only read again */
	buf_release(&r->item);
	*r = (struct sort_run){0};
}

void sorter_free(struct sorter *s)
{
	if (!s)
		return;
	for (unsigned i = 0; i < RUNS; i++)
		run_release(&s->runs[i]);
	free(s->data);
	free(s->at);
	free(s);
}

unsigned sorter_runs(const struct sorter *s)
{
	return s->written;
}

static int open_temp(FILE **out, struct err *e)
{
	const char *dir = getenv("TMPDIR");
	char path[4096];
	int fd = -1;
	int n = snprintf(path, sizeof(path), "%s/chiso-sort.XXXXXX", dir && *dir ? dir : "/tmp");

	if (n > 0 && (size_t)n < sizeof(path))
		fd = mkstemp(path);
	if (fd < 0)
		return err_set(e, ERR_OUTPUT, "cannot create a temporary file in %s: %s",
			dir && *dir ? dir : "/tmp", strerror(errno));
	unlink(path); /* at once: a process that is killed leaves nothing behind */
	*out = fdopen(fd, "w+");
	if (!*out) {
		close(fd);
		return err_set(e, ERR_NOMEM, "out of memory for a temporary file");
	}
	return 0;
}

static int run_write(FILE *f, const struct head *h, const char *item, struct err *e)
{
	size_t len = (size_t)h->key + h->body;

	if (fwrite(h, sizeof(*h), 1, f) != 1 || (len && fwrite(item, len, 1, f) != 1))
		return err_set(e, ERR_WRITE, "writing a temporary file failed: %s", strerror(errno));
	return 0;
}

static int run_next(struct sort_run *r, struct err *e)
{
	size_t got = fread(&r->head, 1, sizeof(r->head), r->file);

	if (got == 0 && !ferror(r->file)) {
		r->is_done = true;
		return 0;
	}
	size_t len = (size_t)r->head.key + r->head.body;
	buf_reset(&r->item);
	r->item.max_bytes = (size_t)1 << 31;
	if (got != sizeof(r->head) || buf_reserve(&r->item, len + 1, e) ||
		fread(r->item.data, 1, len, r->file) != len)
		return err_set(e, ERR_WRITE, "reading a temporary file failed: %s", strerror(errno));
	r->item.len = len;
	return 0;
}

static int run_rewind(struct sort_run *r, struct err *e)
{
	if (fflush(r->file) != 0 || fseeko(r->file, 0, SEEK_SET) != 0)
		return err_set(e, ERR_WRITE, "writing a temporary file failed: %s", strerror(errno));
	return run_next(r, e);
}

/* One after another, not a heap: of 32 runs the reading costs more than the comparing. */
static struct sort_run *run_least(struct sorter *s, unsigned n)
{
	struct sort_run *least = NULL;

	for (unsigned i = 0; i < n; i++) {
		struct sort_run *r = &s->runs[i];

		if (!r->is_done &&
			(!least || compare_item(&r->head, r->item.data, &least->head, least->item.data) < 0))
			least = r;
	}
	return least;
}

static int merge_runs(struct sorter *s, unsigned n, sorter_item_fn *fn, void *arg, struct err *e)
{
	struct sort_run *r;

	for (unsigned i = 0; i < n; i++)
		if (run_rewind(&s->runs[i], e))
			return -1;
	while ((r = run_least(s, n))) {
		struct slice key = {r->item.data, r->head.key},
			     body = {r->item.data + r->head.key, r->head.body};

		if (fn(arg, key, body, e) < 0 || run_next(r, e))
			return -1;
	}
	return 0;
}

static int write_merged(void *arg, struct slice key, struct slice body, struct err *e)
{
	struct head h = {(uint32_t)key.len, (uint32_t)body.len};

	return run_write(arg, &h, key.text, e); /* key and body lie side by side */
}

/* All runs become one: the last. */
static int fold_runs(struct sorter *s, struct err *e)
{
	struct sort_run one = {0};

	if (open_temp(&one.file, e))
		return -1;
	int rc = merge_runs(s, s->nruns, write_merged, one.file, e);
	for (unsigned i = 0; i < s->nruns; i++)
		run_release(&s->runs[i]);
	s->runs[0] = one;
	s->nruns = 1;
	return rc;
}

static int spill(struct sorter *s, struct err *e)
{
	if (s->nruns == RUNS && fold_runs(s, e))
		return -1;
	struct sort_run *r = &s->runs[s->nruns];
	if (open_temp(&r->file, e))
		return -1;
	s->nruns++;
	s->written++;
	qsort_r(s->at, s->n, sizeof(*s->at), by_item, s->data);
	for (size_t i = 0; i < s->n; i++) {
		struct head h;

		memcpy(&h, s->data + s->at[i], sizeof(h));
		if (run_write(r->file, &h, s->data + s->at[i] + sizeof(h), e))
			return -1;
	}
	s->n = s->len = 0;
	return 0;
}

/* Doubles up to max, which holds what is needed. */
static int grow(void **memory, size_t *cap, size_t size, size_t need, size_t max, struct err *e)
{
	size_t n = *cap ? *cap : 1024;

	while (n < need)
		n *= 2;
	if (n > max)
		n = max;
	void *more = n == *cap ? *memory : realloc(*memory, n * size);
	if (!more)
		return err_set(e, ERR_NOMEM, "out of memory for sorting");
	*memory = more;
	*cap = n;
	return 0;
}

int sorter_add(struct sorter *s, struct slice key, struct slice body, struct err *e)
{
	struct head h = {(uint32_t)key.len, (uint32_t)body.len};
	size_t len = sizeof(h) + key.len + body.len;

	if (key.len > UINT32_MAX / 2 || body.len > UINT32_MAX / 2 || len + sizeof(size_t) > s->max)
		return err_set(
			e, ERR_RECORD, "record of %zu bytes is larger than the memory for sorting", len);
	if (s->len + len + (s->n + 1) * sizeof(size_t) > s->max && spill(s, e))
		return -1;
	if (grow((void **)&s->data, &s->cap, 1, s->len + len, s->max, e) ||
		grow((void **)&s->at, &s->nat, sizeof(*s->at), s->n + 1, s->max, e))
		return -1;
	s->at[s->n++] = s->len;
	memcpy(s->data + s->len, &h, sizeof(h));
	if (key.len)
		memcpy(s->data + s->len + sizeof(h), key.text, key.len);
	if (body.len)
		memcpy(s->data + s->len + sizeof(h) + key.len, body.text, body.len);
	s->len += len;
	return 0;
}

static int read_memory(struct sorter *s, sorter_item_fn *fn, void *arg, struct err *e)
{
	if (s->n)
		qsort_r(s->at, s->n, sizeof(*s->at), by_item, s->data);
	for (size_t i = 0; i < s->n; i++) {
		const char *item = s->data + s->at[i];
		struct head h;

		memcpy(&h, item, sizeof(h));
		struct slice key = {item + sizeof(h), h.key}, body = {item + sizeof(h) + h.key, h.body};
		if (fn(arg, key, body, e) < 0)
			return -1;
	}
	return 0;
}

int sorter_read(struct sorter *s, sorter_item_fn *fn, void *arg, struct err *e)
{
	if (s->nruns == 0)
		return read_memory(s, fn, arg, e);
	/* once something is on disk all is: one way to merge, and the memory is free for the runs */
	if (s->n > 0 && spill(s, e))
		return -1;
	free(s->data);
	free(s->at);
	s->data = NULL;
	s->at = NULL;
	s->cap = s->nat = 0;
	return merge_runs(s, s->nruns, fn, arg, e);
}
