#include "compute/tier.h"

#include <string.h>

/* The score if the value were another: numerator and the variable that it stands for go with it. */
static int score_at(struct maybe *score, const struct result *r, const struct knowledge *k, size_t row,
	const mpq_t value, struct err *e)
{
	struct result x = *r; /* its numbers are borrowed but for those that change */
	struct value v;
	bool is_changed[RESULT_VARIABLES] = {false};
	int rc;

	mpq_init(x.value.number);
	mpq_set(x.value.number, value);
	mpq_init(x.numerator.number);
	mpq_div(x.numerator.number, value, r->value.number);
	mpq_mul(x.numerator.number, x.numerator.number, r->numerator.number);
	for (size_t i = 0; i < r->nvariables; i++) {
		const struct variable *own = &r->variables[i];

		is_changed[i] = own->type == VALUE_NUMBER && !own->q.is_missing &&
				mpq_equal(own->q.value, r->value.number);
		if (!is_changed[i])
			continue;
		mpq_init(x.variables[i].q.value);
		mpq_set(x.variables[i].q.value, value);
	}
	rc = indicator_eval(&v, &x, table_get(k->indicators, row, "score"), &k->indicators->rows[row], e);
	score->has = rc == 0 && !v.is_missing && v.type == VALUE_NUMBER;
	if (score->has)
		mpq_set(score->number, v.number);
	mpq_clear(v.number);
	for (size_t i = 0; i < r->nvariables; i++)
		if (is_changed[i])
			mpq_clear(x.variables[i].q.value);
	mpq_clears(x.value.number, x.numerator.number, NULL);
	return rc;
}

int tier_is_kept(
	const struct result *r, const struct knowledge *k, const mpq_t printed, bool *kept, struct err *e)
{
	long row = table_find(k->indicators, "indicator", r->source, k->date);
	struct maybe there = {.has = false}, between = {.has = false};
	mpq_t half;
	int rc = -1;

	*kept = true;
	if (row < 0 || !r->score.has || !r->value.has || mpq_sgn(r->value.number) == 0 ||
		mpq_equal(r->value.number, printed))
		return 0;
	mpq_inits(there.number, between.number, half, NULL);
	mpq_add(half, r->value.number, printed);
	mpq_div_2exp(half, half, 1);
	if (score_at(&there, r, k, (size_t)row, printed, e) || score_at(&between, r, k, (size_t)row, half, e))
		goto out;
	/* a score that grows is another one in between as well */
	*kept = !there.has || !between.has || mpq_equal(there.number, r->score.number) ||
		(!mpq_equal(between.number, r->score.number) && !mpq_equal(between.number, there.number));
	rc = 0;
out:
	mpq_clears(there.number, between.number, half, NULL);
	return rc;
}
