#include "aggregate/merge.h"

#include <stdlib.h>
#include <string.h>

#define MERGE_FEEDS 512

/* Which parts of a feed came. */
struct shares {
	char feed[80];
	unsigned n;
	bool *has; /* n of them */
};

struct merger {
	struct measure_sink sink; /* first */
	struct groups *groups;
	struct shares feeds[MERGE_FEEDS];
	size_t nfeeds;
	const char *name; /* of the stream in hand */
	bool has_part;
};

static struct shares *find_shares(struct merger *m, const struct measure_part *p, struct err *e)
{
	struct shares *s = m->feeds;

	for (; s < m->feeds + m->nfeeds; s++)
		if (strcmp(s->feed, p->feed) == 0)
			return s;
	if (m->nfeeds == MERGE_FEEDS || strlen(p->feed) >= sizeof(s->feed)) {
		err_at(e, ERR_FILE, m->name, 0, "found more than %d feeds to merge", MERGE_FEEDS);
		return NULL;
	}
	s->has = calloc(p->n, sizeof(*s->has));
	if (!s->has) {
		err_set(e, ERR_NOMEM, "out of memory for %u parts", p->n);
		return NULL;
	}
	memcpy(s->feed, p->feed, strlen(p->feed) + 1);
	s->n = p->n;
	m->nfeeds++;
	return s;
}

static int take_part(struct measure_sink *self, const struct measure_part *p, struct err *e)
{
	struct merger *m = (struct merger *)self;
	struct shares *s = find_shares(m, p, e);

	if (!s)
		return -1;
	m->has_part = true;
	if (s->n != p->n)
		return err_at(e, ERR_FILE, m->name, 0, "found part %u/%u of feed %s beside parts of %u", p->k,
			p->n, p->feed, s->n);
	if (s->has[p->k - 1])
		return err_at(
			e, ERR_FILE, m->name, 0, "found part %u/%u of feed %s twice", p->k, p->n, p->feed);
	s->has[p->k - 1] = true;
	return 0;
}

static int take_row(struct measure_sink *self, const struct measure *x, struct err *e)
{
	struct merger *m = (struct merger *)self;

	if (!m->has_part)
		return err_at(e, ERR_FILE, m->name, 0, "found measures without a part row");
	return groups_merge(m->groups, x, e);
}

int merger_new(struct merger **out, struct err *e)
{
	struct merger *m = calloc(1, sizeof(*m));

	if (!m)
		return err_set(e, ERR_NOMEM, "out of memory for merging");
	m->sink = (struct measure_sink){take_row, take_part};
	if (groups_new(&m->groups, e)) {
		free(m);
		return -1;
	}
	*out = m;
	return 0;
}

void merger_free(struct merger *m)
{
	if (!m)
		return;
	for (size_t i = 0; i < m->nfeeds; i++)
		free(m->feeds[i].has);
	groups_free(m->groups);
	free(m);
}

int merger_read(struct merger *m, FILE *in, const char *name, struct err *e)
{
	m->name = name;
	m->has_part = false;
	return measures_read(in, name, &m->sink, e);
}

static int by_feed(const void *a, const void *b)
{
	return strcmp(((const struct shares *)a)->feed, ((const struct shares *)b)->feed);
}

static int check_shares(const struct shares *s, struct err *e)
{
	for (unsigned k = 0; k < s->n; k++)
		if (!s->has[k])
			return err_set(e, ERR_FILE, "part %u/%u of feed %s is missing", k + 1, s->n, s->feed);
	return 0;
}

int merger_finish(struct merger *m, FILE *out, uint64_t *rows, struct err *e)
{
	qsort(m->feeds, m->nfeeds, sizeof(*m->feeds), by_feed);
	for (size_t i = 0; i < m->nfeeds; i++)
		if (check_shares(&m->feeds[i], e))
			return -1;
	if (measures_write_header(out, e))
		return -1;
	for (size_t i = 0; i < m->nfeeds; i++) {
		struct measure_part whole = {1, 1, m->feeds[i].feed};

		if (measures_write_part(out, &whole, e))
			return -1;
	}
	*rows = groups_count(m->groups);
	return groups_write(m->groups, out, e) || measures_write_end(out, *rows, e) ? -1 : 0;
}
