/* The page as text, from its title to the run that recorded it. */
#include <errno.h>
#include <string.h>
#include "explain/explain.h"
#include "explain/explain_text.h"

static int put_title(struct texting *t)
{
	const struct page *p = t->page;

	if (buf_addf(&t->line, t->e, "%s  %s", page_get(p, "indicator"), page_get(p, "title")))
		return -1;
	explain_text_end(t, 0);
	if (buf_addf(&t->line, t->e, "%s; %s %s; %s %s", page_get(p, "period"), page_get(p, "agency"),
		    page_get(p, "agency_name"), page_get(p, "set"), page_get(p, "set_title")))
		return -1;
	explain_text_end(t, 0);
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
	if (explain_text_message(t, id) || buf_addf(&t->line, t->e, ": %s", text))
		return -1;
	snprintf(name, sizeof name, "%sdue", prefix);
	due = page_get(t->page, name);
	if (*due && (buf_add_str(&t->line, "; ", t->e) || explain_text_message(t, "words.explain_due_on") ||
			    buf_addf(&t->line, t->e, " %s", due)))
		return -1;
	snprintf(name, sizeof name, "%sstatus", prefix);
	if (*page_get(t->page, name) &&
		(buf_add_str(&t->line, "; ", t->e) || explain_text_both(t, t->page, name)))
		return -1;
	explain_text_end(t, 2);
	return 0;
}

static int put_result(struct texting *t)
{
	const struct page *p = t->page;
	const char *shown = page_get(p, "shown"), *max = page_get(p, "score_max");

	if (explain_text_head(t, "words.explain_h_result"))
		return -1;
	if (*shown ? buf_addf(&t->line, t->e, "%s %s; ", shown, page_get(p, "unit_title")) : 0)
		return -1;
	if (explain_text_both(t, p, "state"))
		return -1;
	explain_text_end(t, 2);
	if (explain_text_fact(t, "words.explain_why", page_get(p, "reason"), 2) ||
		explain_text_fact(t, "words.explain_exact", page_get(p, "value"), 2))
		return -1;
	if (*page_get(p, "score") &&
		(explain_text_message(t, "words.explain_score") ||
			buf_addf(&t->line, t->e, ": %s%s%s", page_get(p, "score"), *max ? " / " : "", max)))
		return -1;
	explain_text_end(t, 2);
	if (put_target(t, "words.explain_target", "") ||
		put_target(t, "words.explain_national_target", "national_"))
		return -1;
	if (*page_get(p, "verified") && explain_text_both(t, p, "verified"))
		return -1;
	explain_text_end(t, 2);
	return 0;
}

static int put_records(struct texting *t)
{
	if (*page_get(t->page, "many") &&
		(explain_text_head(t, "words.explain_h_files") || explain_text_both(t, t->page, "many")))
		return -1;
	explain_text_end(t, 2);
	if (explain_text_list(t, "files", "words.explain_h_files", explain_row_file))
		return -1;
	if (page_count(t->page, "files") > 1 &&
		(explain_text_message(t, "words.explain_together") ||
			buf_addf(&t->line, t->e, ": %s ", page_get(t->page, "records_counted_all")) ||
			explain_text_message(t, "words.explain_records")))
		return -1;
	explain_text_end(t, 2);
	return explain_text_list(t, "records", "words.explain_h_records", explain_row_record);
}

static int put_origin(struct texting *t)
{
	const struct page *p = t->page;

	if (explain_text_head(t, "words.explain_h_run") ||
		buf_addf(&t->line, t->e, "%s %s, %s", page_get(p, "run_kind"), page_get(p, "run"),
			page_get(p, "run_at_shown")))
		return -1;
	explain_text_end(t, 2);
	if (explain_text_fact(t, "words.explain_catalog", page_get(p, "catalog"), 2) ||
		explain_text_fact(t, "words.explain_rules", page_get(p, "rules"), 2))
		return -1;
	if (*page_get(p, "other_catalog") && explain_text_both(t, p, "other_catalog"))
		return -1;
	explain_text_end(t, 2);
	return 0;
}

static int put_page(struct texting *t)
{
	if (put_title(t) || put_result(t))
		return -1;
	if (*page_get(t->page, "held"))
		return 0;
	return explain_text_list(t, "definition", "words.explain_h_definition", explain_row_definition) ||
			       explain_text_list(
				       t, "variables", "words.explain_h_variables", explain_row_variable) ||
			       explain_text_list(t, "steps", "words.explain_h_steps", explain_row_step) ||
			       explain_text_list(t, "denominators", "words.explain_h_denominators",
				       explain_row_denominator) ||
			       explain_text_list(
				       t, "settings", "words.explain_h_settings", explain_row_setting) ||
			       explain_text_list(
				       t, "measures", "words.explain_h_measures", explain_row_measure) ||
			       put_records(t) ||
			       explain_text_list(t, "flags", "words.explain_h_flags", explain_row_flag) ||
			       explain_text_list(
				       t, "changes", "words.explain_h_changes", explain_row_change) ||
			       explain_text_list(
				       t, "lacking", "words.explain_h_lacking", explain_row_lacking) ||
			       explain_text_list(
				       t, "waiting", "words.explain_h_waiting", explain_row_waiting) ||
			       explain_text_list(t, "history", "words.explain_h_history", explain_row_past) ||
			       explain_text_list(
				       t, "sources", "words.explain_h_sources", explain_row_source) ||
			       put_origin(t)
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
