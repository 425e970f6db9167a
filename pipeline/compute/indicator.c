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
#include "model/indicator_name.h"

int knowledge_init(struct knowledge *k, struct catalog *c, const char *date, struct err *e)
{
	*k = (struct knowledge){.catalog = c,
		.indicators = catalog_get(c, "indicators", e),
		.variables = catalog_get(c, "variables", e),
		.measures = catalog_get(c, "measures", e),
		.points = catalog_get(c, "points", e),
		.settings = catalog_get(c, "settings", e),
		.relations = catalog_get(c, "relations", e),
		.codes = catalog_get(c, "codes", e),
		.code_aliases = catalog_get(c, "code_aliases", e),
		.date = date};
	if (!k->indicators || !k->variables || !k->measures || !k->points || !k->settings || !k->relations ||
		!k->codes || !k->code_aliases)
		return -1;
	return units_open(&k->units, c, date, e);
}

void knowledge_release(struct knowledge *k)
{
	units_free(k->units);
	k->units = NULL;
}

static bool name_find(void *arg, const char *name, struct formula_name *out)
{
	const struct result *r = arg;

	out->type = VALUE_NUMBER;
	for (out->index = 0; out->index < r->nvariables; out->index++)
		if (strcmp(r->variables[out->index].var, name) == 0) {
			out->type = r->variables[out->index].type;
			return true;
		}
	out->index = RESULT_VARIABLES + indicator_own_name(name); /* numbered behind the variables */
	return out->index < RESULT_VARIABLES + INDICATOR_NAMES;
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

static void get_variable(const struct variable *v, struct value *out)
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
		get_variable(&r->variables[index], out);
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

int indicator_part(struct result *r, const struct knowledge *k, size_t i, const char *column,
	struct maybe *to, struct err *e)
{
	struct value v;
	int rc = indicator_eval(&v, r, table_get(k->indicators, i, column), &k->indicators->rows[i], e);

	to->has = rc == 0 && !v.is_missing && v.type == VALUE_NUMBER;
	if (to->has)
		mpq_set(to->number, v.number);
	if (rc == 0 && !to->has && v.reason && *v.reason && !r->reason.len)
		rc = buf_addf(&r->reason, e, "%s: %s%s", r->indicator,
			strcmp(column, "score") == 0 ? "score: " : "", v.reason);
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
		const struct variable *v = &r->variables[i];

		has_unknown = has_unknown || v->q.has_unknown;
		is_constructed = is_constructed || v->q.is_constructed;
		least = !v->q.is_missing && v->q.nquarters < least ? v->q.nquarters : least;
		snprintf(text, sizeof(text), "%s %llu", v->measure, (unsigned long long)v->q.undecided);
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

static int computed(
	struct result *r, const struct knowledge *k, const struct figures *f, size_t i, struct err *e)
{
	bool agree;

	if (indicator_part(r, k, i, "numerator", &r->numerator, e) ||
		indicator_part(r, k, i, "denominator", &r->denominator, e) ||
		indicator_part(r, k, i, "value", &r->value, e))
		return -1;
	if (r->value.has && quarters_agree(r, k, f, i, &agree, e))
		return -1;
	if (r->value.has && !agree) {
		r->numerator.has = r->denominator.has = r->value.has = false;
		return 0;
	}
	if (score_compute(r, k, f, i, e))
		return -1;
	if (!r->value.has && !r->reason.len &&
		buf_addf(&r->reason, e, "%s: %s", r->indicator, table_get(k->indicators, i, "missing")))
		return -1;
	return r->value.has ? parts_flag(r, f, e) : 0;
}

int indicator_compute(struct result *r, const struct knowledge *k, const struct figures *f, struct err *e)
{
	long row = table_find(k->indicators, "indicator", r->source, k->date);
	size_t i = (size_t)row;

	if (row < 0)
		return err_set(e, ERR_CATALOG,
			"set %s: indicator \"%s\" found, expected a row of indicators.csv on %s", r->set,
			r->indicator, k->date);
	r->unit = table_get(k->indicators, i, "unit");
	r->digits = (unsigned)strtoul(table_get(k->indicators, i, "digits"), NULL, 10);
	if (variables_read(r, k, f, e) || printed_rules(r, k, e) || divisors_fill(r, k, f, e))
		return -1;
	if (r->source != r->indicator &&
		buf_addf(&r->rules, e, "%ssame=%s", r->rules.len ? "; " : "", r->source))
		return -1;
	if (strcmp(table_get(k->indicators, i, "basis"), "computed") == 0)
		return computed(r, k, f, i, e);
	return quotient_read(r, strcmp(table_get(k->indicators, i, "basis"), "both") == 0, e);
}
