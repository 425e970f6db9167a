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

/* What the tables name, as children and attributes of a node of their own: they are the same everywhere, so
 * that every node outside of the records has them at the end of its own lists. */
struct shared_names {
	const struct outer *o;
	struct node names;
};

/* What a path of the feed names already is that as well. */
static void mark_own(struct node *own, const struct node *name)
{
	if (name->is_beside)
		own->is_beside = true;
	else
		total_mark(own, name->total);
}

/* Whether the node's own children stand before the common names by their width. */
static bool is_before(const struct node *n, const struct shared_names *c)
{
	for (const struct node *own = n->children; own; own = own->next)
		for (const struct node *name = c->names.children; name; name = name->next)
			if (own->is_wild || (name_test_overlaps(&own->test, &name->test) &&
						    node_width(own) > node_width(name)))
				return false;
	return true;
}

static bool is_meant(const struct node *own, const struct node *name)
{
	return name_test_overlaps(&own->test, &name->test) &&
	       (node_width(own) == node_width(name) || !own->wants_text || node_has_choice(own));
}

static void add_shared(struct node *n, const struct shared_names *c)
{
	struct attribute_node **last = &n->attributes;
	struct node **end = &n->children;

	for (; *end; end = &(*end)->next)
		for (const struct node *name = c->names.children; name; name = name->next)
			if (is_meant(*end, name))
				mark_own(*end, name);
	*end = c->names.children;
	while (*last)
		last = &(*last)->next;
	*last = c->names.attributes;
	n->is_busy |= c->names.attributes != NULL;
}

static int add_names(struct trie *t, struct node *n, const struct shared_names *c, struct err *e)
{
	if (is_before(n, c)) {
		add_shared(n, c);
		return 0;
	}
	return add_beside(t, n, c->o->beside, e) < 0 ? -1 : totals_plan(t, n, c->o->totals, e);
}

static int plan_below(struct trie *t, struct node *parent, const struct shared_names *c, struct err *e)
{
	for (struct node *n = parent->children; n; n = n->next) {
		n->zone = (unsigned char)zone_of(n, parent);
		n->is_busy |= n->zone != ZONE_NONE;
		n->is_answer = n->zone == ZONE_ASIDE && is_answer(n, c->o->faults);
		if (n->is_record || n->is_beside)
			continue;
		if (n->zone != ZONE_NONE && !n->wants_text && add_names(t, n, c, e) < 0)
			return -1;
		if (plan_below(t, n, c, e) < 0)
			return -1;
	}
	return 0;
}

int strangers_plan(struct trie *t, const struct outer *o, struct err *e)
{
	struct shared_names c = {.o = o};

	for (struct node *n = t->root.children; n; n = n->next)
		mark_ways(n);
	if (add_beside(t, &c.names, o->beside, e) < 0 || totals_plan(t, &c.names, o->totals, e) < 0)
		return -1;
	return plan_below(t, &t->root, &c, e);
}
