/* The formula with the numbers put in, the score's rule step by step, the variables, what is divided by. */
#include <string.h>
#include "compute/evaluate.h"
#include "compute/shared_denominator.h"
#include "explain/explain_parts.h"

#define CELL(x, name) ((x)->figure->cells[FIGURE_AT_##name])

/* The steps of one formula. */
struct step_list {
	struct explaining *x;
	const char *id; /* of messages: whose formula it is */
};

static int say_outcome(struct explaining *x, struct page *row, const struct value *v, struct err *e)
{
	struct buf text = {0};
	int rc;

	if (v->is_missing)
		return page_set(row, "reason", v->reason, e) ||
				       explain_say(x, row, "outcome", "words.explain_unknown", e)
			       ? -1
			       : 0;
	if (v->type == VALUE_BOOL)
		return explain_say(
			x, row, "outcome", v->is_true ? "words.explain_true" : "words.explain_false", e);
	if (v->type == VALUE_TEXT)
		return page_setf(row, "outcome", e, "%.*s", (int)v->text.len, v->text.text);
	rc = formula_show_number(v->number, &text, e) || page_set(row, "outcome", text.data, e) ? -1 : 0;
	buf_release(&text);
	return rc;
}

static int add_step(void *arg, const struct formula_step *s, struct err *e)
{
	struct step_list *l = arg;
	struct page *row = page_add(l->x->page, "steps", e);

	return !row || explain_say(l->x, row, "of", l->id, e) || page_set(row, "text", s->text, e) ||
			       page_set(row, "filled", strcmp(s->text, s->filled) == 0 ? "" : s->filled, e) ||
			       say_outcome(l->x, row, s->value, e)
		       ? -1
		       : 0;
}

static int add_formula(struct explaining *x, const struct result *r, const char *id, const char *text,
	const struct row *row, struct err *e)
{
	return evaluate_steps(r, text, row, add_step, &(struct step_list){x, id}, e);
}

static int say_number(struct page *row, const char *name, const mpq_t q, struct err *e)
{
	struct buf text = {0};
	int rc = formula_show_number(q, &text, e) || page_set(row, name, text.data, e) ? -1 : 0;

	buf_release(&text);
	return rc;
}

static int say_value(struct explaining *x, struct page *row, const struct operand *v, struct err *e)
{
	if (v->q.is_missing)
		return page_set(row, "reason", v->q.reason, e) ||
				       explain_say(x, row, "value", "words.explain_missing", e)
			       ? -1
			       : 0;
	if (v->type == VALUE_BOOL)
		return explain_say(
			x, row, "value", v->is_true ? "words.explain_true" : "words.explain_false", e);
	return v->type == VALUE_TEXT ? page_set(row, "value", v->code, e)
				     : say_number(row, "value", v->q.value, e);
}

static int say_variable(struct explaining *x, const struct operand *v, struct err *e)
{
	struct page *row = page_add(x->page, "variables", e);
	const char *unit = explain_title(x, "units", "unit", v->of->unit, "title_vi");

	if (!row || page_set(row, "var", v->of->var, e) || page_set(row, "title", v->of->title_vi, e) ||
		page_set(row, "measure", v->of->measure, e) || page_set(row, "item", v->of->item, e) ||
		page_set(row, "unit", *unit ? unit : v->of->unit, e) || say_value(x, row, v, e))
		return -1;
	if (v->q.row && page_set(row, "sent_as", v->q.row->text, e))
		return -1;
	if (v->q.npeers && page_setf(row, "peers", e, "%zu", v->q.npeers))
		return -1;
	return v->q.entered_on ? page_set(row, "entered_on", v->q.entered_on, e) : 0;
}

int explain_formula(struct explaining *x, const struct result *r, const struct knowledge *k, struct err *e)
{
	const struct indicator *i = indicator_find(&k->indicators, r->source, k->date);

	for (size_t v = 0; v < r->nvariables; v++)
		if (say_variable(x, &r->variables[v], e))
			return -1;
	if (!i || i->basis != BASIS_COMPUTED)
		return 0;
	if (add_formula(x, r, "words.explain_numerator", i->numerator, i->head.row, e) ||
		add_formula(x, r, "words.explain_denominator", i->denominator, i->head.row, e) ||
		add_formula(x, r, "words.explain_value", i->value, i->head.row, e))
		return -1;
	return *CELL(x, score) ? add_formula(x, r, "words.explain_score", i->score, i->head.row, e) : 0;
}

/* ---- what it divides by ---- */

static int say_entered(struct page *row, const struct denominator_value *v, struct err *e)
{
	return page_set(row, "value", v->value, e) || page_set(row, "unit", v->unit, e) ||
			       page_set(row, "date", v->date, e) || page_set(row, "document", v->document, e)
		       ? -1
		       : 0;
}

static const struct operand *find_operand(const struct result *r, const char *var)
{
	for (size_t i = 0; i < r->nvariables; i++)
		if (strcmp(r->variables[i].of->var, var) == 0)
			return &r->variables[i];
	return NULL;
}

/* Where the number came from: entered from a document, or sent with the reports and counted. */
static int say_origin(struct explaining *x, struct page *row, const struct result *r,
	const struct knowledge *k, const struct denominator_use *use, struct err *e)
{
	const struct operand *v = find_operand(r, use->var);
	const struct denominator_value *entered = shared_denominator_entered(r, k, use->denominator);

	if (v && v->q.entered_on && entered)
		return say_entered(row, entered, e) ||
				       explain_say(x, row, "origin", "words.explain_entered", e)
			       ? -1
			       : 0;
	if (v && v->q.is_missing)
		return page_set(row, "reason", v->q.reason, e) ||
				       explain_say(x, row, "origin", "words.explain_missing", e)
			       ? -1
			       : 0;
	if (v && v->type == VALUE_NUMBER && say_number(row, "value", v->q.value, e))
		return -1;
	return page_set(row, "unit", v ? v->of->unit : "", e) ||
			       explain_say(x, row, "origin", "words.explain_measured", e)
		       ? -1
		       : 0;
}

int explain_denominators(
	struct explaining *x, const struct result *r, const struct knowledge *k, struct err *e)
{
	const struct denominator_use *const *uses;
	size_t n = denominator_uses_of(&k->denominators, r->source, &uses);

	for (size_t i = 0; i < n; i++) {
		const struct denominator *d =
			denominator_row(&k->denominators, uses[i]->denominator, k->date);
		struct page *row;

		if (!row_is_valid(uses[i], k->date))
			continue;
		row = page_add(x->page, "denominators", e);
		if (!row || page_set(row, "denominator", uses[i]->denominator, e) ||
			page_set(row, "title",
				explain_title(
					x, "denominators", "denominator", uses[i]->denominator, "title_vi"),
				e) ||
			page_set(row, "band", d ? d->band : "", e) || page_set(row, "var", uses[i]->var, e) ||
			say_origin(x, row, r, k, uses[i], e))
			return -1;
	}
	return 0;
}
