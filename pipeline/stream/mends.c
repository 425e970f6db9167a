#include "stream/mends.h"

#include <stdlib.h>
#include <string.h>

static int grow(struct mends *m, struct err *e)
{
	size_t room = m->room ? 2 * m->room : 64;
	struct mend *list = m->n < m->room ? m->list : reallocarray(m->list, room, sizeof *list);

	if (!list)
		return err_set(e, ERR_NOMEM, "out of memory for repairs");
	m->room = m->n < m->room ? m->room : room;
	m->list = list;
	return 0;
}

static const char *keep(struct mends *m, const char *text, struct err *e)
{
	return arena_copy(&m->texts, text, strlen(text), e);
}

int mends_add(struct mends *m, const struct mend *row, struct err *e)
{
	struct mend copy = *row;

	if (grow(m, e) || !(copy.file = keep(m, row->file, e)) || !(copy.feed = keep(m, row->feed, e)) ||
		!(copy.field = keep(m, row->field, e)) ||
		(row->value && !(copy.value = keep(m, row->value, e))))
		return -1;
	m->list[m->n++] = copy;
	return 0;
}

static int compare_files(const struct mend *a, const char *file, const char *feed)
{
	int c = strcmp(a->file, file);

	return c ? c : strcmp(a->feed, feed);
}

static int compare_places(const struct mend *a, const struct mend *b)
{
	int c = compare_files(a, b->file, b->feed);

	if (!c)
		c = (a->record > b->record) - (a->record < b->record);
	return c ? c : strcmp(a->field, b->field);
}

static int compare_mends(const void *a, const void *b)
{
	const struct mend *x = a, *y = b;
	int c = compare_places(x, y);

	return c ? c : (x->id < y->id) - (x->id > y->id);
}

/* The latest of a place comes first, and alone stays. */
void mends_sort(struct mends *m)
{
	size_t n = 0;

	if (m->n)
		qsort(m->list, m->n, sizeof *m->list, compare_mends);
	for (size_t i = 0; i < m->n; i++)
		if (!n || compare_places(&m->list[n - 1], &m->list[i]))
			m->list[n++] = m->list[i];
	m->n = n;
}

void mends_release(struct mends *m)
{
	free(m->list);
	arena_release(&m->texts);
	*m = (struct mends){0};
}

const struct mend *mends_find(const struct mends *m, const char *file, const char *feed, size_t *n)
{
	size_t low = 0, high = m ? m->n : 0, end;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (compare_files(&m->list[mid], file, feed) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	for (end = low; m && end < m->n && !compare_files(&m->list[end], file, feed);)
		end++;
	*n = end - low;
	return *n ? &m->list[low] : NULL;
}

int64_t mends_last(const struct mends *m, const char *file, const char *feed)
{
	size_t n;
	const struct mend *at = mends_find(m, file, feed, &n);
	int64_t last = 0;

	for (size_t i = 0; i < n; i++)
		last = at[i].id > last ? at[i].id : last;
	return last;
}
