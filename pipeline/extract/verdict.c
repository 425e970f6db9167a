#include "extract/verdict.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "core/masked.h"
#include "core/shown.h"
#include "core/text.h"
#include "extract/probe.h"
#include "extract/signature.h"

#define REASON_NAME_BYTES 255 /* as names go, and the reason keeps room for what is wrong */

/* Whether a word of the list, which blanks separate, is the code. */
static bool is_listed(const char *list, struct slice code)
{
	while (*list != '\0') {
		size_t n = strcspn(list, " ");

		if (n == code.len && memcmp(list, code.text, n) == 0)
			return true;
		list += n;
		list += strspn(list, " ");
	}
	return false;
}

/* A row that lists the codes of success is about packets' own answers: their text alone is no fault. The
 * words are the sender's own: they may name whom it was about. */
static int judge_fault(struct extraction *x, size_t n, const char *success, struct err *e)
{
	struct slice code = slice_trim(extraction_outer(x, PLAN_FAULTS + 2 * n)),
		     text = slice_trim(extraction_outer(x, PLAN_FAULTS + 2 * n + 1));
	char quoted_code[200], quoted_text[200];
	struct buf shown_code = {0}, shown_text = {0};
	int rc = -1;

	if ((code.len == 0 && (text.len == 0 || *success != '\0')) || is_listed(success, code))
		return 0;
	if (extraction_hide(x, MASK_TEXT, code, &shown_code, e) == 0 &&
		extraction_hide(x, MASK_TEXT, text, &shown_text, e) == 0) {
		err_quote(quoted_code, shown_code.data, shown_code.len);
		err_quote(quoted_text, shown_text.data, shown_text.len);
		refusal_set(extraction_refusal(x), "file.fault", 0, "an answer", "a fault %s: %s",
			quoted_code, quoted_text);
		rc = 0;
	}
	buf_release(&shown_code);
	buf_release(&shown_text);
	return rc;
}

/* A SOAP Fault, or a fault of the application inside a good answer, is no empty file. */
static int judge_faults(struct extraction *x, struct err *e)
{
	const struct table *t = catalog_get(x->options->catalog, "faults", e);

	for (size_t i = 0; i < x->envelopes.n; i++)
		if (judge_fault(x, i, "", e) < 0)
			return -1;
	for (size_t i = 0; t && i < t->nrows; i++)
		if (table_is_valid(t, i, x->options->date) &&
			judge_fault(x, x->envelopes.n + i, table_get(t, i, "success"), e) < 0)
			return -1;
	return !t ? -1 : 0;
}

static void refuse_other(struct extraction *x, const struct probe *p, const char *other)
{
	const char *own = x->options->feed->name, *foreign = x->walk.foreign;
	struct probe_finding f = p ? probe_finding(p) : (struct probe_finding){0};
	struct refusal *r = extraction_refusal(x);

	if (other &&
		strcmp(other, x->options->feed->kind) == 0) /* which other feeds of its kind would take */
		refusal_set(r, "file.envelope", 0, "an envelope and records that the feed names",
			"a packet of feed %s, in another form", own);
	else if (other)
		refusal_set(r, "file.other_feed", 0, own, "a file of feed %s", other);
	else if (f.code && strcmp(f.code, "file.envelope") == 0)
		refusal_set(r, f.code, f.line, f.expected, "%s", f.found);
	else
		refusal_set(r, "file.other_feed", 0, own, "a file of no known feed%s%s",
			foreign[0] != '\0' ? ", with element " : "", foreign);
}

static int judge_other_feed(struct extraction *x, struct err *e)
{
	const struct extract_options *o = x->options;
	const char *other = NULL;
	struct probe *p = NULL;
	int rc = lseek(x->fd, 0, SEEK_SET) != 0		     ? 0
		 : probe_new(&p, o->catalog, o->date, e) < 0 ? -1
							     : probe_read(p, x->fd, &other, e);

	if (rc == 0)
		refuse_other(x, p, other);
	probe_free(p);
	return rc;
}

/* The last n steps of the record's path (of its last alternative), as the catalogue writes them. */
static const char *last_steps(const struct feed *f, unsigned n)
{
	const char *at = f->record + strlen(f->record);

	while (at > f->record && at[-1] != '|' && (*--at != '/' || --n > 0))
		;
	return at + (*at == '/');
}

static void name_stranger(const struct strangers *s, char out[400])
{
	char name[200], in[200] = "";

	if (!s->name) {
		snprintf(out, 400, "text");
		return;
	}
	mask_element(name, (const char *)s->name);
	if (s->in)
		mask_element(in, (const char *)s->in);
	snprintf(out, 400, "element %s%s%.100s", name, in[0] != '\0' ? " in " : "", in);
}

/* Page by page: what the message says of all of them is no matter of this one. */
static bool is_asked(const struct extraction *x)
{
	return meta_find(x->meta, "asked_pages").len > 0;
}

/* A message with content and no record is not empty; one whose list stands there with nothing in it is. */
static void judge_no_record(struct extraction *x)
{
	const struct strangers *s = &x->walk.strangers;
	const struct feed *f = x->options->feed;
	const struct total *said;
	char name[400];

	if (s->count > 0) {
		name_stranger(s, name);
		refusal_set(extraction_refusal(x), "file.no_record", s->line,
			last_steps(f, !s->in && s->name ? 1 : 2), "%s", name);
	} else if (s->lists == 0 && s->hollow) {
		mask_element(name, (const char *)s->hollow);
		refusal_set(extraction_refusal(x), "file.no_record", s->hollow_line, last_steps(f, 2),
			"element %s that is no list and has nothing in it", name);
	} else if (s->lists == 0 && s->content) {
		mask_element(name, (const char *)s->content);
		refusal_set(extraction_refusal(x), "file.no_record", s->content_line, last_steps(f, 2),
			"element %s and no list of records", name);
	} else if (s->payload) {
		mask_element(name, (const char *)s->payload);
		refusal_set(extraction_refusal(x), "file.no_record", s->payload_line, last_steps(f, 2),
			"a text in element %s beside an empty list", name);
	} else if ((said = totals_differ(&x->walk.totals, 0, is_asked(x), name))) {
		refusal_set(
			extraction_refusal(x), "file.no_record", said->line, last_steps(f, 2), "%s", name);
	}
}

/* held = read + strangers: what stands where records stand and is none. */
static void judge_held(struct extraction *x)
{
	struct strangers *s = &x->walk.strangers;
	const struct feed *f = x->options->feed;
	char name[400];

	if (x->walk.records > 0)
		strangers_add_markup(s);
	if (x->walk.records == 0) {
		judge_no_record(x);
	} else if (feed_too_many_strangers(f, x->walk.records, s->count)) {
		name_stranger(s, name);
		refusal_set(extraction_refusal(x), "file.strangers", s->line, last_steps(f, 2),
			"%" PRIu64 " of %" PRIu64 " that are none, the first %s", s->count,
			x->walk.records + s->count, name);
	}
}

/* The place in JSON is no line, and whoever reads the words alone has to know it. */
static const char *say_byte(const struct extraction *x, long at, char out[40])
{
	out[0] = '\0';
	if (xml_is_json(x->xml))
		snprintf(out, 40, ", at byte %ld", at);
	return out;
}

/* Those of a file that is good all the same: one line, so that who mends it finds them. */
static int tell_strangers(struct extraction *x, struct err *e)
{
	const struct strangers *s = &x->walk.strangers;
	char name[400], found[500], byte[40];
	struct reject r = {.file = x->file,
		.line = (uint64_t)s->line,
		.severity = REJECT_FIELD,
		.field = "_record",
		.code = "record.stranger",
		.expected = last_steps(x->options->feed, 2)};

	if (s->count == 0)
		return 0;
	name_stranger(s, name);
	snprintf(found, sizeof(found), "%" PRIu64 ", the first %s%s", s->count, name,
		say_byte(x, s->line, byte));
	r.found = slice_from(found);
	return x->next->reject(x->next, &r, e);
}

/* Of a message that says how many records it has, or that it is a page of several: the others are somewhere.
 */
static int tell_totals(struct extraction *x, struct err *e)
{
	uint64_t held = x->walk.records + x->walk.strangers.count;
	char found[400], byte[40];
	size_t len;
	const struct total *said = totals_differ(&x->walk.totals, held, is_asked(x), found);
	struct reject r = {.file = x->file,
		.severity = REJECT_FIELD,
		.field = "_record",
		.code = "record.count",
		.expected = "as many records as it says"};

	if (!said)
		return 0;
	r.line = (uint64_t)said->line;
	len = strlen(found);
	snprintf(found + len, sizeof(found) - len, "%s", say_byte(x, said->line, byte));
	r.found = slice_from(found);
	return x->next->reject(x->next, &r, e);
}

/* Fields that are lost under a name that is almost theirs, in a file that is good all the same. */
static int tell_lookalikes(struct extraction *x, struct err *e)
{
	const struct lookalikes *l = &x->walk.lookalikes;

	for (unsigned i = 0; i < l->n; i++) {
		const struct lookalike *one = &l->list[i];
		char name[200], found[300], byte[40], expected[200];
		struct reject r = {.file = x->file,
			.line = (uint64_t)one->line,
			.severity = REJECT_FIELD,
			.field = x->options->feed->fields[one->slot].name,
			.code = "field.stranger",
			.expected = expected};

		mask_element(name, (const char *)one->name);
		snprintf(expected, sizeof(expected), "%s %.100s", one->is_attribute ? "attribute" : "element",
			(const char *)one->meant);
		snprintf(found, sizeof(found), "%" PRIu64 " times %s%s", one->n, name,
			say_byte(x, one->line, byte));
		r.found = slice_from(found);
		if (x->next->reject(x->next, &r, e) < 0)
			return -1;
	}
	return 0;
}

/* A sender whose messages belong to other feeds: those of a kind are alike but for that. */
static void judge_senders(struct extraction *x, const struct table *t, size_t faults)
{
	const char *own = x->options->feed->name;

	for (size_t i = 0; i < t->nrows; i++) {
		struct slice said =
			slice_trim(extraction_outer(x, PLAN_FAULTS + 2 * (x->envelopes.n + faults) + i));

		if (!table_is_valid(t, i, x->options->date) ||
			!slice_equals(said, table_get(t, i, "value")) ||
			is_listed(table_get(t, i, "feeds"), slice_from(own)))
			continue;
		refusal_set(extraction_refusal(x), "file.other_feed", 0, own,
			"a message of %s, whose feeds are %s", table_get(t, i, "value"),
			table_get(t, i, "feeds"));
	}
}

/* What is no message is named for what it is: where its XML breaks off tells nobody anything. */
static int judge_signature(struct extraction *x, struct err *e)
{
	const struct table *t = catalog_get(x->options->catalog, "signatures", e);
	struct refusal *r = extraction_refusal(x);
	long row;

	if (!t)
		return -1;
	if (!r->code || ((strncmp(r->code, "xml.", 4) != 0 || xml_is_json(x->xml)) &&
				strcmp(r->code, "file.other_feed") != 0))
		return 0;
	row = signature_find(t, x->options->date, xml_head(x->xml));
	if (row < 0)
		return 0;
	r->code = NULL;
	refusal_set(r, table_get(t, (size_t)row, "code"), 1, signature_expected(t, row), "%s",
		table_get(t, (size_t)row, "found"));
	return 0;
}

static int judge_message(struct extraction *x, struct err *e)
{
	const struct walk *w = &x->walk;
	const struct table *senders = catalog_get(x->options->catalog, "senders", e),
			   *faults = catalog_get(x->options->catalog, "faults", e);

	if (!senders || !faults)
		return -1;
	if (extraction_refusal(x)->code)
		return 0;
	if (judge_faults(x, e) < 0)
		return -1;
	if (!extraction_refusal(x)->code && w->is_fit)
		judge_senders(x, senders, faults->nrows);
	if (!extraction_refusal(x)->code && !w->is_fit)
		return judge_other_feed(x, e);
	if (!extraction_refusal(x)->code)
		judge_held(x);
	return 0;
}

int verdict_find(struct extraction *x, struct err *e)
{
	return judge_message(x, e) < 0 ? -1 : judge_signature(x, e);
}

static int add_shown(struct extraction *x, struct slice shown, struct buf *out, struct err *e)
{
	struct buf hidden = {0};
	int rc = extraction_hide(x, MASK_NAME, shown, &hidden, e);

	if (rc == 0)
		rc = shown_add_cut(out, hidden.data, hidden.len, REASON_NAME_BYTES, e);
	buf_release(&hidden);
	return rc;
}

/* The raw zone calls a file by its hash: who has to mend it knows it by the name that it was sent under. */
static int add_name(struct extraction *x, struct buf *out, struct err *e)
{
	struct slice sent = meta_find(x->meta, "name");
	struct buf base = {0};
	int rc;

	if (sent.len > 0 && text_is_utf8(sent.text, sent.len) && !shown_has_control(sent.text, sent.len))
		return add_shown(x, sent, out, e);
	if (strcmp(x->base, "-") == 0)
		return buf_add_str(out, "stdin", e);
	rc = shown_add(&base, x->base, strlen(x->base), e);
	rc = rc ? rc : add_shown(x, buf_slice(&base), out, e);
	buf_release(&base);
	return rc;
}

static int put_bad(struct extraction *x, struct err *e)
{
	const struct refusal *r = extraction_refusal(x);
	struct reject bad = {.file = x->file,
		.line = (uint64_t)(r->line > 0 ? r->line : 0),
		.severity = REJECT_FILE,
		.field = "",
		.code = r->code,
		.expected = r->expected,
		.found = slice_from(r->found)};
	struct buf name = {0};
	char line[32] = "";
	int rc = -1;

	if (r->line > 0)
		snprintf(line, sizeof(line), ":%ld", r->line);
	if (add_name(x, &name, e))
		goto out;
	snprintf(x->result->reason, sizeof(x->result->reason), "%s%s: %s%s%s%s", name.data, line,
		strncmp(r->found, "found ", 6) == 0 ? "" : "found ", r->found,
		r->expected[0] != '\0' ? ", expected " : "", r->expected);
	rc = x->next->reject(x->next, &bad, e);
out:
	buf_release(&name);
	return rc;
}

int verdict_put(struct extraction *x, struct err *e)
{
	struct file_verdict *v = &x->result->verdict;
	struct record row = {.kind = RECORD_FILE, .file = x->file, .number = x->walk.records};

	if (!x->has_sent && extraction_find_sent(x, e) < 0)
		return -1;
	v->is_ok = !extraction_refusal(x)->code;
	if ((v->is_ok ? tell_strangers(x, e) : put_bad(x, e)) < 0 ||
		(v->is_ok && (tell_totals(x, e) < 0 || tell_lookalikes(x, e) < 0)))
		return -1;
	v->read = x->walk.records;
	v->rejected = x->rejected;
	v->strangers = x->walk.strangers.count;
	v->dropped = (int64_t)x->walk.dropped;
	v->sent_from = slice_from(x->result->sent_from);
	v->reason = slice_from(x->result->reason);
	if (extraction_message(x, &row.message, e) < 0)
		return -1;
	row.sent = slice_from(x->result->sent);
	row.verdict = *v;
	return x->next->put(x->next, &row, e);
}
