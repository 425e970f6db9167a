#include "compute/variables.h"

#include <stdio.h>
#include <string.h>
#include "compute/codes.h"
#include "compute/last.h"
#include "compute/peers.h"
#include "core/rational.h"
#include "model/indicator_name.h"

#define NESTED 4 /* a pillar's component's part's part */

/* One variable in the making. */
struct reading {
	struct result *r;
	const struct knowledge *k;
	const struct figures *f;
	struct variable *v;
	size_t row; /* of variables.csv */
};

static const char *cell(const struct reading *x, const char *column)
{
	return table_get(x->k->variables, x->row, column);
}

static void refuse(struct variable *v, const char *what, const char *why)
{
	v->q.is_missing = true;
	snprintf(v->q.reason, sizeof(v->q.reason), "%s%s%s", what, *why ? " " : "", why);
}

/* Another indicator of the same agency; its points, when its maximum is known. */
static int add_score(struct reading *x, const char *indicator, struct err *e)
{
	struct quantity *q = &x->v->q;
	struct result *part = x->r->nested < NESTED ? result_new(e) : NULL;
	int rc = part ? 0 : err_set(e, ERR_CATALOG, "indicator %s is a part of itself", indicator);

	if (!part)
		return rc;
	part->set = x->r->set;
	part->indicator = part->source = indicator;
	part->agency = x->r->agency;
	part->period = x->r->period;
	part->nested = x->r->nested + 1;
	rc = indicator_compute(part, x->k, x->f, e);
	if (rc == 0 && !part->score.has)
		refuse(x->v, part->reason.len ? part->reason.data : indicator,
			part->reason.len ? "" : "has no score");
	else if (rc == 0 && !*part->score_max)
		refuse(x->v, indicator, "points unknown");
	else if (rc == 0)
		mpq_add(q->value, q->value, part->score.number);
	result_free(part);
	return rc;
}

static int add_children(struct reading *x, struct err *e)
{
	const struct table *t = x->k->indicators;
	const char *parent = cell(x, "item");
	bool has_any = false;

	x->v->q.is_missing = false;
	for (size_t i = 0; i < t->nrows && !x->v->q.is_missing; i++) {
		if (strcmp(table_get(t, i, "parent"), parent) != 0 || !table_is_valid(t, i, x->k->date) ||
			!*table_get(t, i, "method"))
			continue;
		has_any = true;
		if (add_score(x, table_get(t, i, "indicator"), e))
			return -1;
	}
	if (!has_any)
		refuse(x->v, parent, "has no parts");
	return 0;
}

static void read_code(struct reading *x)
{
	const struct measure *m = x->v->q.row;
	long row;

	if (!m || !*m->text)
		return;
	row = codes_find(&(struct codes){x->k->codes, x->k->code_aliases, x->k->date}, cell(x, "codes"),
		slice_from(m->text));
	x->v->q.is_missing = row < 0;
	if (row < 0) {
		snprintf(x->v->q.reason, sizeof(x->v->q.reason), "%s: found \"%.60s\", expected one of %s",
			cell(x, "item"), m->text, cell(x, "codes"));
		return;
	}
	x->v->code = table_get(x->k->codes, (size_t)row, "code");
	x->v->is_true = strcmp(table_get(x->k->codes, (size_t)row, "meaning"), "t") == 0;
}

/* The version among the words sent: "phiên bản 3.0" is 3.0. It is no decimal: 3.10 is not 3.1. */
static void read_version(struct reading *x)
{
	const struct measure *m = x->v->q.row;
	const char *text = m ? m->text : "", *at = text + strcspn(text, "0123456789");

	if (!m || !*m->text)
		return;
	x->v->code = at;
	x->v->q.is_missing = !*at || at[strspn(at, "0123456789.")];
	if (x->v->q.is_missing)
		snprintf(x->v->q.reason, sizeof(x->v->q.reason),
			"%s: found \"%.60s\", expected a version such as 3.0", cell(x, "item"), text);
}

/* The unit of a bare number: the variable's, unless the document names none: then the sender must. */
static const struct unit *bare_unit(const struct reading *x)
{
	return *cell(x, "unit_from") ? NULL : units_find(x->k->units, slice_from(cell(x, "unit")));
}

/* Five below zero, half a commune. */
static void refuse_impossible(struct reading *x, const struct unit *unit)
{
	snprintf(x->v->q.reason, sizeof(x->v->q.reason), "%s: found %.60s, expected a %snumber of %s%s",
		cell(x, "item"), x->v->q.row->text, unit->is_whole ? "whole " : "", unit->title_vi,
		unit->has_least ? " not below the least" : "");
	x->v->q.is_missing = true;
}

/* From the base unit, in which the measure is, into that of the variable. */
static void read_unit(struct reading *x)
{
	struct quantity *q = &x->v->q;
	const char *wanted = cell(x, "unit"), *found = last_unit(q, q->row);
	const struct unit *to = units_find(x->k->units, slice_from(wanted));
	const struct unit *from = units_find(x->k->units, slice_from(found));

	if (q->is_missing || !*wanted)
		return;
	if (!*found)
		refuse(x->v, cell(x, "item"), "has no unit: the document states none, the sender must");
	else if (!from || !to || strcmp(from->dimension, to->dimension) != 0) {
		snprintf(q->reason, sizeof(q->reason), "%s: found unit %s, expected %s", cell(x, "item"),
			found, wanted);
		q->is_missing = true;
	} else {
		mpq_div(q->value, q->value, to->factor);
		/* peers' figures may be means, but none is below the least */
		if (*cell(x, "of") ? to->has_least && mpq_cmp(q->value, to->least) < 0
				   : !unit_can_be(to, q->value))
			refuse_impossible(x, to);
	}
}

/* A variable of the index that no number came of: not sent, sent as words, or refused when it was read. */
static void missing_explain(struct reading *x)
{
	struct quantity *q = &x->v->q;
	char found[200];

	if (!q->row)
		refuse(x->v, cell(x, "item"), "not received");
	else if (*q->row->value)
		return; /* its reason stands */
	else if (!*q->row->text)
		refuse(x->v, cell(x, "item"), "was sent, but left blank or refused");
	else
		snprintf(q->reason, sizeof(q->reason), "%s: found %s, expected a number", cell(x, "item"),
			err_quote(found, q->row->text, strlen(q->row->text)));
}

static int read_measure(struct reading *x, struct err *e)
{
	const char *of = cell(x, "of"), *kind = cell(x, "kind");
	int rc = *of ? peers_find(x->f, x->v->measure, cell(x, "item"), x->r->agency,
			       strcmp(of, "greatest") == 0, &x->v->q, e)
		     : rollup_over(x->f, x->v->measure, cell(x, "item"), cell(x, "over_time"), x->r->agency,
			       &x->v->q, e);

	if (rc)
		return -1;
	if (x->v->q.is_missing && strcmp(x->v->measure, "index_variable") == 0)
		missing_explain(x);
	/* a stock of the last quarter stands for the whole */
	if (!x->v->q.is_missing && x->v->q.row && strcmp(cell(x, "over_time"), "last") == 0 &&
		strcmp(x->v->q.row->period, x->f->span.quarters[x->f->span.n - 1]) == 0)
		x->v->q.nquarters = x->f->span.n;
	if (*kind == 'b' || *kind == 's')
		read_code(x);
	else if (*kind == 'v')
		read_version(x);
	else if (x->v->q.row && x->v->q.row->kind == MEASURE_LAST)
		read_unit(x);
	return 0;
}

static int read_variable(struct reading *x, struct err *e)
{
	const char *kind = cell(x, "kind"), *of = cell(x, "of");
	struct variable *v = x->v;

	v->var = cell(x, "var");
	v->measure = cell(x, "measure");
	v->type = variable_value_type(kind);
	v->code = "";
	quantity_init(&v->q);
	v->q.bare = bare_unit(x);
	v->q.may_have_parts = *of; /* of the other provinces */
	x->r->nvariables++;
	v->q.nquarters = x->f->span.n;
	if (strcmp(of, "children") == 0)
		return add_children(x, e);
	if (strcmp(of, "score") == 0) {
		v->q.is_missing = false;
		return add_score(x, cell(x, "item"), e);
	}
	return read_measure(x, e);
}

int variables_read(struct result *r, const struct knowledge *k, const struct figures *f, struct err *e)
{
	const struct table *t = k->variables;

	for (size_t i = 0; i < t->nrows; i++) {
		struct reading x = {r, k, f, &r->variables[r->nvariables], i};

		if (strcmp(table_get(t, i, "indicator"), r->source) != 0 || !table_is_valid(t, i, k->date))
			continue;
		if (r->nvariables == RESULT_VARIABLES)
			return err_at(e, ERR_CATALOG, t->rows[i].file, t->rows[i].line,
				"more than %d variables of indicator %s", RESULT_VARIABLES, r->indicator);
		if (read_variable(&x, e))
			return -1;
	}
	return 0;
}
