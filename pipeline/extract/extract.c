#include "extract/extract.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "core/clock.h"
#include "extract/extraction.h"
#include "extract/sent.h"
#include "extract/untaken.h"
#include "model/mask.h"

struct slice extraction_outer(struct extraction *x, size_t slot)
{
	struct cell c = slots_cell(&x->walk.slots, (unsigned)(x->options->feed->nfields + slot));

	return c.state == CELL_TEXT ? (struct slice){c.text, c.len} : SLICE("");
}

static int tell_future(struct extraction *x, const char *found, struct err *e)
{
	struct reject r = {.file = x->file,
		.severity = REJECT_FIELD,
		.field = "_sent",
		.code = "sent_at.future",
		.expected = "at most one day ahead of now",
		.found = slice_from(found)};

	return found[0] == '\0' ? 0 : x->next->reject(x->next, &r, e);
}

/* sent_at is settled once, at the first record or at the end. */
int extraction_find_sent(struct extraction *x, struct err *e)
{
	struct slice name = meta_find(x->meta, "name");
	struct sent_hints h = {extraction_outer(x, PLAN_SENT), name.len > 0 ? name : slice_from(x->base),
		meta_find(x->meta, "sent_at"), meta_find(x->meta, "arrived"), x->options->now,
		x->options->feed->dates};
	struct sent sent = {.from = "given"};
	struct err why = {0};

	x->has_sent = true;
	if (x->options->sent_at) {
		snprintf(sent.at, sizeof(sent.at), "%s", x->options->sent_at);
	} else if (sent_find(x->options->feed->sent_at, &h, &sent, &why) < 0) {
		clock_format(x->options->now, sent.at);
		if (why.kind != ERR_RECORD) {
			*e = why;
			return -1;
		}
		refusal_set(extraction_refusal(x), "file.sent_at", 0, "yyyyMMddHHmmss or ISO 8601", "%s",
			why.text);
	}
	memcpy(x->result->sent, sent.at, sizeof(x->result->sent));
	memcpy(x->result->sent_from, sent.from, sizeof(x->result->sent_from));
	return tell_future(x, sent.future, e);
}

static int reject_field(struct extraction *x, const struct field *f, bool spoils, const char *code,
	const char *expected, const char *found, struct err *e)
{
	struct reject r = {.file = x->file,
		.number = x->walk.records,
		.line = x->walk.line,
		.severity = spoils ? REJECT_RECORD : REJECT_FIELD,
		.field = f->name,
		.code = code,
		.expected = expected,
		.found = slice_from(found)};

	return x->next->reject(x->next, &r, e);
}

static int reject_long(struct extraction *x, const struct field *f, size_t len, struct err *e)
{
	char expected[48], found[48];

	snprintf(expected, sizeof(expected), "at most %zu bytes", f->max_bytes);
	snprintf(found, sizeof(found), "%zu bytes", len);
	return reject_field(x, f, f->rejects_record, "text.too_long", expected, found, e);
}

static void blank(struct extraction *x, size_t i)
{
	x->walk.slots.cells[i] = (struct cell){NULL, 0, CELL_ABSENT};
}

/* One is meant and several came: the same text is told, other ones are no value. */
static int reject_repeats(struct extraction *x, size_t i, bool *is_rejected, struct err *e)
{
	const struct field *f = &x->options->feed->fields[i];
	const struct slot_more *more = &x->walk.slots.more[i];
	char found[64];

	snprintf(found, sizeof(found), "%u, %s", more->repeats + 1,
		more->differs ? "of different texts" : "of the same text");
	if (more->differs) {
		*is_rejected |= f->rejects_record;
		blank(x, i);
	}
	return reject_field(x, f, more->differs && f->rejects_record, "field.repeated", "one", found, e);
}

/* A list whose items are not the described ones has an unknown number of them, not none. */
static int reject_strange(struct extraction *x, size_t i, struct err *e)
{
	char found[64];

	snprintf(found, sizeof(found), "%u elements that are none", x->walk.slots.more[i].strange);
	if (slots_at(&x->walk.slots, (unsigned)i)->count == 0)
		blank(x, i);
	return reject_field(
		x, &x->options->feed->fields[i], false, "list.strange", "items of the list", found, e);
}

/* A part of a text that has no parts: whose record it is may be unknown now, and it is told. */
static int reject_unmarked(struct extraction *x, const struct field *f, size_t len, struct err *e)
{
	char found[48];

	snprintf(found, sizeof(found), "%zu bytes without it", len);
	return reject_field(x, f, f->rejects_record, "field.no_mark", f->cut, found, e);
}

static int reject_faults_of(struct extraction *x, size_t i, bool *is_rejected, struct err *e)
{
	const struct field *f = &x->options->feed->fields[i];
	const struct slot_more *more = &x->walk.slots.more[i];

	if ((more->repeats > 0 && reject_repeats(x, i, is_rejected, e) < 0) ||
		(more->strange > 0 && reject_strange(x, i, e) < 0))
		return -1;
	if (more->too_long == 0 && more->unmarked == 0 && !more->has_element)
		return 0;
	*is_rejected |= f->rejects_record;
	if (more->too_long > 0 && reject_long(x, f, more->too_long, e) < 0)
		return -1;
	if (more->unmarked > 0 && !more->has_element && reject_unmarked(x, f, more->unmarked, e) < 0)
		return -1;
	if (!more->has_element)
		return 0;
	blank(x, i);
	return reject_field(
		x, f, f->rejects_record, "text.element", "text alone", "elements inside the text", e);
}

/* A field whose text is over its limit, without its mark, has elements inside or came twice is blanked, or
 * the record goes. */
static int reject_faults(struct extraction *x, bool *is_rejected, struct err *e)
{
	for (size_t i = 0; i < x->options->feed->nfields; i++)
		if (reject_faults_of(x, i, is_rejected, e) < 0)
			return -1;
	return 0;
}

static int on_record(struct walk *w, void *arg, struct err *e)
{
	struct extraction *x = arg;
	struct record r = {.kind = RECORD_RAW, .file = x->file, .number = w->records, .line = w->line};
	bool is_rejected = false;

	if (!x->has_sent && extraction_find_sent(x, e) < 0)
		return -1;
	if (extraction_refusal(x)->code) {
		xml_stop(w->xml);
		return 0;
	}
	if (slots_finish(&w->slots, e) < 0 || (w->slots.has_fault && reject_faults(x, &is_rejected, e) < 0))
		return -1;
	if (is_rejected) {
		x->rejected++;
		return 0;
	}
	if (extraction_message(x, &r.message, e) < 0)
		return -1;
	r.sent = slice_from(x->result->sent);
	r.cells = w->slots.cells;
	r.ncells = w->slots.nfields;
	return x->next->put(x->next, &r, e);
}

/* Fields from the sidecar are the same for every record. */
static int take_meta(struct extraction *x, struct err *e)
{
	const struct feed *f = x->options->feed;
	struct slots *s = &x->walk.slots;

	for (size_t i = 0; i < f->nfields; i++) {
		const char *path = f->fields[i].path;
		struct slice value;
		size_t start = s->text.len;
		bool keeps = false;

		if (strncmp(path, "meta:", 5) != 0)
			continue;
		value = meta_find(x->meta, path + 5);
		if (buf_add(&s->text, value.text, value.len, e) < 0)
			return -1;
		if (value.len > 0 && slots_take(s, (unsigned)i, CELL_TEXT, start, value.len, &keeps, e) < 0)
			return -1;
		s->text.len = start;
	}
	return 0;
}

/* The sidecar may say that the file must not be read. */
static int read_meta(struct extraction *x, struct err *e)
{
	const struct meta *given = x->options->meta;
	struct err why = {0};
	int rc = given != NULL ? meta_check(given, x->name, &why) : meta_read(&x->own_meta, x->name, &why);

	x->meta = given != NULL ? given : &x->own_meta;
	if (rc < 0) {
		if (why.kind != ERR_FILE) {
			*e = why;
			return -1;
		}
		refusal_set(extraction_refusal(x), "file.sidecar", why.line, "", "%s", why.text);
	}
	if (meta_find(x->meta, "classification").len > 0)
		refusal_set(extraction_refusal(x), "file.secret", 0, "files without a mark of secrecy",
			"a file marked secret");
	return 0;
}

static int extraction_plan(struct extraction *x, struct err *e)
{
	const struct extract_options *o = x->options;
	struct slice path = sent_path(o->feed->sent_at);
	char text[1024];

	if (sent_check(o->feed->sent_at, o->feed->file, o->feed->line, e) < 0)
		return -1;
	if (path.len >= sizeof(text))
		return err_at(e, ERR_CATALOG, o->feed->file, o->feed->line,
			"column sent_at: found a path over %zu bytes", sizeof(text) - 1);
	snprintf(text, sizeof(text), "%.*s", (int)path.len, path.text);
	return plan_feed(&x->walk, x->names, o->feed, path.len > 0 ? text : NULL, o->catalog, o->date,
		o->pseudonym, e);
}

static int run_extraction(struct extraction *x, struct err *e)
{
	const struct extract_options *o = x->options;

	if (source_new(&x->source, x->fd, o->hash_bytes, e) < 0 ||
		xml_new(&x->xml, x->source, x->names, &walk_events, &x->walk, e) < 0)
		return -1;
	walk_begin(&x->walk, on_record, x, e);
	slots_reset_all(&x->walk.slots);
	if (read_meta(x, e) < 0 || take_meta(x, e) < 0)
		return -1;
	if (!extraction_refusal(x)->code && (xml_parse(x->xml, e) < 0 || x->walk.has_failed))
		return -1;
	if (judge_end(x, e) < 0)
		return -1;
	if (o->hash_bytes && extraction_refusal(x)->code && source_code(x->source)[0] == '\0') {
		struct err ignored = {0}; /* the file is bad already */

		(void)source_drain(x->source, &ignored);
	}
	if (source_hash(x->source, x->result->sha256, e) < 0)
		return -1;
	x->result->bytes_in = source_bytes_in(x->source);
	x->result->bytes_xml = source_bytes_out(x->source);
	if (x->walk.untaken && untaken_put(x->walk.untaken, x->file, x->next, e) < 0)
		return -1;
	return judge_put(x, e);
}

int extract_prepare(struct catalog *c, struct err *e)
{
	return plan_prepare(c, e) < 0 ? -1 : mask_prepare(c, e);
}

/* ---- what stays from file to file ---- */

void extraction_free(struct extraction *x)
{
	if (!x)
		return;
	trie_release(&x->walk.trie);
	slots_release(&x->walk.slots);
	untaken_free(x->walk.untaken);
	xmlDictFree(x->names);
	extraction_release(x);
	free(x);
}

static int extraction_new(struct extraction **out, const struct extract_options *o, struct err *e)
{
	struct extraction *x = calloc(1, sizeof(*x));

	*out = x;
	if (!x || !(x->names = xmlDictCreate()))
		return err_set(e, ERR_NOMEM, "out of memory");
	x->options = o;
	x->feed = o->feed;
	x->pseudonym = o->pseudonym;
	snprintf(x->date, sizeof(x->date), "%s", o->date);
	if (o->tells_untaken && untaken_new(&x->walk.untaken, e) < 0)
		return -1;
	return extraction_plan(x, e);
}

static bool is_fit(const struct extraction *x, const struct extract_options *o)
{
	return x != NULL && x->feed == o->feed && x->pseudonym == o->pseudonym &&
	       strcmp(x->date, o->date) == 0;
}

static int get_extraction(struct extraction **x, const struct extract_options *o, struct err *e)
{
	if (is_fit(*x, o))
		return 0;
	extraction_free(*x);
	return extraction_new(x, o, e);
}

static void extraction_begin(struct extraction *x, int fd, const char *name, const struct extract_options *o,
	struct sink *next, struct extract_result *r)
{
	x->options = o;
	x->name = name;
	x->base = basename(name);
	x->fd = fd;
	x->next = next;
	x->result = r;
	x->meta = NULL;
	x->file = slice_from(o->file_id ? o->file_id : x->base);
	x->rejected = 0;
	x->has_sent = false;
}

static void extraction_end(struct extraction *x)
{
	xml_free(x->xml);
	source_free(x->source);
	x->xml = NULL;
	x->source = NULL;
}

int extract_file(int fd, const char *name, const struct extract_options *o, struct sink *next,
	struct extract_result *r, struct err *e)
{
	struct extraction *own = NULL, **x = o->kept != NULL ? o->kept : &own;
	int rc = get_extraction(x, o, e);

	memset(r, 0, sizeof(*r));
	if (rc == 0) {
		extraction_begin(*x, fd, name, o, next, r);
		rc = run_extraction(*x, e);
		extraction_end(*x);
	}
	if (rc == 0 && o->kept)
		return 0;
	extraction_free(*x);
	*x = NULL;
	return rc;
}
