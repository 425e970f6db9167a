/* What would change the figure: how much more or less of a variable reaches its target or another score,
 * found by computing it with that number in its place. */
#include <string.h>
#include "compute/evaluate.h"
#include "compute/target.h"
#include "compute/year.h"
#include "explain/explaining.h"

#define MOST 1000000000UL /* further steps are told by nobody */

/* What a figure would be. */
struct probe {
	bool has_value, has_score;
	mpq_t value, score;
	const char *status, *national_status;
};

struct probing {
	struct explaining *x;
	const struct result *r;
	const struct knowledge *k;
	const struct indicator *i;
	struct year year;
	struct probe now;
	size_t variable;
};

static void probe_init(struct probe *p)
{
	*p = (struct probe){0};
	mpq_inits(p->value, p->score, NULL);
}

static void probe_clear(struct probe *p)
{
	mpq_clears(p->value, p->score, NULL);
}

/* Its own numbers; the variables but one are r's. */
static void borrow_result(struct result *to, const struct result *r, size_t variable)
{
	*to = *r;
	to->target_text = to->national_target_text = to->shown = to->reason = to->rules = to->beside =
		(struct buf){0};
	to->flags = (struct flags){0};
	to->next = NULL;
	mpq_inits(to->numerator.number, to->denominator.number, to->value.number, to->score.number,
		to->variables[variable].q.value, NULL);
}

static void release_result(struct result *x, size_t variable)
{
	mpq_clears(x->numerator.number, x->denominator.number, x->value.number, x->score.number,
		x->variables[variable].q.value, NULL);
	buf_release(&x->target_text);
	buf_release(&x->national_target_text);
	buf_release(&x->shown);
	buf_release(&x->reason);
	buf_release(&x->rules);
	flags_release(&x->flags);
}

static int evaluate(const struct probing *p, struct result *x, struct err *e)
{
	const struct target_world w = {p->k->catalog, p->k->messages, p->k->date, p->x->world.today, p->k,
		&p->x->f, &p->year};

	x->status = x->national_status = "";
	if (evaluate_part(x, p->i, p->i->numerator, "", &x->numerator, e) ||
		evaluate_part(x, p->i, p->i->denominator, "", &x->denominator, e) ||
		evaluate_part(x, p->i, p->i->value, "", &x->value, e))
		return -1;
	if (p->r->score.has && evaluate_part(x, p->i, p->i->score, "", &x->score, e))
		return -1;
	return target_find(x, &w, e);
}

static int probe_at(const struct probing *p, unsigned long by, bool is_more, struct probe *out, struct err *e)
{
	struct result x;
	mpq_t step;
	int rc;

	borrow_result(&x, p->r, p->variable);
	x.score.has = false;
	mpq_init(step);
	mpq_set_ui(step, by, 1);
	(is_more ? mpq_add : mpq_sub)(
		x.variables[p->variable].q.value, p->r->variables[p->variable].q.value, step);
	mpq_clear(step);
	rc = evaluate(p, &x, e);
	out->has_value = x.value.has;
	out->has_score = x.score.has;
	if (x.value.has)
		mpq_set(out->value, x.value.number);
	if (x.score.has)
		mpq_set(out->score, x.score.number);
	out->status = x.status;
	out->national_status = x.national_status;
	release_result(&x, p->variable);
	return rc;
}

/* A number of things is none below zero, and of a share no part is more than the whole. */
static bool can_be(const struct probing *p, unsigned long by, bool is_more, const struct probe *at)
{
	const mpq_t *value = &p->r->variables[p->variable].q.value;
	bool is_share = strcmp(p->r->unit, "%") == 0 && p->now.has_value && mpq_cmp_ui(p->now.value, 100, 1) <= 0;

	if (!is_more && mpq_cmp_ui(*value, by, 1) < 0)
		return false;
	return at->has_value && !(is_share && mpq_cmp_ui(at->value, 100, 1) > 0);
}

static bool is_other(const struct probing *p, const struct probe *at)
{
	return strcmp(at->status, p->now.status) != 0 ||
	       strcmp(at->national_status, p->now.national_status) != 0 ||
	       (at->has_score && p->now.has_score && mpq_cmp(at->score, p->now.score) != 0);
}

/* The least step that changes something; 0: none does. It is looked for by doubling and halving: what has
 * changed at a step stays changed behind it. */
static int find_step(const struct probing *p, bool is_more, unsigned long *step, struct probe *at, struct err *e)
{
	unsigned long low = 0, high = 1;

	*step = 0;
	for (;; low = high, high *= 2) {
		if (high > MOST || probe_at(p, high, is_more, at, e))
			return high > MOST ? 0 : -1;
		if (!can_be(p, high, is_more, at) || is_other(p, at))
			break;
	}
	while (high - low > 1) {
		unsigned long middle = low + (high - low) / 2;

		if (probe_at(p, middle, is_more, at, e))
			return -1;
		if (can_be(p, middle, is_more, at) && !is_other(p, at))
			low = middle;
		else
			high = middle;
	}
	if (probe_at(p, high, is_more, at, e))
		return -1;
	*step = can_be(p, high, is_more, at) ? high : 0;
	return 0;
}

static int say_number(struct page *row, const char *name, bool has, const mpq_t q, struct err *e)
{
	struct buf text = {0};
	int rc = has ? formula_show_number(q, &text, e) || page_set(row, name, text.data, e) ? -1 : 0 : 0;

	buf_release(&text);
	return rc;
}

static int say_value(struct page *row, const struct probing *p, const struct probe *at, struct err *e)
{
	struct buf text = {0};
	int rc = result_show(at->value, p->r->digits, &text, e) || page_set(row, "value", text.data, e) ? -1 : 0;

	buf_release(&text);
	return rc;
}

/* What comes of it: the target first. */
static const char *outcome_of(const struct probing *p, const struct probe *at)
{
	if (strcmp(at->status, p->now.status) != 0)
		return strcmp(at->status, "reached") == 0 ? "words.explain_would_reach"
							   : "words.explain_would_lose";
	if (strcmp(at->national_status, p->now.national_status) != 0)
		return strcmp(at->national_status, "reached") == 0 ? "words.explain_would_reach_national"
								    : "words.explain_would_lose_national";
	return "words.explain_would_score";
}

static int say_change(const struct probing *p, bool is_more, unsigned long step, const struct probe *at,
	struct err *e)
{
	const struct operand *v = &p->r->variables[p->variable];
	struct page *row = page_add(p->x->page, "changes", e);
	const char *unit = explain_title(p->x, "units", "unit", v->of->unit, "title_vi");

	return !row || explain_say(p->x, row, "direction", is_more ? "words.explain_more" : "words.explain_less", e) ||
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
	struct probe at;
	unsigned long step;
	int rc = 0;

	if (v->q.is_missing || v->type != VALUE_NUMBER || v->of->of != OF_MEASURE)
		return 0;
	p->variable = variable;
	probe_init(&at);
	for (int is_more = 1; rc == 0 && is_more >= 0; is_more--) {
		rc = find_step(p, is_more, &step, &at, e);
		if (rc == 0 && step)
			rc = say_change(p, is_more, step, &at, e);
	}
	probe_clear(&at);
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
		if (!row || page_set(row, "var", v->of->var, e) || page_set(row, "title", v->of->title_vi, e) ||
			page_set(row, "reason", v->q.reason, e))
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
	probe_init(&p.now);
	rc = year_init(&p.year, &x->f, e);
	if (rc == 0) /* by none more: what it is now, computed the same way */
		rc = probe_at(&p, 0, true, &p.now, e);
	for (size_t i = 0; rc == 0 && i < r->nvariables; i++)
		rc = try_variable(&p, i, e);
	year_release(&p.year);
	probe_clear(&p.now);
	return rc;
}
