#include "extract/extraction.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "core/shown.h"
#include "core/text.h"
#include "extract/probe.h"

#define REASON_NAME_BYTES 255 /* as names go, and the reason keeps room for what is wrong */

/* A SOAP Fault, or a fault of the application inside a good answer, is no empty file. */
static void judge_fault(struct extraction *x)
{
	struct slice code = slice_trim(extraction_outer(x, PLAN_FAULT_CODE)),
		     text = slice_trim(extraction_outer(x, PLAN_FAULT_TEXT));
	char quoted_code[200], quoted_text[200];

	if (code.len == 0 && text.len == 0)
		return;
	err_quote(quoted_code, code.text, code.len);
	err_quote(quoted_text, text.text, text.len);
	refusal_set(extraction_refusal(x), "file.fault", 0, "an answer", "a fault %s: %s", quoted_code,
		quoted_text);
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
	judge_fault(x);
	if (extraction_refusal(x)->code == NULL && !w->is_fit)
		return judge_other_feed(x, e);
	if (w->records == 0 && w->stranger[0] != '\0')
		refusal_set(extraction_refusal(x), "file.no_record", w->stranger_line,
			strrchr(x->options->feed->record, '/') + 1, "element %s", w->stranger);
	return 0;
}

/* The raw zone calls a file by its hash: who has to mend it knows it by the name that it was sent under. */
static int add_name(const struct extraction *x, struct buf *out, struct err *e)
{
	struct slice sent = meta_find(x->meta, "name");

	if (sent.len > 0 && text_is_utf8(sent.text, sent.len) && !shown_has_control(sent.text, sent.len))
		return shown_add_cut(out, sent.text, sent.len, REASON_NAME_BYTES, e);
	if (strcmp(x->base, "-") == 0)
		return buf_add_str(out, "stdin", e);
	return shown_add(out, x->base, strlen(x->base), e);
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
	row.message = slice_trim(extraction_outer(x, PLAN_MESSAGE));
	row.sent = slice_from(x->result->sent);
	row.verdict = *v;
	return x->next->put(x->next, &row, e);
}
