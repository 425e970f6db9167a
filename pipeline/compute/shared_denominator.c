#include "compute/shared_denominator.h"

#include <stdio.h>
#include <string.h>
#include "compute/rollup.h"
#include "core/rational.h"

const char *shared_denominator_territory(const struct knowledge *k, const char *agency)
{
	const struct territory *t = territory_of_root(&k->territories, agency, k->date);

	return t ? t->territory : "";
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

/* Whether it is a flow of a year, and no stock. */
static bool is_of_year(const struct knowledge *k, const char *denominator)
{
	const struct denominator *d = denominator_row(&k->denominators, denominator, k->date);

	return d && d->of == DENOMINATOR_OF_YEAR;
}

/* The part of the span in which the day lies, as its leaves; DENOMINATOR_ELSEWHEN: in none. */
static unsigned part_of_day(const struct knowledge *k, const char *day)
{
	const struct span *s = k->span;

	for (size_t q = 0; s && s->periods && q < s->n; q++) {
		const struct period *p = period_find(s->periods, s->calendar, s->parts[q]);

		if (p && strcmp(p->starts_on, day) <= 0 && strcmp(day, p->ends_on) <= 0)
			return s->masks[q];
	}
	return DENOMINATOR_ELSEWHEN;
}

/* The part that has the last of the leaves; 0 of none. */
static unsigned part_of(const struct span *s, unsigned leaves)
{
	for (size_t q = s ? s->n : 0; q-- > 0;)
		if (s->masks[q] & leaves)
			return s->masks[q];
	return 0;
}

/* The part at whose end the number stands: that in which it was sent, or for a day of which it was
 * entered. */
static unsigned find_part(const struct knowledge *k, const char *denominator, const struct quantity *q)
{
	if (!q->entered_on || is_of_year(k, denominator))
		return part_of(k->span, q->leaves);
	return part_of_day(k, q->entered_on);
}

/* The value of r's variable of that name, in the denominator's unit. */
static bool take_operand(const struct result *r, const struct knowledge *k, const char *denominator,
	const char *var, mpq_t out, unsigned *part, bool *is_found)
{
	const struct denominator *d = denominator_row(&k->denominators, denominator, k->date);

	for (size_t v = 0; v < r->nvariables; v++) {
		const struct operand *x = &r->variables[v];

		*is_found = strcmp(x->of->var, var) == 0 && !x->q.is_missing;
		if (!*is_found)
			continue;
		mpq_set(out, x->q.value);
		*part = find_part(k, denominator, &x->q);
		return bring(k, out, x->of->unit, d ? d->unit : "");
	}
	return false;
}

bool shared_denominator_get(
	const struct result *r, const struct knowledge *k, const char *denominator, mpq_t out, unsigned *part)
{
	const struct denominator_use *const *uses;
	size_t n = denominator_uses_of(&k->denominators, r->source, &uses);

	*part = 0;
	for (size_t i = 0; i < n; i++) {
		bool is_found = false, is;

		if (!row_is_valid(uses[i], k->date) || strcmp(uses[i]->denominator, denominator) != 0)
			continue;
		if (!*uses[i]->var) {
			mpq_set(out, r->denominator.number);
			return r->denominator.has;
		}
		is = take_operand(r, k, denominator, uses[i]->var, out, part, &is_found);
		if (is_found)
			return is;
	}
	return false;
}

bool shared_denominator_is_then(
	const struct knowledge *k, const char *denominator, unsigned part, const char *day)
{
	const struct span *s = k->span;

	return !s || !s->periods || is_of_year(k, denominator) ||
	       part_of_day(k, day) == (part ? part : s->masks[s->n - 1]);
}

const struct denominator_value *shared_denominator_entered(
	const struct result *r, const struct knowledge *k, const char *denominator)
{
	bool is_year = !strchr(r->period, '-'); /* 2024, not 2024-Q1 */
	const struct denominator_value *row = denominator_value_find(
		&k->denominators, denominator, shared_denominator_territory(k, r->agency), k->date);

	if (!row || !is_of_year(k, denominator))
		return row;
	return is_year && strcmp(row->date, k->date) == 0 ? row : NULL;
}

static void take_value(struct quantity *q, const struct span *s, const char *day)
{
	q->is_missing = false;
	q->entered_on = day;
	q->nparts = s->n;
	q->nleaves = s->nleaves;
	q->leaves = 0;
	q->reason[0] = '\0';
}

/* Nobody sent the number and nobody entered it: the reason names both ways in. */
static void explain_missing(
	const struct result *r, const struct knowledge *k, const char *denominator, struct operand *v)
{
	const char *territory = shared_denominator_territory(k, r->agency);
	size_t len = strlen(v->q.reason);

	if (*territory && len >= 12 && strcmp(v->q.reason + len - 12, "not received") == 0)
		snprintf(v->q.reason + len, sizeof(v->q.reason) - len, ", nor is %s entered for %s",
			denominator, territory);
}

/* The entered value, in the variable's unit. */
static int read_value(struct result *r, const struct knowledge *k, const char *denominator, struct operand *v,
	const struct span *s, struct err *e)
{
	const struct denominator_value *row = shared_denominator_entered(r, k, denominator);

	if (!row) {
		explain_missing(r, k, denominator, v);
		return 0;
	}
	if (rational_parse(v->q.value, row->value, strlen(row->value), e))
		return err_at(e, ERR_CATALOG, row->head.row->file, row->head.row->line,
			"value \"%s\" found, expected a number", row->value);
	if (!bring(k, v->q.value, row->unit, v->of->unit))
		return err_at(e, ERR_CATALOG, row->head.row->file, row->head.row->line,
			"unit \"%s\" found, expected one of the kind of %s: %s %s divides by it", row->unit,
			v->of->unit, r->source, v->of->var);
	take_value(&v->q, s, row->date);
	return buf_addf(&r->rules, e, " %s %s", row->date, row->document);
}

static int fill_operand(struct result *r, const struct knowledge *k, const struct observations *f,
	struct operand *v, const struct denominator_use *use, struct err *e)
{
	const struct denominator *d = denominator_row(&k->denominators, use->denominator, k->date);

	if (v->q.is_missing && d && *d->measure && rollup(f, d->measure, "", r->agency, &v->q, e))
		return -1;
	return v->q.is_missing ? read_value(r, k, use->denominator, v, &f->span, e) : 0;
}

/* The name, and the ages that it counts. */
static int print_name(struct result *r, const struct knowledge *k, const char *denominator, struct err *e)
{
	const struct denominator *d = denominator_row(&k->denominators, denominator, k->date);
	const char *band = d ? d->band : "";

	return buf_addf(&r->rules, e, "%sdenominator=%s%s%s%s", r->rules.len ? "; " : "", denominator,
		*band ? " (" : "", band, *band ? ")" : "");
}

int shared_denominators_fill(
	struct result *r, const struct knowledge *k, const struct observations *f, struct err *e)
{
	const struct denominator_use *const *uses;
	size_t n = denominator_uses_of(&k->denominators, r->source, &uses);

	for (size_t i = 0; i < n; i++) {
		if (!row_is_valid(uses[i], k->date))
			continue;
		if (print_name(r, k, uses[i]->denominator, e))
			return -1;
		for (size_t v = 0; v < r->nvariables; v++)
			if (strcmp(r->variables[v].of->var, uses[i]->var) == 0 &&
				fill_operand(r, k, f, &r->variables[v], uses[i], e))
				return -1;
	}
	return 0;
}
