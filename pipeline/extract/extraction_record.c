/* One record of the file in hand, and when the message was sent. */
#include <stdio.h>
#include <string.h>
#include "core/clock.h"
#include "extract/extraction.h"
#include "extract/sent_at.h"

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
	struct sent_at sent = {.from = "given"};
	struct err why = {0};

	x->has_sent = true;
	if (x->options->sent_at) {
		snprintf(sent.at, sizeof(sent.at), "%s", x->options->sent_at);
	} else if (sent_at_find(x->options->feed->sent_at, &h, &sent, &why) < 0) {
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

int extraction_reject(struct extraction *x, const char *field, bool spoils, const char *code,
	const char *expected, const char *found, struct err *e)
{
	struct record raw = {.kind = RECORD_RAW,
		.file = x->file,
		.number = x->walk.records,
		.line = x->walk.line,
		.sent = slice_from(x->result->sent),
		.cells = x->walk.slots.cells,
		.ncells = x->walk.slots.nfields};
	struct reject r = {.file = x->file,
		.number = x->walk.records,
		.line = x->walk.line,
		.severity = spoils ? REJECT_RECORD : REJECT_FIELD,
		.field = field,
		.code = code,
		.expected = expected,
		.found = slice_from(found),
		.raw = &raw};

	return x->next->reject(x->next, &r, e);
}

static int reject_field(struct extraction *x, const struct field *f, bool spoils, const char *code,
	const char *expected, const char *found, struct err *e)
{
	return extraction_reject(x, f->name, spoils, code, expected, found, e);
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

/* Before any is told: what is no value names no record either. */
static void blank_faults(struct extraction *x)
{
	for (size_t i = 0; i < x->options->feed->nfields; i++) {
		const struct slot_more *more = &x->walk.slots.more[i];

		if (!extraction_is_mended(x, i) &&
			(more->has_element || (more->repeats > 0 && more->differs)))
			blank(x, i);
	}
}

/* A field whose text is over its limit, without its mark, has elements inside or came twice is blanked, or
 * the record goes. */
static int reject_faults(struct extraction *x, bool *is_rejected, struct err *e)
{
	blank_faults(x);
	for (size_t i = 0; i < x->options->feed->nfields; i++)
		if (!extraction_is_mended(x, i) && reject_faults_of(x, i, is_rejected, e) < 0)
			return -1;
	return 0;
}

int extraction_record(struct walk *w, void *arg, struct err *e)
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
	if (slots_finish(&w->slots, e) < 0 || (w->slots.has_fault && reject_faults(x, &is_rejected, e) < 0) ||
		(x->nmends && extraction_mend(x, e) < 0))
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
