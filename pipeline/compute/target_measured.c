#include "compute/target_row.h"

#include <string.h>

static const struct operand *find_operand(const struct result *r, const char *var)
{
	for (size_t i = 0; i < r->nvariables; i++)
		if (strcmp(r->variables[i].of->var, var) == 0)
			return &r->variables[i];
	return NULL;
}

bool assessing_is_barred(const struct assessing *h)
{
	enum target_flag flag = h->target->flag;

	return flag == FLAG_NO_UNIT || flag == FLAG_IMPOSSIBLE ||
	       (flag == FLAG_OTHER_MEASURE && !*h->target->var);
}

/* Into the row's unit; not of another dimension, and what has no unit only against what has none. */
static void take_unit(struct measured *m, const struct assessing *h, const char *unit)
{
	const char *own = h->target->unit;
	const struct unit *from, *to;

	m->is_comparable = !unit || strcmp(unit, own) == 0;
	if (m->is_comparable || !h->w->k || !*unit || !*own)
		return;
	from = units_find(h->w->k->units, slice_from(unit));
	to = units_find(h->w->k->units, slice_from(own));
	if (!from || !to || strcmp(from->dimension, to->dimension) != 0)
		return;
	m->is_comparable = true;
	mpq_mul(m->number.number, m->number.number, from->factor);
	mpq_div(m->number.number, m->number.number, to->factor);
}

/* What the row is about, of a figure of any period. */
static void take(
	struct measured *m, const struct assessing *h, const struct result *r, const struct maybe *value)
{
	const char *var = h->target->var;
	const struct operand *v = *var && h->w->k ? find_operand(r, var) : NULL;

	m->number.has = v ? !v->q.is_missing && v->type == VALUE_NUMBER : !*var && value->has;
	m->version = v && v->type == VALUE_TEXT && !v->q.is_missing ? v->code : NULL;
	if (m->number.has)
		mpq_set(m->number.number, v ? v->q.value : value->number);
	m->is_own = !*var;
	m->is_comparable = false;
	if (assessing_is_barred(h))
		return;
	if (v)
		take_unit(m, h, v->of->unit);
	else if (!*var)
		take_unit(m, h, r->unit);
}

int measured_other(struct measured *m, const struct assessing *h, const struct observations *f, struct err *e)
{
	struct result *r = result_new(e);
	int rc = -1;

	if (!r)
		return -1;
	r->set = h->r->set;
	r->indicator = h->r->indicator;
	r->source = h->r->source;
	r->agency = h->r->agency;
	r->period = f->span.name;
	rc = indicator_compute(r, h->w->k, f, e);
	if (rc == 0)
		take(m, h, r, &r->value);
	m->version = NULL; /* the other figure's */
	result_free(r);
	return rc;
}

static bool is_flow(const struct assessing *h, const struct operand *v)
{
	const struct knowledge *k = h->w->k;
	const struct measure_definition *row = measure_definition_find(&k->measures, v->of->measure, k->date);
	enum over over = v->of->over_time || !row ? v->of->over_time : row->over_time;

	return v->type == VALUE_NUMBER && over == OVER_SUM;
}

/* How much of the year is there: of each flow that the row is about; *has_any: whether it is about one. */
static void year_look(struct measured *m, const struct assessing *h, bool *has_any)
{
	const char *var = h->target->var;
	const struct year *y = h->w->year;

	*has_any = false;
	for (size_t i = 0; i < h->r->nvariables; i++) {
		const struct operand *v = &h->r->variables[i];
		bool is_whole;

		if ((*var && strcmp(v->of->var, var) != 0) || !is_flow(h, v))
			continue;
		size_t n = year_received(y, v->of->measure, v->of->item, h->r->agency, &is_whole);
		*has_any = true;
		m->has_gap = m->has_gap || !is_whole || (!h->w->f->span.is_year && n < y->f->span.nleaves);
		m->is_open = m->is_open || n < y->nleaves;
	}
}

int measured_find(struct measured *m, const struct assessing *h, struct err *e)
{
	bool is_counted = h->target->kind == TARGET_COUNT_PER_YEAR || h->target->kind == TARGET_REMAINDER,
	     has_flow;

	*m = (struct measured){0};
	mpq_init(m->number.number);
	take(m, h, h->r, h->value);
	if (!is_counted || !h->w->k || !h->w->year || !m->is_comparable)
		return 0;
	year_look(m, h, &has_flow);
	if (!has_flow || h->w->year->f == h->w->f)
		return 0;
	if (measured_other(m, h, h->w->year->f, e))
		return -1;
	m->is_own = false;
	return 0;
}

void measured_release(struct measured *m)
{
	mpq_clear(m->number.number);
}

int measured_before(struct maybe *out, const struct assessing *h, struct err *e)
{
	const struct knowledge *k = h->w->k;
	struct measured m = {0};
	int rc = 0;

	out->has = false;
	if (!k || !k->year_before)
		return 0;
	mpq_init(m.number.number);
	rc = measured_other(&m, h, k->year_before, e);
	out->has = rc == 0 && m.number.has && m.is_comparable;
	if (out->has)
		mpq_set(out->number, m.number.number);
	measured_release(&m);
	return rc;
}
