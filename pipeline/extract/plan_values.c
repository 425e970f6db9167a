/* Where the values of a feed stand: in its records, or around them. */
#include <string.h>
#include "extract/plan_parts.h"

enum path_pass plan_pass(const struct path *p)
{
	enum path_pass pass = PASS_PLAIN;

	for (size_t i = 0; i < p->n; i++)
		if (p->steps[i].by.len > 0)
			return PASS_CHOICE;
		else if (slice_equals(p->steps[i].prefix, "*"))
			pass = PASS_WILD;
	return pass;
}

static int mark_field(struct trie *t, struct node *parent, struct node *n, struct attribute_node *a,
	void *arg, struct err *e)
{
	struct feed_plan *p = arg;
	enum reduce how = p->w->slots.rules[p->slot].reduce;
	bool is_count = reduce_counts(how);

	if (trie_add_action(t, a != NULL ? &a->takes : &n->takes, p->slot, e) < 0)
		return -1;
	if (!a && !is_count)
		n->wants_text = true;
	if (how == REDUCE_WHICH || how == REDUCE_DEEPEST) {
		if (a || !n->test.name)
			return err_set(e, ERR_CATALOG,
				"found an attribute or * in a path whose alternatives are told apart by the "
				"names of their elements");
		n->is_named = true;
	}
	if (how == REDUCE_FILLED)
		n->is_filled = n->is_busy = true;
	if (!is_count || !parent)
		return 0;
	parent->is_busy = true;
	return trie_add_action(t, &parent->marks, p->slot, e);
}

static int keep_reset(struct trie *t, struct node *parent, struct node *n, struct attribute_node *a,
	void *arg, struct err *e)
{
	struct feed_plan *p = arg;

	(void)parent;
	(void)a;
	n->is_busy = true;
	return trie_add_action(t, &n->resets, p->slot, e);
}

/* An outer value is forgotten when the deepest element that it shares with a record path starts. */
static int add_reset(struct feed_plan *p, const struct path *path, struct err *e)
{
	struct path shared = *path;

	shared.n = 0;
	for (size_t i = 0; i < p->nrecords; i++) {
		size_t common = path_common(path, &p->records[i]);

		shared.n = common > shared.n ? common : shared.n;
	}
	if (shared.n == path->n && shared.n > 0)
		shared.n--;
	return shared.n == 0 ? 0 : trie_add(&p->w->trie, &p->w->trie.root, &shared, keep_reset, p, e);
}

static int add_relative(struct feed_plan *p, const struct path *path, struct err *e)
{
	for (size_t i = 0; i < p->nrecords; i++) {
		struct path whole = p->records[i];

		if (whole.n + path->n > PATH_STEPS)
			return err_at(e, ERR_CATALOG, p->w->trie.file, p->w->trie.line,
				"%sfound a path of more than %d steps from the root", p->w->trie.column,
				PATH_STEPS);
		memcpy(&whole.steps[whole.n], path->steps, path->n * sizeof(path->steps[0]));
		whole.n += path->n;
		if (trie_add(&p->w->trie, &p->w->trie.root, &whole, mark_field, p, e) < 0)
			return -1;
	}
	return 0;
}

/* A document has one root: a path from another one than the records' fits nothing of this feed. */
static int check_root(const struct feed_plan *p, const struct path *path, struct err *e)
{
	struct trie *t = &p->w->trie;
	bool is_placed = envelopes_steps(p->envelopes, t, path) > 0;
	const struct path *roots = is_placed ? p->records : p->given;

	for (size_t i = 0; i < (is_placed ? p->nrecords : p->ngiven); i++)
		if (trie_overlaps(t, &path->steps[0], &roots[i].steps[0]))
			return 0;
	return err_at(e, ERR_CATALOG, t->file, t->line,
		"%sfound a path from root %.*s, expected that of the records: %.*s", t->column,
		(int)path->steps[0].name.len, path->steps[0].name.text, (int)roots[0].steps[0].name.len,
		roots[0].steps[0].name.text);
}

/* What stands in an envelope, or tells a fault, is said once for the whole document, and stays. */
static int add_outer(struct feed_plan *p, const struct path *path, bool is_any, struct err *e)
{
	struct trie *t = &p->w->trie;
	struct path placed[ENVELOPES_MOST];
	size_t n;

	if ((!is_any && check_root(p, path, e) < 0) ||
		envelopes_place(p->envelopes, t, path, is_any, placed, &n, e) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		if ((!is_any && add_reset(p, &placed[i], e) < 0) ||
			trie_add(t, &t->root, &placed[i], mark_field, p, e) < 0)
			return -1;
	return 0;
}

int plan_add_value(struct feed_plan *p, unsigned slot, const char *text, bool is_any, struct err *e)
{
	struct path paths[PATH_CHOICES];
	const struct trie *t = &p->w->trie;
	size_t n;

	if (text[0] == '\0' || strncmp(text, "meta:", 5) == 0)
		return 0;
	if (path_parse(paths, &n, text, t->file, t->line, e) < 0)
		return -1;
	p->slot = slot;
	for (size_t i = 0; i < n; i++) {
		if (plan_pass(&paths[i]) != p->pass)
			continue;
		if (paths[i].is_absolute != p->w->slots.rules[slot].is_outer)
			return err_at(e, ERR_CATALOG, t->file, t->line,
				"%sfound a path with and one without a leading /, expected one kind",
				t->column);
		if ((paths[i].is_absolute ? add_outer(p, &paths[i], is_any, e)
					  : add_relative(p, &paths[i], e)) < 0)
			return -1;
	}
	return 0;
}
