#include "extract/extraction.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "core/shown.h"
#include "core/text.h"
#include "extract/probe.h"

#define REASON_NAME_BYTES 255 /* as names go, and the reason keeps room for what is wrong */

/* A SOAP Fault, or a fault of the application inside a good answer, is no empty file. Its words are the
 * sender's own: they may name whom it was about. */
static int judge_fault(struct extraction *x, struct err *e)
{
	struct slice code = slice_trim(extraction_outer(x, PLAN_FAULT_CODE)),
		     text = slice_trim(extraction_outer(x, PLAN_FAULT_TEXT));
	char quoted_code[200], quoted_text[200];
	struct buf shown_code = {0}, shown_text = {0};
	int rc = -1;

	if (code.len == 0 && text.len == 0)
		return 0;
	if (extraction_hide(x, code, &shown_code, e) == 0 && extraction_hide(x, text, &shown_text, e) == 0) {
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

static int judge_other_feed(struct extraction *x, struct err *e)
{
	const struct extract_options *o = x->options;
	const char *other = NULL;
	struct probe *p = NULL;
	int rc = lseek(x->fd, 0, SEEK_SET) != 0		     ? 0
		 : probe_new(&p, o->catalog, o->date, e) < 0 ? -1
							     : probe_read(p, x->fd, &other, e);

	probe_free(p);
	if (rc < 0)
		return -1;
	if (other != NULL)
		refusal_set(extraction_refusal(x), "file.other_feed", 0, o->feed->name, "a file of feed %s",
			other);
	else
		refusal_set(extraction_refusal(x), "file.other_feed", 0, o->feed->name,
			"a file of no known feed%s%s", x->walk.foreign[0] != '\0' ? ", with element " : "",
			x->walk.foreign);
	return 0;
}

int judge_end(struct extraction *x, struct err *e)
{
	const struct walk *w = &x->walk;

	if (extraction_refusal(x)->code != NULL)
		return 0;
	if (judge_fault(x, e) < 0)
		return -1;
	if (extraction_refusal(x)->code == NULL && !w->is_fit)
		return judge_other_feed(x, e);
	if (w->records == 0 && w->stranger[0] != '\0')
		refusal_set(extraction_refusal(x), "file.no_record", w->stranger_line,
			strrchr(x->options->feed->record, '/') + 1, "element %s", w->stranger);
	return 0;
}

static int add_shown(struct extraction *x, struct slice shown, struct buf *out, struct err *e)
{
	struct buf hidden = {0};
	int rc = extraction_hide(x, shown, &hidden, e);

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

int judge_put(struct extraction *x, struct err *e)
{
	struct file_verdict *v = &x->result->verdict;
	struct record row = {.kind = RECORD_FILE, .file = x->file, .number = x->walk.records};

	if (!x->has_sent && extraction_find_sent(x, e) < 0)
		return -1;
	v->is_ok = extraction_refusal(x)->code == NULL;
	if (!v->is_ok && put_bad(x, e) < 0)
		return -1;
	v->read = x->walk.records;
	v->rejected = x->rejected;
	v->sent_from = slice_from(x->result->sent_from);
	v->reason = slice_from(x->result->reason);
	if (extraction_message(x, &row.message, e) < 0)
		return -1;
	row.sent = slice_from(x->result->sent);
	row.verdict = *v;
	return x->next->put(x->next, &row, e);
}
