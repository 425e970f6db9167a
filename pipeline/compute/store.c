#include "compute/store.h"

#include <stdlib.h>
#include <string.h>
#include "model/kinds.h"

struct store_sink {
	struct measure_sink sink; /* first */
	struct store *store;
	const char *name;
};

static const char *keep_text(struct store *s, const char *text, struct err *e)
{
	return *text ? arena_copy(&s->arena, text, strlen(text), e) : "";
}

static int keep_row(struct store *s, const struct measure *m, struct measure *to, struct err *e)
{
	const char *const from[] = {m->measure, m->item, m->agency, m->period, m->unit, m->value, m->keys,
		m->text, m->digits, m->numerator, m->denominator, m->parts, m->flags, m->order};
	const char *t[14];

	for (size_t i = 0; i < 14; i++)
		if (!(t[i] = keep_text(s, from[i], e)))
			return -1;
	*to = (struct measure){t[0], t[1], t[2], t[3], m->kind, t[4], t[5], t[6], t[7], t[8], t[9], t[10],
		t[11], t[12], t[13]};
	return 0;
}

static int take_row(struct measure_sink *self, const struct measure *m, struct err *e)
{
	struct store *s = ((struct store_sink *)self)->store;

	if (s->n == s->cap) {
		size_t cap = s->cap ? s->cap * 2 : 256;
		struct measure *rows = realloc(s->rows, cap * sizeof(*rows));

		if (!rows)
			return err_set(e, ERR_NOMEM, "out of memory for %zu measures", s->n);
		s->rows = rows;
		s->cap = cap;
	}
	return keep_row(s, m, &s->rows[s->n], e) ? -1 : (s->n++, 0);
}

static int add_feed(struct store_sink *x, const char *feed, struct err *e)
{
	struct store *s = x->store;

	if (store_has_feed(s, feed))
		return 0;
	if (s->nfeeds == sizeof(s->feeds) / sizeof(*s->feeds))
		return err_at(e, ERR_FILE, x->name, 0, "found more than %zu feeds", s->nfeeds);
	s->feeds[s->nfeeds] = keep_text(s, feed, e);
	return s->feeds[s->nfeeds] ? (s->nfeeds++, 0) : -1;
}

static int take_part(struct measure_sink *self, const struct measure_part *p, struct err *e)
{
	struct store_sink *x = (struct store_sink *)self;
	const struct table *feeds = x->store->feed_rows;

	if (p->n != 1)
		return err_at(e, ERR_FILE, x->name, 0,
			"found part %u/%u of feed %s, expected the whole: merge the parts first", p->k, p->n,
			p->feed);
	return add_feed(x, p->feed, e) || (feeds && add_feed(x, kind_of_feed(feeds, p->feed), e)) ? -1 : 0;
}

int store_read(struct store *s, FILE *in, const char *name, struct err *e)
{
	struct store_sink sink = {{take_row, take_part}, s, name};

	return measures_read(in, name, &sink.sink, e);
}

static int by_measure(const void *a, const void *b)
{
	return measure_compare(a, b);
}

int store_settle(struct store *s, struct err *e)
{
	if (s->n)
		qsort(s->rows, s->n, sizeof(*s->rows), by_measure);
	for (size_t i = 1; i < s->n; i++)
		if (measure_compare(&s->rows[i - 1], &s->rows[i]) == 0)
			return err_set(e, ERR_FILE, "measure %s of %s in %s stands in two streams",
				s->rows[i].measure, s->rows[i].agency, s->rows[i].period);
	return 0;
}

void store_release(struct store *s)
{
	free(s->rows);
	arena_release(&s->arena);
	*s = (struct store){0};
}

bool store_has_feed(const struct store *s, const char *feed)
{
	for (size_t i = 0; i < s->nfeeds; i++)
		if (strcmp(s->feeds[i], feed) == 0)
			return true;
	return false;
}

/* The number of rows before key. */
static size_t lower_bound(const struct store *s, const struct measure *key)
{
	size_t lo = 0, hi = s->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (measure_compare(&s->rows[mid], key) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

size_t store_find(const struct store *s, const char *measure, const char *item, const struct measure **first)
{
	struct measure key = {.measure = measure, .item = item, .agency = "", .period = ""};
	size_t from = lower_bound(s, &key), to = from;

	while (to < s->n && strcmp(s->rows[to].measure, measure) == 0 && strcmp(s->rows[to].item, item) == 0)
		to++;
	*first = s->rows + from;
	return to - from;
}
