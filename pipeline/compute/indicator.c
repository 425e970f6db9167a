#include "compute/indicator.h"

#include <stdlib.h>
#include <string.h>
#include "compute/evaluate.h"
#include "compute/indicator_variables.h"
#include "compute/quarters.h"
#include "compute/quotient.h"
#include "compute/rules.h"
#include "compute/score.h"
#include "compute/shared_denominator.h"
#include "core/rational.h"
#include "formula/formula.h"

/* Quarters or months of the period that did not come: 3/4. */
static int missing_flag(struct result *r, const struct span *s, struct err *e)
{
	size_t parts = s->n, leaves = s->nleaves;
	bool is_split = false;
	char text[60];

	for (size_t i = 0; i < r->nvariables; i++) {
		const struct quantity *q = &r->variables[i].q;

		if (q->is_missing)
			continue;
		is_split = is_split || q->is_split;
		parts = q->nparts < parts ? q->nparts : parts;
		leaves = q->nleaves < leaves ? q->nleaves : leaves;
	}
	if (is_split) {
		snprintf(text, sizeof(text), "%zu/%zu", leaves, s->nleaves);
		return leaves < s->nleaves ? result_flag(r, "months", text, "", e) : 0;
	}
	snprintf(text, sizeof(text), "%zu/%zu", parts, s->n);
	return s->is_made && parts < s->n ? result_flag(r, "quarters", text, "", e) : 0;
}

/* What the reader must know of the parts: records that could not be decided, an unknown unit, quarters that
 * did not come. */
static int parts_flag(
	struct result *r, const struct knowledge *k, const struct observations *f, struct err *e)
{
	char text[400];
	bool has_unknown = false, is_constructed = false;

	for (size_t i = 0; i < r->nvariables; i++) {
		const struct operand *v = &r->variables[i];

		has_unknown = has_unknown || v->q.has_unknown;
		is_constructed = is_constructed || v->q.is_constructed;
		snprintf(text, sizeof(text), "%s %llu", v->of->measure, (unsigned long long)v->q.undecided);
		if (v->q.undecided && result_flag(r, "undecided", text, "", e))
			return -1;
	}
	if (missing_flag(r, &f->span, e))
		return -1;
	if (is_constructed && result_tell(r, "constructed",
				      &(struct sentence){k->messages, "words.constructed", NULL}, "", e))
		return -1;
	return has_unknown ? result_flag(r, "unknown_unit", r->agency, "", e) : 0;
}

static int computed(struct result *r, const struct knowledge *k, const struct observations *f,
	const struct indicator *i, struct err *e)
{
	bool agree;

	if (evaluate_part(r, i, i->numerator, "", &r->numerator, e) ||
		evaluate_part(r, i, i->denominator, "", &r->denominator, e) ||
		evaluate_part(r, i, i->value, "", &r->value, e))
		return -1;
	if (r->value.has && quarters_agree(r, f, i, &agree, e))
		return -1;
	if (r->value.has && !agree) {
		r->numerator.has = r->denominator.has = r->value.has = false;
		return 0;
	}
	if (score_compute(r, k, f, i, e))
		return -1;
	if (!r->value.has && !r->reason.len && buf_addf(&r->reason, e, "%s: %s", r->indicator, i->missing))
		return -1;
	return r->value.has ? parts_flag(r, k, f, e) : 0;
}

int indicator_compute(
	struct result *r, const struct knowledge *k, const struct observations *f, struct err *e)
{
	const struct indicator *i = indicator_find(&k->indicators, r->source, k->date);

	if (!i)
		return err_set(e, ERR_CATALOG,
			"set %s: indicator \"%s\" found, expected a row of indicators.csv on %s", r->set,
			r->indicator, k->date);
	r->unit = i->unit;
	r->digits = (unsigned)i->digits;
	r->settings = &k->settings;
	r->date = k->date;
	if (indicator_variables_read(r, k, f, e) || rules_print(r, k, e) ||
		shared_denominators_fill(r, k, f, e))
		return -1;
	if (r->source != r->indicator &&
		buf_addf(&r->rules, e, "%ssame=%s", r->rules.len ? "; " : "", r->source))
		return -1;
	return i->basis == BASIS_COMPUTED ? computed(r, k, f, i, e)
					  : quotient_read(r, i->basis == BASIS_BOTH, e);
}
