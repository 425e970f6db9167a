#include "extract/plan.h"

#include <stdio.h>
#include <string.h>

/* The prefix that the catalogue gives the SOAP envelope: a record path's steps in it belong to no feed. */
#define ENVELOPE_PREFIX "soapenv"

struct plan {
	struct walk *w;
	struct path records[PATH_CHOICES];
	size_t nrecords;
	unsigned slot;
};

static bool has_wildcard(const struct path *p)
{
	for (size_t i = 0; i < p->n; i++)
		if (slice_equals(p->steps[i].prefix, "*"))
			return true;
	return false;
}

struct record_mark {
	unsigned feed;
	bool is_own, is_record, is_record_parent;
};

static int mark_record(struct trie *t, struct node *parent, struct node *n, struct attribute_node *a,
	void *arg, struct err *e)
{
	const struct record_mark *m = arg;

	(void)parent;
	if (a)
		return err_at(e, ERR_CATALOG, t->file, t->line, "%sfound an attribute, expected elements",
			t->column);
	n->feed = n->feed == 0 || n->feed == m->feed ? m->feed : FEED_SEVERAL;
	n->is_own |= m->is_own;
	n->is_record |= m->is_record;
	n->is_record_parent |= m->is_record_parent;
	n->is_busy |= m->is_own;
	return 0;
}

/* Every node along the record's path, so that a file of this feed is known before its first record. */
static int add_record(struct trie *t, const struct path *p, unsigned feed, struct err *e)
{
	struct record_mark m = {.feed = feed};

	for (size_t i = 1; i <= p->n; i++) {
		struct path part = *p;

		part.n = i;
		m.is_own |= !slice_equals(p->steps[i - 1].prefix, ENVELOPE_PREFIX);
		m.is_record = i == p->n;
		m.is_record_parent = i + 1 == p->n;
		if (trie_add(t, &t->root, &part, mark_record, &m, e) < 0)
			return -1;
	}
	return 0;
}

static int add_records(struct trie *t, struct path *records, size_t *n, const char *text,
	const struct row *row, unsigned feed, struct err *e)
{
	trie_place(t, row->file, row->line, "column record: ");
	if (path_parse(records, n, text, row->file, row->line, e) < 0)
		return -1;
	for (size_t i = 0; i < *n; i++) {
		if (!records[i].is_absolute)
			return err_at(e, ERR_CATALOG, row->file, row->line,
				"column record: found a path without a leading /, expected one from the "
				"document's root");
		if (add_record(t, &records[i], feed, e) < 0)
			return -1;
	}
	return 0;
}

static int mark_field(struct trie *t, struct node *parent, struct node *n, struct attribute_node *a,
	void *arg, struct err *e)
{
	struct plan *p = arg;
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

static int mark_reset(struct trie *t, struct node *parent, struct node *n, struct attribute_node *a,
	void *arg, struct err *e)
{
	struct plan *p = arg;

	(void)parent;
	(void)a;
	n->is_busy = true;
	return trie_add_action(t, &n->resets, p->slot, e);
}

/* An outer value is forgotten when the deepest element that it shares with a record path starts. */
static int add_reset(struct plan *p, const struct path *path, struct err *e)
{
	struct path shared = *path;

	shared.n = 0;
	for (size_t i = 0; i < p->nrecords; i++) {
		size_t common = path_common(path, &p->records[i]);

		shared.n = common > shared.n ? common : shared.n;
	}
	if (shared.n == path->n && shared.n > 0)
		shared.n--;
	return shared.n == 0 ? 0 : trie_add(&p->w->trie, &p->w->trie.root, &shared, mark_reset, p, e);
}

static int add_relative(struct plan *p, const struct path *path, struct err *e)
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
static int check_root(const struct plan *p, const struct path *path, struct err *e)
{
	struct trie *t = &p->w->trie;

	for (size_t i = 0; i < p->nrecords; i++)
		if (trie_overlaps(t, &path->steps[0], &p->records[i].steps[0]))
			return 0;
	return err_at(e, ERR_CATALOG, t->file, t->line,
		"%sfound a path from root %.*s, expected that of the records: %.*s", t->column,
		(int)path->steps[0].name.len, path->steps[0].name.text, (int)p->records[0].steps[0].name.len,
		p->records[0].steps[0].name.text);
}

/* The row is the trie's (trie_place). */
static int add_value(struct plan *p, unsigned slot, const char *text, bool wild, struct err *e)
{
	struct path paths[PATH_CHOICES];
	const char *file = p->w->trie.file, *column = p->w->trie.column;
	long line = p->w->trie.line;
	size_t n;

	if (text[0] == '\0' || strncmp(text, "meta:", 5) == 0)
		return 0;
	if (path_parse(paths, &n, text, file, line, e) < 0)
		return -1;
	p->slot = slot;
	for (size_t i = 0; i < n; i++) {
		int rc;

		if (has_wildcard(&paths[i]) != wild)
			continue;
		if (paths[i].is_absolute != p->w->slots.rules[slot].is_outer)
			return err_at(e, ERR_CATALOG, file, line,
				"%sfound a path with and one without a leading /, expected one kind", column);
		if (!paths[i].is_absolute)
			rc = add_relative(p, &paths[i], e);
		else
			rc = (slot < p->w->slots.nfields + PLAN_FAULTS && check_root(p, &paths[i], e)) ||
			     add_reset(p, &paths[i], e) < 0 ||
			     trie_add(&p->w->trie, &p->w->trie.root, &paths[i], mark_field, p, e) < 0;
		if (rc != 0)
			return -1;
	}
	return 0;
}

static int add_fields(struct plan *p, const struct feed *f, const char *sent_path, bool wild, struct err *e)
{
	unsigned own = (unsigned)f->nfields;
	struct trie *t = &p->w->trie;

	for (size_t i = 0; i < f->nfields; i++) {
		trie_place(t, f->fields[i].file, f->fields[i].line, "column path: ");
		if (add_value(p, (unsigned)i, f->fields[i].path, wild, e) < 0)
			return -1;
	}
	trie_place(t, f->file, f->line, "column message: ");
	if (add_value(p, own + PLAN_MESSAGE, f->message, wild, e) < 0)
		return -1;
	trie_place(t, f->file, f->line, "column sent_at: ");
	return !sent_path ? 0 : add_value(p, own + PLAN_SENT, sent_path, wild, e);
}

/* The words PATH=VALUE in `missing` of a count: below each alternative of the field's path, in slots behind
 * the faults'. */
static int add_vetoes_of(
	struct plan *p, unsigned field, const struct field *f, unsigned *slot, bool wild, struct err *e)
{
	char text[1024];

	for (const char *at = f->missing; *at != '\0'; at += strspn(at, " ")) {
		size_t len = strcspn(at, " "), name = strcspn(at, "= ");
		struct slice veto = {at + name + 1, len > name ? len - name - 1 : 0};

		if (len <= name + 1)
			return err_at(e, ERR_CATALOG, f->file, f->line,
				"found missing %s of a count, expected PATH=VALUE", f->missing);
		for (const char *path = f->path; *path != '\0'; path += *path == '|') {
			size_t n = strcspn(path, "|");

			if ((size_t)snprintf(text, sizeof(text), "%.*s/%.*s", (int)n, path, (int)name, at) >=
				sizeof(text))
				return err_at(
					e, ERR_CATALOG, f->file, f->line, "found a path that is too long");
			slots_veto(&p->w->slots, *slot, field, veto);
			trie_place(&p->w->trie, f->file, f->line, "column missing: ");
			if (add_value(p, *slot, text, wild, e) < 0)
				return -1;
			path += n;
		}
		++*slot;
		at += len;
	}
	return 0;
}

static int add_vetoes(struct plan *p, const struct feed *f, unsigned slot, bool wild, struct err *e)
{
	for (unsigned i = 0; i < f->nfields; i++)
		if (f->fields[i].reduce == REDUCE_FILLED &&
			add_vetoes_of(p, i, &f->fields[i], &slot, wild, e) < 0)
			return -1;
	return 0;
}

/* At most as many as there are blanks and beginnings in their texts. */
static size_t count_vetoes(const struct feed *f)
{
	size_t n = 0;

	for (size_t i = 0; i < f->nfields; i++)
		for (const char *at = f->fields[i].missing;
			f->fields[i].reduce == REDUCE_FILLED && *at != '\0'; n++) {
			at += strcspn(at, " ");
			at += strspn(at, " ");
		}
	return n;
}

/* Where any feed's answer may hold a fault instead. */
static int add_faults(struct plan *p, const struct table *t, size_t nfields, bool wild, struct err *e)
{
	for (size_t i = 0; i < t->nrows; i++) {
		const struct row *r = &t->rows[i];
		unsigned slot = (unsigned)(nfields + PLAN_FAULTS + 2 * i);

		if (!table_is_valid(t, i, p->w->trie.date))
			continue;
		trie_place(&p->w->trie, r->file, r->line, "column code_path: ");
		if (add_value(p, slot, table_get(t, i, "code_path"), wild, e) < 0)
			return -1;
		trie_place(&p->w->trie, r->file, r->line, "column text_path: ");
		if (add_value(p, slot + 1, table_get(t, i, "text_path"), wild, e) < 0)
			return -1;
	}
	return 0;
}

static int mark_known(struct trie *t, struct node *parent, struct node *n, struct attribute_node *a,
	void *arg, struct err *e)
{
	(void)t;
	(void)parent;
	(void)arg;
	(void)e;
	if (!a && !n->children && !n->wants_text && n->feed == 0)
		n->is_beside = true;
	return 0;
}

/* What a feed drops outside of its records is known all the same: no record is lost in it. */
static int add_dropped(struct plan *p, const struct feed *f, const struct table *t, struct err *e)
{
	struct path paths[PATH_CHOICES];
	size_t n;

	for (size_t i = 0; i < t->nrows; i++) {
		const char *text = table_get(t, i, "path");

		if (text[0] != '/' || strcmp(table_get(t, i, "policy"), "drop") != 0 ||
			strcmp(table_get(t, i, "feed"), f->name) != 0 ||
			!table_is_valid(t, i, p->w->trie.date))
			continue;
		trie_place(&p->w->trie, t->rows[i].file, t->rows[i].line, "column path: ");
		if (path_parse(paths, &n, text, t->rows[i].file, t->rows[i].line, e) < 0)
			return -1;
		for (size_t k = 0; k < n; k++)
			if (trie_add(&p->w->trie, &p->w->trie.root, &paths[k], mark_known, NULL, e) < 0)
				return -1;
	}
	return 0;
}

/* The text of an element that has known children would be in pieces. */
static int check_texts(const struct node *n, const struct feed *f, struct err *e)
{
	for (; n; n = n->next) {
		const struct action *a = n->takes;
		bool is_field = a != NULL && a->slot < f->nfields;

		if (n->wants_text && n->children)
			return err_at(e, ERR_CATALOG, is_field ? f->fields[a->slot].file : f->file,
				is_field ? f->fields[a->slot].line : f->line,
				"%sfound a path to the text of %.*s and another of feed %s to an element "
				"inside it",
				is_field ? "column path: " : "", (int)n->step.name.len, n->step.name.text,
				f->name);
		if (check_texts(n->children, f, e) < 0)
			return -1;
	}
	return 0;
}

int plan_feed(struct walk *w, xmlDictPtr names, const struct feed *f, const char *sent_path,
	struct catalog *c, const char *date, struct pseudonym *key, struct err *e)
{
	const struct table *namespaces = catalog_get(c, "namespaces", e),
			   *faults = catalog_get(c, "faults", e), *fields = catalog_get(c, "fields", e),
			   *beside = catalog_get(c, "beside", e);
	struct plan p = {.w = w};
	struct row row = {.file = f->file, .line = f->line};

	if (!namespaces || !faults || !fields || !beside)
		return -1;
	trie_init(&w->trie, names, namespaces, date);
	if (slots_init(&w->slots, f, PLAN_FAULTS + 2 * faults->nrows + count_vetoes(f), key, e) < 0 ||
		add_records(&w->trie, p.records, &p.nrecords, f->record, &row, 1, e) < 0)
		return -1;
	w->slots.rules[f->nfields + PLAN_MESSAGE].spoils_file = true;
	w->slots.rules[f->nfields + PLAN_SENT].spoils_file = true;
	for (int wild = 0; wild <= 1; wild++)
		if (add_fields(&p, f, sent_path, wild, e) < 0 ||
			add_faults(&p, faults, f->nfields, wild, e) < 0 ||
			add_vetoes(&p, f, (unsigned)(f->nfields + PLAN_FAULTS + 2 * faults->nrows), wild, e) <
				0)
			return -1;
	if (add_dropped(&p, f, fields, e) < 0 || strangers_plan(&w->trie, beside, e) < 0)
		return -1;
	return check_texts(w->trie.root.children, f, e);
}

int plan_prepare(struct catalog *c, struct err *e)
{
	static const char *const tables[] = {
		"namespaces", "faults", "feeds", "fields", "beside", "signatures"};

	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
		if (!catalog_get(c, tables[i], e))
			return -1;
	return 0;
}

int plan_probe(struct walk *w, xmlDictPtr names, struct catalog *c, const char *date, struct err *wrong,
	struct err *e)
{
	const struct table *namespaces = catalog_get(c, "namespaces", e), *feeds = catalog_get(c, "feeds", e);
	struct path records[PATH_CHOICES];
	size_t n;

	if (!namespaces || !feeds)
		return -1;
	trie_init(&w->trie, names, namespaces, date);
	for (size_t i = 0; i < feeds->nrows; i++) {
		struct err why = {0};

		if (!table_is_valid(feeds, i, date) ||
			add_records(&w->trie, records, &n, table_get(feeds, i, "record"), &feeds->rows[i],
				(unsigned)i + 1, &why) == 0)
			continue;
		if (why.kind != ERR_CATALOG)
			return err_set(e, why.kind, "%s", why.text);
		if (wrong->kind == ERR_NONE)
			*wrong = why;
	}
	return 0;
}
