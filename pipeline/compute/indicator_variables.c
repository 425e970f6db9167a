#include "compute/indicator_variables.h"

#include <stdio.h>
#include <string.h>
#include "compute/peers.h"
#include "compute/reported.h"
#include "compute/rollup.h"
#include "core/rational.h"

#define NESTED 4 /* a pillar's component's part's part */

/* One variable in the making. */
struct variable_reading {
	struct result *r;
	const struct knowledge *k;
	const struct observations *f;
	struct operand *v;
	const struct variable *row;
};

static void refuse(struct operand *v, const char *what, const char *why)
{
	v->q.is_missing = true;
	snprintf(v->q.reason, sizeof(v->q.reason), "%s%s%s", what, *why ? " " : "", why);
}

/* Another indicator of the same agency; its points, when its maximum is known. */
static int add_score(struct variable_reading *x, const char *indicator, struct err *e)
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

static int add_children(struct variable_reading *x, struct err *e)
{
	const struct indicator *const *parts;
	size_t n = indicators_under(&x->k->indicators, x->row->item, &parts);
	bool has_any = false;

	x->v->q.is_missing = false;
	for (size_t i = 0; i < n && !x->v->q.is_missing; i++) {
		if (!row_is_valid(parts[i], x->k->date) || !*parts[i]->method)
			continue;
		has_any = true;
		if (add_score(x, parts[i]->indicator, e))
			return -1;
	}
	if (!has_any)
		refuse(x->v, x->row->item, "has no parts");
	return 0;
}

static void read_code(struct variable_reading *x)
{
	const struct measure *m = x->v->q.row;
	const struct code *code;

	if (!m || !*m->text)
		return;
	code = code_find(&x->k->codes, x->row->codes, slice_from(m->text), x->k->date);
	x->v->q.is_missing = !code;
	if (!code) {
		snprintf(x->v->q.reason, sizeof(x->v->q.reason), "%s: found \"%.60s\", expected one of %s",
			x->row->item, m->text, x->row->codes);
		return;
	}
	x->v->code = code->code;
	x->v->is_true = strcmp(code->meaning, "t") == 0;
}

/* The version among the words sent: "phiên bản 3.0" is 3.0. It is no decimal: 3.10 is not 3.1. */
static void read_version(struct variable_reading *x)
{
	const struct measure *m = x->v->q.row;
	const char *text = m ? m->text : "", *at = text + strcspn(text, "0123456789");

	if (!m || !*m->text)
		return;
	x->v->code = at;
	x->v->q.is_missing = !*at || at[strspn(at, "0123456789.")];
	if (x->v->q.is_missing)
		snprintf(x->v->q.reason, sizeof(x->v->q.reason),
			"%s: found \"%.60s\", expected a version such as 3.0", x->row->item, text);
}

/* The unit of a bare number: the variable's, unless the document names none: then the sender must. */
static const struct unit *bare_unit(const struct variable_reading *x)
{
	return x->row->unit_from == UNIT_FROM_SENDER ? NULL
						     : units_find(x->k->units, slice_from(x->row->unit));
}

/* Five below zero, half a commune. */
static void refuse_impossible(struct variable_reading *x, const struct unit *unit)
{
	snprintf(x->v->q.reason, sizeof(x->v->q.reason), "%s: found %.60s, expected a %snumber of %s%s",
		x->row->item, x->v->q.row->text, unit->is_whole ? "whole " : "", unit->title_vi,
		unit->has_least ? " not below the least" : "");
	x->v->q.is_missing = true;
}

/* From the base unit, in which the measure is, into that of the variable. */
static void read_unit(struct variable_reading *x)
{
	struct quantity *q = &x->v->q;
	const char *wanted = x->row->unit, *found = reported_unit(q, q->row);
	const struct unit *to = units_find(x->k->units, slice_from(wanted));
	const struct unit *from = units_find(x->k->units, slice_from(found));

	if (q->is_missing || !*wanted)
		return;
	if (!*found)
		refuse(x->v, x->row->item, "has no unit: the document states none, the sender must");
	else if (!from || !to || strcmp(from->dimension, to->dimension) != 0) {
		snprintf(q->reason, sizeof(q->reason), "%s: found unit %s, expected %s", x->row->item, found,
			wanted);
		q->is_missing = true;
	} else {
		mpq_div(q->value, q->value, to->factor);
		/* peers' figures may be means, but none is below the least */
		if (x->row->of ? to->has_least && mpq_cmp(q->value, to->least) < 0
			       : !unit_can_be(to, q->value))
			refuse_impossible(x, to);
	}
}

/* A variable of the index that no number came of: not sent, sent as words, or refused when it was read. */
static void missing_explain(struct variable_reading *x)
{
	struct quantity *q = &x->v->q;
	char found[200];

	if (!q->row)
		refuse(x->v, x->row->item, "not received");
	else if (*q->row->value)
		return; /* its reason stands */
	else if (!*q->row->text)
		refuse(x->v, x->row->item, "was sent, but left blank or refused");
	else
		snprintf(q->reason, sizeof(q->reason), "%s: found %s, expected a number", x->row->item,
			err_quote(found, q->row->text, strlen(q->row->text)));
}

/* A stock at the end of the last part stands for the whole. */
static bool is_whole(const struct variable_reading *x)
{
	const struct quantity *q = &x->v->q;

	return !q->is_missing && q->row && x->row->over_time == OVER_LAST &&
	       observations_leaves(x->f, q->row) >> (x->f->span.nleaves - 1) & 1;
}

static void count_whole(struct variable_reading *x)
{
	x->v->q.nparts = x->f->span.n;
	x->v->q.nleaves = x->f->span.nleaves;
}

static int read_measure(struct variable_reading *x, struct err *e)
{
	const struct variable *row = x->row;
	struct quantity *q = &x->v->q;
	int rc = row->of ? peers_find(
				   x->f, row->measure, row->item, x->r->agency, row->of == OF_GREATEST, q, e)
			 : rollup_over(x->f, row->measure, row->item, row->over_time, x->r->agency, q, e);

	if (rc)
		return -1;
	if (q->is_missing && strcmp(row->measure, "index_variable") == 0)
		missing_explain(x);
	if (is_whole(x))
		count_whole(x);
	if (row->kind == VARIABLE_BOOL || row->kind == VARIABLE_STATE)
		read_code(x);
	else if (row->kind == VARIABLE_VERSION)
		read_version(x);
	else if (q->row && q->row->kind == MEASURE_LAST)
		read_unit(x);
	return 0;
}

static int read_variable(struct variable_reading *x, struct err *e)
{
	struct operand *v = x->v;

	v->of = x->row;
	v->type = variable_value_type(x->row->kind);
	v->code = "";
	quantity_init(&v->q);
	v->q.bare = bare_unit(x);
	v->q.may_have_parts = x->row->of; /* of the other provinces */
	x->r->nvariables++;
	count_whole(x);
	if (x->row->of == OF_CHILDREN)
		return add_children(x, e);
	if (x->row->of == OF_SCORE) {
		v->q.is_missing = false;
		return add_score(x, x->row->item, e);
	}
	return read_measure(x, e);
}

int indicator_variables_read(
	struct result *r, const struct knowledge *k, const struct observations *f, struct err *e)
{
	const struct variable *const *first;
	size_t n = variables_of(&k->variables, r->source, &first);

	for (size_t i = 0; i < n; i++) {
		struct variable_reading x = {r, k, f, &r->variables[r->nvariables], first[i]};

		if (!row_is_valid(first[i], k->date))
			continue;
		if (r->nvariables == RESULT_VARIABLES)
			return err_at(e, ERR_CATALOG, first[i]->head.row->file, first[i]->head.row->line,
				"more than %d variables of indicator %s", RESULT_VARIABLES, r->indicator);
		if (read_variable(&x, e))
			return -1;
	}
	return 0;
}
