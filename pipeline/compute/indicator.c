#include "compute/indicator.h"

#include <stdlib.h>
#include <string.h>
#include "compute/divisor.h"
#include "compute/printed.h"
#include "compute/quarters.h"
#include "compute/quotient.h"
#include "compute/score.h"
#include "compute/variables.h"
#include "core/rational.h"
#include "formula/formula.h"

int knowledge_init(struct knowledge *k, struct catalog *c, const char *date, struct err *e)
{
	*k = (struct knowledge){.catalog = c, .date = date};
	k->relations = catalog_get(c, "relations", e);
	if (!k->relations || indicators_open(&k->indicators, c, e) || variables_open(&k->variables, c, e) ||
		measure_rows_open(&k->measures, c, e) || point_rows_open(&k->points, c, e) ||
		setting_rows_open(&k->settings, c, e) || code_lists_open(&k->codes, c, e) ||
		denominators_open(&k->denominators, c, e) || territories_open(&k->territories, c, e) ||
		targets_open(&k->targets, c, e) || milestones_open(&k->milestones, c, e) ||
		checks_open(&k->checks, c, e))
		return -1;
	return units_open(&k->units, c, date, e);
}

void knowledge_release(struct knowledge *k)
{
	units_free(k->units);
	k->units = NULL;
}

/* Names that are no variables, numbered behind them. */
static const char *const own_names[] = {
	"numerator", "denominator", "ratio", "value", "max", "points_max", "unstated"};
#define OWN_NAMES (sizeof(own_names) / sizeof(*own_names))

static bool name_find(void *arg, const char *name, struct formula_name *out)
{
	const struct result *r = arg;

	out->type = VALUE_NUMBER;
	for (out->index = 0; out->index < r->nvariables; out->index++)
		if (strcmp(r->variables[out->index].of->var, name) == 0) {
			out->type = r->variables[out->index].type;
			return true;
		}
	for (size_t i = 0; i < OWN_NAMES; i++)
		if (strcmp(own_names[i], name) == 0) {
			out->index = RESULT_VARIABLES + i;
			return true;
		}
	return false;
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

static void name_get(void *arg, size_t index, struct value *out)
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
	struct formula_names names = {.arg = arg, .find = name_find};
	struct formula_env env = {.arg = arg, .get = name_get};
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

int indicator_eval(
	struct value *out, const struct result *r, const char *text, const struct row *row, struct err *e)
{
	uint64_t path;

	return eval(out, &path, r, text, row, e);
}

int indicator_path(
	uint64_t *path, const struct result *r, const char *text, const struct row *row, struct err *e)
{
	struct value v;
	int rc = eval(&v, path, r, text, row, e);

	mpq_clear(v.number);
	return rc;
}

int indicator_part(struct result *r, const struct indicator *i, const char *formula, const char *of,
	struct maybe *to, struct err *e)
{
	struct value v;
	int rc = indicator_eval(&v, r, formula, i->head.row, e);

	to->has = rc == 0 && !v.is_missing && v.type == VALUE_NUMBER;
	if (to->has)
		mpq_set(to->number, v.number);
	if (rc == 0 && !to->has && v.reason && *v.reason && !r->reason.len)
		rc = buf_addf(&r->reason, e, "%s: %s%s", r->indicator, of, v.reason);
	mpq_clear(v.number);
	return rc;
}

/* What the reader must know of the parts: records that could not be decided, an unknown unit, quarters that
 * did not come. */
static int parts_flag(struct result *r, const struct figures *f, struct err *e)
{
	char text[400];
	bool has_unknown = false, is_constructed = false;
	size_t least = f->span.n;

	for (size_t i = 0; i < r->nvariables; i++) {
		const struct operand *v = &r->variables[i];

		has_unknown = has_unknown || v->q.has_unknown;
		is_constructed = is_constructed || v->q.is_constructed;
		least = !v->q.is_missing && v->q.nquarters < least ? v->q.nquarters : least;
		snprintf(text, sizeof(text), "%s %llu", v->of->measure, (unsigned long long)v->q.undecided);
		if (v->q.undecided && result_flag(r, "undecided", text, "", e))
			return -1;
	}
	snprintf(text, sizeof(text), "%zu/%zu", least, f->span.n);
	if (f->span.is_year && least < f->span.n && result_flag(r, "quarters", text, "", e))
		return -1;
	if (is_constructed &&
		result_flag(r, "constructed",
			"danh mục dữ liệu là danh mục dựng, chưa phải của quyết định (constructed list)", "",
			e))
		return -1;
	return has_unknown ? result_flag(r, "unknown_unit", r->agency, "", e) : 0;
}

static int computed(struct result *r, const struct knowledge *k, const struct figures *f,
	const struct indicator *i, struct err *e)
{
	bool agree;

	if (indicator_part(r, i, i->numerator, "", &r->numerator, e) ||
		indicator_part(r, i, i->denominator, "", &r->denominator, e) ||
		indicator_part(r, i, i->value, "", &r->value, e))
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
	return r->value.has ? parts_flag(r, f, e) : 0;
}

int indicator_compute(struct result *r, const struct knowledge *k, const struct figures *f, struct err *e)
{
	const struct indicator *i = indicator_find(&k->indicators, r->source, k->date);

	if (!i)
		return err_set(e, ERR_CATALOG,
			"set %s: indicator \"%s\" found, expected a row of indicators.csv on %s", r->set,
			r->indicator, k->date);
	r->unit = i->unit;
	r->digits = (unsigned)i->digits;
	if (variables_read(r, k, f, e) || printed_rules(r, k, e) || divisors_fill(r, k, f, e))
		return -1;
	if (r->source != r->indicator &&
		buf_addf(&r->rules, e, "%ssame=%s", r->rules.len ? "; " : "", r->source))
		return -1;
	return i->basis == BASIS_COMPUTED ? computed(r, k, f, i, e)
					  : quotient_read(r, i->basis == BASIS_BOTH, e);
}
