/* The rows of the page as text. */
#include <string.h>
#include "explain/explain_text.h"

#define SHOWN_PARTS 12 /* agencies of one measure: more are left to the other formats */

int explain_row_definition(struct texting *t, const struct page *r)
{
	return explain_text_both(t, r, "label") || buf_addf(&t->line, t->e, ": %s", page_get(r, "text")) ? -1
													 : 0;
}

int explain_row_variable(struct texting *t, const struct page *r)
{
	if (buf_addf(&t->line, t->e, "%s = ", page_get(r, "var")) || explain_text_both(t, r, "value") ||
		buf_addf(&t->line, t->e, "%s%s: %s", *page_get(r, "reason") ? "" : " ",
			*page_get(r, "reason") ? "" : page_get(r, "unit"), page_get(r, "title")))
		return -1;
	explain_text_end(t, 2);
	if (explain_text_fact(t, "words.explain_why", page_get(r, "reason"), 6) ||
		explain_text_fact(t, "words.explain_sent_as", page_get(r, "sent_as"), 6) ||
		explain_text_fact(t, "words.explain_peers", page_get(r, "peers"), 6))
		return -1;
	return explain_text_fact(t, "words.explain_entered", page_get(r, "entered_on"), 6);
}

int explain_row_step(struct texting *t, const struct page *r)
{
	if (explain_text_both(t, r, "of") || buf_addf(&t->line, t->e, ": %s", page_get(r, "text")))
		return -1;
	if (*page_get(r, "filled") && buf_addf(&t->line, t->e, " → %s", page_get(r, "filled")))
		return -1;
	if (strcmp(page_get(r, "outcome"),
		    *page_get(r, "filled") ? page_get(r, "filled") : page_get(r, "text")) == 0)
		return 0;
	if (buf_add_str(&t->line, " → ", t->e) || explain_text_both(t, r, "outcome"))
		return -1;
	return *page_get(r, "reason") ? buf_addf(&t->line, t->e, " (%s)", page_get(r, "reason")) : 0;
}

int explain_row_denominator(struct texting *t, const struct page *r)
{
	if (buf_addf(&t->line, t->e, "%s%s%s%s", page_get(r, "title"), *page_get(r, "band") ? " (" : "",
		    page_get(r, "band"), *page_get(r, "band") ? ")" : ""))
		return -1;
	if (*page_get(r, "value") &&
		buf_addf(&t->line, t->e, " = %s %s", page_get(r, "value"), page_get(r, "unit")))
		return -1;
	if (buf_add_str(&t->line, ": ", t->e) || explain_text_both(t, r, "origin"))
		return -1;
	if (*page_get(r, "document") &&
		buf_addf(&t->line, t->e, " %s, %s", page_get(r, "date"), page_get(r, "document")))
		return -1;
	return *page_get(r, "reason") ? buf_addf(&t->line, t->e, " (%s)", page_get(r, "reason")) : 0;
}

int explain_row_setting(struct texting *t, const struct page *r)
{
	return buf_addf(&t->line, t->e, "%s = %s: %s", page_get(r, "setting"), page_get(r, "value"),
		page_get(r, "title"));
}

static int put_part(struct texting *t, const struct page *r)
{
	const char *text = *page_get(r, "part_value") ? page_get(r, "part_value") : page_get(r, "part_text");

	if (buf_addf(&t->line, t->e, "%s %s: %s", page_get(r, "agency"), page_get(r, "agency_name"), text))
		return -1;
	explain_text_end(t, 6);
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

int explain_row_measure(struct texting *t, const struct page *r)
{
	if (buf_addf(&t->line, t->e, "%s ← %s%s%s, %s", page_get(r, "var"), page_get(r, "title"),
		    *page_get(r, "item") ? " " : "", page_get(r, "item"), page_get(r, "measure_period")))
		return -1;
	if (*page_get(r, "value") && buf_addf(&t->line, t->e, " = %s", page_get(r, "value")))
		return -1;
	explain_text_end(t, 2);
	if (explain_text_fact(t, "words.explain_counted_records", page_get(r, "counted"), 6) ||
		explain_text_fact(t, "words.explain_undecided", page_get(r, "undecided"), 6) ||
		explain_text_fact(t, "words.explain_agencies", page_get(r, "agencies"), 6) ||
		explain_text_fact(t, "words.explain_rule", page_get(r, "where"), 6))
		return -1;
	return put_parts(t, r);
}

int explain_row_file(struct texting *t, const struct page *r)
{
	if (buf_addf(&t->line, t->e, "%s: %s ", page_get(r, "name"), page_get(r, "records_counted")) ||
		explain_text_message(t, "words.explain_records") ||
		buf_addf(&t->line, t->e, "; %s", page_get(r, "feed")))
		return -1;
	explain_text_end(t, 2);
	if (explain_text_message(t, "words.explain_sent_at") ||
		buf_addf(&t->line, t->e, ": %s; ", page_get(r, "sent_at_shown")) ||
		explain_text_both(t, r, "sent_known"))
		return -1;
	explain_text_end(t, 6);
	return explain_text_fact(t, "words.explain_message", page_get(r, "message"), 6) ||
			       explain_text_fact(t, "words.explain_hash", page_get(r, "hash_short"), 6)
		       ? -1
		       : 0;
}

int explain_row_record(struct texting *t, const struct page *r)
{
	return buf_addf(&t->line, t->e, "%s (%.12s:%s) %s%s%s %s %s: %s; ", page_get(r, "key"),
		       page_get(r, "file"), page_get(r, "line"), page_get(r, "record_measure"),
		       *page_get(r, "record_item") ? " " : "", page_get(r, "record_item"),
		       page_get(r, "record_agency"), page_get(r, "record_period"),
		       page_get(r, "record_value")) ||
			       explain_text_both(t, r, "as")
		       ? -1
		       : 0;
}

int explain_row_flag(struct texting *t, const struct page *r)
{
	if (*page_get(r, "severity") &&
		(explain_text_both(t, r, "severity") || buf_add_str(&t->line, ": ", t->e)))
		return -1;
	if (*page_get(r, "meaning") &&
		(explain_text_both(t, r, "meaning") || buf_add_str(&t->line, "; ", t->e)))
		return -1;
	if (buf_addf(&t->line, t->e, "%s%s%s", page_get(r, "check"), *page_get(r, "check") ? ": " : "",
		    page_get(r, "words")))
		return -1;
	return *page_get(r, "proof") ? buf_addf(&t->line, t->e, " (%s)", page_get(r, "proof")) : 0;
}

int explain_row_change(struct texting *t, const struct page *r)
{
	if (explain_text_both(t, r, "direction") ||
		buf_addf(&t->line, t->e, " %s %s (%s, %s) → ", page_get(r, "step"), page_get(r, "unit"),
			page_get(r, "var"), page_get(r, "title")) ||
		buf_addf(&t->line, t->e, "%s: ", page_get(r, "value")) || explain_text_both(t, r, "outcome"))
		return -1;
	return *page_get(r, "score") && strcmp(page_get(r, "score"), page_get(r, "score_now")) != 0
		       ? buf_addf(
				 &t->line, t->e, " (%s → %s)", page_get(r, "score_now"), page_get(r, "score"))
		       : 0;
}

int explain_row_lacking(struct texting *t, const struct page *r)
{
	return buf_addf(&t->line, t->e, "%s, %s: %s", page_get(r, "var"), page_get(r, "title"),
		page_get(r, "reason"));
}

int explain_row_waiting(struct texting *t, const struct page *r)
{
	if (explain_text_both(t, r, "what") ||
		buf_addf(&t->line, t->e, ", %s: %s \xc3\x97 ", page_get(r, "feed"), page_get(r, "n")))
		return -1;
	if (*page_get(r, "message") ? explain_text_both(t, r, "message")
				    : buf_add_str(&t->line, page_get(r, "code"), t->e))
		return -1;
	return *page_get(r, "example") ? buf_addf(&t->line, t->e, " (%s%s%s)", page_get(r, "example"),
						 *page_get(r, "line") ? ":" : "", page_get(r, "line"))
				       : 0;
}

int explain_row_past(struct texting *t, const struct page *r)
{
	const char *shown = *page_get(r, "shown") ? page_get(r, "shown") : "-";

	if (buf_addf(&t->line, t->e, "%s: %s; ", page_get(r, "run_at_shown"), shown) ||
		explain_text_both(t, r, "state") || buf_addf(&t->line, t->e, "; ") ||
		explain_text_both(t, r, "run_kind") ||
		buf_addf(&t->line, t->e, " %s", page_get(r, "run_from")))
		return -1;
	if (*page_get(r, "why") && (buf_add_str(&t->line, ": ", t->e) || explain_text_both(t, r, "why")))
		return -1;
	if (*page_get(r, "why_files") &&
		(buf_add_str(&t->line, "; ", t->e) || explain_text_both(t, r, "why_files") ||
			buf_addf(&t->line, t->e, ": %s (%s)", page_get(r, "files_new"),
				page_get(r, "records_new"))))
		return -1;
	return *page_get(r, "why_catalog") &&
			       (buf_add_str(&t->line, "; ", t->e) || explain_text_both(t, r, "why_catalog"))
		       ? -1
		       : 0;
}

int explain_row_source(struct texting *t, const struct page *r)
{
	if (buf_addf(&t->line, t->e, "%s%s%s: %s (", page_get(r, "id"), *page_get(r, "place") ? " " : "",
		    page_get(r, "place"), page_get(r, "title")) ||
		explain_text_both(t, r, "kind"))
		return -1;
	return buf_add_char(&t->line, ')', t->e);
}
