/* Formulas over the variables of a result. */
#ifndef COMPUTE_EVALUATE_H
#define COMPUTE_EVALUATE_H

#include "compute/result.h"
#include "core/table.h"
#include "formula/formula_steps.h"

/* Evaluates a formula over the result's variables and the names numerator, denominator, ratio, value, max (1
 * when it is not known), points_max (missing when it is not known) and unstated (missing: the document does
 * not say). *out is a copy: release its number. row is the formula's place. Errors: ERR_CATALOG with the
 * place of a formula that is wrong. */
int evaluate_formula(
	struct value *out, const struct result *r, const char *text, const struct row *row, struct err *e);

/* The outcomes of the formula's comparisons (formula_eval_path): another path is another side of a threshold.
 * Errors: ERR_CATALOG with the place of a formula that is wrong. */
int evaluate_path(
	uint64_t *path, const struct result *r, const char *text, const struct row *row, struct err *e);

/* Tells the formula step by step (formula/formula_steps.h). An empty one has none. Errors: ERR_CATALOG as
 * above, what step sets. */
int evaluate_steps(const struct result *r, const char *text, const struct row *row, formula_step_fn *step,
	void *arg, struct err *e);

/* The number of one formula of the indicator's; without one the reason, behind `of`, unless there is one
 * already. Errors: ERR_CATALOG with the place of a formula that is wrong. */
int evaluate_part(struct result *r, const struct indicator *i, const char *formula, const char *of,
	struct maybe *to, struct err *e);

#endif
