/* Which nodes of a feed's trie stand outside of its records, and what may stand there. */
#include "extract/envelope.h"
#include "extract/stranger.h"
#include "extract/totals.h"

static int mark_beside(struct trie *t, struct node *parent, struct node *n, struct attribute_node *a,
	void *arg, struct err *e)
{
	(void)t;
	(void)parent;
	(void)arg;
	if (a)
		return err_set(e, ERR_CATALOG, "found an attribute in beside.csv, expected an element");
	n->is_beside = true;
	return 0;
}

/* What may stand beside the records of any feed stands anywhere outside of them. */
static int add_beside(struct trie *t, struct node *n, const struct table *beside, struct err *e)
{
	struct path paths[PATH_CHOICES];
	size_t npaths;

	for (size_t i = 0; i < beside->nrows; i++) {
		const struct row *row = &beside->rows[i];

		if (!table_is_valid(beside, i, t->date))
			continue;
		if (path_parse(paths, &npaths, table_get(beside, i, "element"), row->file, row->line, e) < 0)
			return -1;
		trie_place(t, row->file, row->line, "column element: ");
		for (size_t k = 0; k < npaths; k++) {
			if (paths[k].is_absolute || paths[k].n != 1)
				return err_at(e, ERR_CATALOG, row->file, row->line,
					"found a path, expected the name of one element");
			if (trie_add(t, n, &paths[k], mark_beside, NULL, e) < 0)
				return -1;
		}
	}
	return 0;
}

/* Whether nothing is looked for in an element but what tells a fault (slots from `faults` on): `result`,
 * `error`. What else stands there is no less than what stands in an element that nobody names. */
static bool is_answer(const struct node *n, unsigned faults)
{
	if (n->is_own || n->is_beside || n->is_header || n->nests)
		return false;
	for (const struct attribute_node *a = n->attributes; a; a = a->next)
		for (const struct action *t = a->takes; t; t = t->next)
			if (t->slot < faults)
				return false;
	for (const struct action *t = n->takes; t; t = t->next)
		if (t->slot < faults)
			return false;
	for (const struct node *c = n->children; c; c = c->next)
		if (!is_answer(c, faults))
			return false;
	return true;
}

static bool leads_on(const struct node *n)
{
	for (n = n->children; n; n = n->next)
		if (n->is_own)
			return true;
	return false;
}

static enum node_zone zone_of(const struct node *n, const struct node *parent)
{
	if (n->is_record || n->is_beside)
		return ZONE_NONE;
	if (n->feed != 0)
		return n->is_own || n->is_way || leads_on(n)
			       ? ZONE_PATH
			       : ZONE_NONE; /* the Body is where a packet stands */
	return parent->zone != ZONE_NONE ? ZONE_ASIDE : ZONE_NONE;
}

static bool has_nested(const struct node *n)
{
	for (n = n->children; n; n = n->next)
		if (n->nests != NESTS_NOT)
			return true;
	return false;
}

/* The way to a document in a text, from the root or from the Body on: whether one is in n. Where a header
 * stands beside it the envelope has elements of its own. */
static bool mark_ways(struct node *n)
{
	bool has_header = false, is_way = n->nests != NESTS_NOT;

	for (struct node *c = n->children; c; c = c->next) {
		has_header |= c->is_header;
		is_way |= mark_ways(c);
	}
	n->is_way = is_way && !has_header && n->feed != 0 && !n->is_own;
	n->is_place = leads_on(n) && !n->is_own && !has_nested(n);
	return is_way;
}

static int plan_below(struct trie *t, struct node *parent, const struct outer *o, struct err *e)
{
	for (struct node *n = parent->children; n; n = n->next) {
		n->zone = (unsigned char)zone_of(n, parent);
		n->is_busy |= n->zone != ZONE_NONE;
		n->is_answer = n->zone == ZONE_ASIDE && is_answer(n, o->faults);
		if (n->is_record || n->is_beside)
			continue;
		if (n->zone != ZONE_NONE && !n->wants_text &&
			(add_beside(t, n, o->beside, e) < 0 || totals_plan(t, n, o->totals, e) < 0))
			return -1;
		if (plan_below(t, n, o, e) < 0)
			return -1;
	}
	return 0;
}

int strangers_plan(struct trie *t, const struct outer *o, struct err *e)
{
	for (struct node *n = t->root.children; n; n = n->next)
		mark_ways(n);
	return plan_below(t, &t->root, o, e);
}
