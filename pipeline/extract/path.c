#include "extract/path.h"

#include <libxml/tree.h>
#include <string.h>

#define NAME_BYTES 200

/* What an element or attribute can be called, or `*`: a path with another name would fit nothing, for ever.
 */
static bool is_name(struct slice s)
{
	char name[NAME_BYTES];

	if (slice_equals(s, "*"))
		return true;
	if (s.len == 0 || s.len >= sizeof(name))
		return false;
	memcpy(name, s.text, s.len);
	name[s.len] = '\0';
	return xmlValidateNCName((const xmlChar *)name, 0) == 0;
}

/* PREFIX:NAME, or NAME. */
static int parse_name(struct slice text, struct slice *prefix, struct slice *name)
{
	const char *colon = memchr(text.text, ':', text.len);

	*name = text;
	*prefix = SLICE("");
	if (colon) {
		*prefix = (struct slice){text.text, (size_t)(colon - text.text)};
		*name = (struct slice){colon + 1, text.len - prefix->len - 1};
		if (prefix->len == 0)
			return -1;
	}
	return is_name(*name) && (prefix->len == 0 || is_name(*prefix)) ? 0 : -1;
}

/* [@NAME='VALUE'] at the text's end, which is cut off. */
static int parse_chosen(struct step *s, struct slice *text)
{
	const char *open = memchr(text->text, '[', text->len), *end = text->text + text->len, *equals;

	s->by = s->by_prefix = s->value = SLICE("");
	if (!open)
		return 0;
	equals = memmem(open, (size_t)(end - open), "='", 2);
	if (open[1] != '@' || !equals || end - equals < 4 || memcmp(end - 2, "']", 2) != 0)
		return -1;
	s->value = (struct slice){equals + 2, (size_t)(end - equals) - 4};
	text->len = (size_t)(open - text->text);
	if (s->value.len == 0 || memchr(s->value.text, '\'', s->value.len))
		return -1;
	return parse_name((struct slice){open + 2, (size_t)(equals - open) - 2}, &s->by_prefix, &s->by);
}

static int step_parse(struct step *s, struct slice text)
{
	memset(s, 0, sizeof(*s));
	if (text.len > 0 && text.text[0] == '@') {
		s->is_attribute = true;
		text.text++;
		text.len--;
	}
	if (parse_chosen(s, &text) < 0 || (s->is_attribute && s->by.len > 0))
		return -1;
	return parse_name(text, &s->prefix, &s->name);
}

/* One alternative. */
static int parse_choice(struct path *p, struct slice text)
{
	p->n = 0;
	p->is_absolute = text.len > 0 && text.text[0] == '/';
	if (p->is_absolute) {
		text.text++;
		text.len--;
	}
	for (;;) {
		const char *slash = memchr(text.text, '/', text.len);
		size_t len = !slash ? text.len : (size_t)(slash - text.text);

		if (p->n == PATH_STEPS || step_parse(&p->steps[p->n], (struct slice){text.text, len}) < 0)
			return -1;
		if (p->steps[p->n++].is_attribute && slash)
			return -1;
		if (!slash)
			return 0;
		text.text += len + 1;
		text.len -= len + 1;
	}
}

static struct slice trim(struct slice s)
{
	while (s.len > 0 && s.text[0] == ' ') {
		s.text++;
		s.len--;
	}
	while (s.len > 0 && s.text[s.len - 1] == ' ')
		s.len--;
	return s;
}

int path_parse(struct path *out, size_t *n, const char *text, const char *file, long line, struct err *e)
{
	*n = 0;
	for (;;) {
		const char *bar = strchr(text, '|');
		size_t len = !bar ? strlen(text) : (size_t)(bar - text);

		if (*n == PATH_CHOICES)
			return err_at(e, ERR_CATALOG, file, line, "found more than %d alternatives in a path",
				PATH_CHOICES);
		if (parse_choice(&out[*n], trim((struct slice){text, len})) < 0) {
			char quoted[200];

			return err_at(e, ERR_CATALOG, file, line,
				"found path %s, expected steps prefix:name, name, *:name joined by /, at "
				"most %d",
				err_quote(quoted, text, len), PATH_STEPS);
		}
		++*n;
		if (!bar)
			return 0;
		text = bar + 1;
	}
}

static bool step_same(const struct step *a, const struct step *b)
{
	return a->is_attribute == b->is_attribute && slice_same(a->prefix, b->prefix) &&
	       slice_same(a->name, b->name) && slice_same(a->by, b->by) &&
	       slice_same(a->by_prefix, b->by_prefix) && slice_same(a->value, b->value);
}

size_t path_common(const struct path *a, const struct path *b)
{
	size_t i = 0;

	while (i < a->n && i < b->n && step_same(&a->steps[i], &b->steps[i]))
		i++;
	return i;
}

void trie_init(struct trie *t, xmlDictPtr dict, const struct table *namespaces, const char *date)
{
	memset(t, 0, sizeof(*t));
	t->dict = dict;
	t->namespaces = namespaces;
	t->date = date;
	trie_place(t, "", 0, "");
}

void trie_place(struct trie *t, const char *file, long line, const char *column)
{
	t->file = file;
	t->line = line;
	t->column = column;
}

void trie_release(struct trie *t)
{
	arena_release(&t->arena);
	memset(t, 0, sizeof(*t));
}

static const xmlChar *trie_intern(struct trie *t, const char *text, size_t len)
{
	return xmlDictLookup(t->dict, (const xmlChar *)text, (int)len);
}

static bool test_recall(const struct trie *t, struct name_test *test, struct slice prefix)
{
	for (size_t i = 0; i < t->nprefixes; i++) {
		const struct trie_prefix *p = &t->prefixes[i];

		if (!slice_same(p->text, prefix))
			continue;
		memcpy(test->uris, p->uris, sizeof(test->uris));
		test->nuris = p->nuris;
		return true;
	}
	return false;
}

static void test_remember(struct trie *t, const struct name_test *test, struct slice prefix)
{
	struct trie_prefix *p = &t->prefixes[t->nprefixes];

	if (t->nprefixes == TRIE_PREFIXES)
		return;
	p->text = prefix;
	memcpy(p->uris, test->uris, sizeof(p->uris));
	p->nuris = test->nuris;
	t->nprefixes++;
}

/* All namespaces that the prefix stands for. */
static int test_resolve(struct trie *t, struct name_test *test, struct slice prefix, struct err *e)
{
	char quoted[200];

	if (test_recall(t, test, prefix))
		return 0;
	for (size_t i = 0; i < t->namespaces->nrows; i++) {
		const char *uri = table_get(t->namespaces, i, "uri");

		if (!slice_equals(prefix, table_get(t->namespaces, i, "prefix")) ||
			!table_is_valid(t->namespaces, i, t->date))
			continue;
		if (test->nuris == PATH_URIS)
			return err_at(e, ERR_CATALOG, t->namespaces->rows[i].file,
				t->namespaces->rows[i].line, "found more than %d namespaces of one prefix",
				PATH_URIS);
		test->uris[test->nuris++] = strcmp(uri, "-") == 0 ? NULL : trie_intern(t, uri, strlen(uri));
	}
	if (test->nuris == 0)
		return err_at(e, ERR_CATALOG, t->file, t->line,
			"%sfound prefix %s in a path, expected a row of namespaces", t->column,
			err_quote(quoted, prefix.text, prefix.len));
	test_remember(t, test, prefix);
	return 0;
}

static int test_init(struct trie *t, struct name_test *test, const struct step *s, struct err *e)
{
	memset(test, 0, sizeof(*test));
	if (!slice_equals(s->name, "*")) {
		test->name = trie_intern(t, s->name.text, s->name.len);
		if (!test->name)
			return err_set(e, ERR_NOMEM, "out of memory for names");
	}
	if (slice_equals(s->prefix, "*"))
		return 0;
	if (s->prefix.len == 0) {
		test->nuris = 1; /* uris[0] is NULL: no namespace */
		return 0;
	}
	return test_resolve(t, test, s->prefix, e);
}

bool name_test_overlaps(const struct name_test *a, const struct name_test *b)
{
	if (a->name && b->name && a->name != b->name)
		return false;
	if (a->nuris == 0 || b->nuris == 0)
		return true;
	for (unsigned i = 0; i < a->nuris; i++)
		for (unsigned j = 0; j < b->nuris; j++)
			if (a->uris[i] == b->uris[j])
				return true;
	return false;
}

bool trie_overlaps(struct trie *t, const struct step *a, const struct step *b)
{
	struct name_test x, y;
	struct err ignored = {0}; /* the prefix is told where its path is added */

	return test_init(t, &x, a, &ignored) == 0 && test_init(t, &y, b, &ignored) == 0 &&
	       name_test_overlaps(&x, &y);
}

static struct attribute_node *get_attribute(
	struct trie *t, struct node *owner, const struct step *s, struct err *e)
{
	struct attribute_node *a = arena_alloc(&t->arena, sizeof(*a), e);

	if (!a || test_init(t, &a->test, s, e) < 0)
		return NULL;
	a->next = owner->attributes;
	owner->attributes = a;
	owner->is_busy = true;
	return a;
}

/* Named before any name, a namespace before any, chosen before all: an element goes to the narrowest test
 * that it fits. */
int node_width(const struct node *n)
{
	return (!n->test.name ? 4 : 0) + (n->test.nuris == 0 ? 2 : 0) + (node_has_choice(n) ? 0 : 1);
}

static struct node *find_child(struct node *parent, const struct step *s)
{
	struct node *n = parent->children;

	while (n && !step_same(&n->step, s))
		n = n->next;
	return n;
}

static struct node *get_child(struct trie *t, struct node *parent, const struct step *s, struct err *e)
{
	struct node *n = find_child(parent, s), **end = &parent->children;
	struct step by = {.prefix = s->by_prefix, .name = s->by};

	if (n)
		return n;
	n = arena_alloc(&t->arena, sizeof(*n), e);
	if (!n || test_init(t, &n->test, s, e) < 0)
		return NULL;
	n->step = *s;
	if (s->by.len > 0 && test_init(t, &n->by, &by, e) < 0)
		return NULL;
	n->is_wild = !n->test.name;
	n->is_busy = n->is_wild;
	while (*end && node_width(*end) <= node_width(n))
		end = &(*end)->next;
	n->next = *end;
	*end = n;
	return n;
}

static int trie_add_from(struct trie *t, struct node *parent, struct node *n, const struct path *p, size_t at,
	trie_fn *each, void *arg, struct err *e);

/* The rest of the path also below the narrower siblings, which take some of the elements that `child` means.
 */
static int trie_add_narrower(struct trie *t, struct node *n, const struct node *child, const struct path *p,
	size_t at, trie_fn *each, void *arg, struct err *e)
{
	for (struct node *other = n->children; other != child; other = other->next)
		if (node_width(other) < node_width(child) && (!other->wants_text || node_has_choice(other)) &&
			name_test_overlaps(&other->test, &child->test) &&
			trie_add_from(t, n, other, p, at, each, arg, e) < 0)
			return -1;
	return 0;
}

static int trie_add_from(struct trie *t, struct node *parent, struct node *n, const struct path *p, size_t at,
	trie_fn *each, void *arg, struct err *e)
{
	const struct step *s = &p->steps[at];
	struct node *child;

	if (at == p->n)
		return each(t, parent, n, NULL, arg, e);
	if (s->is_attribute) {
		struct attribute_node *a = get_attribute(t, n, s, e);

		return !a ? -1 : each(t, parent, n, a, arg, e);
	}
	child = get_child(t, n, s, e);
	if (!child || trie_add_from(t, n, child, p, at + 1, each, arg, e) < 0)
		return -1;
	return trie_add_narrower(t, n, child, p, at + 1, each, arg, e);
}

int trie_add(struct trie *t, struct node *from, const struct path *p, trie_fn *each, void *arg, struct err *e)
{
	return trie_add_from(t, NULL, from, p, 0, each, arg, e);
}

int trie_add_action(struct trie *t, struct action **list, unsigned slot, struct err *e)
{
	struct action *a;

	while (*list && (*list)->slot != slot)
		list = &(*list)->next;
	if (*list)
		return 0;
	a = arena_alloc(&t->arena, sizeof(*a), e);
	if (!a)
		return -1;
	a->slot = slot;
	*list = a;
	return 0;
}
