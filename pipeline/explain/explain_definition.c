/* The definition in force and what it rests on: the line of the document, the rows behind it, their sources,
 * the settings that they name. */
#include <string.h>
#include "explain/explain_parts.h"
#include "formula/formula.h"
#include "model/sources.h"

#define CELL(x, name) ((x)->figure->cells[FIGURE_AT_##name])

static const struct explain_word kinds[] = {{"act", "words.explain_act"},
	{"document", "words.explain_document"}, {"standard", "words.explain_standard"},
	{"observation", "words.explain_observation"}, {"reading", "words.explain_reading"},
	{"assumption", "words.explain_assumption"}, {NULL, NULL}};

static int add_fact(struct explaining *x, const char *id, const char *text, struct err *e)
{
	struct page *row;

	if (!text || !*text)
		return 0;
	row = page_add(x->page, "definition", e);
	return row && explain_say(x, row, "label", id, e) == 0 ? page_set(row, "text", text, e) : -1;
}

/* The line of the set, on the last day of the period. */
static long find_line(const struct explaining *x, const struct table *t)
{
	for (size_t i = 0; i < t->nrows; i++)
		if (strcmp(table_get(t, i, "set"), CELL(x, set)) == 0 &&
			strcmp(table_get(t, i, "indicator"), CELL(x, indicator)) == 0 &&
			table_is_valid(t, i, x->world.span.ends_on))
			return (long)i;
	return -1;
}

static int say_line(struct explaining *x, const struct table *t, long line, struct err *e)
{
	size_t i = (size_t)line;

	if (line < 0)
		return 0;
	return add_fact(x, "words.explain_stt", table_get(t, i, "stt"), e) ||
			       add_fact(x, "words.explain_wording", table_get(t, i, "wording"), e) ||
			       add_fact(x, "words.explain_section", table_get(t, i, "section_title"), e) ||
			       add_fact(x, "words.explain_lead", table_get(t, i, "lead"), e)
		       ? -1
		       : 0;
}

static int say_rules(struct explaining *x, const struct indicator *i, const struct result *r, struct err *e)
{
	if (add_fact(x, "words.explain_document_of",
		    explain_title(x, "sets", "set", CELL(x, set), "document"), e) ||
		add_fact(x, "words.explain_same", r->source == r->indicator ? "" : r->source, e) ||
		add_fact(x, "words.explain_numerator", i->numerator, e) ||
		add_fact(x, "words.explain_denominator", i->denominator, e) ||
		add_fact(x, "words.explain_value", i->value, e) ||
		add_fact(x, "words.explain_interpretation", i->interpretation, e) ||
		add_fact(x, "words.explain_method",
			explain_title(x, "methods", "method", i->method, "title_vi"), e))
		return -1;
	return add_fact(x, "words.explain_score_rule", i->score, e);
}

static bool is_told(const struct page *p, const char *id, const char *place)
{
	for (const struct page *r = page_first(p, "sources"); r; r = page_next(r))
		if (strcmp(page_get(r, "id"), id) == 0 && strcmp(page_get(r, "place"), place) == 0)
			return true;
	return false;
}

static int add_source(struct explaining *x, const struct citation *c, struct err *e)
{
	char id[80], place[200];
	struct page *row;

	snprintf(id, sizeof id, "%.*s", (int)c->id.len, c->id.text);
	snprintf(place, sizeof place, "%.*s", (int)c->place.len, c->place.text);
	if (!*id || is_told(x->page, id, place))
		return 0;
	row = page_add(x->page, "sources", e);
	return !row || page_set(row, "id", id, e) || page_set(row, "place", place, e) ||
			       page_set(
				       row, "title", explain_title(x, "sources", "source", id, "title"), e) ||
			       page_set(row, "title_en",
				       explain_title(x, "sources", "source", id, "title_en"), e) ||
			       page_set(row, "published",
				       explain_title(x, "sources", "source", id, "published"), e) ||
			       explain_word_say(x, row, "kind",
				       explain_title(x, "sources", "source", id, "kind"), kinds, e)
		       ? -1
		       : 0;
}

/* What a `source` cell cites. */
static int add_sources(struct explaining *x, const char *cell, struct err *e)
{
	struct citation c;

	while (citation_next(&cell, &c))
		if (add_source(x, &c, e))
			return -1;
	return 0;
}

static int cite(struct explaining *x, const char *table, const char *key, const char *value, struct err *e)
{
	return add_sources(x, explain_title(x, table, key, value, "source"), e);
}

static int say_sources(
	struct explaining *x, const struct table *lines, long line, const struct result *r, struct err *e)
{
	if (cite(x, "sets", "set", CELL(x, set), e) ||
		(line >= 0 && add_sources(x, table_get(lines, (size_t)line, "source"), e)) ||
		cite(x, "indicators", "indicator", r->source, e))
		return -1;
	for (size_t i = 0; i < r->nvariables; i++)
		if (cite(x, "measures", "measure", r->variables[i].of->measure, e))
			return -1;
	return 0;
}

/* ---- settings ---- */

static bool is_used(const struct result *r, const struct knowledge *k, const char *name)
{
	const struct indicator *i = indicator_find(&k->indicators, r->source, k->date);

	if (i && (formula_uses_setting(i->value, name) || formula_uses_setting(i->score, name)))
		return true;
	for (size_t v = 0; v < r->nvariables; v++) {
		const struct measure_definition *m =
			measure_definition_find(&k->measures, r->variables[v].of->measure, k->date);

		if (m &&
			(formula_uses_setting(m->value, name) || formula_uses_setting(m->where, name) ||
				formula_uses_setting(m->date, name) ||
				formula_uses_setting(m->agency, name) || formula_uses_setting(m->item, name)))
			return true;
	}
	return false;
}

static int say_settings(
	struct explaining *x, const struct result *r, const struct knowledge *k, struct err *e)
{
	for (size_t i = 0; i < k->settings.n; i++) {
		const struct setting_row *s = &k->settings.list[i];
		struct page *row;

		if (!row_is_valid(s, k->date) || !is_used(r, k, s->setting))
			continue;
		row = page_add(x->page, "settings", e);
		if (!row || page_set(row, "setting", s->setting, e) || page_set(row, "value", s->value, e) ||
			page_set(row, "title",
				explain_title(x, "settings", "setting", s->setting, "title_vi"), e) ||
			cite(x, "settings", "setting", s->setting, e))
			return -1;
	}
	return 0;
}

int explain_definition(struct explaining *x, const struct result *r, const struct knowledge *k, struct err *e)
{
	const struct table *lines = catalog_get(x->world.catalog, "set_rows", e);
	const struct indicator *i = indicator_find(&k->indicators, r->source, k->date);
	long line;

	if (!lines || !i)
		return -1;
	line = find_line(x, lines);
	return say_line(x, lines, line, e) || say_rules(x, i, r, e) || say_sources(x, lines, line, r, e) ||
			       say_settings(x, r, k, e)
		       ? -1
		       : 0;
}
