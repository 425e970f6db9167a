/* The way to a feed's records: where it leaves the envelope, a message is this feed's and no other's. */
#include "extract/plan_parts.h"

#include <string.h>
#include "model/kinds.h"

struct record_mark {
	const struct table *feeds;
	unsigned feed;
	bool is_own, is_record, is_record_parent;
};

/* Of a feed and those laid out from it for other provinces, the feed. */
static unsigned join_laid(const struct table *feeds, unsigned a, unsigned b)
{
	const char *from_a = table_get(feeds, a - 1, "laid_from"),
		   *from_b = table_get(feeds, b - 1, "laid_from");

	if (strcmp(from_b, table_get(feeds, a - 1, "feed")) == 0 || (*from_a && strcmp(from_a, from_b) == 0))
		return a;
	return strcmp(from_a, table_get(feeds, b - 1, "feed")) == 0 ? b : 0;
}

/* Feeds of one kind may send the very same messages: they are those of the kind then, and the folder says
 * whose. */
static unsigned join_feeds(const struct table *feeds, unsigned a, unsigned b)
{
	unsigned laid = feeds && a != FEED_SEVERAL && a != b ? join_laid(feeds, a, b) : 0;
	const char *kind = feeds && a != FEED_SEVERAL ? kind_of(feeds, a - 1) : NULL;
	long row;

	if (laid)
		return laid;
	if (a == b || !kind || strcmp(kind, kind_of(feeds, b - 1)) != 0)
		return a == b ? a : FEED_SEVERAL;
	row = table_find(feeds, "feed", kind, NULL);
	return row < 0 ? FEED_SEVERAL : (unsigned)row + 1;
}

static int mark_record(struct trie *t, struct node *parent, struct node *n, struct attribute_node *a,
	void *arg, struct err *e)
{
	const struct record_mark *m = arg;

	(void)parent;
	if (a)
		return err_at(e, ERR_CATALOG, t->file, t->line, "%sfound an attribute, expected elements",
			t->column);
	if (node_has_choice(n))
		return err_at(e, ERR_CATALOG, t->file, t->line,
			"%sfound an element chosen by an attribute, expected names", t->column);
	n->feed = n->feed == 0 ? m->feed : join_feeds(m->feeds, n->feed, m->feed);
	n->is_own |= m->is_own;
	n->is_record |= m->is_record;
	n->is_record_parent |= m->is_record_parent;
	n->is_busy |= m->is_own;
	return 0;
}

static int mark_way(struct feed_plan *p, const struct path *path, unsigned feed, struct err *e)
{
	struct trie *t = &p->w->trie;
	size_t envelope = envelopes_steps(p->envelopes, t, path);
	struct record_mark m = {.feeds = p->feeds, .feed = feed};

	for (size_t i = 1; i <= path->n; i++) {
		struct path part = *path;

		part.n = i;
		m.is_own = i > envelope;
		m.is_record = i == path->n;
		m.is_record_parent = i + 1 == path->n;
		if (trie_add(t, &t->root, &part, mark_record, &m, e) < 0)
			return -1;
	}
	return 0;
}

/* The same path twice would take its attributes twice. */
static bool has_record(const struct feed_plan *p, const struct path *path)
{
	for (size_t i = 0; i < p->nrecords; i++)
		if (p->records[i].n == path->n && path_common(&p->records[i], path) == path->n)
			return true;
	return false;
}

static int add_record(struct feed_plan *p, const struct path *given, unsigned feed, struct err *e)
{
	struct path placed[ENVELOPES_MOST];
	size_t n;

	if (envelopes_place(p->envelopes, &p->w->trie, given, false, placed, &n, e) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		if (has_record(p, &placed[i]))
			continue;
		p->records[p->nrecords++] = placed[i];
		if (mark_way(p, &placed[i], feed, e) < 0)
			return -1;
	}
	return 0;
}

int plan_add_records(
	struct feed_plan *p, const char *text, const struct row *row, unsigned feed, struct err *e)
{
	trie_place(&p->w->trie, row->file, row->line, "column record: ");
	p->nrecords = 0;
	if (path_parse(p->given, &p->ngiven, text, row->file, row->line, e) < 0)
		return -1;
	for (size_t i = 0; i < p->ngiven; i++) {
		if (!p->given[i].is_absolute)
			return err_at(e, ERR_CATALOG, row->file, row->line,
				"column record: found a path without a leading /, expected one from where "
				"the "
				"message stands");
		if (add_record(p, &p->given[i], feed, e) < 0)
			return -1;
	}
	return 0;
}
