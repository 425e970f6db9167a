#include "aggregate/apply_rule.h"

#include <stdio.h>
#include <string.h>
#include "aggregate/stated.h"
#include "core/hash.h"

static int keep_slice(struct buf *b, struct slice s, struct err *e)
{
	buf_reset(b);
	return buf_add(b, s.text ? s.text : "", s.len, e);
}

static const char *root_of(const struct applying *a, const struct period *p)
{
	return a->roots ? a->roots[p->number] : NULL;
}

/* The agency that the record counts under: the unknown unit of the period's territory when it names none. */
static int find_agency(struct applying *a, const struct rule *x, const struct period *p, struct err *e)
{
	const struct value *v = x->agency ? formula_eval(x->agency, &a->env) : NULL;
	const char *root = root_of(a, p);
	bool is_missing = !v || v->is_missing;
	char unknown[64] = "";

	if (root)
		snprintf(unknown, sizeof(unknown), "%s.?", root);
	a->is_unknown = x->agency && (is_missing || slice_equals(v->text, unknown));
	return keep_slice(
		&a->agency, is_missing ? slice_from(x->agency || !root ? unknown : root) : v->text, e);
}

static int find_item(struct applying *a, const struct rule *x, struct err *e)
{
	const struct value *v = x->item ? formula_eval(x->item, &a->env) : NULL;

	return keep_slice(&a->item, !v || v->is_missing ? slice_from("") : v->text, e);
}

/* rank: before the time, so that of one period the sender who answers stands; "": none is asked for. */
static int write_order(struct applying *a, const char *rank, struct err *e)
{
	char hex[65];

	hash_hex(a->hash, hex);
	buf_reset(&a->order);
	return buf_addf(&a->order, e, "%.*s|%s%s|%.*s|%s", (int)a->date.len, a->date.text, rank, a->sent,
		(int)a->record->message.len, a->record->message.text ? a->record->message.text : "", hex);
}

/* What the record in hand counts as, without a value. */
static struct measure measure_of(const struct applying *a, const struct rule *x, const struct period *p)
{
	return (struct measure){.measure = x->measure,
		.item = a->item.data,
		.agency = a->agency.data,
		.period = p->name,
		.kind = x->kind,
		.unit = x->unit};
}

static struct group *find_group(
	struct applying *a, const struct rule *x, const struct period *p, struct err *e)
{
	struct measure m = measure_of(a, x, p);
	struct group *g = groups_get(a->groups, &m, e);

	if (g && a->is_unknown)
		group_mark_unknown(g);
	return g;
}

static int tell(
	struct applying *a, enum counted_as as, const struct measure *m, const struct value *v, struct err *e)
{
	struct counted c = {as, m, v, a->is_unknown, a->record, a->sent};

	return a->o.counted ? a->o.counted(a->o.counted_arg, &c, e) : 0;
}

static int add_counted(
	struct applying *a, const struct rule *x, const struct period *p, struct group *g, struct err *e)
{
	struct measure m = measure_of(a, x, p);
	const struct value *v = formula_eval(x->value, &a->env);

	if (!v->is_missing)
		return group_take(a->groups, g, v, e) ? -1 : tell(a, COUNTED_VALUE, &m, v, e);
	group_count_undecided(g, 1);
	return tell(a, COUNTED_UNDECIDED, &m, NULL, e);
}

/* It is none of the group, or nobody can say whether it is. */
static int leave_uncounted(struct applying *a, const struct rule *x, const struct period *p, struct group *g,
	bool is_undecided, struct err *e)
{
	struct measure m = measure_of(a, x, p);

	if (!g)
		return 0;
	if (is_undecided)
		group_count_undecided(g, 1);
	return tell(a, is_undecided ? COUNTED_UNDECIDED : COUNTED_NOT, &m, NULL, e);
}

static int find_answer(
	struct applying *a, const struct rule *x, const struct period *p, struct measure *m, struct err *e)
{
	char rank[3] = "0|";

	if (!x->has_answers)
		return write_order(a, "", e);
	if (!a->ranks && sender_ranks_open(&a->ranks, a->o.catalog, e))
		return -1;
	if (sender_answer_fill(&a->answer, a->ranks, x, a->record, m, p->ends_on, a->sent, e))
		return -1;
	rank[0] = a->answer.rank;
	m->keys = a->answer.key.len ? a->answer.key.data : "";
	return write_order(a, rank, e);
}

static int put_row(struct applying *a, const struct rule *x, const struct period *p, struct err *e)
{
	struct stated_texts texts = {0};
	struct measure m = measure_of(a, x, p);
	int rc = !x->value ? stated_fill(&texts, a->record->cells + x->figure, &m, e)
			   : last_fill(&texts, formula_eval(x->value, &a->env), &m, e);

	if (rc == 0)
		rc = find_answer(a, x, p, &m, e);
	m.order = a->order.data;
	if (rc == 0) {
		struct group *g = groups_get(a->groups, &m, e);

		rc = g ? group_take_row(a->groups, g, &m, e) || tell(a, COUNTED_ROW, &m, NULL, e) ? -1 : 0
		       : -1;
	}
	stated_release(&texts);
	return rc;
}

/* A sum has its territory's total; a last or stated figure counts by whose it is and by its item. */
static int note_reached(struct applying *a, const struct rule *x, struct err *e)
{
	a->was_asked = true;
	if (measure_is_counted(x->kind)) {
		a->has_reached = true;
		return 0;
	}
	if (x->item && !a->asked && asked_open(&a->asked, a->o.catalog, e))
		return -1;
	if (x->item && !asked_has(a->asked, a->item.data))
		a->is_unasked = true;
	else if (!a->is_unknown)
		a->has_reached = true;
	return 0;
}

int rule_apply(struct applying *a, const struct rule *x, const struct period *p, struct err *e)
{
	const struct value *where;
	struct group *g = NULL;

	if (find_agency(a, x, p, e) || find_item(a, x, e))
		return -1;
	if (measure_is_counted(x->kind) && !(g = find_group(a, x, p, e)))
		return -1;
	a->seen[p->number] = true;
	if (note_reached(a, x, e))
		return -1;
	where = x->where ? formula_eval(x->where, &a->env) : NULL;
	if (where && !value_holds(where))
		return leave_uncounted(a, x, p, g, where->is_missing, e);
	return g ? add_counted(a, x, p, g, e) : put_row(a, x, p, e);
}

int totals_apply(struct applying *a, struct err *e)
{
	for (size_t k = 0; a->roots && k < periods_count(a->periods); k++)
		for (size_t i = 0; a->seen[k] && i < a->rules.nrows; i++) {
			const struct period *p = period_at(a->periods, k);
			const struct rule *x = rules_get(&a->rules, i, p, e);

			if (!x)
				return -1;
			if (a->is_left[i] || !x->is_active || !measure_is_counted(x->kind) || x->item)
				continue;
			a->is_unknown = false;
			if (keep_slice(&a->agency, slice_from(a->roots[k]), e) ||
				keep_slice(&a->item, slice_from(""), e) || !find_group(a, x, p, e))
				return -1;
		}
	return 0;
}
