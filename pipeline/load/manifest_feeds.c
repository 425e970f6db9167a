#include "load/manifest_feeds.h"

#include <stdlib.h>
#include <string.h>
#include "stream/manifest.h"

struct names {
	struct arena *arena;
	const char **list;
	size_t n, cap;
};

static int add_name(struct names *s, struct slice name, struct err *e)
{
	const char **more;

	if (s->n == s->cap) {
		s->cap = s->cap ? s->cap * 2 : 32;
		more = arena_alloc(s->arena, s->cap * sizeof *more, e);
		if (!more)
			return -1;
		memcpy(more, s->list ? s->list : more, s->n * sizeof *more);
		s->list = more;
	}
	s->list[s->n] = arena_copy(s->arena, name.text, name.len, e);
	return s->list[s->n++] ? 0 : -1;
}

static int note_feed(void *arg, const struct manifest_row *row, struct err *e)
{
	struct names *s = arg;

	if (!slice_equals(row->cells[MANIFEST_STATE], "taken"))
		return 0;
	for (size_t i = 0; i < s->n; i++)
		if (slice_equals(row->cells[MANIFEST_FEED], s->list[i]))
			return 0;
	return add_name(s, row->cells[MANIFEST_FEED], e);
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

int manifest_feeds(FILE *in, const char *name, struct arena *a, const char ***names, size_t *n, struct err *e)
{
	struct names s = {.arena = a};

	if (manifest_read(in, name, note_feed, &s, e))
		return -1;
	if (s.n)
		qsort(s.list, s.n, sizeof *s.list, by_text);
	*names = s.list;
	*n = s.n;
	return 0;
}
