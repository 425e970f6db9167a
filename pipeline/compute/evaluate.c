#include "compute/evaluate.h"

#include <string.h>
#include "core/rational.h"
#include "formula/formula.h"
#include "model/indicator_name.h"

static bool find_name(void *arg, const char *name, struct formula_name *out)
{
	const struct result *r = arg;

	out->type = VALUE_NUMBER;
	for (out->index = 0; out->index < r->nvariables; out->index++)
		if (strcmp(r->variables[out->index].of->var, name) == 0) {
			out->type = r->variables[out->index].type;
			return true;
		}
	out->index = RESULT_VARIABLES + indicator_own_name(name); /* numbered behind the variables */
	return out->index < RESULT_VARIABLES + INDICATOR_NAMES;
}

static const char *find_setting(void *arg, const char *name)
{
	const struct result *r = arg;
	const struct setting_row *row = r->settings ? setting_find(r->settings, name, r->date) : NULL;

	return row ? row->value : NULL;
}

static void get_maybe(const struct maybe *m, struct value *out)
{
	out->is_missing = !m->has;
	if (m->has)
		mpq_set(out->number, m->number);
}

static void get_ratio(const struct result *r, struct value *out)
{
	out->is_missing = !r->numerator.has || !r->denominator.has || mpq_sgn(r->denominator.number) == 0;
	out->reason = r->denominator.has && mpq_sgn(r->denominator.number) == 0 ? "zero denominator" : NULL;
	if (!out->is_missing)
		mpq_div(out->number, r->numerator.number, r->denominator.number);
}

static void get_max(const struct result *r, struct value *out)
{
	out->is_missing = false;
	mpq_set_ui(out->number, 1, 1);
	if (*r->score_max)
		rational_parse(out->number, r->score_max, strlen(r->score_max), NULL);
}

static void get_operand(const struct operand *v, struct value *out)
{
	out->is_missing = v->q.is_missing;
	out->reason = v->q.reason;
	out->is_true = v->is_true;
	if (v->q.is_missing)
		return;
	if (v->type == VALUE_NUMBER)
		mpq_set(out->number, v->q.value);
	else if (v->type == VALUE_TEXT)
		out->text = slice_from(v->code);
}

static void get_unknown(bool is_unknown, const char *reason, struct value *out)
{
	if (is_unknown) {
		out->is_missing = true;
		out->reason = reason;
	}
}

static void get_name(void *arg, size_t index, struct value *out)
{
	const struct result *r = arg;

	if (index < RESULT_VARIABLES) {
		get_operand(&r->variables[index], out);
	} else if (index == RESULT_VARIABLES) {
		get_maybe(&r->numerator, out);
	} else if (index == RESULT_VARIABLES + 1) {
		get_maybe(&r->denominator, out);
	} else if (index == RESULT_VARIABLES + 2) {
		get_ratio(r, out);
	} else if (index == RESULT_VARIABLES + 3) {
		get_maybe(&r->value, out);
	} else {
		get_max(r, out);
		get_unknown(index == RESULT_VARIABLES + 5 && !*r->score_max, "points unknown", out);
		get_unknown(index == RESULT_VARIABLES + 6, "not stated in the document", out);
	}
}

/* The value of a formula, and on which side of its thresholds. */
static int eval(struct value *out, uint64_t *path, const struct result *r, const char *text,
	const struct row *row, struct err *e)
{
	void *arg = (void *)(size_t)r;
	struct formula_names names = {.arg = arg, .find = find_name, .setting = find_setting};
	struct formula_env env = {.arg = arg, .get = get_name};
	struct formula *f = NULL;
	*out = (struct value){.is_missing = true};
	*path = 0;
	mpq_init(out->number);
	if (!*text)
		return 0;
	if (formula_parse(&f, text, &names, row->file, row->line, e))
		return -1;
	const struct value *v = formula_eval_path(f, &env, path);
	out->type = v->type;
	out->is_missing = v->is_missing;
	out->is_true = v->is_true;
	out->reason = v->reason; /* a constant, or a quantity's: both outlive the formula */
	if (v->type == VALUE_NUMBER && !v->is_missing)
		mpq_set(out->number, v->number);
	formula_free(f);
	return 0;
}

static const char *name_of(void *arg, size_t index)
{
	const struct result *r = arg;

	return index < RESULT_VARIABLES
		       ? r->variables[index].of->var
		       : indicator_name_word((enum indicator_name)(index - RESULT_VARIABLES));
}

int evaluate_steps(const struct result *r, const char *text, const struct row *row, formula_step_fn *step,
	void *arg, struct err *e)
{
	void *own = (void *)(size_t)r;
	struct formula_names names = {.arg = own, .find = find_name, .setting = find_setting};
	struct formula_env env = {.arg = own, .get = get_name};
	struct formula_telling telling = {own, name_of, step, arg};
	struct formula *f = NULL;
	int rc;

	if (!*text)
		return 0;
	if (formula_parse(&f, text, &names, row->file, row->line, e))
		return -1;
	rc = formula_tell(f, &env, &telling, e);
	formula_free(f);
	return rc;
}

int evaluate_formula(
	struct value *out, const struct result *r, const char *text, const struct row *row, struct err *e)
{
	uint64_t path;

	return eval(out, &path, r, text, row, e);
}

int evaluate_path(
	uint64_t *path, const struct result *r, const char *text, const struct row *row, struct err *e)
{
	struct value v;
	int rc = eval(&v, path, r, text, row, e);

	mpq_clear(v.number);
	return rc;
}

int evaluate_part(struct result *r, const struct indicator *i, const char *formula, const char *of,
	struct maybe *to, struct err *e)
{
	struct value v;
	int rc = evaluate_formula(&v, r, formula, i->head.row, e);

	to->has = rc == 0 && !v.is_missing && v.type == VALUE_NUMBER;
	if (to->has)
		mpq_set(to->number, v.number);
	if (rc == 0 && !to->has && v.reason && *v.reason && !r->reason.len)
		rc = buf_addf(&r->reason, e, "%s: %s%s", r->indicator, of, v.reason);
	mpq_clear(v.number);
	return rc;
}
