/* What would change the figure: how much more or less of a variable reaches its target or another score,
 * found by computing it with that number in its place. */
#include <string.h>
#include "explain/explain_whatif.h"
#include "formula/formula_steps.h"

static int say_number(struct page *row, const char *name, bool has, const mpq_t q, struct err *e)
{
	struct buf text = {0};
	int rc = has ? formula_show_number(q, &text, e) || page_set(row, name, text.data, e) ? -1 : 0 : 0;

	buf_release(&text);
	return rc;
}

static int say_value(struct page *row, const struct probing *p, const struct whatif *at, struct err *e)
{
	struct buf text = {0};
	int rc = result_show(at->value, p->r->digits, &text, e) || page_set(row, "value", text.data, e) ? -1
													: 0;

	buf_release(&text);
	return rc;
}

/* What comes of it: the target first. */
static const char *outcome_of(const struct probing *p, const struct whatif *at)
{
	if (strcmp(at->status, p->now.status) != 0)
		return strcmp(at->status, "reached") == 0 ? "words.explain_would_reach"
							  : "words.explain_would_lose";
	if (strcmp(at->national_status, p->now.national_status) != 0)
		return strcmp(at->national_status, "reached") == 0 ? "words.explain_would_reach_national"
								   : "words.explain_would_lose_national";
	return "words.explain_would_score";
}

static int say_change(
	const struct probing *p, bool is_more, unsigned long step, const struct whatif *at, struct err *e)
{
	const struct operand *v = &p->r->variables[p->variable];
	struct page *row = page_add(p->x->page, "changes", e);
	const char *unit = explain_title(p->x, "units", "unit", v->of->unit, "title_vi");

	return !row ||
			       explain_say(p->x, row, "direction",
				       is_more ? "words.explain_more" : "words.explain_less", e) ||
			       page_setf(row, "step", e, "%lu", step) || page_set(row, "unit", unit, e) ||
			       page_set(row, "var", v->of->var, e) ||
			       page_set(row, "title", v->of->title_vi, e) ||
			       explain_say(p->x, row, "outcome", outcome_of(p, at), e) ||
			       say_value(row, p, at, e) ||
			       say_number(row, "score_now", p->now.has_score, p->now.score, e) ||
			       say_number(row, "score", at->has_score, at->score, e)
		       ? -1
		       : 0;
}

static int try_variable(struct probing *p, size_t variable, struct err *e)
{
	const struct operand *v = &p->r->variables[variable];
	struct whatif at;
	unsigned long step;
	int rc = 0;

	if (v->q.is_missing || v->type != VALUE_NUMBER || v->of->of != OF_MEASURE)
		return 0;
	p->variable = variable;
	whatif_init(&at);
	for (int is_more = 1; rc == 0 && is_more >= 0; is_more--) {
		rc = whatif_step(p, is_more, &step, &at, e);
		if (rc == 0 && step)
			rc = say_change(p, is_more, step, &at, e);
	}
	whatif_clear(&at);
	return rc;
}

/* A figure without a value: what it lacks. */
static int say_lacking(struct explaining *x, const struct result *r, struct err *e)
{
	for (size_t i = 0; i < r->nvariables; i++) {
		const struct operand *v = &r->variables[i];
		struct page *row;

		if (!v->q.is_missing)
			continue;
		row = page_add(x->page, "lacking", e);
		if (!row || page_set(row, "var", v->of->var, e) ||
			page_set(row, "title", v->of->title_vi, e) || page_set(row, "reason", v->q.reason, e))
			return -1;
	}
	return 0;
}

int explain_changes(struct explaining *x, const struct result *r, const struct knowledge *k, struct err *e)
{
	struct probing p = {.x = x, .r = r, .k = k, .i = indicator_find(&k->indicators, r->source, k->date)};
	int rc;

	if (!r->value.has)
		return say_lacking(x, r, e);
	if (!p.i || p.i->basis != BASIS_COMPUTED || x->figure->is_status_held)
		return 0;
	whatif_init(&p.now);
	rc = year_init(&p.year, &x->f, e);
	if (rc == 0) /* by none more: what it is now, computed the same way */
		rc = whatif_at(&p, 0, true, &p.now, e);
	for (size_t i = 0; rc == 0 && i < r->nvariables; i++)
		rc = try_variable(&p, i, e);
	year_release(&p.year);
	whatif_clear(&p.now);
	return rc;
}
