#include "extract/plan.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "extract/plan_parts.h"

static int mark_header(struct trie *t, struct node *parent, struct node *n, struct attribute_node *a,
	void *arg, struct err *e)
{
	(void)t;
	(void)parent;
	(void)a;
	(void)e;
	n->is_header |= arg != NULL;
	return 0;
}

static int mark_nested(struct trie *t, struct node *parent, struct node *n, struct attribute_node *a,
	void *arg, struct err *e)
{
	const struct envelope *v = arg;

	(void)t;
	(void)parent;
	(void)a;
	(void)e;
	n->nests = (unsigned char)v->nesting;
	n->is_busy = true;
	return 0;
}

/* First of all, so that a row whose paths cannot be read is told itself, and not each feed that it is tried
 * for. */
static int add_envelopes(struct feed_plan *p, struct err *e)
{
	struct trie *t = &p->w->trie;

	for (size_t i = 0; i < p->envelopes->n; i++) {
		const struct envelope *v = &p->envelopes->list[i];

		trie_place(t, v->file, v->line, "column nested: ");
		if (v->nested.n > 0 &&
			trie_add(t, &t->root, &v->nested, mark_nested, (void *)(uintptr_t)v, e) < 0)
			return -1;
		trie_place(t, v->file, v->line, "column body: ");
		if (v->body.n > 0 && trie_add(t, &t->root, &v->body, mark_header, NULL, e) < 0)
			return -1;
		trie_place(t, v->file, v->line, "column header: ");
		if (v->header.n > 0 && trie_add(t, &t->root, &v->header, mark_header, p, e) < 0)
			return -1;
	}
	return 0;
}

/* Its own path; without one, where the envelope has its message's id. */
static int add_message(struct feed_plan *p, const struct feed *f, unsigned slot, struct err *e)
{
	struct trie *t = &p->w->trie;

	trie_place(t, f->file, f->line, "column message: ");
	if (f->message[0] != '\0')
		return plan_add_value(p, slot, f->message, false, e);
	for (size_t i = 0; i < p->envelopes->n; i++) {
		const struct envelope *v = &p->envelopes->list[i];

		trie_place(t, v->file, v->line, "column message: ");
		if (v->is_of_feed && plan_add_value(p, slot, v->message, true, e) < 0)
			return -1;
	}
	return 0;
}

static int add_fields(struct feed_plan *p, const struct feed *f, const char *sent_path, struct err *e)
{
	unsigned own = (unsigned)f->nfields;
	struct trie *t = &p->w->trie;

	for (size_t i = 0; i < f->nfields; i++) {
		trie_place(t, f->fields[i].file, f->fields[i].line, "column path: ");
		if (plan_add_value(p, (unsigned)i, f->fields[i].path, false, e) < 0)
			return -1;
	}
	if (add_message(p, f, own + PLAN_MESSAGE, e) < 0)
		return -1;
	trie_place(t, f->file, f->line, "column sent_at: ");
	return !sent_path ? 0 : plan_add_value(p, own + PLAN_SENT, sent_path, false, e);
}

/* The code and the text of a fault, wherever a message stands: no feed chooses what it is answered. */
static int add_fault(struct feed_plan *p, unsigned slot, const char *const columns[2], const char *code,
	const char *text, struct err *e)
{
	p->w->trie.column = columns[0];
	if (plan_add_value(p, slot, code, true, e) < 0)
		return -1;
	p->w->trie.column = columns[1];
	return plan_add_value(p, slot + 1, text, true, e);
}

static int add_faults(struct feed_plan *p, const struct table *t, unsigned slot, struct err *e)
{
	static const char *const of_envelope[] = {"column fault_code: ", "column fault_text: "},
				 *const of_fault[] = {"column code_path: ", "column text_path: "};

	for (size_t i = 0; i < p->envelopes->n; i++, slot += 2) {
		const struct envelope *v = &p->envelopes->list[i];

		trie_place(&p->w->trie, v->file, v->line, "");
		if (add_fault(p, slot, of_envelope, v->fault_code, v->fault_text, e) < 0)
			return -1;
	}
	for (size_t i = 0; i < t->nrows; i++, slot += 2) {
		trie_place(&p->w->trie, t->rows[i].file, t->rows[i].line, "");
		if (table_is_valid(t, i, p->w->trie.date) &&
			add_fault(p, slot, of_fault, table_get(t, i, "code_path"),
				table_get(t, i, "text_path"), e) < 0)
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

static int add_known(struct feed_plan *p, const struct path *path, struct err *e)
{
	struct trie *t = &p->w->trie;
	struct path placed[ENVELOPES_MOST];
	size_t n;

	if (envelopes_place(p->envelopes, t, path, false, placed, &n, e) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (trie_add(t, &t->root, &placed[i], mark_known, NULL, e) < 0)
			return -1;
	return 0;
}

/* What a feed drops outside of its records is known all the same: no record is lost in it. */
static int add_dropped(struct feed_plan *p, const struct feed *f, const struct table *t, struct err *e)
{
	struct path paths[PATH_CHOICES];
	size_t n;

	for (size_t i = 0; i < t->nrows; i++) {
		const char *text = table_get(t, i, "path");

		if (text[0] != '/' || strcmp(table_get(t, i, "policy"), "drop") != 0 ||
			(strcmp(table_get(t, i, "feed"), f->name) != 0 &&
				strcmp(table_get(t, i, "feed"), f->kind) != 0) ||
			!table_is_valid(t, i, p->w->trie.date))
			continue;
		trie_place(&p->w->trie, t->rows[i].file, t->rows[i].line, "column path: ");
		if (path_parse(paths, &n, text, t->rows[i].file, t->rows[i].line, e) < 0)
			return -1;
		for (size_t k = 0; k < n; k++)
			if (add_known(p, &paths[k], e) < 0)
				return -1;
	}
	return 0;
}

/* Of a fault a piece is enough: blank where its words stand in elements of their own. */
static const struct action *first_whole(const struct action *a, const struct feed *f)
{
	while (a && a->slot >= f->nfields + PLAN_FAULTS)
		a = a->next;
	return a;
}

/* The text of an element that has known children would be in pieces; of one that nests it is a document or a
 * text. */
static int check_texts(const struct node *n, const struct feed *f, struct err *e)
{
	for (; n; n = n->next) {
		const struct action *a = first_whole(n->takes, f);
		bool is_field = a != NULL && a->slot < f->nfields;

		if (a && n->wants_text && n->children && n->nests == NESTS_NOT)
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

/* Where a message says who sent it, as a fault wherever that stands. */
static int add_senders(struct feed_plan *p, const struct table *t, unsigned slot, struct err *e)
{
	for (size_t i = 0; i < t->nrows; i++) {
		trie_place(&p->w->trie, t->rows[i].file, t->rows[i].line, "column path: ");
		if (table_is_valid(t, i, p->w->trie.date) &&
			plan_add_value(p, slot + (unsigned)i, table_get(t, i, "path"), true, e) < 0)
			return -1;
	}
	return 0;
}

static int add_values(struct feed_plan *p, const struct feed *f, const char *sent_path,
	const struct table *faults, const struct table *senders, struct err *e)
{
	unsigned first = (unsigned)f->nfields + PLAN_FAULTS;
	unsigned from = first + (unsigned)(2 * (p->envelopes->n + faults->nrows));
	unsigned vetoes = from + (unsigned)senders->nrows;

	for (p->pass = PASS_CHOICE; p->pass < PASS_END; p->pass++)
		if (add_fields(p, f, sent_path, e) < 0 || add_faults(p, faults, first, e) < 0 ||
			add_senders(p, senders, from, e) < 0 || plan_add_vetoes(p, f, vetoes, e) < 0)
			return -1;
	return 0;
}

static int make_plan(struct feed_plan *p, struct walk *w, xmlDictPtr names, const struct feed *f,
	const struct envelopes *envelopes, const char *sent_path, struct catalog *c, const char *date,
	struct pseudonym *key, struct err *e)
{
	const struct table *namespaces = catalog_get(c, "namespaces", e),
			   *faults = catalog_get(c, "faults", e), *fields = catalog_get(c, "fields", e),
			   *senders = catalog_get(c, "senders", e);
	struct outer outer = {
		catalog_get(c, "beside", e), catalog_get(c, "totals", e), (unsigned)f->nfields + PLAN_FAULTS};
	struct row row = {.file = f->file, .line = f->line};

	p->w = w;
	p->envelopes = envelopes;
	if (!namespaces || !faults || !fields || !senders || !outer.beside || !outer.totals)
		return -1;
	trie_init(&w->trie, names, namespaces, date);
	if (slots_init(&w->slots, f,
		    PLAN_FAULTS + 2 * (envelopes->n + faults->nrows) + senders->nrows + plan_count_vetoes(f),
		    key, e) < 0 ||
		add_envelopes(p, e) < 0 || plan_add_records(p, f->record, &row, 1, e) < 0)
		return -1;
	w->slots.rules[f->nfields + PLAN_MESSAGE].spoils_file = true;
	w->slots.rules[f->nfields + PLAN_SENT].spoils_file = true;
	if (add_values(p, f, sent_path, faults, senders, e) < 0 || add_dropped(p, f, fields, e) < 0 ||
		strangers_plan(&w->trie, &outer, e) < 0)
		return -1;
	return check_texts(w->trie.root.children, f, e);
}

int plan_feed(struct walk *w, xmlDictPtr names, const struct feed *f, const struct envelopes *envelopes,
	const char *sent_path, struct catalog *c, const char *date, struct pseudonym *key, struct err *e)
{
	struct feed_plan *p = calloc(1, sizeof(*p)); /* too much for a stack that may not grow */
	int rc = !p ? err_set(e, ERR_NOMEM, "out of memory for a plan")
		    : make_plan(p, w, names, f, envelopes, sent_path, c, date, key, e);

	free(p);
	return rc;
}

int plan_prepare(struct catalog *c, struct err *e)
{
	static const char *const tables[] = {"namespaces", "envelopes", "faults", "feeds", "fields", "beside",
		"totals", "senders", "signatures", "json_items"};

	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
		if (!catalog_get(c, tables[i], e))
			return -1;
	return 0;
}

struct probe_plan {
	struct feed_plan plan;
	struct envelopes envelopes;
};

static int probe_feed(struct walk *w, const struct table *feeds, size_t row, struct catalog *c,
	const char *date, struct err *why)
{
	const struct row *r = &feeds->rows[row];
	struct probe_plan *p = calloc(1, sizeof(*p)); /* too much for a stack that may not grow */
	int rc = -1;

	if (!p)
		return err_set(why, ERR_NOMEM, "out of memory for a plan");
	p->plan.w = w;
	p->plan.feeds = feeds;
	p->plan.envelopes = &p->envelopes;
	if (envelopes_read(
		    &p->envelopes, c, date, table_get(feeds, row, "envelopes"), r->file, r->line, why) == 0 &&
		add_envelopes(&p->plan, why) == 0)
		rc = plan_add_records(&p->plan, table_get(feeds, row, "record"), r, (unsigned)row + 1, why);
	free(p);
	return rc;
}

int plan_probe(struct walk *w, xmlDictPtr names, struct catalog *c, const char *date, struct err *wrong,
	struct err *e)
{
	const struct table *namespaces = catalog_get(c, "namespaces", e), *feeds = catalog_get(c, "feeds", e);

	if (!namespaces || !feeds)
		return -1;
	trie_init(&w->trie, names, namespaces, date);
	for (size_t i = 0; i < feeds->nrows; i++) {
		struct err why = {0};

		if (!table_is_valid(feeds, i, date) || probe_feed(w, feeds, i, c, date, &why) == 0)
			continue;
		if (why.kind != ERR_CATALOG)
			return err_set(e, why.kind, "%s", why.text);
		if (wrong->kind == ERR_NONE)
			*wrong = why;
	}
	return 0;
}
