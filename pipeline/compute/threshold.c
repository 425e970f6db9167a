#include "compute/threshold.h"

#include <string.h>

#include "compute/evaluate.h"
/* Which thresholds of the score lie below the value if it were another: numerator and the variable that it
 * stands for go with it. */
static int path_at(
	uint64_t *path, const struct result *r, const struct indicator *row, const mpq_t value, struct err *e)
{
	struct result x = *r; /* its numbers are borrowed but for those that change */
	bool is_changed[RESULT_VARIABLES] = {false};
	int rc;

	mpq_init(x.value.number);
	mpq_set(x.value.number, value);
	mpq_init(x.numerator.number);
	mpq_div(x.numerator.number, value, r->value.number);
	mpq_mul(x.numerator.number, x.numerator.number, r->numerator.number);
	for (size_t i = 0; i < r->nvariables; i++) {
		const struct operand *own = &r->variables[i];

		is_changed[i] = own->type == VALUE_NUMBER && !own->q.is_missing &&
				mpq_equal(own->q.value, r->value.number);
		if (!is_changed[i])
			continue;
		mpq_init(x.variables[i].q.value);
		mpq_set(x.variables[i].q.value, value);
	}
	rc = evaluate_path(path, &x, row->score, row->head.row, e);
	for (size_t i = 0; i < r->nvariables; i++)
		if (is_changed[i])
			mpq_clear(x.variables[i].q.value);
	mpq_clears(x.value.number, x.numerator.number, NULL);
	return rc;
}

int threshold_is_kept(
	const struct result *r, const struct knowledge *k, const mpq_t printed, bool *kept, struct err *e)
{
	const struct indicator *row = indicator_find(&k->indicators, r->source, k->date);
	uint64_t here, there;

	*kept = true;
	if (!row || r->source != r->indicator || !r->value.has || mpq_sgn(r->value.number) == 0 ||
		mpq_equal(r->value.number, printed))
		return 0;
	if (path_at(&here, r, row, r->value.number, e) || path_at(&there, r, row, printed, e))
		return -1;
	*kept = here == there;
	return 0;
}
