#include "compute/divisor.h"

#include <string.h>
#include "compute/quarters.h"
#include "core/rational.h"
#include "model/denominator.h"

const char *divisor_territory(const struct knowledge *k, const char *agency)
{
	const struct table *t = catalog_get(k->catalog, "territories", NULL);
	long row = t ? table_find(t, "root_agency", agency, k->date) : -1;

	return row < 0 ? "" : table_get(t, (size_t)row, "territory");
}

static bool is_of(const struct result *r, const struct table *uses, size_t i, const char *date)
{
	const char *indicator = table_get(uses, i, "indicator");

	return table_is_valid(uses, i, date) && strcmp(indicator, r->source) == 0;
}

/* Brings n from one unit into another of its dimension. */
static bool bring(const struct knowledge *k, mpq_t n, const char *from, const char *to)
{
	const struct unit *a = units_find(k->units, slice_from(from));
	const struct unit *b = units_find(k->units, slice_from(to));

	if (!a || !b || strcmp(a->dimension, b->dimension) != 0)
		return strcmp(from, to) == 0;
	mpq_mul(n, n, a->factor);
	mpq_div(n, n, b->factor);
	return true;
}

/* The unit that the indicator's variable is computed in. */
static const char *unit_of(const struct result *r, const struct knowledge *k, const char *var)
{
	const struct table *t = k->variables;

	for (size_t i = 0; i < t->nrows; i++)
		if (strcmp(table_get(t, i, "indicator"), r->source) == 0 &&
			strcmp(table_get(t, i, "var"), var) == 0 && table_is_valid(t, i, k->date))
			return table_get(t, i, "unit");
	return "";
}

/* A column of denominators.csv. */
static const char *cell(const struct knowledge *k, const char *denominator, const char *column)
{
	const struct table *t = catalog_get(k->catalog, "denominators", NULL);
	long row = t ? table_find(t, "denominator", denominator, k->date) : -1;

	return row < 0 ? "" : table_get(t, (size_t)row, column);
}

/* The quarter of the span in which the day lies, as a bit; DIVISOR_ELSEWHEN: in none. */
static unsigned quarter_of(const struct knowledge *k, const char *day)
{
	const struct span *s = k->span;

	for (size_t q = 0; s && s->periods && q < s->n; q++) {
		const struct period *p = period_find(s->periods, s->calendar, s->quarters[q]);

		if (p && strcmp(p->starts_on, day) <= 0 && strcmp(day, p->ends_on) <= 0)
			return 1U << q;
	}
	return DIVISOR_ELSEWHEN;
}

/* The quarter at whose end the number stands: that in which it was sent, or for a day of which it was
 * entered. */
static unsigned find_quarter(const struct knowledge *k, const char *denominator, const struct quantity *q)
{
	if (!q->entered_on || *cell(k, denominator, "of"))
		return quarters_last(q->quarters);
	return quarter_of(k, q->entered_on);
}

bool divisor_get(const struct result *r, const struct knowledge *k, const char *denominator, mpq_t out,
	unsigned *quarter)
{
	const struct table *uses = catalog_get(k->catalog, "denominator_uses", NULL);

	*quarter = 0;
	for (size_t i = 0; uses && i < uses->nrows; i++) {
		const char *var = table_get(uses, i, "var");

		if (!is_of(r, uses, i, k->date) ||
			strcmp(table_get(uses, i, "denominator"), denominator) != 0)
			continue;
		if (!*var) {
			mpq_set(out, r->denominator.number);
			return r->denominator.has;
		}
		for (size_t v = 0; v < r->nvariables; v++)
			if (strcmp(r->variables[v].var, var) == 0 && !r->variables[v].q.is_missing) {
				mpq_set(out, r->variables[v].q.value);
				*quarter = find_quarter(k, denominator, &r->variables[v].q);
				return bring(k, out, unit_of(r, k, var), cell(k, denominator, "unit"));
			}
	}
	return false;
}

bool divisor_is_then(const struct knowledge *k, const char *denominator, unsigned quarter, const char *day)
{
	const struct span *s = k->span;

	return !s || !s->periods || *cell(k, denominator, "of") ||
	       quarter_of(k, day) == (quarter ? quarter : 1U << (s->n - 1));
}

long divisor_entered(const struct result *r, const struct knowledge *k, const char *denominator)
{
	const struct table *t = catalog_get(k->catalog, "denominator_values", NULL);
	bool is_year = !strchr(r->period, '-'); /* 2024, not 2024-Q1 */
	long row = t ? denominator_find(t, denominator, divisor_territory(k, r->agency), k->date) : -1;

	if (row < 0 || !*cell(k, denominator, "of"))
		return row;
	return is_year && strcmp(table_get(t, (size_t)row, "date"), k->date) == 0 ? row : -1;
}

static void take_value(struct quantity *q, size_t nquarters, const char *day)
{
	q->is_missing = false;
	q->entered_on = day;
	q->nquarters = nquarters;
	q->quarters = 0;
	q->reason[0] = '\0';
}

/* The entered value, in the variable's unit. */
static int read_value(struct result *r, const struct knowledge *k, const char *denominator,
	struct variable *v, size_t nquarters, struct err *e)
{
	const struct table *t = catalog_get(k->catalog, "denominator_values", e);
	long row = t ? divisor_entered(r, k, denominator) : -1;
	const char *value = row < 0 ? "" : table_get(t, (size_t)row, "value");
	const char *unit = row < 0 ? "" : table_get(t, (size_t)row, "unit"), *to = unit_of(r, k, v->var);

	if (!t || row < 0)
		return t ? 0 : -1;
	if (rational_parse(v->q.value, value, strlen(value), e))
		return err_at(e, ERR_CATALOG, t->rows[row].file, t->rows[row].line,
			"value \"%s\" found, expected a number", value);
	if (!bring(k, v->q.value, unit, to))
		return err_at(e, ERR_CATALOG, t->rows[row].file, t->rows[row].line,
			"unit \"%s\" found, expected one of the kind of %s: %s %s divides by it", unit, to,
			r->source, v->var);
	take_value(&v->q, nquarters, table_get(t, (size_t)row, "date"));
	return buf_addf(&r->rules, e, " %s %s", table_get(t, (size_t)row, "date"),
		table_get(t, (size_t)row, "document"));
}

static int fill_variable(struct result *r, const struct knowledge *k, const struct figures *f,
	struct variable *v, const char *denominator, struct err *e)
{
	const char *measure = cell(k, denominator, "measure");

	if (v->q.is_missing && *measure && rollup(f, measure, "", r->agency, &v->q, e))
		return -1;
	return v->q.is_missing ? read_value(r, k, denominator, v, f->span.n, e) : 0;
}

/* The name, and the ages that it counts. */
static int name_print(struct result *r, const struct knowledge *k, const char *denominator, struct err *e)
{
	const char *band = cell(k, denominator, "band");

	return buf_addf(&r->rules, e, "%sdenominator=%s%s%s%s", r->rules.len ? "; " : "", denominator,
		*band ? " (" : "", band, *band ? ")" : "");
}

int divisors_fill(struct result *r, const struct knowledge *k, const struct figures *f, struct err *e)
{
	const struct table *uses = catalog_get(k->catalog, "denominator_uses", e);

	if (!catalog_get(k->catalog, "denominators", e))
		return -1;
	for (size_t i = 0; uses && i < uses->nrows; i++) {
		const char *id = table_get(uses, i, "denominator");

		if (!is_of(r, uses, i, k->date))
			continue;
		if (name_print(r, k, id, e))
			return -1;
		for (size_t v = 0; v < r->nvariables; v++)
			if (strcmp(r->variables[v].var, table_get(uses, i, "var")) == 0 &&
				fill_variable(r, k, f, &r->variables[v], id, e))
				return -1;
	}
	return uses ? 0 : -1;
}
