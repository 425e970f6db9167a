/* The page as text: sections of labelled lines, wrapped at 80 columns, Vietnamese with English beside it. */
#include <errno.h>
#include <string.h>
#include "explain/explain.h"
#include "model/messages.h"

#define WIDTH 80
#define SHOWN_PARTS 12 /* agencies of one measure: more are left to the other formats */

struct texting {
	const struct page *page;
	const struct table *messages;
	FILE *out;
	struct err *e;
	struct buf line;
};

static size_t count_columns(const char *text, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++)
		n += ((unsigned char)text[i] & 0xC0) != 0x80;
	return n;
}

/* Its words; further lines stand two columns further in. */
static void wrap_line(FILE *out, const char *text, size_t indent)
{
	size_t at = indent;
	bool is_first = true;

	fprintf(out, "%*s", (int)indent, "");
	while (*text) {
		size_t len = strcspn(text, " "), columns = count_columns(text, len);

		if (!is_first && at + 1 + columns > WIDTH) {
			at = indent + 2;
			fprintf(out, "\n%*s", (int)at, "");
		} else if (!is_first) {
			putc(' ', out);
			at++;
		}
		fwrite(text, 1, len, out);
		at += columns;
		is_first = false;
		text += len + strspn(text + len, " ");
	}
	putc('\n', out);
}

/* "vi / en", once where both are the same. */
static int add_label(struct texting *t, const char *vi, const char *en)
{
	return strcmp(vi, en) == 0 || !*en ? buf_add_str(&t->line, vi, t->e)
					   : buf_addf(&t->line, t->e, "%s / %s", vi, en);
}

static int add_message(struct texting *t, const char *id)
{
	const char *vi, *en;

	return message_texts(t->messages, id, &vi, &en, t->e) ? -1 : add_label(t, vi, en);
}

/* A text of the row and its English, as they stand under NAME and NAME_en. */
static int add_both(struct texting *t, const struct page *row, const char *name)
{
	char english[80];

	snprintf(english, sizeof english, "%s_en", name);
	return add_label(t, page_get(row, name), page_get(row, english));
}

static void end_line(struct texting *t, size_t indent)
{
	if (t->line.len)
		wrap_line(t->out, t->line.data, indent);
	buf_reset(&t->line);
}

static int put_head(struct texting *t, const char *id)
{
	putc('\n', t->out);
	if (add_message(t, id))
		return -1;
	end_line(t, 0);
	return 0;
}

/* "label: text" where there is a text. */
static int put_fact(struct texting *t, const char *id, const char *text, size_t indent)
{
	if (!*text)
		return 0;
	if (add_message(t, id) || buf_addf(&t->line, t->e, ": %s", text))
		return -1;
	end_line(t, indent);
	return 0;
}

typedef int row_fn(struct texting *t, const struct page *row);

static int put_list(struct texting *t, const char *list, const char *head, row_fn *put)
{
	const struct page *row = page_first(t->page, list);

	if (row && put_head(t, head))
		return -1;
	for (; row; row = page_next(row)) {
		if (put(t, row))
			return -1;
		end_line(t, 2);
	}
	return 0;
}

/* ---- the rows ---- */

static int put_definition(struct texting *t, const struct page *r)
{
	return add_both(t, r, "label") || buf_addf(&t->line, t->e, ": %s", page_get(r, "text")) ? -1 : 0;
}

static int put_variable(struct texting *t, const struct page *r)
{
	if (buf_addf(&t->line, t->e, "%s = ", page_get(r, "var")) || add_both(t, r, "value") ||
		buf_addf(&t->line, t->e, "%s%s: %s", *page_get(r, "reason") ? "" : " ",
			*page_get(r, "reason") ? "" : page_get(r, "unit"), page_get(r, "title")))
		return -1;
	end_line(t, 2);
	if (put_fact(t, "words.explain_why", page_get(r, "reason"), 6) ||
		put_fact(t, "words.explain_sent_as", page_get(r, "sent_as"), 6) ||
		put_fact(t, "words.explain_peers", page_get(r, "peers"), 6))
		return -1;
	return put_fact(t, "words.explain_entered", page_get(r, "entered_on"), 6);
}

static int put_step(struct texting *t, const struct page *r)
{
	if (add_both(t, r, "of") || buf_addf(&t->line, t->e, ": %s", page_get(r, "text")))
		return -1;
	if (*page_get(r, "filled") && buf_addf(&t->line, t->e, " → %s", page_get(r, "filled")))
		return -1;
	if (strcmp(page_get(r, "outcome"),
		    *page_get(r, "filled") ? page_get(r, "filled") : page_get(r, "text")) == 0)
		return 0;
	if (buf_add_str(&t->line, " → ", t->e) || add_both(t, r, "outcome"))
		return -1;
	return *page_get(r, "reason") ? buf_addf(&t->line, t->e, " (%s)", page_get(r, "reason")) : 0;
}

static int put_denominator(struct texting *t, const struct page *r)
{
	if (buf_addf(&t->line, t->e, "%s%s%s%s", page_get(r, "title"), *page_get(r, "band") ? " (" : "",
		    page_get(r, "band"), *page_get(r, "band") ? ")" : ""))
		return -1;
	if (*page_get(r, "value") &&
		buf_addf(&t->line, t->e, " = %s %s", page_get(r, "value"), page_get(r, "unit")))
		return -1;
	if (buf_add_str(&t->line, ": ", t->e) || add_both(t, r, "origin"))
		return -1;
	if (*page_get(r, "document") &&
		buf_addf(&t->line, t->e, " %s, %s", page_get(r, "date"), page_get(r, "document")))
		return -1;
	return *page_get(r, "reason") ? buf_addf(&t->line, t->e, " (%s)", page_get(r, "reason")) : 0;
}

static int put_setting(struct texting *t, const struct page *r)
{
	return buf_addf(&t->line, t->e, "%s = %s: %s", page_get(r, "setting"), page_get(r, "value"),
		page_get(r, "title"));
}

static int put_part(struct texting *t, const struct page *r)
{
	const char *text = *page_get(r, "part_value") ? page_get(r, "part_value") : page_get(r, "part_text");

	if (buf_addf(&t->line, t->e, "%s %s: %s", page_get(r, "agency"), page_get(r, "agency_name"), text))
		return -1;
	end_line(t, 6);
	return 0;
}

static int put_parts(struct texting *t, const struct page *r)
{
	size_t n = 0;

	for (const struct page *p = page_first(r, "parts"); p; p = page_next(p))
		n += strcmp(page_get(p, "part_value"), "0") != 0;
	if (n > SHOWN_PARTS || page_count(r, "parts") < 2)
		return 0;
	for (const struct page *p = page_first(r, "parts"); p; p = page_next(p))
		if (strcmp(page_get(p, "part_value"), "0") != 0 && put_part(t, p))
			return -1;
	return 0;
}

static int put_measure(struct texting *t, const struct page *r)
{
	if (buf_addf(&t->line, t->e, "%s ← %s%s%s, %s", page_get(r, "var"), page_get(r, "title"),
		    *page_get(r, "item") ? " " : "", page_get(r, "item"), page_get(r, "measure_period")))
		return -1;
	if (*page_get(r, "value") && buf_addf(&t->line, t->e, " = %s", page_get(r, "value")))
		return -1;
	end_line(t, 2);
	if (put_fact(t, "words.explain_counted_records", page_get(r, "counted"), 6) ||
		put_fact(t, "words.explain_undecided", page_get(r, "undecided"), 6) ||
		put_fact(t, "words.explain_agencies", page_get(r, "agencies"), 6) ||
		put_fact(t, "words.explain_rule", page_get(r, "where"), 6))
		return -1;
	return put_parts(t, r);
}

static int put_file(struct texting *t, const struct page *r)
{
	if (buf_addf(&t->line, t->e, "%s: %s ", page_get(r, "name"), page_get(r, "records_counted")) ||
		add_message(t, "words.explain_records") ||
		buf_addf(&t->line, t->e, "; %s", page_get(r, "feed")))
		return -1;
	end_line(t, 2);
	if (add_message(t, "words.explain_sent_at") ||
		buf_addf(&t->line, t->e, ": %s; ", page_get(r, "sent_at_shown")) ||
		add_both(t, r, "sent_known"))
		return -1;
	end_line(t, 6);
	return put_fact(t, "words.explain_message", page_get(r, "message"), 6) ||
			       put_fact(t, "words.explain_hash", page_get(r, "hash_short"), 6)
		       ? -1
		       : 0;
}

static int put_record(struct texting *t, const struct page *r)
{
	return buf_addf(&t->line, t->e, "%s (%.12s:%s) %s%s%s %s %s: %s; ", page_get(r, "key"), page_get(r, "file"),
		       page_get(r, "line"), page_get(r, "record_measure"),
		       *page_get(r, "record_item") ? " " : "", page_get(r, "record_item"),
		       page_get(r, "record_agency"), page_get(r, "record_period"),
		       page_get(r, "record_value")) ||
			       add_both(t, r, "as")
		       ? -1
		       : 0;
}

static int put_flag(struct texting *t, const struct page *r)
{
	if (*page_get(r, "severity") &&
		(add_both(t, r, "severity") || buf_addf(&t->line, t->e, ": ")))
		return -1;
	if (buf_addf(&t->line, t->e, "%s%s%s", page_get(r, "check"), *page_get(r, "check") ? ": " : "",
		    page_get(r, "words")))
		return -1;
	return *page_get(r, "proof") ? buf_addf(&t->line, t->e, " (%s)", page_get(r, "proof")) : 0;
}

static int put_change(struct texting *t, const struct page *r)
{
	if (add_both(t, r, "direction") || buf_addf(&t->line, t->e, " %s %s (%s, %s) → ", page_get(r, "step"),
						   page_get(r, "unit"), page_get(r, "var"), page_get(r, "title")) ||
		buf_addf(&t->line, t->e, "%s: ", page_get(r, "value")) || add_both(t, r, "outcome"))
		return -1;
	return *page_get(r, "score") && strcmp(page_get(r, "score"), page_get(r, "score_now")) != 0
		       ? buf_addf(&t->line, t->e, " (%s → %s)", page_get(r, "score_now"), page_get(r, "score"))
		       : 0;
}

static int put_lacking(struct texting *t, const struct page *r)
{
	return buf_addf(&t->line, t->e, "%s, %s: %s", page_get(r, "var"), page_get(r, "title"),
		page_get(r, "reason"));
}

static int put_waiting(struct texting *t, const struct page *r)
{
	if (add_both(t, r, "what") ||
		buf_addf(&t->line, t->e, ", %s: %s × ", page_get(r, "feed"), page_get(r, "n")))
		return -1;
	if (*page_get(r, "message") ? add_both(t, r, "message")
				    : buf_add_str(&t->line, page_get(r, "code"), t->e))
		return -1;
	return *page_get(r, "example") ? buf_addf(&t->line, t->e, " (%s%s%s)", page_get(r, "example"),
						*page_get(r, "line") ? ":" : "", page_get(r, "line"))
				       : 0;
}

static int put_past(struct texting *t, const struct page *r)
{
	const char *shown = *page_get(r, "shown") ? page_get(r, "shown") : "-";

	if (buf_addf(&t->line, t->e, "%s: %s; ", page_get(r, "run_at_shown"), shown) ||
		add_both(t, r, "state") || buf_addf(&t->line, t->e, "; ") || add_both(t, r, "run_kind") ||
		buf_addf(&t->line, t->e, " %s", page_get(r, "run_from")))
		return -1;
	if (*page_get(r, "why") && (buf_add_str(&t->line, ": ", t->e) || add_both(t, r, "why")))
		return -1;
	if (*page_get(r, "why_files") &&
		(buf_add_str(&t->line, "; ", t->e) || add_both(t, r, "why_files") ||
			buf_addf(&t->line, t->e, ": %s (%s)", page_get(r, "files_new"),
				page_get(r, "records_new"))))
		return -1;
	return *page_get(r, "why_catalog") &&
			       (buf_add_str(&t->line, "; ", t->e) || add_both(t, r, "why_catalog"))
		       ? -1
		       : 0;
}

static int put_source(struct texting *t, const struct page *r)
{
	if (buf_addf(&t->line, t->e, "%s%s%s: %s (", page_get(r, "id"), *page_get(r, "place") ? " " : "",
		    page_get(r, "place"), page_get(r, "title")) ||
		add_both(t, r, "kind"))
		return -1;
	return buf_add_char(&t->line, ')', t->e);
}

/* ---- the page ---- */

static int put_title(struct texting *t)
{
	const struct page *p = t->page;

	if (buf_addf(&t->line, t->e, "%s  %s", page_get(p, "indicator"), page_get(p, "title")))
		return -1;
	end_line(t, 0);
	if (buf_addf(&t->line, t->e, "%s; %s %s; %s %s", page_get(p, "period"), page_get(p, "agency"),
		    page_get(p, "agency_name"), page_get(p, "set"), page_get(p, "set_title")))
		return -1;
	end_line(t, 0);
	return 0;
}

static int put_target(struct texting *t, const char *id, const char *prefix)
{
	char name[40];
	const char *text, *due;

	snprintf(name, sizeof name, "%starget", prefix);
	text = page_get(t->page, name);
	if (!*text)
		return 0;
	if (add_message(t, id) || buf_addf(&t->line, t->e, ": %s", text))
		return -1;
	snprintf(name, sizeof name, "%sdue", prefix);
	due = page_get(t->page, name);
	if (*due && (buf_add_str(&t->line, "; ", t->e) || add_message(t, "words.explain_due_on") ||
			    buf_addf(&t->line, t->e, " %s", due)))
		return -1;
	snprintf(name, sizeof name, "%sstatus", prefix);
	if (*page_get(t->page, name) && (buf_add_str(&t->line, "; ", t->e) || add_both(t, t->page, name)))
		return -1;
	end_line(t, 2);
	return 0;
}

static int put_result(struct texting *t)
{
	const struct page *p = t->page;
	const char *shown = page_get(p, "shown"), *max = page_get(p, "score_max");

	if (put_head(t, "words.explain_h_result"))
		return -1;
	if (*shown ? buf_addf(&t->line, t->e, "%s %s; ", shown, page_get(p, "unit_title")) : 0)
		return -1;
	if (add_both(t, p, "state"))
		return -1;
	end_line(t, 2);
	if (put_fact(t, "words.explain_why", page_get(p, "reason"), 2) ||
		put_fact(t, "words.explain_exact", page_get(p, "value"), 2))
		return -1;
	if (*page_get(p, "score") &&
		(add_message(t, "words.explain_score") ||
			buf_addf(&t->line, t->e, ": %s%s%s", page_get(p, "score"), *max ? " / " : "", max)))
		return -1;
	end_line(t, 2);
	if (put_target(t, "words.explain_target", "") ||
		put_target(t, "words.explain_national_target", "national_"))
		return -1;
	if (*page_get(p, "verified") && add_both(t, p, "verified"))
		return -1;
	end_line(t, 2);
	return 0;
}

static int put_records(struct texting *t)
{
	if (put_list(t, "files", "words.explain_h_files", put_file))
		return -1;
	if (page_count(t->page, "files") > 1 &&
		(add_message(t, "words.explain_together") ||
			buf_addf(&t->line, t->e, ": %s ", page_get(t->page, "records_counted_all")) ||
			add_message(t, "words.explain_records")))
		return -1;
	end_line(t, 2);
	return put_list(t, "records", "words.explain_h_records", put_record);
}

static int put_origin(struct texting *t)
{
	const struct page *p = t->page;

	if (put_head(t, "words.explain_h_run") ||
		buf_addf(&t->line, t->e, "%s %s, %s", page_get(p, "run_kind"), page_get(p, "run"),
			page_get(p, "run_at_shown")))
		return -1;
	end_line(t, 2);
	if (put_fact(t, "words.explain_catalog", page_get(p, "catalog"), 2) ||
		put_fact(t, "words.explain_rules", page_get(p, "rules"), 2))
		return -1;
	if (*page_get(p, "other_catalog") && add_both(t, p, "other_catalog"))
		return -1;
	end_line(t, 2);
	return 0;
}

static int put_page(struct texting *t)
{
	if (put_title(t) || put_result(t))
		return -1;
	if (*page_get(t->page, "held"))
		return 0;
	return put_list(t, "definition", "words.explain_h_definition", put_definition) ||
			       put_list(t, "variables", "words.explain_h_variables", put_variable) ||
			       put_list(t, "steps", "words.explain_h_steps", put_step) ||
			       put_list(t, "denominators", "words.explain_h_denominators", put_denominator) ||
			       put_list(t, "settings", "words.explain_h_settings", put_setting) ||
			       put_list(t, "measures", "words.explain_h_measures", put_measure) ||
			       put_records(t) || put_list(t, "flags", "words.explain_h_flags", put_flag) ||
			       put_list(t, "changes", "words.explain_h_changes", put_change) ||
			       put_list(t, "lacking", "words.explain_h_lacking", put_lacking) ||
			       put_list(t, "waiting", "words.explain_h_waiting", put_waiting) ||
			       put_list(t, "history", "words.explain_h_history", put_past) ||
			       put_list(t, "sources", "words.explain_h_sources", put_source) || put_origin(t)
		       ? -1
		       : 0;
}

int explain_write_text(const struct page *page, const struct table *messages, FILE *out, struct err *e)
{
	struct texting t = {.page = page, .messages = messages, .out = out, .e = e};
	int rc = put_page(&t);

	buf_release(&t.line);
	if (rc == 0 && ferror(out))
		rc = err_set(e, ERR_WRITE, "cannot write the explanation: %s", strerror(errno));
	return rc;
}
