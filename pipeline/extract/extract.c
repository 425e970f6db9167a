#include "extract/extract.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "core/clock.h"
#include "extract/meta.h"
#include "extract/plan.h"
#include "extract/probe.h"
#include "extract/sent.h"

struct extraction {
	const struct extract_options *options;
	const char *name, *base; /* as given; without its folders */
	int fd;
	struct sink *next;
	struct extract_result *result;
	struct source *source;
	struct xml *xml;
	struct walk walk;
	struct meta meta;
	struct slice file; /* _file */
	uint64_t rejected;
	bool has_sent;
};

static struct slice outer_text(struct extraction *x, enum plan_slot slot)
{
	struct cell c = slots_cell(&x->walk.slots, (unsigned)(x->options->feed->nfields + (size_t)slot));

	return c.state == CELL_TEXT ? (struct slice){c.text, c.len} : SLICE("");
}

static struct refusal *refusal_of(struct extraction *x)
{
	return xml_refusal(x->xml);
}

/* sent_at is settled once, at the first record or at the end. */
static int find_sent(struct extraction *x, struct err *e)
{
	struct slice name = meta_find(&x->meta, "name");
	struct sent_hints h = {outer_text(x, PLAN_SENT), name.len > 0 ? name : slice_from(x->base),
		meta_find(&x->meta, "sent_at"), meta_find(&x->meta, "arrived"), x->options->now};
	struct err why = {0};

	x->has_sent = true;
	if (x->options->sent_at != NULL) {
		snprintf(x->result->sent, sizeof(x->result->sent), "%s", x->options->sent_at);
		snprintf(x->result->sent_from, sizeof(x->result->sent_from), "given");
		return 0;
	}
	if (sent_find(x->options->feed->sent_at, &h, x->result->sent, x->result->sent_from, &why) == 0)
		return 0;
	clock_format(x->options->now, x->result->sent);
	if (why.kind != ERR_RECORD) {
		*e = why;
		return -1;
	}
	refusal_set(refusal_of(x), "file.sent_at", 0, "yyyyMMddHHmmss or ISO 8601", "%s", why.text);
	return 0;
}

static int reject_field(struct extraction *x, const struct field *f, size_t len, struct err *e)
{
	char expected[48], found[48];
	struct reject r = {.file = x->file,
		.number = x->walk.records,
		.line = x->walk.line,
		.severity = f->rejects_record ? REJECT_RECORD : REJECT_FIELD,
		.field = f->name,
		.code = "text.too_long",
		.expected = expected};

	snprintf(expected, sizeof(expected), "at most %zu bytes", f->max_bytes);
	snprintf(found, sizeof(found), "%zu bytes", len);
	r.found = slice_from(found);
	return x->next->reject(x->next, &r, e);
}

/* Texts over their field's limit: the field is blanked, or the record goes. */
static int reject_long(struct extraction *x, bool *is_rejected, struct err *e)
{
	const struct feed *f = x->options->feed;

	for (size_t i = 0; i < f->nfields; i++) {
		size_t len = x->walk.slots.more[i].too_long;

		if (len == 0)
			continue;
		*is_rejected |= f->fields[i].rejects_record;
		if (reject_field(x, &f->fields[i], len, e) < 0)
			return -1;
	}
	return 0;
}

static int on_record(struct walk *w, void *arg, struct err *e)
{
	struct extraction *x = arg;
	struct record r = {.kind = RECORD_RAW, .file = x->file, .number = w->records, .line = w->line};
	bool is_rejected = false;

	if (!x->has_sent && find_sent(x, e) < 0)
		return -1;
	if (refusal_of(x)->code != NULL) {
		xml_stop(w->xml);
		return 0;
	}
	if (slots_finish(&w->slots, e) < 0 || (w->slots.has_too_long && reject_long(x, &is_rejected, e) < 0))
		return -1;
	if (is_rejected) {
		x->rejected++;
		return 0;
	}
	r.message = slice_trim(outer_text(x, PLAN_MESSAGE));
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
		value = meta_find(&x->meta, path + 5);
		if (buf_add(&s->text, value.text, value.len, e) < 0)
			return -1;
		if (value.len > 0 && slots_take(s, (unsigned)i, CELL_TEXT, start, value.len, &keeps, e) < 0)
			return -1;
		s->text.len = start;
	}
	return 0;
}

/* A SOAP Fault, or a fault of the application inside a good answer, is no empty file. */
static void judge_fault(struct extraction *x)
{
	struct slice code = slice_trim(outer_text(x, PLAN_FAULT_CODE)),
		     text = slice_trim(outer_text(x, PLAN_FAULT_TEXT));
	char quoted_code[200], quoted_text[200];

	if (code.len == 0 && text.len == 0)
		return;
	err_quote(quoted_code, code.text, code.len);
	err_quote(quoted_text, text.text, text.len);
	refusal_set(refusal_of(x), "file.fault", 0, "an answer", "a fault %s: %s", quoted_code, quoted_text);
}

static int judge_other_feed(struct extraction *x, struct err *e)
{
	const struct extract_options *o = x->options;
	const char *other = NULL;

	if (lseek(x->fd, 0, SEEK_SET) == 0 &&
		extract_probe(x->fd, x->name, o->catalog, o->date, &other, e) < 0)
		return -1;
	if (other != NULL)
		refusal_set(refusal_of(x), "file.other_feed", 0, o->feed->name, "a file of feed %s", other);
	else
		refusal_set(refusal_of(x), "file.other_feed", 0, o->feed->name, "a file of no known feed%s%s",
			x->walk.foreign[0] != '\0' ? ", with element " : "", x->walk.foreign);
	return 0;
}

/* What only the end of a well-formed file shows. */
static int judge_end(struct extraction *x, struct err *e)
{
	const struct walk *w = &x->walk;

	if (refusal_of(x)->code != NULL)
		return 0;
	judge_fault(x);
	if (refusal_of(x)->code == NULL && !w->is_fit)
		return judge_other_feed(x, e);
	if (w->records == 0 && w->stranger[0] != '\0')
		refusal_set(refusal_of(x), "file.no_record", w->stranger_line,
			strrchr(x->options->feed->record, '/') + 1, "element %s", w->stranger);
	return 0;
}

static int put_bad(struct extraction *x, struct err *e)
{
	const struct refusal *r = refusal_of(x);
	struct reject bad = {.file = x->file,
		.line = (uint64_t)(r->line > 0 ? r->line : 0),
		.severity = REJECT_FILE,
		.field = "",
		.code = r->code,
		.expected = r->expected,
		.found = slice_from(r->found)};
	char line[32] = "";

	if (r->line > 0)
		snprintf(line, sizeof(line), ":%ld", r->line);
	snprintf(x->result->reason, sizeof(x->result->reason), "%s%s: %s%s%s%s",
		strcmp(x->base, "-") == 0 ? "stdin" : x->base, line,
		strncmp(r->found, "found ", 6) == 0 ? "" : "found ", r->found,
		r->expected[0] != '\0' ? ", expected " : "", r->expected);
	return x->next->reject(x->next, &bad, e);
}

/* The trailer row of the file. */
static int put_verdict(struct extraction *x, struct err *e)
{
	struct file_verdict *v = &x->result->verdict;
	struct record row = {.kind = RECORD_FILE, .file = x->file, .number = x->walk.records};

	if (!x->has_sent && find_sent(x, e) < 0)
		return -1;
	v->is_ok = refusal_of(x)->code == NULL;
	if (!v->is_ok && put_bad(x, e) < 0)
		return -1;
	v->read = x->walk.records;
	v->rejected = x->rejected;
	v->sent_from = slice_from(x->result->sent_from);
	v->reason = slice_from(x->result->reason);
	row.message = slice_trim(outer_text(x, PLAN_MESSAGE));
	row.sent = slice_from(x->result->sent);
	row.verdict = *v;
	return x->next->put(x->next, &row, e);
}

/* The sidecar may say that the file must not be read. */
static int read_meta(struct extraction *x, struct err *e)
{
	struct err why = {0};

	if (meta_read(&x->meta, x->name, &why) < 0) {
		if (why.kind != ERR_FILE) {
			*e = why;
			return -1;
		}
		refusal_set(refusal_of(x), "file.sidecar", why.line, "", "%s", why.text);
	}
	if (meta_find(&x->meta, "classification").len > 0)
		refusal_set(refusal_of(x), "file.secret", 0, "files without a mark of secrecy",
			"a file marked secret");
	return 0;
}

static int extraction_plan(struct extraction *x, struct err *e)
{
	const struct extract_options *o = x->options;
	struct slice path = sent_path(o->feed->sent_at);
	char text[1024];

	if (path.len >= sizeof(text))
		return err_set(e, ERR_CATALOG, "found a path of sent_at over %zu bytes", sizeof(text) - 1);
	snprintf(text, sizeof(text), "%.*s", (int)path.len, path.text);
	return plan_feed(&x->walk, o->feed, path.len > 0 ? text : NULL, o->catalog, o->date, o->pseudonym, e);
}

static int extraction_run(struct extraction *x, struct err *e)
{
	const struct extract_options *o = x->options;

	if (source_new(&x->source, x->fd, o->hash_bytes, e) < 0 ||
		xml_new(&x->xml, x->source, &walk_events, &x->walk, e) < 0)
		return -1;
	if (extraction_plan(x, e) < 0 || read_meta(x, e) < 0 || take_meta(x, e) < 0)
		return -1;
	walk_begin(&x->walk, on_record, x, e);
	if (refusal_of(x)->code == NULL && (xml_parse(x->xml, e) < 0 || x->walk.has_failed))
		return -1;
	if (judge_end(x, e) < 0)
		return -1;
	if (o->hash_bytes && refusal_of(x)->code != NULL && source_code(x->source)[0] == '\0') {
		struct err ignored = {0}; /* the file is bad already */

		(void)source_drain(x->source, &ignored);
	}
	if (source_hash(x->source, x->result->sha256, e) < 0)
		return -1;
	x->result->bytes_in = source_bytes_in(x->source);
	x->result->bytes_xml = source_bytes_out(x->source);
	return put_verdict(x, e);
}

int extract_file(int fd, const char *name, const struct extract_options *o, struct sink *next,
	struct extract_result *r, struct err *e)
{
	struct extraction *x = calloc(1, sizeof(*x));
	int rc;

	memset(r, 0, sizeof(*r));
	if (x == NULL)
		return err_set(e, ERR_NOMEM, "out of memory");
	x->options = o;
	x->name = name;
	x->base = basename(name);
	x->fd = fd;
	x->next = next;
	x->result = r;
	x->file = slice_from(o->file_id != NULL ? o->file_id : x->base);
	rc = extraction_run(x, e);
	xml_free(x->xml);
	source_free(x->source);
	trie_release(&x->walk.trie);
	slots_release(&x->walk.slots);
	free(x);
	return rc;
}
