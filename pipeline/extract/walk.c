#include "extract/walk.h"

#include <stdio.h>
#include <string.h>
#include "core/masked.h"
#include "extract/untaken.h"

void walk_begin(struct walk *w, walk_record_fn *record, void *arg, struct err *e)
{
	*w = (struct walk){.xml = w->xml, .trie = w->trie, .slots = w->slots, .untaken = w->untaken};
	w->record = record;
	w->arg = arg;
	w->e = e;
	w->at = &w->trie.root;
	w->nmemo = 1;
	w->last = &w->memo[0];
	w->last->follow = &w->memo[0];
	w->nil_name = xmlDictLookup(w->trie.dict, (const xmlChar *)"nil", 3);
	w->nil_uri =
		xmlDictLookup(w->trie.dict, (const xmlChar *)"http://www.w3.org/2001/XMLSchema-instance", -1);
	strangers_begin(&w->strangers, &w->trie, w->nil_uri);
}

static void walk_refuse(struct walk *w, const char *code, const char *expected, const char *found)
{
	refusal_set(xml_refusal(w->xml), code, xml_line(w->xml), expected, "%s", found);
	xml_stop(w->xml);
}

/* Something below failed: the record's text is too much (the file is bad), or the run ends. */
static void walk_fail(struct walk *w)
{
	if (w->e->kind == ERR_RECORD) {
		err_clear(w->e);
		walk_refuse(w, "xml.record", "at most 4 MiB", "more than 4 MiB of text in one record");
		return;
	}
	w->has_failed = true;
	xml_stop(w->xml);
}

static bool is_stopped(const struct walk *w)
{
	return w->has_failed || xml_refusal(w->xml)->code;
}

/* A step not taken before. When the memo is full (strange names), it starts anew. */
static struct walk_memo *step_new(struct walk *w, uint16_t *slot, const xmlChar *name, const xmlChar *uri)
{
	const struct node *n = w->at->children;
	struct walk_memo *m;

	if (xml_names(w->xml) > LIMIT_XML_NAMES)
		walk_refuse(w, "xml.names", "at most 20000", "more than 20000 distinct names");
	while (n && !name_test_fits(&n->test, name, uri))
		n = n->next;
	if (w->nmemo == WALK_MEMO) {
		memset(w->index, 0, sizeof(w->index));
		w->nmemo = 1;
		w->last = &w->memo[0];
	}
	*slot = (uint16_t)w->nmemo;
	m = &w->memo[w->nmemo++];
	*m = (struct walk_memo){w->at, name, uri, n, &w->memo[0]};
	return m;
}

static bool memo_fits(
	const struct walk_memo *m, const struct walk *w, const xmlChar *name, const xmlChar *uri)
{
	return m->name == name && m->node == w->at && m->uri == uri;
}

static struct walk_memo *step_find(struct walk *w, const xmlChar *name, const xmlChar *uri)
{
	uintptr_t key = (uintptr_t)name ^ ((uintptr_t)uri >> 3) ^ ((uintptr_t)w->at << 2);
	uint16_t *slot = &w->index[((key * 0x9e3779b97f4a7c15u) >> 40) & (WALK_MEMO_INDEX - 1)];
	struct walk_memo *m = &w->memo[*slot];

	return memo_fits(m, w, name, uri) ? m : step_new(w, slot, name, uri);
}

/* Names are dictionary pointers: where a step leads is remembered by them, and what came next is tried first.
 */
static inline const struct node *step(struct walk *w, const xmlChar *name, const xmlChar *uri)
{
	struct walk_memo *m = w->last->follow;

	if (!memo_fits(m, w, name, uri)) {
		m = step_find(w, name, uri);
		w->last->follow = m;
	}
	w->last = m;
	return m->child;
}

/* Of the steps that an element of this name may be, the one that its attributes choose. */
static const struct node *choose(const struct node *n, const xmlChar *name, const xmlChar *uri, int count,
	const xmlChar *const *attributes)
{
	for (; n; n = n->next) {
		struct slice value = n->step.value;

		if (!name_test_fits(&n->test, name, uri))
			continue;
		if (!node_has_choice(n))
			return n;
		for (int i = 0; i < count; i++) {
			const xmlChar *const *a = &attributes[5 * i];

			if (name_test_fits(&n->by, a[0], a[2]) && (size_t)(a[4] - a[3]) == value.len &&
				memcmp(a[3], value.text, value.len) == 0)
				return n;
		}
	}
	return NULL;
}

static void give(struct walk *w, const struct action *a, enum cell_state state, size_t start, size_t len)
{
	bool keeps = false;

	for (; a; a = a->next)
		if ((state != CELL_TEXT || !slots_take_simple(&w->slots, a->slot, start, len, &keeps)) &&
			slots_take(&w->slots, a->slot, state, start, len, &keeps, w->e) < 0) {
			walk_fail(w);
			return;
		}
	if (!keeps)
		w->slots.text.len = start;
}

static void give_attribute(struct walk *w, const struct action *a, const xmlChar *from, const xmlChar *to)
{
	size_t start = w->slots.text.len, len = (size_t)(to - from);

	if (len > LIMIT_XML_TEXT_BYTES) {
		walk_refuse(w, "xml.text", "at most 1 MiB", "more than 1 MiB in one attribute");
		return;
	}
	if (buf_add(&w->slots.text, from, len, w->e) < 0)
		walk_fail(w);
	else
		give(w, a, len > 0 ? CELL_TEXT : CELL_EMPTY, start, len);
}

static struct untaken_place place_of(const struct walk *w)
{
	return (struct untaken_place){&w->trie, w->stack, w->at, w->level, xml_line(w->xml)};
}

static void note_untaken(struct walk *w, enum untaken_kind kind, const xmlChar *name, const xmlChar *uri)
{
	struct untaken_place p = place_of(w);

	untaken_note(w->untaken, &p, kind, name, uri);
}

static bool is_taken(const struct node *n, const xmlChar *const *att)
{
	for (const struct attribute_node *a = n->attributes; a; a = a->next)
		if (name_test_fits(&a->test, att[0], att[2]))
			return true;
	return node_has_choice(n) && name_test_fits(&n->by, att[0], att[2]);
}

/* Five pointers an attribute: name, prefix, namespace, value and its end. */
static void take_attributes(struct walk *w, const struct node *n, int count, const xmlChar **att)
{
	for (int i = 0; i < count; i++, att += 5) {
		size_t len = (size_t)(att[4] - att[3]);

		if (att[1] && !att[2])
			continue; /* an undeclared prefix: ignored, as no path can mean it */
		if (w->untaken && att[2] != w->nil_uri && !is_taken(n, att))
			note_untaken(w, UNTAKEN_ATTRIBUTE, att[0], att[2]);
		if (att[0] == w->nil_name && att[2] == w->nil_uri)
			w->is_nil = (len == 4 && memcmp(att[3], "true", 4) == 0) ||
				    (len == 1 && att[3][0] == '1');
		if (w->inside && n->attributes && !is_taken(n, att))
			lookalikes_attribute(
				&w->lookalikes, n, att[0], (unsigned)w->slots.nfields, xml_line(w->xml));
		for (const struct attribute_node *a = n->attributes; a && !is_stopped(w); a = a->next) {
			if (!name_test_fits(&a->test, att[0], att[2]))
				continue;
			if (a->takes)
				give_attribute(w, a->takes, att[3], att[4]);
			if (a->total != TOTAL_NONE)
				totals_take(&w->totals, a->total, att[0], xml_line(w->xml),
					(const char *)att[3], len);
		}
	}
}

/* In an item that counts only when it holds something. */
static void content_attributes(struct walk *w, int count, const xmlChar **att)
{
	for (int i = 0; i < count; i++, att += 5)
		w->content += !att[2] || att[2] != w->nil_uri;
}

static void content_text(struct walk *w, const xmlChar *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (text[i] != ' ' && text[i] != '\t' && text[i] != '\n' && text[i] != '\r') {
			w->content++;
			return;
		}
}

static void enter_probe(struct walk *w, const struct node *n)
{
	if (n->feed == 0 || n->feed == FEED_SEVERAL || !n->is_own)
		return;
	w->feed = n->feed;
	xml_stop(w->xml);
}

/* For the message about a file of another feed: the first element that only a `*` fits, else the root. */
static void note_foreign(struct walk *w, const xmlChar *name)
{
	if (w->foreign[0] == '\0' && !w->is_fit)
		mask_element(w->foreign, (const char *)name);
}

static void enter(struct walk *w, const struct node *n, const xmlChar *name, const xmlChar *uri,
	int nattributes, const xmlChar **attributes)
{
	if (n->is_wild)
		note_foreign(w, name);
	if (n->is_wild && w->untaken) {
		struct untaken_place p = place_of(w);

		untaken_enter(w->untaken, &p, name, uri);
	}
	if (n->zone != ZONE_NONE)
		strangers_start(&w->strangers, node_is_nobody(n) ? NULL : n, name, xml_line(w->xml),
			xml_is_list(w->xml), nattributes, attributes);
	for (const struct action *a = n->resets; a; a = a->next)
		slots_reset_outer(&w->slots, a->slot);
	if (n->is_own)
		w->is_fit = true;
	if (n->nests != NESTS_NOT && xml_nest(w->xml, n->nests, w->e) < 0)
		w->has_failed = true;
	if (!w->record) {
		enter_probe(w, n);
		return;
	}
	if (n->is_record) {
		slots_reset(&w->slots);
		w->inside = n;
		strangers_record(&w->strangers);
		w->line = (uint64_t)xml_line(w->xml);
		if (++w->records > LIMIT_FILE_RECORDS)
			walk_refuse(w, "file.too_many_records", "at most 100000000",
				"more than 100000000 records");
	}
	if (n->is_filled)
		w->filled_from[w->filled++] = w->content;
	for (const struct action *a = n->marks; a; a = a->next)
		slots_at(&w->slots, a->slot)->is_known = true;
}

/* A record inside a record, however deep, or where no packet stands: in the header, behind the body. */
static bool is_nested(const struct walk *w, const xmlChar *name, const xmlChar *uri)
{
	if (!w->inside)
		return !w->at->is_beside && strangers_is_record(&w->strangers, name, uri);
	return w->inside->test.name == name && name_test_fits(&w->inside->test, name, uri);
}

/* An element that no path names: all inside it costs a counter. */
static void enter_unknown(
	struct walk *w, const xmlChar *name, const xmlChar *uri, int nattributes, const xmlChar **attributes)
{
	if (w->untaken)
		note_untaken(w, UNTAKEN_ELEMENT, name, uri);
	if (w->level == 0)
		note_foreign(w, name);
	if (w->inside)
		lookalikes_element(&w->lookalikes, w->at, name, (unsigned)w->slots.nfields, xml_line(w->xml));
	w->skips_zone = w->at->zone != ZONE_NONE;
	if (w->skips_zone)
		strangers_start(&w->strangers, NULL, name, xml_line(w->xml), false, nattributes, attributes);
	else if (is_nested(w, name, uri))
		strangers_nested(&w->strangers, name, xml_line(w->xml));
	else if (!w->at->is_record)
		for (const struct action *a = w->at->marks; a; a = a->next)
			slots_strange(&w->slots, a->slot);
	w->skip = 1;
	w->skips_text = w->inside && !w->skips_zone;
	w->has_element = w->wants_text;
	w->wants_text = false;
}

static void refuse_element(struct walk *w, int nattributes)
{
	if (w->level + w->skip >= LIMIT_XML_DEPTH)
		walk_refuse(w, "xml.depth", "at most 64", "elements nested more than 64 deep");
	else if (nattributes > LIMIT_XML_ATTRIBUTES)
		walk_refuse(w, "xml.attributes", "at most 64", "more than 64 attributes in one element");
	else if (xml_namespaces(w->xml) > LIMIT_XML_NAMESPACES)
		walk_refuse(w, "xml.attributes", "at most 256", "more than 256 namespaces declared");
	else
		walk_refuse(
			w, "xml.namespace", "a declared prefix", "an element whose prefix is not declared");
}

/* Deeper in an element that no path names. */
static void start_skipped(
	struct walk *w, const xmlChar *name, const xmlChar *uri, int nattributes, const xmlChar **attributes)
{
	w->skip++;
	if (w->skips_zone)
		strangers_start(&w->strangers, NULL, name, xml_line(w->xml), false, nattributes, attributes);
	else if (is_nested(w, name, uri))
		strangers_nested(&w->strangers, name, xml_line(w->xml));
	else if (w->inside)
		lookalikes_stray(
			&w->lookalikes, w->inside, name, (unsigned)w->slots.nfields, xml_line(w->xml));
}

static void on_start(void *arg, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int nb_ns,
	const xmlChar **namespaces, int nattributes, int ndefaulted, const xmlChar **attributes)
{
	struct walk *w = arg;
	const struct node *n;

	(void)namespaces;
	(void)ndefaulted;
	if (w->level + w->skip >= LIMIT_XML_DEPTH || nattributes > LIMIT_XML_ATTRIBUTES || (prefix && !uri) ||
		(nb_ns > 0 && xml_namespaces(w->xml) > LIMIT_XML_NAMESPACES)) {
		refuse_element(w, nattributes);
		return;
	}
	if (w->filled > 0)
		content_attributes(w, nattributes, attributes);
	if (w->skip > 0) {
		start_skipped(w, name, uri, nattributes, attributes);
		return;
	}
	n = step(w, name, uri);
	if (n && node_has_choice(n))
		n = choose(n, name, uri, nattributes, (const xmlChar *const *)attributes);
	if (!n || (n->is_wild && w->at->is_record_parent)) {
		enter_unknown(w, name, uri, nattributes, attributes);
		return;
	}
	w->stack[w->level++] = w->at;
	w->at = n;
	w->wants_text = n->wants_text;
	w->is_nil = false;
	if (n->is_busy)
		enter(w, n, name, uri, nattributes, attributes);
	if (n->is_filled)
		content_attributes(w, nattributes, attributes);
	if (nattributes > 0)
		take_attributes(w, n, nattributes, attributes);
	w->start = w->slots.text.len;
}

static bool is_absent(const void *slots, unsigned slot)
{
	return slots_at((struct slots *)(uintptr_t)slots, slot)->state == CELL_ABSENT;
}

static void record_end(struct walk *w)
{
	lookalikes_end_record(&w->lookalikes, is_absent, &w->slots);
	if (w->record && !is_stopped(w) && w->record(w, w->arg, w->e) < 0)
		walk_fail(w);
	w->inside = NULL;
}

/* Text and elements in one are no value: not even the text that is left. */
static void refuse_mixed(struct walk *w, const struct action *a, size_t start, size_t len)
{
	const struct slot_rule *rules = w->slots.rules;

	w->has_element = false;
	for (; a; a = a->next) {
		struct action one = {a->slot, NULL};

		if (rules[a->slot].spoils_file)
			walk_refuse(w, "text.element", "text alone",
				"elements inside the message's id or time of sending");
		else if (!rules[a->slot].field)
			give(w, &one, CELL_TEXT, start,
				len); /* a fault's words, whatever stands among them */
		else
			slots_refuse(&w->slots, a->slot);
	}
	w->slots.text.len = start;
}

static void take_total(struct walk *w, const struct node *n)
{
	if (!w->has_element)
		totals_take(&w->totals, n->total, n->test.name, xml_line(w->xml),
			w->slots.text.data + w->start, w->slots.text.len - w->start);
	w->has_element = false;
	w->slots.text.len = w->start;
}

static void take_value(struct walk *w, const struct node *n)
{
	size_t len = w->slots.text.len - w->start;

	if (w->has_element)
		refuse_mixed(w, n->takes, w->start, len);
	else
		give(w, n->takes, len > 0 ? CELL_TEXT : w->is_nil ? CELL_NIL : CELL_EMPTY, w->start, len);
}

static void leave_unknown(struct walk *w)
{
	if (w->skips_zone)
		strangers_end(&w->strangers);
	if (--w->skip == 0)
		w->wants_text = w->at->wants_text;
}

static void on_end(void *arg, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	struct walk *w = arg;
	const struct node *n = w->at;

	(void)name;
	(void)prefix;
	(void)uri;
	if (w->skip > 0) {
		leave_unknown(w);
		return;
	}
	if (w->level == 0)
		return;
	if (n->is_named)
		w->slots.name = n->test.name;
	if (n->is_filled && w->filled > 0)
		w->slots.is_filled = w->content > w->filled_from[--w->filled];
	if (n->takes)
		take_value(w, n);
	if (n->total != TOTAL_NONE)
		take_total(w, n);
	if (n->is_record)
		record_end(w);
	if (n->zone != ZONE_NONE)
		strangers_end(&w->strangers);
	w->at = w->stack[--w->level];
	w->wants_text = w->at->wants_text;
	w->is_nil = false;
	w->start = w->slots.text.len; /* a counted parent must not cut back what its child kept */
}

static void text_slow(struct walk *w, const xmlChar *text, size_t len)
{
	if (w->slots.text.len - w->start + len > LIMIT_XML_TEXT_BYTES)
		walk_refuse(w, "xml.text", "at most 1 MiB", "more than 1 MiB of text in one element");
	else if (buf_add(&w->slots.text, text, len, w->e) < 0)
		walk_fail(w);
}

static bool is_blank(const xmlChar *text, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (text[i] > ' ')
			return false;
	return true;
}

static void on_text(void *arg, const xmlChar *text, int len)
{
	struct walk *w = arg;
	struct buf *b = &w->slots.text;
	size_t n = (size_t)len;

	if (w->filled > 0)
		content_text(w, text, n);
	if (w->at->is_answer && w->skip == 0)
		strangers_payload(&w->strangers, text, n);
	if (!w->wants_text) {
		if (w->at->zone == ZONE_PATH && w->skip == 0 && !w->at->is_wild)
			strangers_text(&w->strangers, text, n);
		else if (w->skip > 0 ? w->skips_zone : w->at->is_wild && w->at->zone != ZONE_NONE)
			strangers_payload(&w->strangers, text, n);
		if (w->skips_text && w->skip > 0 && !is_blank(text, n)) {
			w->skips_text = false;
			w->dropped++;
		}
		if (w->untaken && w->skip == 0 && w->level > 0 && !is_blank(text, n))
			note_untaken(w, UNTAKEN_TEXT, NULL, NULL);
		return;
	}
	if (b->len + n >= b->cap || b->len - w->start + n > LIMIT_XML_TEXT_BYTES) {
		text_slow(w, text, n);
		return;
	}
	memcpy(b->data + b->len, text, n);
	b->len += n;
}

/* A list of JSON that its records stand in without an element of its own, be it empty. */
static void on_list(void *arg, const xmlChar *name)
{
	struct walk *w = arg;

	if (w->skip == 0 && w->at->is_record_parent)
		strangers_list(&w->strangers, name);
}

const struct xml_events walk_events = {on_start, on_end, on_text, on_list};
