#include "explain/explain_whatif.h"

#include <string.h>
#include "compute/evaluate.h"
#include "compute/target.h"

#define MOST 1000000000UL /* further steps are told by nobody */

void whatif_init(struct whatif *p)
{
	*p = (struct whatif){0};
	mpq_inits(p->value, p->score, NULL);
}

void whatif_clear(struct whatif *p)
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
	const struct target_world w = {
		p->k->catalog, p->k->messages, p->k->date, p->x->world.today, p->k, &p->x->f, &p->year};

	x->status = x->national_status = "";
	if (evaluate_part(x, p->i, p->i->numerator, "", &x->numerator, e) ||
		evaluate_part(x, p->i, p->i->denominator, "", &x->denominator, e) ||
		evaluate_part(x, p->i, p->i->value, "", &x->value, e))
		return -1;
	if (p->r->score.has && evaluate_part(x, p->i, p->i->score, "", &x->score, e))
		return -1;
	return target_find(x, &w, e);
}

int whatif_at(const struct probing *p, unsigned long by, bool is_more, struct whatif *out, struct err *e)
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
static bool can_be(const struct probing *p, unsigned long by, bool is_more, const struct whatif *at)
{
	const mpq_t *value = &p->r->variables[p->variable].q.value;
	bool is_share =
		strcmp(p->r->unit, "%") == 0 && p->now.has_value && mpq_cmp_ui(p->now.value, 100, 1) <= 0;

	if (!is_more && mpq_cmp_ui(*value, by, 1) < 0)
		return false;
	return at->has_value && !(is_share && mpq_cmp_ui(at->value, 100, 1) > 0);
}

static bool is_other(const struct probing *p, const struct whatif *at)
{
	return strcmp(at->status, p->now.status) != 0 ||
	       strcmp(at->national_status, p->now.national_status) != 0 ||
	       (at->has_score && p->now.has_score && mpq_cmp(at->score, p->now.score) != 0);
}

/* The least step that changes something; 0: none does. It is looked for by doubling and halving: what has
 * changed at a step stays changed behind it. */
int whatif_step(const struct probing *p, bool is_more, unsigned long *step, struct whatif *at, struct err *e)
{
	unsigned long low = 0, high = 1;

	*step = 0;
	for (;; low = high, high *= 2) {
		if (high > MOST || whatif_at(p, high, is_more, at, e))
			return high > MOST ? 0 : -1;
		if (!can_be(p, high, is_more, at) || is_other(p, at))
			break;
	}
	while (high - low > 1) {
		unsigned long middle = low + (high - low) / 2;

		if (whatif_at(p, middle, is_more, at, e))
			return -1;
		if (can_be(p, middle, is_more, at) && !is_other(p, at))
			low = middle;
		else
			high = middle;
	}
	if (whatif_at(p, high, is_more, at, e))
		return -1;
	*step = can_be(p, high, is_more, at) ? high : 0;
	return 0;
}
